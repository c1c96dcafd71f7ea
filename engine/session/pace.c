/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/pace.h"

#define WINDOW G_TIME_SPAN_SECOND
/* Marks closer together than this are not kept; the ring then spans the window with some to spare.
 */
#define SPACING (WINDOW / (ALGO_PACE_MARKS - 4))
/* A rate over less time than this would only be noise. */
#define SHORTEST (WINDOW / 10)

static AlgoPaceMark *
nth_mark (AlgoPace *pace, guint index)
{
  return &pace->marks[(pace->first + index) % ALGO_PACE_MARKS];
}

static void
drop_oldest (AlgoPace *pace)
{
  pace->first = (pace->first + 1) % ALGO_PACE_MARKS;
  pace->n_marks--;
}

static void
append_mark (AlgoPace *pace, guint64 step, gint64 now)
{
  if (pace->n_marks == ALGO_PACE_MARKS)
    drop_oldest (pace);
  *nth_mark (pace, pace->n_marks++) = (AlgoPaceMark){ .time = now, .step = step };
}

void
algo_pace_resume (AlgoPace *pace, guint64 step, gint64 now)
{
  pace->n_marks = 0;
  append_mark (pace, step, now);
}

void
algo_pace_reset (AlgoPace *pace, guint64 step, gint64 now)
{
  *pace = (AlgoPace){ 0 };
  algo_pace_resume (pace, step, now);
}

void
algo_pace_mark (AlgoPace *pace, guint64 step, gint64 now)
{
  const AlgoPaceMark *oldest;

  /* The oldest is needed only as long as the next one does not span the window too. */
  while (pace->n_marks > 1 && now - nth_mark (pace, 1)->time >= WINDOW)
    drop_oldest (pace);
  oldest = nth_mark (pace, 0);
  if (now - oldest->time >= SHORTEST)
    pace->steps_per_second =
        (double) (step - oldest->step) * G_TIME_SPAN_SECOND / (now - oldest->time);
  if (now - nth_mark (pace, pace->n_marks - 1)->time >= SPACING)
    append_mark (pace, step, now);
}
