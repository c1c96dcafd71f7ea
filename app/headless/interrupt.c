/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/interrupt.h"

#include <signal.h>

static volatile sig_atomic_t interrupts;

static void
count_interrupt (int number)
{
  interrupts++;
}

void
algo_interrupt_catch (void)
{
  const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = count_interrupt, .sa_flags = SA_RESTART };

  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    sigaction (numbers[i], &action, NULL);
  action.sa_handler = SIG_IGN;
  sigaction (SIGPIPE, &action, NULL);
}

guint
algo_interrupt_count (void)
{
  return interrupts;
}
