/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well the network computes each function that is built in, and its own, so that one sees what
 * an unknown network computes. Bars are the longer the less it leaves: they begin at FVU 1, which a
 * constant leaves too, and are logarithmic. */
#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/task-text.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define NAME_CHARACTERS 18
#define VALUE_CHARACTERS 7 /* "0.00812" */
#define MOST_PITCH 2.6     /* heights of small text from one row to the next */
#define LEAST_PITCH 1.15
#define LEAST_SHOWN 1e-4

static const AlgoTask *
get_own (const AlgoScene *scene)
{
  return scene->observation->network->task;
}

/* Rows: the built-in tasks and, if the network's own is none of them as it stands, that. */
static guint
count_rows (const AlgoScene *scene)
{
  for (guint i = 0; i < algo_task_rows_count (); i++)
    if (algo_task_get (algo_task_rows[i]->name, NULL) == get_own (scene))
      return algo_task_rows_count ();
  return algo_task_rows_count () + 1;
}

static const AlgoTask *
get_task (const AlgoScene *scene, guint row)
{
  return row < algo_task_rows_count () ? algo_task_get (algo_task_rows[row]->name, NULL)
                                       : get_own (scene);
}

/* Its own is known more closely. */
static double
get_value (const AlgoScene *scene, guint row)
{
  return get_task (scene, row) == get_own (scene)
             ? scene->observation->parameters.unexplained
             : (double) scene->observation->curves->unexplained_of[row];
}

static guint
find_least (const AlgoScene *scene)
{
  guint least = 0;

  for (guint row = 1; row < count_rows (scene); row++)
    if (get_value (scene, row) < get_value (scene, least))
      least = row;
  return least;
}

static void
draw_row (const AlgoPanelFrame *frame,
          cairo_t *cr,
          const AlgoAxis *axis,
          guint row,
          gboolean is_least,
          double middle,
          double height)
{
  const AlgoStyle *style = frame->style;
  const gboolean is_own = get_task (frame->scene, row) == get_own (frame->scene);
  const double value = get_value (frame->scene, row), radius = 0.3 * height;
  const double x = algo_axis_place_within (axis, fmax (value, axis->low));
  const AlgoColour colour = is_least ? style->accent : style->dim;
  AlgoTextFormat format = { .size = style->text_small,
                            .weight = is_own ? ALGO_TEXT_BOLD : ALGO_TEXT_REGULAR,
                            .colour = is_own || is_least ? style->foreground : style->dim,
                            .max_width = axis->to - 2 * style->gap };
  g_autofree char *name = algo_task_display_name (get_task (frame->scene, row));
  g_autofree char *number = algo_number_format (value);

  if (format.max_width > 3 * style->text_small)
    algo_text_draw_middle (cr, style, &format, 0, middle, name);
  algo_colour_fill (style->faint, cr, axis->to, middle - 0.2 * height, axis->from - axis->to,
                    0.4 * height);
  if (isfinite (x))
    {
      algo_colour_fill (colour, cr, axis->to, middle - 0.1 * height, x - axis->to, 0.2 * height);
      algo_colour_set_source (colour, cr);
      cairo_arc (cr, x, middle, radius, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  format.align = 1;
  format.max_width = 0;
  algo_text_draw_middle (cr, style, &format, frame->width, middle, number);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  const guint wanted = count_rows (frame->scene), least = find_least (frame->scene);
  const guint count = (guint) CLAMP (frame->height / (LEAST_PITCH * style->text_small), 0, wanted);
  const double pitch = MIN (frame->height / MAX (count, 1), MOST_PITCH * style->text_small);
  AlgoAxis axis = {
    .kind = ALGO_AXIS_LOG,
    .low = LEAST_SHOWN,
    .high = 1,
    .to = MIN (algo_text_room (style->text_small, NAME_CHARACTERS), 0.45 * frame->width),
    .from = frame->width - algo_text_room (style->text_small, VALUE_CHARACTERS) - 2 * style->gap
  };

  axis.from = MAX (axis.to, axis.from);
  /* Its own is the last where it is none of the others. */
  for (guint i = 0; i < count; i++)
    {
      const guint row = i + 1 == count ? wanted - 1 : i;

      draw_row (frame, cr, &axis, row, row == least, algo_style_snap (style, (i + 0.5) * pitch),
                MIN (0.7 * pitch, 1.2 * style->text));
    }
}

static char *
describe (const AlgoPanelFrame *frame)
{
  GString *text = g_string_new (_ ("Fraction of variance unexplained (FVU) of each function: "));

  for (guint row = 0; row < count_rows (frame->scene); row++)
    {
      g_autofree char *name = algo_task_display_name (get_task (frame->scene, row));
      g_autofree char *number = algo_number_format (get_value (frame->scene, row));

      g_string_append_printf (text, "%s%s %s", row > 0 ? _ ("; ") : "", name, number);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  if (a->observation == NULL || b->observation == NULL)
    return a->observation == b->observation;
  return a->observation->curves == b->observation->curves;
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const guint least = find_least (scene);
  const AlgoTask *task = get_task (scene, least);

  *name = task->expression == NULL ? _ (task->row->title) : _ ("its own");
  return algo_number_format (get_value (scene, least));
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  algo_csv_add_names (csv, "function", "own", "unexplained", NULL);
  for (guint row = 0; row < count_rows (scene); row++)
    {
      algo_csv_add_text (csv, get_task (scene, row)->text);
      algo_csv_add_index (csv, get_task (scene, row) == get_own (scene));
      algo_csv_add_real (csv, get_value (scene, row));
      algo_csv_end_row (csv);
    }
}

const AlgoPanel algo_panel_tasks = {
  .name = "tasks",
  .title = N_ ("What it computes"),
  .label = N_ ("How well the network computes each function"),
  .needs = N_ ("a network"),
  .narrow = { 200, 120 },
  .wide = { 519, 130 },
  .share = 1,
  .is_known = algo_scene_has_network,
  .is_same = is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
};
