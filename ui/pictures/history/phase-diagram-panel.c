/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase diagram: the phase at every log10 beta, upwards, by training step, to the right as in
 * every plot over time. Phases by colour, and by letter where a region has room for it; the less
 * confident, the paler. Each grid fills the steps nearest to its own. */
#include "ui/pictures/history/grid-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-field.h"
#include "ui/pictures/phase/phase-runs.h"

#define Y_CHARACTERS 3      /* "−6", as a minus sign is wide */
#define Y_CHARACTERS_TALL 4 /* "−5.5" */
#define TALL 22             /* of text: from where there is room for halves */
#define KEY_WIDTH 62        /* of text, that a key of the usual phases takes on one line */

static void
plot_init (AlgoGridPlot *plot, const AlgoPanelFrame *frame)
{
  const AlgoGridHistory history = algo_scene_get_history (frame->scene);
  const gboolean tall = frame->height > TALL * frame->style->text_small;

  *plot = (AlgoGridPlot){ .plot = { .x = { .low = 0, .high = algo_grid_history_end (&history) },
                                    .y = { .low = frame->scene->range.from,
                                           .high = frame->scene->range.to } },
                          .text = { .x_title = _ ("step"),
                                    .y_title = _ ("log<sub>10</sub>\u2009\u03b2"),
                                    .whole_x = TRUE,
                                    .y_characters = tall ? Y_CHARACTERS_TALL : Y_CHARACTERS } };
  algo_grid_plot_place (plot, frame, KEY_WIDTH);
}

/* That of the step shown. */
static const AlgoGrid *
get_grid (const AlgoScene *scene)
{
  const AlgoGridHistory history = algo_scene_get_history (scene);

  return algo_grid_history_get (&history, scene->chosen);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoScene *scene = frame->scene;
  const AlgoStyle *style = frame->style;
  const AlgoGridHistory history = algo_scene_get_history (scene);
  const gint64 step = scene->chosen >= 0 ? scene->chosen : (gint64) get_grid (scene)->step;
  const double log_beta = scene->question.log_beta;
  AlgoGridPlot plot;
  double x, y;

  plot_init (&plot, frame);
  x = algo_axis_place (&plot.plot.x, (double) step);
  y = algo_axis_place_within (&plot.plot.y, isfinite (log_beta) ? log_beta : (double) NAN);
  algo_plot_draw_frame (&plot.plot, cr, style, &plot.text);
  algo_phase_field_draw (&history, &plot.plot, cr, style, x, y);
  if (algo_plot_contains (&plot.plot, x, y))
    algo_cursor_draw_ring (cr, style, x, y, 0.7 * style->gap);
  algo_grid_plot_draw_key (&plot, frame, cr,
                           (AlgoPhaseKey){ .kind = ALGO_PHASE_KEY_CHIPS, .confidence = TRUE },
                           history.grids, history.count);
}

/* The phases over log10 beta at the marked step, and over training at the marked log10 beta. */
static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoGridHistory history = algo_scene_get_history (frame->scene);
  const double log_beta = frame->scene->question.log_beta;
  const AlgoGrid *grid = get_grid (frame->scene);
  g_autofree char *step = algo_number_format_count (grid->step);
  g_autofree char *end = algo_number_format_count ((guint64) algo_grid_history_end (&history));
  g_autofree char *over_beta = algo_phase_runs_describe_grid (grid);
  g_autofree char *over_steps =
      isfinite (log_beta) ? algo_phase_runs_describe_history (&history, log_beta) : NULL;

  return g_strdup_printf (_ ("At step %s of %s: %s%s%s"), step, end, over_beta,
                          over_steps != NULL ? " " : "", over_steps != NULL ? over_steps : "");
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->grids == b->grids && a->budget == b->budget && a->chosen == b->chosen
         && a->question.log_beta == b->question.log_beta;
}

/* How many phases there are at the step that is shown. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoGrid *grid = get_grid (scene);
  gboolean seen[ALGO_N_PHASES] = { FALSE };
  guint count = 0;

  for (guint i = 0; i < ALGO_GRID; i++)
    if (grid->points[i].phase < ALGO_N_PHASES && !seen[grid->points[i].phase])
      {
        seen[grid->points[i].phase] = TRUE;
        count++;
      }
  *name = _ ("phases");
  return g_strdup_printf ("%u", count);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGridHistory history = algo_scene_get_history (scene);

  algo_grid_history_tabulate (&history, algo_grid_history_get (&history, -1), csv);
}

/* The cell around the cursor; FALSE where nothing was measured. */
static gboolean
find_cell (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoGridHistory history = algo_scene_get_history (frame->scene);
  const AlgoBetaRange range = frame->scene->range;
  const gint row = (gint) algo_grid_find_point (range, frame->cursor->log_beta);
  double places[4]; /* left, right, top, bottom */
  AlgoGridPlot plot;
  gsize index;

  plot_init (&plot, frame);
  if (!algo_grid_history_find_measured (&history, frame->cursor->step, &index))
    return FALSE;
  for (gint i = 0; i < 2; i++)
    {
      const double step = algo_grid_history_edge (&history, (gssize) index - 1 + i);

      places[i] = algo_axis_place (&plot.plot.x, step);
      places[2 + i] = algo_axis_place (&plot.plot.y, algo_grid_edge (range, row - i));
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    places[i] = algo_style_snap (frame->style, places[i]);
  *area = (AlgoArea){ places[0], places[2], places[1] - places[0], places[3] - places[2] };
  return TRUE;
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoArea cell;

  if (find_cell (frame, &cell))
    algo_cursor_draw_frame (cr, frame->style, &cell);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  AlgoGridPlot plot;

  plot_init (&plot, frame);
  if (!algo_plot_contains (&plot.plot, x, y))
    return FALSE;
  cursor->log_beta = CLAMP (algo_axis_value (&plot.plot.y, y), plot.plot.y.low, plot.plot.y.high);
  cursor->step = MAX (0, llround (algo_axis_value (&plot.plot.x, x)));
  return TRUE;
}

/* By points of the grid upwards. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoGridHistory history = algo_scene_get_history (frame->scene);
  AlgoPanelCursor to = { .log_beta = frame->scene->question.log_beta,
                         .step = (gint64) get_grid (frame->scene)->step };

  if (frame->cursor != NULL)
    to = (AlgoPanelCursor){ .log_beta = frame->cursor->log_beta, .step = frame->cursor->step };
  else
    right = down = 0;
  algo_grid_history_move (&history, algo_grid_cursor_stride (&history) * right, -down, &to.step,
                          &to.log_beta);
  *cursor = to;
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoGridHistory history = algo_scene_get_history (frame->scene);
  g_autofree char *step = NULL, *measured = NULL;
  const AlgoGrid *grid;

  if (!find_cell (frame, area))
    return NULL;
  grid = algo_grid_history_get (&history, frame->cursor->step);
  step = algo_number_format_count (grid->step);
  measured = algo_grid_point_describe (algo_grid_get_nearest (grid, frame->cursor->log_beta));
  return g_strdup_printf (_ ("step %s, %s"), step, measured);
}

static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  const AlgoGridHistory history = algo_scene_get_history (frame->scene);
  const gint64 step = frame->cursor->step;
  gsize index;

  if (!algo_grid_history_find_measured (&history, step, &index))
    return FALSE;
  destination->step = algo_scene_choose_step (frame->scene, (guint64) step);
  destination->log_beta = frame->cursor->log_beta;
  return TRUE;
}

const AlgoPanel algo_panel_phase_diagram = {
  .name = "phase-diagram",
  .title = N_ ("Phase diagram"),
  .label = N_ ("Phases over training"),
  .needs = N_ ("a run"),
  .narrow = { 240, 150 },
  .wide = { 519, 180 },
  .share = 2,
  .in_layout = TRUE,
  .is_known = algo_grids_are_known,
  .is_same = is_same,
  .get_basis = algo_grids_get_basis,
  .get_number = get_number,
  .lead = lead,
  ALGO_PANEL_FUNCTIONS,
};
