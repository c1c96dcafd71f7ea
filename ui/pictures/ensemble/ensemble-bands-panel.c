/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of all seeds as median, quartiles and range: over log10 beta at one step, or over steps
 * at one beta; one of them, or all as small multiples. The phase of the most seeds stands above. */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/multiples.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-runs.h"

#define Y_CHARACTERS 4       /* "10⁻³", "−1.0" */
#define Y_CHARACTERS_ALONE 5 /* "0.001" */
#define KEY_WIDTH 24         /* of small text, that the legend takes */
#define MOST_STEPS 240       /* at which measures are drawn over training */
#define LEAST_WIDTH 6        /* of a plot beside others, in heights of small text */

/* AlgoPanel.kind of these panels. */
typedef struct
{
  gboolean over_beta; /* at the chosen step; otherwise over steps, at the chosen beta */
  guint count;        /* of measures, a plot each: one of them, or all */
  AlgoMeasure only;   /* that one */
} Bands;

/* By index: the points of the grid, or of so many grids as are worth drawing, evenly. */
typedef struct
{
  const Bands *bands;     /* borrowed */
  const AlgoScene *scene; /* borrowed */
  guint count;
  gsize stride;  /* from one to the next, in grids of the consensus */
  gsize n_cells; /* points or grids of the consensus, all of them */
  guint marked;  /* where beta and the step are chosen */
} Values;

static Values
make_values (const AlgoPanel *panel, const AlgoScene *scene)
{
  Values values = { .bands = panel->kind,
                    .scene = scene,
                    .count = ALGO_GRID,
                    .stride = 1,
                    .n_cells = ALGO_GRID,
                    .marked = algo_ensemble_get_point (scene) };

  if (values.bands->over_beta)
    return values;
  values.n_cells = scene->consensus->history.count;
  values.stride = (values.n_cells + MOST_STEPS - 1) / MOST_STEPS;
  /* The last one too. */
  values.count = (guint) ((values.n_cells - 1 + values.stride - 1) / values.stride) + 1;
  values.marked = (guint) MIN (algo_ensemble_get_index (scene) / values.stride, values.count - 1);
  return values;
}

/* FVU comes first and KL after it. */
static AlgoMeasure
get_measure (const Values *values, guint plot)
{
  if (values->bands->count == 1)
    return values->bands->only;
  for (AlgoMeasure measure = 0; measure < ALGO_N_ORDER_PARAMETERS; measure++)
    if (algo_order_rows[measure].band == plot)
      return measure;
  return ALGO_MEASURE_KL;
}

static const char *
get_title (const Values *values, guint plot)
{
  const AlgoMeasure measure = get_measure (values, plot);

  if (measure == ALGO_MEASURE_KL)
    return _ ("KL, nats");
  return algo_order_rows[measure].is_logarithmic ? _ ("FVU") : _ (algo_order_rows[measure].title);
}

/* log10 beta and step at an index, as a cursor there has them. */
static AlgoPanelCursor
get_place (const Values *values, guint plot, guint index)
{
  const AlgoGridHistory *history = &values->scene->consensus->history;
  AlgoPanelCursor place = ALGO_ENSEMBLE_NOWHERE;

  place.part = plot;
  if (values->bands->over_beta)
    {
      place.log_beta = algo_grid_log_beta (history->range, index);
      place.step = (gint64) algo_ensemble_get_step (values->scene);
    }
  else
    {
      place.log_beta = algo_ensemble_get_log_beta (values->scene);
      place.step = (gint64) history->grids[MIN (index * values->stride, history->count - 1)]->step;
    }
  return place;
}

static double
get_position (const Values *values, guint index)
{
  const AlgoPanelCursor place = get_place (values, 0, index);

  return values->bands->over_beta ? place.log_beta : (double) place.step;
}

static AlgoSpread
measure_at (const Values *values, guint plot, guint index)
{
  const AlgoConsensus *consensus = values->scene->consensus;
  const AlgoPanelCursor place = get_place (values, plot, index);

  return algo_ensemble_spread_measure (
      consensus->ensemble, get_measure (values, plot),
      algo_grid_find_point (consensus->history.range, place.log_beta), (guint64) place.step);
}

static guint
find_nearest (const Values *values, double position)
{
  guint nearest = 0;

  for (guint i = 1; i < values->count; i++)
    if (fabs (get_position (values, i) - position)
        < fabs (get_position (values, nearest) - position))
      nearest = i;
  return nearest;
}

static char *
describe_at (const Values *values, guint index, const char *separator)
{
  const double position = get_position (values, index);
  g_autofree char *number = values->bands->over_beta
                                ? algo_number_format_log_beta (position)
                                : algo_number_format_count ((guint64) position);
  g_autofree char *seeds =
      algo_ensemble_describe_seeds (values->scene, measure_at (values, 0, index).count);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, values->bands->over_beta ? _ ("log \u03b2 %s") : _ ("step %s"),
                          number);
  g_string_append_printf (text, ", %s: ", seeds);
  for (guint plot = 0; plot < values->bands->count; plot++)
    {
      const AlgoSpread spread = measure_at (values, plot, index);
      g_autofree char *median = algo_number_format (spread.median);
      g_autofree char *lower = algo_number_format (spread.lower);
      g_autofree char *upper = algo_number_format (spread.upper);

      /* Translators: a measure, its median, and its quartiles: "FVU 0.0123 (0.01 to 0.02)" */
      g_string_append_printf (text, _ ("%s %s (%s to %s)"), get_title (values, plot), median, lower,
                              upper);
      if (plot + 1 < values->bands->count)
        g_string_append (text, separator);
    }
  return g_string_free (text, FALSE);
}
typedef struct
{
  const AlgoPanelFrame *frame; /* borrowed */
  Values values;
  AlgoSpread *spreads; /* (plots, values.count), owned; NULL: not measured */
  AlgoEnsembleHead head;
  guint count, columns; /* of plots */
  double title_height, strip_height;
  AlgoPlot plots[ALGO_N_MEASURES];
  AlgoPlotText text[ALGO_N_MEASURES];
} Layout;

static const AlgoSpread *
get_spreads (const Layout *layout, guint plot)
{
  return layout->spreads + (gsize) plot * layout->values.count;
}

/* Of nine, three by three, or one below the other. */
static guint
choose_columns (guint count, const AlgoPanelFrame *frame)
{
  if (count == 1 || frame->width < 3 * LEAST_WIDTH * frame->style->text_small)
    return 1;
  return frame->width > 4 * frame->height ? count : 3;
}

static void
place_plots (Layout *layout)
{
  const AlgoStyle *style = layout->frame->style;
  const double width = layout->frame->width, height = layout->frame->height;
  const gboolean over_beta = layout->values.bands->over_beta;
  const AlgoMultiples multiples = {
    .count = layout->count,
    .columns = layout->columns,
    .above = layout->head.height + layout->strip_height,
    .title_height = layout->title_height,
    .x_title = over_beta ? _ ("log<sub>10</sub>\u2009\u03b2") : _ ("step"),
  };
  AlgoArea areas[ALGO_N_MEASURES];

  for (guint i = 0; i < layout->count; i++)
    layout->text[i] =
        (AlgoPlotText){ .whole_x = !over_beta,
                        .x_characters = algo_multiples_choose_x_characters (
                            over_beta, width / layout->columns, style),
                        .y_characters = layout->count > 1 ? Y_CHARACTERS : Y_CHARACTERS_ALONE };
  if (layout->count > 1)
    {
      algo_multiples_place (&multiples, width, height, style, layout->text, areas, layout->plots);
      return;
    }
  layout->text[0].x_title = multiples.x_title;
  layout->text[0].y_title = get_title (&layout->values, 0);
  algo_plot_place_below (&layout->plots[0], &(AlgoArea){ 0, 0, width, height }, multiples.above,
                         &layout->text[0], style);
}

static void
measure (Layout *layout)
{
  const Values *values = &layout->values;

  layout->spreads = g_new (AlgoSpread, (gsize) layout->count * values->count);
  for (guint plot = 0; plot < layout->count; plot++)
    {
      for (guint i = 0; i < values->count; i++)
        layout->spreads[plot * values->count + i] = measure_at (values, plot, i);
      layout->plots[plot].y = algo_ensemble_make_axis (get_measure (values, plot),
                                                       get_spreads (layout, plot), values->count);
    }
}

/* Where plots are does not depend on what was measured, which takes some milliseconds. */
static void
layout_init (Layout *layout, const AlgoPanelFrame *frame, gboolean measured)
{
  const AlgoStyle *style = frame->style;
  const AlgoGridHistory *history = &frame->scene->consensus->history;

  *layout = (Layout){ .frame = frame,
                      .values = make_values (frame->panel, frame->scene),
                      .head = algo_ensemble_head_make (frame, KEY_WIDTH) };
  layout->count = layout->values.bands->count;
  layout->columns = choose_columns (layout->count, frame);
  if (layout->head.height > 0)
    layout->strip_height = algo_style_snap (style, 1.3 * style->text_small);
  if (layout->count > 1 && frame->width > 16 * style->text && frame->height > 11 * style->text)
    layout->title_height = algo_legend_line_height (style);
  if (measured)
    measure (layout);
  for (guint i = 0; i < layout->count; i++)
    layout->plots[i].x = layout->values.bands->over_beta
                             ? (AlgoAxis){ .low = history->range.from, .high = history->range.to }
                             : (AlgoAxis){ .low = 0, .high = algo_grid_history_end (history) };
  place_plots (layout);
}

static void
layout_clear (Layout *layout)
{
  g_clear_pointer (&layout->spreads, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* The phase of the most seeds along x, with letters where there is room. */
static void
draw_strip (const Layout *layout, cairo_t *cr, const AlgoPlot *plot)
{
  const AlgoScene *scene = layout->frame->scene;
  const AlgoGridHistory *history = &scene->consensus->history;
  const AlgoStyle *style = layout->frame->style;
  const double top = algo_style_snap (style, layout->head.height);
  AlgoPhaseRun run = { 0 };

  while (run.end < layout->values.n_cells)
    {
      double from, to;

      run = layout->values.bands->over_beta
                ? algo_phase_run_of_grid (history->grids[algo_ensemble_get_index (scene)], run.end)
                : algo_phase_run_of_history (history, algo_ensemble_get_point (scene), run.end);
      from = algo_style_snap (style, algo_axis_place (&plot->x, run.low));
      to = algo_style_snap (style, algo_axis_place (&plot->x, run.high));
      algo_colour_fill (algo_style_phase_colour (style, run.phase), cr, from, top,
                        MIN (to + style->cell_overlap, plot->x.to) - from, layout->strip_height);
      algo_phase_letter_draw (cr, style, run.phase, from, to, top + layout->strip_height / 2);
    }
}

static void
draw_bands (const Layout *layout, cairo_t *cr, guint plot)
{
  g_autofree double *x = g_new (double, layout->values.count);

  for (guint i = 0; i < layout->values.count; i++)
    x[i] = get_position (&layout->values, i);
  algo_ensemble_draw_spreads (&layout->plots[plot], cr, layout->frame->style, x,
                              get_spreads (layout, plot), layout->values.count);
}

static void
draw_head (const Layout *layout, cairo_t *cr)
{
  const AlgoScene *scene = layout->frame->scene;
  g_autofree char *text = NULL;
  double x, y;

  if (layout->head.height == 0)
    return;
  text = layout->values.bands->over_beta
             ? algo_ensemble_describe_step (scene)
             : algo_ensemble_describe_beta (scene, scene->consensus->n_measured);
  x = algo_ensemble_head_draw (&layout->head, layout->frame, cr, layout->plots[0].x.from, text, &y);
  algo_ensemble_draw_spread_key (layout->frame, cr, x, y);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  g_auto (Layout) layout = { 0 };
  double marked;

  layout_init (&layout, frame, TRUE);
  marked = get_position (&layout.values, layout.values.marked);
  for (guint i = 0; i < layout.count; i++)
    {
      const AlgoPlot *plot = &layout.plots[i];

      algo_plot_draw_frame (plot, cr, style, &layout.text[i]);
      if (get_measure (&layout.values, i) == ALGO_ORDER_UNEXPLAINED)
        algo_plot_draw_level (plot, cr, style, 1, style->dim); /* FVU of a constant guess */
      draw_bands (&layout, cr, i);
      if (!layout.values.bands->over_beta || isfinite (frame->scene->question.log_beta))
        algo_cursor_draw_lines (cr, style, plot, algo_axis_place (&plot->x, marked), NAN);
      algo_multiples_draw_title (plot, cr, style, layout.title_height,
                                 get_title (&layout.values, i),
                                 get_spreads (&layout, i)[layout.values.marked].median);
    }
  for (guint i = 0; layout.strip_height > 0 && i < layout.columns; i++)
    draw_strip (&layout, cr, &layout.plots[i]);
  draw_head (&layout, cr);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const Values values = make_values (frame->panel, frame->scene);
  g_autofree char *text = describe_at (&values, values.marked, _ ("; "));

  return g_strdup_printf (_ ("Medians and quartiles at %s."), text);
}

/* The median of the first measure where beta and the step are chosen. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const Values values = make_values (panel, scene);

  *name = values.bands->count == 1 ? _ ("median") : _ ("median FVU");
  return algo_number_format (measure_at (&values, 0, values.marked).median);
}

/* The index of a cursor, FALSE if it is nowhere. */
static gboolean
find_index (const Values *values, const AlgoPanelCursor *cursor, guint *index)
{
  if (isnan (cursor->log_beta) || cursor->step < 0)
    return FALSE;
  *index =
      find_nearest (values, values->bands->over_beta ? cursor->log_beta : (double) cursor->step);
  return TRUE;
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const Values values = make_values (panel, scene);

  algo_csv_add_names (csv, "at_step", "log_beta", "measure", ALGO_SPREAD_COLUMNS, NULL);
  for (guint plot = 0; plot < values.bands->count; plot++)
    for (guint i = 0; i < values.count; i++)
      {
        const AlgoSpread spread = measure_at (&values, plot, i);
        const AlgoPanelCursor at = get_place (&values, plot, i);

        algo_csv_add_whole (csv, (guint64) at.step);
        algo_csv_add_real (csv, at.log_beta);
        algo_csv_add_text (csv, algo_measure_name (get_measure (&values, plot)));
        algo_csv_add_spread (csv, &spread);
        algo_csv_end_row (csv);
      }
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  g_auto (Layout) layout = { 0 };
  guint index;

  layout_init (&layout, frame, TRUE);
  if (!find_index (&layout.values, frame->cursor, &index))
    return;
  for (guint i = 0; i < layout.count; i++)
    algo_cursor_draw_reading (cr, frame->style, &layout.plots[i],
                              get_position (&layout.values, index),
                              get_spreads (&layout, i)[index].median);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  g_auto (Layout) layout = { 0 };
  const AlgoPlot *plot;

  layout_init (&layout, frame, FALSE);
  plot = algo_multiples_find (layout.plots, layout.count, x, y);
  if (plot == NULL)
    return FALSE;
  *cursor = get_place (&layout.values, (guint) (plot - layout.plots),
                       find_nearest (&layout.values, algo_axis_value (&plot->x, x)));
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const Values values = make_values (frame->panel, frame->scene);
  guint index = values.marked;

  algo_ensemble_begin_move (frame, &right, &down, cursor);
  if (find_index (&values, cursor, &index))
    index = algo_panel_step (index, right, values.count);
  *cursor = get_place (&values, cursor->part, index);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  g_auto (Layout) layout = { 0 };
  const AlgoPlot *plot;
  guint index;

  layout_init (&layout, frame, FALSE);
  if (!find_index (&layout.values, frame->cursor, &index))
    return NULL;
  plot = &layout.plots[MIN (frame->cursor->part, layout.count - 1)];
  *area = algo_plot_get_line (plot, get_position (&layout.values, index));
  return describe_at (&layout.values, index, "\n");
}

static const Bands fvu_bands = { TRUE, 1, ALGO_ORDER_UNEXPLAINED };
static const Bands kl_bands = { TRUE, 1, ALGO_MEASURE_KL };
static const Bands order_bands = { TRUE, ALGO_N_MEASURES };
static const Bands time_bands = { FALSE, ALGO_N_MEASURES };

#define PANEL                                                                                      \
  ALGO_ENSEMBLE_PANEL, .draw = draw, .get_number = get_number, .draw_cursor = draw_cursor

const AlgoPanel algo_panel_ensemble_fvu = { PANEL,
                                            .kind = &fvu_bands,
                                            .name = "ensemble-fvu",
                                            .title = N_ ("FVU over complexity"),
                                            .label = N_ ("FVU of all seeds over complexity"),
                                            .narrow = { 240, 140 },
                                            .wide = { 519, 170 },
                                            .in_layout = TRUE };

const AlgoPanel algo_panel_ensemble_kl = { PANEL,
                                           .kind = &kl_bands,
                                           .name = "ensemble-kl",
                                           .title = N_ ("KL over complexity"),
                                           .label = N_ ("KL of all seeds over complexity"),
                                           .narrow = { 240, 140 },
                                           .wide = { 519, 170 } };

const AlgoPanel algo_panel_ensemble_order = { PANEL,
                                              .kind = &order_bands,
                                              .name = "ensemble-order",
                                              .title = N_ ("Order over complexity"),
                                              .label = N_ ("Order of all seeds over complexity"),
                                              .narrow = { 240, 260 },
                                              .wide = { 519, 300 } };

const AlgoPanel algo_panel_ensemble_time = { PANEL,
                                             .kind = &time_bands,
                                             .name = "ensemble-time",
                                             .title = N_ ("Order over training"),
                                             .label = N_ ("Order of all seeds over training"),
                                             .narrow = { 240, 260 },
                                             .wide = { 519, 300 } };
