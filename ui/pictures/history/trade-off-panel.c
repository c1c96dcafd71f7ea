/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The trade-off that beta chooses on: what is left unexplained (FVU) against what it costs to say
 * (KL), one mark for each log10 beta of the grid, the phase by colour, shape and letter. It is the
 * rate-distortion curve of the hypernetwork. Earlier curves lie behind, the older the fainter. */
#include "ui/pictures/history/grid-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/compare.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/labels.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 5 /* "0.001" */
#define KEY_WIDTH 40   /* of text, that a key of the usual phases takes on one line */
#define LEAST_UNEXPLAINED 1e-3
#define MOST_UNEXPLAINED 100 /* beyond, networks are broken, and stand at the edge */
#define USUAL_UNEXPLAINED 2  /* that the axis reaches at least */
#define SAMPLED_GRIDS 64     /* of the history, that the range of KL is taken from */
#define SPIKES 0.15          /* share of their points that may lie beyond it */
#define LEAST_KL 100         /* nats, that the axis reaches at least */
#define EARLIER_CURVES 10    /* at most */
#define SAME_BETA 0.005      /* log10 beta apart, that read the same */
#define FAINTEST 0.12        /* share of the foreground in the oldest curve ... */
#define LEAST_FAINT 0.4      /* ... and in the latest of the earlier ones */

typedef struct
{
  const AlgoStyle *style;
  double log_beta;         /* the chosen one */
  const AlgoGrid *grid;    /* whose curve it is */
  AlgoGridHistory history; /* of the earlier ones */
  AlgoGridPlot plot;
  double x[ALGO_GRID], y[ALGO_GRID]; /* of the curve; not a number where it has no place */
  double current_x, current_y;       /* of the chosen beta; likewise */
} Layout;

static void
find_places (const AlgoPlot *plot, const AlgoGrid *grid, double x[ALGO_GRID], double y[ALGO_GRID])
{
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      double kl = grid->points[i].kl, unexplained = grid->points[i].unexplained;

      x[i] = isfinite (kl) ? algo_axis_place (&plot->x, MAX (kl, 0)) : (double) NAN;
      y[i] = isfinite (unexplained)
                 ? algo_axis_place (&plot->y, MIN (unexplained, MOST_UNEXPLAINED))
                 : (double) NAN;
    }
}

/* The KL that nearly all points of a run stay below. Before phases form it is many times higher,
 * for a short while. */
static double
find_usual_kl (const AlgoGridHistory *history)
{
  double values[SAMPLED_GRIDS * ALGO_GRID];
  gsize stride = (history->count + SAMPLED_GRIDS - 1) / SAMPLED_GRIDS;
  guint count = 0;

  for (gsize i = 0; i < history->count; i += stride)
    for (guint point = 0; point < ALGO_GRID; point++)
      if (isfinite (history->grids[i]->points[point].kl))
        values[count++] = history->grids[i]->points[point].kl;
  qsort (values, count, sizeof values[0], algo_compare_doubles);
  return count > 0 ? values[count - 1 - (guint) (SPIKES * count)] : 0;
}

/* Wide enough for nearly all of the run, so that scrubbing moves the curve and not the axes, and
 * for all of this curve. */
static void
set_ranges (AlgoPlot *plot, const AlgoGridHistory *history, const AlgoGrid *grid)
{
  double most_kl = MAX (LEAST_KL, find_usual_kl (history));
  double least = LEAST_UNEXPLAINED, most = USUAL_UNEXPLAINED;

  for (guint i = 0; i < ALGO_GRID; i++)
    {
      double kl = grid->points[i].kl, unexplained = grid->points[i].unexplained;

      if (isfinite (kl))
        most_kl = MAX (most_kl, kl);
      if (isfinite (unexplained) && unexplained > 0)
        {
          least = MIN (least, unexplained);
          most = MAX (most, unexplained);
        }
    }
  plot->x = (AlgoAxis){
    .kind = ALGO_AXIS_ASINH, .low = 0, .high = algo_axis_round_up (most_kl), .linear_width = 1
  };
  plot->y = (AlgoAxis){ .kind = ALGO_AXIS_LOG, .low = MAX (least, 1e-3 * LEAST_UNEXPLAINED) };
  plot->y.high = plot->y.low;
  algo_axis_round_ends (&plot->y);
  plot->y.high = algo_axis_round_up (MIN (most, MOST_UNEXPLAINED));
}

/* Between two points of the grid, the place on the line that joins them. */
static void
find_current (Layout *layout)
{
  const AlgoBetaRange range = algo_grid_get_range (layout->grid);
  double log_beta = CLAMP (layout->log_beta, range.from, range.to);
  double place = (log_beta - range.from) / (range.to - range.from) * (ALGO_GRID - 1);
  guint before = isfinite (place) ? (guint) MIN (floor (place), ALGO_GRID - 2) : 0;
  double share = place - before;

  layout->current_x = (1 - share) * layout->x[before] + share * layout->x[before + 1];
  layout->current_y = (1 - share) * layout->y[before] + share * layout->y[before + 1];
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  *layout = (Layout){
    .style = frame->style,
    .log_beta = frame->scene->question.log_beta,
    .grid = algo_scene_get_grid (frame->scene),
    .history = algo_scene_get_history_of_size (frame->scene),
    .plot.text = { .x_title = _ ("KL, nats"), .y_title = _ ("FVU"), .y_characters = Y_CHARACTERS },
  };
  set_ranges (&layout->plot.plot, &layout->history, layout->grid);
  algo_grid_plot_place (&layout->plot, frame, KEY_WIDTH);
  find_places (&layout->plot.plot, layout->grid, layout->x, layout->y);
  find_current (layout);
}

/* Lines from point to point, which may turn any way. */
static void
stroke_curve (cairo_t *cr, const double x[ALGO_GRID], const double y[ALGO_GRID])
{
  for (guint i = 0; i < ALGO_GRID; i++)
    if (isfinite (x[i]) && isfinite (y[i]))
      cairo_line_to (cr, x[i], y[i]);
    else
      cairo_new_sub_path (cr);
  cairo_stroke (cr);
}

/* How many steps lie between two earlier curves: round, and the same for all of a run. */
static double
find_interval (const AlgoGridHistory *history)
{
  return algo_axis_round_up (algo_grid_history_end (history) / EARLIER_CURVES);
}

static void
draw_earlier (const Layout *layout, cairo_t *cr)
{
  const AlgoGridHistory *history = &layout->history;
  const AlgoStyle *style = layout->style;
  double shown = (double) layout->grid->step;
  double interval = find_interval (history);

  cairo_set_line_width (cr, style->hairline);
  for (double step = interval; history->count > 0 && step < shown; step += interval)
    {
      const AlgoGrid *grid = algo_grid_history_get (history, (gint64) step);
      double share = FAINTEST + (LEAST_FAINT - FAINTEST) * step / algo_grid_history_end (history);
      double x[ALGO_GRID], y[ALGO_GRID];

      if (fabs ((double) grid->step - step) > interval / 2 || (double) grid->step >= shown)
        continue;
      find_places (&layout->plot.plot, grid, x, y);
      algo_colour_set_source (algo_colour_mix (style->card, style->foreground, share), cr);
      stroke_curve (cr, x, y);
    }
}

static void
draw_curves (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;

  cairo_save (cr);
  algo_plot_clip (&layout->plot.plot, cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  draw_earlier (layout, cr);
  cairo_set_line_width (cr, style->line);
  algo_colour_set_source (algo_colour_mix (style->card, style->foreground, 0.7), cr);
  stroke_curve (cr, layout->x, layout->y);
  cairo_restore (cr);
}

static double
mark_radius (const Layout *layout)
{
  AlgoArea area = algo_plot_get_area (&layout->plot.plot);

  return CLAMP (MIN (area.width, area.height) / 60, 0.18 * layout->style->text,
                0.3 * layout->style->text);
}

/* Around the chosen mark. */
static double
ring_radius (const Layout *layout)
{
  return mark_radius (layout) + 1.5 * layout->style->line;
}

static void
draw_marks (const Layout *layout, cairo_t *cr)
{
  const AlgoGrid *grid = layout->grid;

  for (guint i = 0; i < ALGO_GRID; i++)
    if (isfinite (layout->x[i]) && isfinite (layout->y[i]))
      algo_phase_draw_mark (cr, layout->style, grid->points[i].phase, layout->x[i], layout->y[i],
                            mark_radius (layout));
}

static void
draw_beta (AlgoLabels *labels,
           cairo_t *cr,
           const AlgoStyle *style,
           const AlgoTextFormat *format,
           double log_beta,
           guint decimals,
           double x,
           double y)
{
  g_autofree char *number = algo_number_format_decimals (log_beta, decimals);
  g_autofree char *text = g_strdup_printf (_ ("log\u2009\u03b2 = %s"), number);

  algo_labels_draw (labels, cr, style, format, x, y, text);
}

/* Labels beside the curve: where beta is, at both ends, and the phase of each run. */
static void
draw_labels (const Layout *layout, cairo_t *cr, const AlgoArea *note)
{
  const AlgoStyle *style = layout->style;
  AlgoTextFormat letter = { .size = style->text,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = style->foreground };
  AlgoTextFormat number = { .size = style->text_small, .colour = style->foreground };
  const AlgoBetaRange range = algo_grid_get_range (layout->grid);
  const double ends[] = { range.from, range.to };
  AlgoPhaseRun run = { 0 };
  AlgoLabels labels;

  algo_labels_init (&labels, &layout->plot.plot, layout->x, layout->y, ALGO_GRID,
                    ring_radius (layout));
  labels.masked = TRUE;
  algo_labels_take (&labels, note);
  draw_beta (&labels, cr, style, &number, layout->log_beta, 2, layout->current_x,
             layout->current_y);
  number.colour = style->dim;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (fabs (layout->log_beta - ends[i]) >= SAME_BETA)
      draw_beta (&labels, cr, style, &number, ends[i], ends[i] == round (ends[i]) ? 0 : 2,
                 layout->x[i * (ALGO_GRID - 1)], layout->y[i * (ALGO_GRID - 1)]);
  while (run.end < ALGO_GRID)
    {
      run = algo_phase_run_of_grid (layout->grid, run.end);
      algo_labels_draw_among (&labels, cr, style, &letter, run.first, run.end,
                              algo_phase_display_letter (run.phase));
    }
}

/* "step 3000; behind it, every 500" in the corner of what nothing reaches: much explained at no
 * cost. Returns where it stands; nowhere, if there is no room. */
static AlgoArea
draw_note (const Layout *layout, cairo_t *cr)
{
  const AlgoGridHistory *history = &layout->history;
  const AlgoStyle *style = layout->style;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  const AlgoGrid *grid = layout->grid;
  guint64 every = (guint64) find_interval (history);
  g_autofree char *step = algo_number_format_count (grid->step);
  g_autofree char *interval = algo_number_format_count (every);
  g_autofree char *note = history->count > 0 && every > 0 && grid->step > every
                              ? g_strdup_printf (_ ("step %s; faint: every %s"), step, interval)
                              : g_strdup_printf (_ ("step %s"), step);
  const double width = algo_text_width (style, &format, note);
  const double x = layout->plot.plot.x.from + style->gap,
               y = layout->plot.plot.y.from - style->text_small;

  if (!layout->plot.plot.y_labelled
      || width >= 0.6 * (layout->plot.plot.x.to - layout->plot.plot.x.from))
    return (AlgoArea){ 0 };
  algo_text_draw_middle (cr, style, &format, x, y, note);
  return (AlgoArea){ x, y - format.size / 2, width, format.size };
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return algo_scene_has_same_grids (a, b) && a->question.log_beta == b->question.log_beta;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  Layout layout;
  AlgoArea note;

  layout_init (&layout, frame);
  algo_plot_draw_frame (&layout.plot.plot, cr, frame->style, &layout.plot.text);
  draw_curves (&layout, cr);
  draw_marks (&layout, cr);
  if (isfinite (layout.current_x) && isfinite (layout.current_y))
    algo_cursor_draw_ring (cr, frame->style, layout.current_x, layout.current_y,
                           ring_radius (&layout));
  note = draw_note (&layout, cr);
  if (layout.plot.plot.y_labelled)
    draw_labels (&layout, cr, &note);
  algo_grid_plot_draw_key (&layout.plot, frame, cr, (AlgoPhaseKey){ .kind = ALGO_PHASE_KEY_MARKS },
                           &layout.grid, 1);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoGrid *grid = algo_scene_get_grid (frame->scene);
  const double log_beta = frame->scene->question.log_beta;
  g_autofree char *step = algo_number_format_count (grid->step);
  g_autofree char *first = algo_grid_point_describe (&grid->points[0]);
  g_autofree char *last = algo_grid_point_describe (&grid->points[ALGO_GRID - 1]);
  g_autofree char *phases = algo_phase_runs_describe_grid (grid);
  GString *text = g_string_new (NULL);

  /* Translators: a step of training, and the two ends of a curve */
  g_string_append_printf (text, _ ("Step %s, from %s to %s."), step, first, last);
  if (isfinite (log_beta))
    {
      g_autofree char *here = algo_grid_point_describe (algo_grid_get_nearest (grid, log_beta));

      g_string_append_c (text, ' ');
      g_string_append_printf (text, _ ("Chosen: %s."), here);
    }
  g_string_append_printf (text, " %s", phases);
  return g_string_free (text, FALSE);
}

/* What the chosen complexity costs. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoGrid *grid = algo_scene_get_grid (scene);
  g_autofree char *kl =
      algo_number_format (algo_grid_get_nearest (grid, scene->question.log_beta)->kl);

  *name = _ ("KL");
  return g_strdup_printf (_ ("%s nats"), kl);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGridHistory history = algo_scene_get_history_of_size (scene);

  algo_grid_history_tabulate (&history, algo_scene_get_grid (scene), csv);
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const gint64 point = frame->cursor->index;
  Layout layout;

  layout_init (&layout, frame);
  if (point >= 0 && point < ALGO_GRID && isfinite (layout.x[point]) && isfinite (layout.y[point]))
    algo_cursor_draw_ring (cr, frame->style, layout.x[point], layout.y[point],
                           ring_radius (&layout) + frame->style->line);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  double nearest = 3 * frame->style->gap;
  gboolean found = FALSE;
  Layout layout;

  layout_init (&layout, frame);
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      double distance = hypot (x - layout.x[i], y - layout.y[i]);

      if (distance < nearest)
        {
          nearest = distance;
          cursor->index = i;
          found = TRUE;
        }
    }
  return found;
}

/* Along the curve: to the right it costs more, as beta falls; upwards beta grows. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  algo_beta_cursor_move (frame, -right - down, cursor);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const gint64 point = frame->cursor->index;
  Layout layout;

  if (point < 0 || point >= ALGO_GRID)
    return NULL;
  layout_init (&layout, frame);
  /* Values without a place can be read all the same. */
  if (isfinite (layout.x[point]) && isfinite (layout.y[point]))
    *area = (AlgoArea){ layout.x[point], layout.y[point], 0, 0 };
  else
    *area = (AlgoArea){ frame->width / 2, frame->height / 2, 0, 0 };
  return algo_grid_point_describe (&layout.grid->points[point]);
}

const AlgoPanel algo_panel_trade_off = {
  .name = "trade-off",
  .title = N_ ("Trade-off"),
  .label = N_ ("Accuracy against cost"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .narrow = { 200, 150 },
  .wide = { 519, 220 },
  .share = 1.6,
  .in_layout = TRUE,
  .is_known = algo_grid_is_known,
  .is_same = is_same,
  .get_basis = algo_grid_get_basis,
  .get_number = get_number,
  .lead = algo_beta_cursor_lead,
  ALGO_PANEL_FUNCTIONS,
};
