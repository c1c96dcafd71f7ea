/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/background.h"

#include <sys/resource.h>

#ifdef __linux__
#  include <sys/syscall.h>
#  include <unistd.h>

/* This is as of nice(2): beside a thread of ordinary priority one of 3 gets a third of a processor.
 */
#  define NICENESS 3
#  define LONG_SLICE 10000000 /* nanoseconds */

/* This is `struct sched_attr` of <linux/sched/types.h>, which cannot always stand beside <sched.h>.
 */
typedef struct
{
  guint32 size, policy;
  guint64 flags;
  gint32 nice;
  guint32 priority;
  guint64 slice, deadline, period;
} Scheduling;

/* From Linux 6.12 on, who is woken need not wait for the slice under way of one whose slices are
 * longer than its own. Before that it has no effect. */
static void
take_long_slices (void)
{
  Scheduling scheduling = { 0 };

  if (syscall (SYS_sched_getattr, 0, &scheduling, sizeof scheduling, 0) != 0)
    return;
  scheduling.size = sizeof scheduling;
  scheduling.flags = 0;
  scheduling.slice = LONG_SLICE;
  syscall (SYS_sched_setattr, 0, &scheduling, 0);
}
#endif

typedef struct
{
  GThreadFunc function;
  gpointer data;
} Call;

static gpointer
run_call (gpointer data)
{
  const Call *call = data;

#ifdef __linux__
  /* It is of the calling thread: here Linux differs from POSIX, where it is the whole process. */
  setpriority (PRIO_PROCESS, 0, NICENESS);
  take_long_slices ();
#endif
  return call->function (call->data);
}

gpointer
algo_background_call (GThreadFunc function, gpointer data)
{
  Call call = { function, data };

  return g_thread_join (g_thread_new ("background", run_call, &call));
}
