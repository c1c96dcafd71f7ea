/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two maps of log10 beta by training step: the phase of the most seeds, the paler the fewer they
 * are, and how much seeds differ, as entropy. */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/history/grid-table.h"
#include "ui/pictures/phase/phase-field.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 3      /* "−6", as a minus sign is wide */
#define Y_CHARACTERS_TALL 4 /* "−5.5" */
#define TALL 22             /* of text: from where there is room for halves */
#define BITS_KEY 22         /* of small text, that the colour bar with its labels takes */
#define SHADES 48           /* of entropy that are told apart */
#define ACCENT_AT 0.6       /* of the ramp */
#define DARKEST 0.75        /* share of the foreground at its end */
#define LEAST_BITS 1.0      /* that the ramp reaches at least */

static const char is_entropy[] = "entropy"; /* AlgoPanel.kind */

typedef struct
{
  AlgoEnsembleHead head;
  AlgoPlot plot;
  AlgoPlotText text;
  double chosen_x, chosen_y; /* places */
} Layout;

static Layout
layout_make (const AlgoPanelFrame *frame)
{
  const AlgoScene *scene = frame->scene;
  const AlgoGridHistory *history = &scene->consensus->history;
  const double height = frame->height, log_beta = scene->question.log_beta;
  Layout layout = {
    .head = algo_ensemble_head_make (
        frame, frame->panel->kind == is_entropy ? BITS_KEY : ALGO_ENSEMBLE_PHASE_KEY),
    .text = { .x_title = _ ("step"),
              .y_title = _ ("log<sub>10</sub>\u2009\u03b2"),
              .whole_x = TRUE,
              .y_characters =
                  height > TALL * frame->style->text_small ? Y_CHARACTERS_TALL : Y_CHARACTERS },
    .plot = { .x = { .low = 0, .high = algo_grid_history_end (history) },
              .y = { .low = history->range.from, .high = history->range.to } },
  };

  algo_plot_place_below (&layout.plot, &(AlgoArea){ 0, 0, frame->width, frame->height },
                         layout.head.height, &layout.text, frame->style);
  layout.chosen_x = algo_axis_place (&layout.plot.x, (double) algo_ensemble_get_step (scene));
  layout.chosen_y = isfinite (log_beta)
                        ? algo_axis_place (&layout.plot.y,
                                           CLAMP (log_beta, history->range.from, history->range.to))
                        : (double) NAN;
  return layout;
}

static void
draw_chosen (const Layout *layout, cairo_t *cr, const AlgoStyle *style)
{
  if (algo_plot_contains (&layout->plot, layout->chosen_x, layout->chosen_y))
    algo_cursor_draw_ring (cr, style, layout->chosen_x, layout->chosen_y, 0.7 * style->gap);
}

static void
draw_map (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_CHIPS,
                       .confidence = TRUE,
                       .shade_label = _ ("share of seeds 0") };
  const AlgoConsensus *consensus = frame->scene->consensus;
  const AlgoGridHistory *history = &consensus->history;
  const Layout layout = layout_make (frame);
  g_autofree char *text = algo_ensemble_describe_seeds (frame->scene, consensus->n_measured);

  for (gsize i = 0; i < history->count; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      key.phases[history->grids[i]->points[point].phase] = TRUE;
  algo_plot_draw_frame (&layout.plot, cr, frame->style, &layout.text);
  algo_phase_field_draw (history, &layout.plot, cr, frame->style, layout.chosen_x, layout.chosen_y);
  draw_chosen (&layout, cr, frame->style);
  algo_ensemble_head_draw_phases (&layout.head, frame, cr, layout.plot.x.from, text, &key);
}

/* Entropy. */

static double
get_entropy (const AlgoConsensus *consensus, gsize index, guint point)
{
  return algo_phase_counts_get_entropy (algo_consensus_get_counts (consensus, index, point));
}

/* The end of the ramp: halves of bits. */
static double
find_most_bits (const AlgoConsensus *consensus)
{
  double most = LEAST_BITS;

  for (gsize i = 0; i < consensus->history.count; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      most = MAX (most, get_entropy (consensus, i, point));
  return ceil (2 * most) / 2;
}

static AlgoColour
find_shade (const AlgoStyle *style, guint shade)
{
  const double share = (double) shade / (SHADES - 1);
  const AlgoColour end = algo_colour_mix (style->accent, style->foreground, DARKEST);

  return share < ACCENT_AT
             ? algo_colour_mix (style->card, style->accent, share / ACCENT_AT)
             : algo_colour_mix (style->accent, end, (share - ACCENT_AT) / (1 - ACCENT_AT));
}

typedef struct
{
  gsize index; /* of its grid */
  double from, to;
} Column;

/* Grids that share a place with the one before are left out. */
static GArray *
find_columns (const AlgoPanelFrame *frame, const AlgoAxis *x)
{
  const AlgoGridHistory *history = &frame->scene->consensus->history;
  const AlgoStyle *style = frame->style;
  const double least = style->pixel > 0 ? style->pixel / 2 : style->hairline / 2;
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (Column));
  double from = algo_style_snap (style, algo_axis_place (x, algo_grid_history_edge (history, -1)));

  for (gsize i = 0; i < history->count; i++)
    {
      const double edge = algo_grid_history_edge (history, (gssize) i);
      const Column column = { i, from, algo_style_snap (style, algo_axis_place (x, edge)) };

      if (column.to - column.from < least)
        continue;
      g_array_append_val (columns, column);
      from = column.to;
    }
  return columns;
}

static guint
choose_shade (const AlgoConsensus *consensus, const Column *column, guint point, double most)
{
  const double share = get_entropy (consensus, column->index, point) / most;

  return (guint) lround (CLAMP (share, 0, 1) * (SHADES - 1));
}

/* Rows from the top down, columns from the left, one rectangle for as long as a shade lasts. */
static void
fill_cells (const AlgoPanelFrame *frame, const AlgoPlot *plot, cairo_t *cr, double most)
{
  const AlgoConsensus *consensus = frame->scene->consensus;
  const AlgoStyle *style = frame->style;
  g_autoptr (GArray) columns = find_columns (frame, &plot->x);

  for (guint point = ALGO_GRID; point-- > 0;)
    {
      double bottom, top;

      algo_ensemble_find_edges (&plot->y, style, point, &bottom, &top);
      bottom = MIN (bottom + style->cell_overlap, plot->y.from);
      for (guint first = 0, end; first < columns->len; first = end)
        {
          const Column *column = &g_array_index (columns, Column, first);
          const guint shade = choose_shade (consensus, column, point, most);
          double to;

          for (end = first + 1; end < columns->len; end++)
            if (choose_shade (consensus, &g_array_index (columns, Column, end), point, most)
                != shade)
              break;
          to = MIN (g_array_index (columns, Column, end - 1).to + style->cell_overlap, plot->x.to);
          algo_colour_fill (find_shade (style, shade), cr, column->from, top, to - column->from,
                            bottom - top);
        }
    }
}

/* "entropy, bits 0 [ramp] 2". */
static void
draw_bits_key (cairo_t *cr, const AlgoStyle *style, double x, double y, double most)
{
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  const double height = 1.3 * style->text_small, shade = 7 * style->text_small / SHADES;
  g_autofree char *end = algo_number_format_decimals (most, most != floor (most));

  x += algo_text_draw_middle (cr, style, &format, x, y, _ ("entropy, bits 0")) + style->gap;
  for (guint i = 0; i < SHADES; i++)
    {
      algo_colour_fill (find_shade (style, i), cr, x + i * shade, y - height / 2,
                        i + 1 < SHADES ? shade + style->hairline : shade, height);
    }
  cairo_rectangle (cr, x, y - height / 2, SHADES * shade, height);
  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (style->dim, cr);
  cairo_stroke (cr);
  x += SHADES * shade + style->gap;
  algo_text_draw_middle (cr, style, &format, x, y, end);
}

static void
draw_entropy (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoConsensus *consensus = frame->scene->consensus;
  const AlgoStyle *style = frame->style;
  const Layout layout = layout_make (frame);
  g_autofree char *text = algo_ensemble_describe_seeds (frame->scene, consensus->n_measured);
  const double most = find_most_bits (consensus);
  double x, y;

  algo_plot_draw_frame (&layout.plot, cr, style, &layout.text);
  fill_cells (frame, &layout.plot, cr, most);
  algo_cursor_draw_lines (cr, style, &layout.plot, layout.chosen_x, layout.chosen_y);
  draw_chosen (&layout, cr, style);
  if (layout.head.height > 0)
    {
      x = algo_ensemble_head_draw (&layout.head, frame, cr, layout.plot.x.from, text, &y);
      draw_bits_key (cr, style, x, y, most);
    }
}

/* Both. */

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoScene *scene = frame->scene;
  const gsize index = algo_ensemble_get_index (scene);
  g_autofree char *cell =
      algo_ensemble_describe_cell (scene, index, algo_ensemble_get_point (scene));
  g_autofree char *over_beta =
      algo_phase_runs_describe_grid (scene->consensus->history.grids[index]);

  /* Translators: "step 4000, ... . Of the most seeds: Phases over log beta: ..." */
  return g_strdup_printf (_ ("%s. Of the most seeds: %s"), cell, over_beta);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  algo_ensemble_tabulate_cells (scene, csv, 0, scene->consensus->history.count);
}

static char *
get_seeds (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  *name = _ ("seeds");
  return g_strdup_printf ("%u", scene->consensus->n_measured);
}

/* Where beta and the step are chosen. */
static char *
get_bits (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const double bits = get_entropy (scene->consensus, algo_ensemble_get_index (scene),
                                   algo_ensemble_get_point (scene));
  g_autofree char *number = algo_number_format_decimals (bits, 2);

  *name = _ ("entropy");
  return g_strdup_printf (_ ("%s bits"), number);
}

/* The grid that speaks of the step; FALSE beyond them all. */
static gboolean
find_cell (const AlgoScene *scene, const AlgoPanelCursor *cursor, gsize *index, guint *point)
{
  const AlgoGridHistory *history = &scene->consensus->history;

  *point = algo_grid_find_point (history->range, cursor->log_beta);
  return algo_grid_history_find_measured (history, MAX (cursor->step, 0), index);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoGridHistory *history = &frame->scene->consensus->history;
  const Layout layout = layout_make (frame);
  gsize index;
  guint point;

  if (!algo_plot_contains (&layout.plot, x, y))
    return FALSE;
  *cursor = ALGO_ENSEMBLE_NOWHERE;
  cursor->log_beta = algo_axis_value (&layout.plot.y, y);
  cursor->step = MAX (0, llround (algo_axis_value (&layout.plot.x, x)));
  if (!find_cell (frame->scene, cursor, &index, &point))
    return FALSE;
  cursor->log_beta = algo_grid_log_beta (history->range, point);
  cursor->step = (gint64) history->grids[index]->step;
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoGridHistory *history = &frame->scene->consensus->history;

  if (algo_ensemble_begin_move (frame, &right, &down, cursor))
    {
      cursor->log_beta = algo_ensemble_get_log_beta (frame->scene);
      cursor->step = (gint64) history->grids[algo_ensemble_get_index (frame->scene)]->step;
    }
  algo_grid_history_move (history, algo_grid_cursor_stride (history) * right, -down, &cursor->step,
                          &cursor->log_beta);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoStyle *style = frame->style;
  const AlgoGridHistory *history = &frame->scene->consensus->history;
  const Layout layout = layout_make (frame);
  const AlgoAxis *x = &layout.plot.x;
  double left, right, top, bottom;
  gsize index;
  guint point;

  if (!find_cell (frame->scene, frame->cursor, &index, &point))
    return NULL;
  left = algo_axis_place (x, algo_grid_history_edge (history, (gssize) index - 1));
  right = algo_axis_place (x, algo_grid_history_edge (history, (gssize) index));
  algo_ensemble_find_edges (&layout.plot.y, style, point, &bottom, &top);
  left = algo_style_snap (style, left);
  *area = (AlgoArea){ left, top, algo_style_snap (style, right) - left, bottom - top };
  return algo_ensemble_describe_cell (frame->scene, index, point);
}

#define PANEL                                                                                      \
  ALGO_ENSEMBLE_PANEL, .narrow = { 240, 160 }, .wide = { 519, 190 },                               \
                       .draw_cursor = algo_ensemble_draw_cursor

const AlgoPanel algo_panel_ensemble_map = { PANEL,
                                            .name = "ensemble-map",
                                            .title = N_ ("Phases over training"),
                                            .label = N_ ("Phases of most seeds over training"),
                                            .in_layout = TRUE,
                                            .draw = draw_map,
                                            .get_number = get_seeds };

const AlgoPanel algo_panel_ensemble_entropy = { PANEL,
                                                .name = "ensemble-entropy",
                                                .title = N_ ("Disagreement of seeds"),
                                                .label = N_ ("How much seeds differ over training"),
                                                .kind = is_entropy,
                                                .draw = draw_entropy,
                                                .get_number = get_bits };
