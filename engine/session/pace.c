/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/session/pace.h"

/* Marks closer together than this part of the window are not kept; the ring then spans the window
 * with some to spare. */
#define SPACINGS (ALGO_PACE_MARKS - 4)
/* A rate over less of the window than this part would only be noise. */
#define SHORTEST 10

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
  *pace = (AlgoPace){ .window = G_TIME_SPAN_SECOND };
  algo_pace_resume (pace, step, now);
}

void
algo_pace_mark (AlgoPace *pace, guint64 step, gint64 now)
{
  const AlgoPaceMark *oldest;

  /* The oldest is needed only as long as the next one does not span the window too. */
  while (pace->n_marks > 1 && now - nth_mark (pace, 1)->time >= pace->window)
    drop_oldest (pace);
  oldest = nth_mark (pace, 0);
  if (now - oldest->time >= pace->window / SHORTEST)
    pace->steps_per_second =
        (double) (step - oldest->step) * G_TIME_SPAN_SECOND / (now - oldest->time);
  if (now - nth_mark (pace, pace->n_marks - 1)->time >= pace->window / SPACINGS)
    append_mark (pace, step, now);
}
