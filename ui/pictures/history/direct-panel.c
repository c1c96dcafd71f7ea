/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network trained directly, for contrast with what a hypernetwork writes: its phase, its weights
 * as the weights picture has them, and its FVU by step beside that of the hypernetwork's networks
 * at one beta. */
#include "ui/pictures/history/direct-plot.h"
#include "ui/pictures/weights/weights-panel.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"

#define STEP_PART 1 /* of a cursor at a step; 0 at a weight */

#define BESIDE 1.7 /* widths to a height from which on weights and plot are beside each other */
#define WEIGHTS_SHARE 0.55 /* of the height or the width */
#define LEAST_PLOT 6.0     /* heights of text, below which there are only weights */

typedef struct
{
  const AlgoDirectPoint *shown;
  AlgoWeightsPicture weights; /* in this area, below a heading */
  AlgoArea area;
  guint *order; /* that it borrows; NULL: as made */
  gboolean has_plot;
  AlgoDirectPlot plot;
} Layout;

static const AlgoDirectPoint *
get_shown (const AlgoScene *scene)
{
  return algo_direct_trajectory_find (scene->direct, scene->chosen);
}

static void
place_plot (Layout *layout, const AlgoPanelFrame *frame)
{
  const AlgoStyle *style = frame->style;
  const double gap = 2 * style->gap, room = layout->area.height;
  AlgoArea plot = layout->area;

  layout->has_plot = room >= 2 * LEAST_PLOT * style->text || frame->width > BESIDE * room;
  if (!layout->has_plot)
    return;
  if (frame->width > BESIDE * room)
    {
      layout->area.width = algo_style_snap (style, WEIGHTS_SHARE * (frame->width - gap));
      plot.x = layout->area.width + gap;
      plot.width = frame->width - plot.x;
    }
  else
    {
      layout->area.height = algo_style_snap (style, WEIGHTS_SHARE * (room - gap));
      plot.y += layout->area.height + gap;
      plot.height = frame->height - plot.y;
    }
  algo_direct_plot_init (&layout->plot, frame->scene, &plot, style);
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  const double heading = algo_style_snap (frame->style, 1.7 * frame->style->text);
  const AlgoDirectPoint *shown = get_shown (frame->scene);

  *layout = (Layout){ .shown = shown,
                      .weights = { .network = shown->network },
                      .area = { 0, heading, frame->width, MAX (frame->height - heading, 0) } };
  if (frame->option || !frame->on_screen)
    {
      layout->order = algo_weights_sort (shown->network);
      layout->weights.order = layout->order;
    }
  place_plot (layout, frame);
}

static void
layout_clear (Layout *layout)
{
  g_free (layout->order);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->direct != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->direct == b->direct && a->grids == b->grids && a->budget == b->budget
         && a->chosen == b->chosen && a->question.log_beta == b->question.log_beta;
}

static void
get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  basis->step = get_shown (scene)->step;
  basis->inputs = scene->direct->settings.inputs;
  basis->hidden = scene->direct->settings.hidden;
}

static char *
make_note (const AlgoDirectPoint *point, gboolean on_screen)
{
  g_autofree char *unexplained = algo_number_format (point->unexplained);
  g_autofree char *step = algo_number_format_count (point->step);

  if (on_screen)
    return g_strdup_printf (_ ("step %s"), step);
  /* Translators: the fraction of variance unexplained, and a step of training */
  return g_strdup_printf (_ ("FVU %s · step %s"), unexplained, step);
}

/* "M  Mixed   FVU 0.0083 · step 4 000", after the phase's mark. */
static void
draw_heading (const AlgoPanelFrame *frame, cairo_t *cr, const AlgoDirectPoint *point)
{
  const AlgoStyle *style = frame->style;
  const double middle = 0.7 * style->text, radius = 0.36 * style->text;
  AlgoTextFormat name = { .size = style->text,
                          .weight = ALGO_TEXT_BOLD,
                          .colour = style->foreground };
  AlgoTextFormat note = { .size = style->text_small, .colour = style->dim };
  g_autofree char *text = make_note (point, frame->on_screen);
  g_autofree char *heading = g_strdup_printf ("%s  %s", algo_phase_display_letter (point->phase),
                                              algo_phase_display_name (point->phase));
  double x = 0.5 * style->gap + radius;

  algo_phase_draw_mark (cr, style, point->phase, x, middle, radius);
  x += radius + style->gap;
  name.max_width = MAX (frame->width - x, 0);
  x += algo_text_draw_middle (cr, style, &name, x, middle, heading) + 2 * style->gap;
  note.max_width = frame->width - x;
  if (note.max_width > 4 * style->text_small)
    algo_text_draw_middle (cr, style, &note, x, middle, text);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, frame);
  draw_heading (frame, cr, layout.shown);
  if (layout.has_plot)
    algo_direct_plot_draw (&layout.plot, cr);
  cairo_translate (cr, layout.area.x, layout.area.y);
  algo_weights_picture_draw (&layout.weights, cr, layout.area.width, layout.area.height,
                             frame->style);
}

/* "FVU 0.0083, Mixed". */
static char *
describe_values (const AlgoDirectValue *value)
{
  g_autofree char *number = algo_number_format (value->unexplained);

  /* Translators: the fraction of variance unexplained, and a phase */
  return g_strdup_printf (_ ("FVU %s, %s"), number, algo_phase_display_name (value->phase));
}

/* What the run's network nearest to that step was; NULL if there is none to compare with. */
static char *
describe_written (const AlgoScene *scene, guint64 step)
{
  const AlgoGridHistory history = algo_scene_get_history_of_size (scene);
  g_autofree char *values = NULL, *log_beta = NULL;
  AlgoDirectValue value;

  if (algo_direct_count (scene, TRUE) == 0)
    return NULL;
  value = algo_direct_get (scene, TRUE, (guint) algo_grid_history_find (&history, (gint64) step));
  values = describe_values (&value);
  log_beta = algo_number_format_log_beta (scene->question.log_beta);
  /* Translators: then "FVU 0.0083, Pudding +" */
  return g_strdup_printf (_ ("written by the hypernetwork at log β %s: %s"), log_beta, values);
}

static char *
describe_step (const AlgoScene *scene, const AlgoDirectPoint *point)
{
  const guint index = (guint) (point - scene->direct->points);
  const AlgoDirectValue value = algo_direct_get (scene, FALSE, index);
  g_autofree char *values = describe_values (&value);
  g_autofree char *step = algo_number_format_count (point->step);
  g_autofree char *written = describe_written (scene, point->step);

  if (written == NULL)
    return g_strdup_printf (_ ("Step %s: trained directly %s"), step, values);
  /* Translators: then "FVU 0.0083, Mixed", and "written by the hypernetwork at ..." */
  return g_strdup_printf (_ ("Step %s: trained directly %s; %s"), step, values, written);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoScene *scene = frame->scene;
  g_autofree char *step = describe_step (scene, get_shown (scene));

  return g_strdup_printf (
      /* Translators: then "Step 1 200: trained directly ..." */
      _ ("A network of %u inputs and %u hidden neurons, trained by Adam without a hypernetwork. "
         "%s."),
      scene->direct->settings.inputs, scene->direct->settings.hidden, step);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  *name = _ ("FVU");
  return algo_number_format (get_shown (scene)->unexplained);
}

static void
add_empty (AlgoCsv *csv, guint count)
{
  for (guint i = 0; i < count; i++)
    algo_csv_add_empty (csv);
}

static void
tabulate_steps (AlgoCsv *csv, const AlgoScene *scene, gboolean written)
{
  for (guint i = 0; i < algo_direct_count (scene, written); i++)
    {
      const AlgoDirectValue value = algo_direct_get (scene, written, i);

      algo_csv_add_text (csv, written ? "written" : "direct");
      algo_csv_add_whole (csv, value.step);
      algo_csv_add_text (csv, algo_phase_name (value.phase));
      algo_csv_add_real (csv, value.confidence);
      algo_csv_add_real (csv, value.unexplained);
      add_empty (csv, 3);
      algo_csv_end_row (csv);
    }
}

/* `values` (rows, columns): of each input and neuron; without rows of each neuron, without columns
 * the one that has neither. */
static void
tabulate_weights (AlgoCsv *csv,
                  const char *series,
                  guint64 step,
                  const float *values,
                  guint rows,
                  guint columns)
{
  const gint width = (gint) MAX (columns, 1);

  for (gint i = 0; i < (gint) MAX (rows, 1) * width; i++)
    {
      algo_csv_add_text (csv, series);
      algo_csv_add_whole (csv, step);
      add_empty (csv, 3);
      algo_csv_add_index (csv, rows > 0 ? i / width : -1);
      algo_csv_add_index (csv, columns > 0 ? i % width : -1);
      algo_csv_add_real (csv, values[i]);
      algo_csv_end_row (csv);
    }
}

/* First "direct" and, where it is drawn beside it, "written", one step a row; then a weight a row.
 */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoNetwork *network = get_shown (scene)->network;
  const guint64 step = get_shown (scene)->step;

  algo_csv_add_names (csv, "series", "at_step", "phase", "confidence", "unexplained", "input",
                      "neuron", "value", NULL);
  tabulate_steps (csv, scene, FALSE);
  tabulate_steps (csv, scene, TRUE);
  tabulate_weights (csv, "W0", step, network->W0, network->inputs, network->hidden);
  tabulate_weights (csv, "b0", step, network->b0, 0, network->hidden);
  tabulate_weights (csv, "W1", step, network->W1, 0, network->hidden);
  tabulate_weights (csv, "b1", step, &network->b1, 0, 0);
}

/* Where the cursor is; FALSE if that is not drawn. */
static gboolean
locate (const AlgoPanelFrame *frame, const Layout *layout, AlgoArea *area)
{
  const AlgoWeightsCell cell = algo_weights_cell_from_cursor (frame->cursor);

  if (frame->cursor->part == STEP_PART)
    {
      if (layout->has_plot)
        *area = algo_direct_plot_locate (&layout->plot, (guint64) frame->cursor->step);
      return layout->has_plot;
    }
  if (!algo_weights_picture_locate (&layout->weights, layout->area.width, layout->area.height,
                                    frame->style, &cell, area))
    return FALSE;
  area->y += layout->area.y;
  return TRUE;
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  g_auto (Layout) layout = { 0 };
  AlgoArea area;

  layout_init (&layout, frame);
  if (!locate (frame, &layout, &area))
    return;
  if (frame->cursor->part != STEP_PART)
    {
      algo_cursor_draw_frame (cr, frame->style, &area);
      return;
    }
  algo_cursor_draw_lines (cr, frame->style, &layout.plot.plot, area.x, NAN);
  algo_cursor_draw_ring (cr, frame->style, area.x, area.y, 0.45 * frame->style->text);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  g_auto (Layout) layout = { 0 };
  AlgoWeightsCell cell;

  layout_init (&layout, frame);
  if (layout.has_plot && algo_plot_contains (&layout.plot.plot, x, y))
    {
      *cursor = (AlgoPanelCursor){ .part = STEP_PART,
                                   .step = (gint64) algo_direct_plot_pick (&layout.plot, x) };
      return TRUE;
    }
  if (!algo_weights_picture_pick (&layout.weights, layout.area.width, layout.area.height,
                                  frame->style, x, y - layout.area.y, &cell))
    return FALSE;
  algo_weights_cell_to_cursor (&cell, cursor);
  return TRUE;
}

/* Along the points of the trajectory. */
static void
step_along (const AlgoDirectTrajectory *trajectory,
            guint64 step,
            gint right,
            AlgoPanelCursor *cursor)
{
  const AlgoDirectPoint *point = algo_direct_trajectory_find (trajectory, (gint64) step);
  const gint index = (gint) (point - trajectory->points) + right;

  *cursor = (AlgoPanelCursor){
    .part = STEP_PART,
    .step = (gint64) trajectory->points[CLAMP (index, 0, (gint) trajectory->n_points - 1)].step
  };
}

/* The steps, where they are drawn, are below the weights; they come first. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const gboolean at_step = frame->cursor != NULL && frame->cursor->part == STEP_PART;
  gboolean to_steps = !at_step || down >= 0;
  AlgoWeightsCell from = { 0 }, to = { 0 };
  g_auto (Layout) layout = { 0 };
  g_autofree char *weight = NULL; /* at the cursor; NULL: none, or not there any more */

  layout_init (&layout, frame);
  if (frame->cursor != NULL && !at_step)
    {
      from = algo_weights_cell_from_cursor (frame->cursor);
      weight = algo_weights_picture_describe_cell (&layout.weights, &from);
    }
  to.neuron = layout.order != NULL ? layout.order[0] : 0;
  if (at_step)
    to.tensor = ALGO_WEIGHTS_W1;
  if (weight != NULL)
    {
      to = algo_weights_picture_step (&layout.weights, &from, right, down);
      to_steps = down > 0 && to.tensor == from.tensor && to.input == from.input
                 && to.neuron == from.neuron;
    }
  if (layout.has_plot && to_steps && at_step)
    step_along (frame->scene->direct, (guint64) frame->cursor->step, right, cursor);
  else if (layout.has_plot && to_steps)
    step_along (frame->scene->direct, layout.shown->step, 0, cursor);
  else
    {
      *cursor = (AlgoPanelCursor){ 0 };
      algo_weights_cell_to_cursor (&to, cursor);
    }
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoWeightsCell cell = algo_weights_cell_from_cursor (frame->cursor);
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, frame);
  if (!locate (frame, &layout, area))
    return NULL;
  if (frame->cursor->part == STEP_PART)
    return describe_step (frame->scene,
                          algo_direct_trajectory_find (frame->scene->direct, frame->cursor->step));
  return algo_weights_picture_describe_cell (&layout.weights, &cell);
}

/* The last step stays the latest, unless an earlier one is shown. */
static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  const AlgoScene *scene = frame->scene;
  const gint64 step = frame->cursor->step;

  if (frame->cursor->part != STEP_PART)
    return FALSE;
  if (scene->chosen >= 0 || (guint64) step != algo_direct_trajectory_find (scene->direct, -1)->step)
    destination->step = step;
  return TRUE;
}

const AlgoPanel algo_panel_direct = {
  .name = "direct",
  .title = N_ ("Direct training"),
  .label = N_ ("Network trained directly"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .narrow = { 240, 220 },
  .wide = { 519, 180 },
  .share = 2,
  .option = "sort-by-input",
  .is_known = is_known,
  .is_same = is_same,
  .get_basis = get_basis,
  .get_number = get_number,
  .lead = lead,
  ALGO_PANEL_FUNCTIONS,
};
