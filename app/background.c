/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/background.h"

#include <sys/resource.h>

typedef struct
{
  AlgoBackground background;
  GThreadFunc function;
  gpointer data;
} Call;

static gpointer
run_call (gpointer data)
{
  const Call *call = data;

#ifdef __linux__
  /* Of the calling thread: here Linux differs from POSIX, where it is the whole process. */
  setpriority (PRIO_PROCESS, 0, call->background);
#endif
  return call->function (call->data);
}

gpointer
algo_background_call (AlgoBackground background, GThreadFunc function, gpointer data)
{
  Call call = { background, function, data };

  return g_thread_join (g_thread_new ("background", run_call, &call));
}
