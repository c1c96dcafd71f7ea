/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/console.h"
#include "app/language.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* Started with a standard stream closed, a file opened later would take its place and receive what
 * is meant for the stream. */
static void
reserve_standard_streams (void)
{
  int descriptor;

  do
    descriptor = open ("/dev/null", O_RDONLY);
  while (descriptor >= 0 && descriptor <= STDERR_FILENO);
  if (descriptor >= 0)
    close (descriptor);
}

void
algo_console_init (void)
{
  reserve_standard_streams ();
  algo_language_init ();
  setlocale (LC_NUMERIC, "C");
}

char *
algo_console_escape (const char *path)
{
  GString *escaped = g_string_new (NULL);

  for (const char *at = path; *at != '\0'; at++)
    if (*at == '\t')
      g_string_append (escaped, "\\t");
    else if (*at == '\n')
      g_string_append (escaped, "\\n");
    else if (g_ascii_iscntrl (*at))
      g_string_append_printf (escaped, "\\x%02x", (guchar) *at);
    else
      g_string_append_c (escaped, *at);
  return g_string_free (escaped, FALSE);
}

void
algo_console_error (const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = algo_console_escape (message);
  fprintf (stderr, "%s: %s\n", g_get_prgname (), line);
}

gboolean
algo_console_report_written (const char *path, gboolean was_written)
{
  g_autofree char *escaped = algo_console_escape (path);

  if (was_written && !g_str_equal (path, "/dev/stdout"))
    fprintf (stderr, _ ("Wrote %s\n"), escaped);
  return was_written;
}

AlgoExit
algo_console_finish (AlgoExit status)
{
  if (fflush (stdout) != 0)
    algo_console_error (_ ("Could not write to standard output: %s"), g_strerror (errno));
  else if (ferror (stdout))
    algo_console_error (_ ("Could not write all to standard output"));
  else
    return status;
  return ALGO_EXIT_FAILED;
}

static volatile sig_atomic_t interrupts, last_signal;

static void
count_interrupt (int number)
{
  interrupts++;
  last_signal = number;
}

/* Whoever started the program with a signal ignored, as nohup does, wants it to stay so. */
static gboolean
is_ignored (int number)
{
  struct sigaction action;

  return sigaction (number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

void
algo_interrupt_catch (void)
{
  const int numbers[] = { SIGINT, SIGTERM, SIGHUP };
  struct sigaction action = { .sa_handler = count_interrupt, .sa_flags = SA_RESTART };

  sigemptyset (&action.sa_mask);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (!is_ignored (numbers[i]))
      sigaction (numbers[i], &action, NULL);
  action.sa_handler = SIG_IGN;
  sigaction (SIGPIPE, &action, NULL);
}

guint
algo_interrupt_count (void)
{
  return interrupts;
}

int
algo_interrupt_status (AlgoExit status)
{
  return last_signal == SIGTERM || last_signal == SIGHUP ? 128 + last_signal : (int) status;
}
