/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/run-file/run-table.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/training-picture.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>

#define CURSOR_STEPS 100 /* arrow presses from one end of the steps to the other */

static AlgoTrainingPicture
make_picture (const AlgoScene *scene)
{
  return (AlgoTrainingPicture){ .metrics =
                                    (const AlgoMetrics *) (gconstpointer) scene->metrics->data,
                                .count = scene->metrics->len,
                                .budget = scene->budget,
                                .cursor = scene->chosen };
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->metrics->len > 0;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->metrics == b->metrics && a->budget == b->budget && a->chosen == b->chosen;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoTrainingPicture picture = make_picture (frame->scene);

  /* On paper it means nothing how fast this machine was. */
  if (frame->on_screen)
    picture.steps_per_second = frame->scene->steps_per_second;
  algo_training_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoTrainingPicture picture = make_picture (frame->scene);

  return algo_training_picture_describe (&picture);
}

/* At the step that all is of, from the first one on that was taken. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoTrainingPicture picture = make_picture (scene);

  if (scene->step < picture.metrics[0].step)
    return NULL;
  *name = _ ("loss");
  return algo_number_format (algo_training_picture_find (&picture, scene->step)->loss);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoTrainingPicture picture = make_picture (scene);

  G_STATIC_ASSERT (ALGO_BANDS == 4);
  algo_csv_add_names (csv, "step", "inputs", "loss", "gradient_norm", "rate", "log_beta_0",
                      "log_beta_1", "log_beta_2", "log_beta_3", "unexplained_0", "unexplained_1",
                      "unexplained_2", "unexplained_3", "kl_0", "kl_1", "kl_2", "kl_3", NULL);
  for (gsize i = 0; i < picture.count; i++)
    {
      algo_csv_add_metrics (csv, &picture.metrics[i]);
      algo_csv_end_row (csv);
    }
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoTrainingPicture picture = make_picture (frame->scene);

  picture.cursor = frame->cursor->step;
  algo_training_picture_draw_cursor (&picture, cr, frame->width, frame->height, frame->style);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoTrainingPicture picture = make_picture (frame->scene);
  guint64 step;

  if (!algo_training_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                   &step))
    return FALSE;
  /* The readout stands near the pointer. */
  *cursor = (AlgoPanelCursor){ .step = (gint64) step, .x = x, .y = y };
  return TRUE;
}

static gint64
get_last (const AlgoTrainingPicture *picture)
{
  return (gint64) picture->metrics[picture->count - 1].step;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoTrainingPicture picture = make_picture (frame->scene);
  const gint64 last = get_last (&picture);
  gint64 step = last;

  if (frame->cursor != NULL)
    step = frame->cursor->step + right * MAX (1, last / CURSOR_STEPS);
  *cursor = (AlgoPanelCursor){ .step = CLAMP (step, (gint64) picture.metrics[0].step, last) };
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoTrainingPicture picture = make_picture (frame->scene);
  const AlgoPanelCursor *cursor = frame->cursor;

  *area = algo_training_picture_locate (&picture, frame->width, frame->height, frame->style,
                                        (guint64) cursor->step, cursor->x, cursor->y);
  return algo_training_picture_describe_step (&picture, (guint64) cursor->step);
}

/* There is nothing to go to beyond the last step. */
static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  const AlgoTrainingPicture picture = make_picture (frame->scene);
  const gint64 last = get_last (&picture), step = frame->cursor->step;

  if (step >= last && frame->scene->chosen < 0)
    return FALSE;
  destination->step = MIN (step, last);
  return TRUE;
}

const AlgoPanel algo_panel_training = {
  .name = "training",
  .title = N_ ("Training"),
  .label = N_ ("Training"),
  .needs = N_ ("a run"),
  .narrow = { 240, 160 },
  .wide = { 519, 110 },
  .share = 2,
  .in_layout = TRUE,
  .is_known = is_known,
  .is_same = is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .draw_cursor = draw_cursor,
  .pick = pick,
  .move = move,
  .read = read,
  .lead = lead,
};
