/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hypernetwork at one beta against networks that Adam trained directly, of the same size, steps
 * and seed: the FVU of each, a mark of its phase for every seed, joined to the other's; and beside
 * both how many show which phase. */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-text.h"

#define Y_CHARACTERS 5   /* "0.001" */
#define STACK_SHARE 0.13 /* of the plot's width, that each stack takes */
#define FIRST_AT 0.32    /* where in the plot's width the marks of Adam's networks are ... */
#define SECOND_AT 0.68   /* ... and the hypernetwork's */
#define SPREAD 0.07      /* of that width, by which marks stand to either side */
#define JITTERS 7        /* places across that */
#define SIDES 2          /* trained directly, written */

/* A pair for each seed. */
typedef struct
{
  GArray *array; /* of AlgoDirectPair, owned */
  AlgoPhaseCounts counts[SIDES];
  AlgoSpread spreads[SIDES]; /* of FVU */
} Pairs;

static const AlgoDirectPair *
get_pair (const Pairs *pairs, guint index)
{
  return &g_array_index (pairs->array, AlgoDirectPair, index);
}

static AlgoPhase
get_phase (const AlgoDirectPair *pair, guint side)
{
  return side == 0 ? pair->direct->phase : pair->point->phase;
}

static double
get_unexplained (const AlgoDirectPair *pair, guint side)
{
  return side == 0 ? pair->direct->parameters.unexplained : pair->point->unexplained;
}

static void
pairs_init (Pairs *pairs, const AlgoScene *scene)
{
  g_autofree double *values = NULL;

  *pairs = (Pairs){ .array = algo_ensemble_list_direct (scene->consensus->ensemble,
                                                        algo_ensemble_get_point (scene)) };
  values = g_new (double, MAX (pairs->array->len, 1));
  for (guint side = 0; side < SIDES; side++)
    {
      for (guint i = 0; i < pairs->array->len; i++)
        {
          values[i] = get_unexplained (get_pair (pairs, i), side);
          pairs->counts[side].counts[get_phase (get_pair (pairs, i), side)]++;
          pairs->counts[side].total++;
        }
      pairs->spreads[side] = algo_spread_of (pairs->array->len, values);
    }
}

static void
pairs_clear (Pairs *pairs)
{
  g_clear_pointer (&pairs->array, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pairs, pairs_clear)

/* The pair of a cursor; FALSE if it has none. */
static gboolean
find_pair (const Pairs *pairs, const AlgoPanelCursor *cursor, guint *index)
{
  for (guint i = 0; i < pairs->array->len; i++)
    if (get_pair (pairs, i)->member == cursor->index)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static void
put_cursor (const AlgoScene *scene,
            const Pairs *pairs,
            guint index,
            guint side,
            AlgoPanelCursor *cursor)
{
  *cursor = (AlgoPanelCursor){ .log_beta = algo_ensemble_get_log_beta (scene),
                               .step = (gint64) algo_ensemble_get_step (scene),
                               .index = get_pair (pairs, index)->member,
                               .part = side };
}

typedef struct
{
  AlgoEnsembleHead head;
  AlgoPlot plot;
  AlgoPlotText text;
  double radius; /* of marks */
} Layout;

static Layout
layout_make (const AlgoPanelFrame *frame, const Pairs *pairs)
{
  const AlgoStyle *style = frame->style;
  Layout layout = {
    .head = algo_ensemble_head_make (frame, ALGO_ENSEMBLE_SHORT_KEY),
    .plot = { .x = { .low = 0, .high = 1 } },
    .text = { .y_title = _ ("FVU"), .y_characters = Y_CHARACTERS, .shares_x = TRUE },
  };
  const double top = layout.head.height;
  AlgoSpread whole[SIDES]; /* with marks for all of it */

  for (guint side = 0; side < SIDES; side++)
    {
      whole[side] = pairs->spreads[side];
      whole[side].lower = whole[side].least;
      whole[side].upper = whole[side].most;
    }
  layout.plot.y = algo_ensemble_make_axis (ALGO_ORDER_UNEXPLAINED, whole, SIDES);
  /* Below it stands what each side is. */
  algo_plot_place (&layout.plot,
                   &(AlgoArea){ 0, top, frame->width,
                                frame->height - top - algo_plot_x_label_height (style) },
                   &layout.text, style);
  layout.radius =
      CLAMP ((layout.plot.x.to - layout.plot.x.from) / 90, 0.2 * style->text, 0.36 * style->text);
  return layout;
}

/* Where the mark of a pair's network is. */
static void
find_place (const Layout *layout, const Pairs *pairs, guint index, guint side, double *x, double *y)
{
  const AlgoAxis *axis = &layout->plot.y;
  const double value = get_unexplained (get_pair (pairs, index), side);
  const double jitter = 2.0 * (3 * index % JITTERS) / (JITTERS - 1) - 1;

  *x = algo_axis_place (&layout->plot.x, (side == 0 ? FIRST_AT : SECOND_AT) + SPREAD * jitter);
  *y = algo_axis_place (axis, isnan (value) ? axis->high : CLAMP (value, axis->low, axis->high));
}

/* Of each side one, from the axis up. */
static void
draw_stacks (const Layout *layout,
             const Pairs *pairs,
             cairo_t *cr,
             const AlgoStyle *style,
             AlgoPhaseKey *key)
{
  const AlgoAxis *x = &layout->plot.x;
  const double width = STACK_SHARE * (x->to - x->from);
  const AlgoEnsembleStack stacks[SIDES] = {
    { pairs->counts[0], algo_style_snap (style, x->from),
      algo_style_snap (style, x->from + width) },
    { pairs->counts[1], algo_style_snap (style, x->to - width), algo_style_snap (style, x->to) },
  };
  AlgoStyle bare = *style;
  AlgoPlot plot = layout->plot;

  bare.cell_overlap = 0; /* there is nothing beside a stack to reach under */
  plot.y = (AlgoAxis){ .low = 0, .high = 1, .from = plot.y.from, .to = plot.y.to };
  algo_ensemble_draw_stacks (&plot, cr, &bare, stacks, SIDES, TRUE, NAN, key);
}

static void
draw_link (const Layout *layout,
           const Pairs *pairs,
           cairo_t *cr,
           guint index,
           AlgoColour colour,
           double width)
{
  double x0, y0, x1, y1;

  find_place (layout, pairs, index, 0, &x0, &y0);
  find_place (layout, pairs, index, 1, &x1, &y1);
  algo_colour_draw_line (colour, cr, width, x0, y0, x1, y1);
}

/* The median of a side; and what the side is. */
static void
draw_side (const Layout *layout,
           const Pairs *pairs,
           cairo_t *cr,
           const AlgoStyle *style,
           guint side)
{
  const AlgoAxis *x = &layout->plot.x, *y = &layout->plot.y;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground, .align = 0.5 };
  const double at = algo_axis_place (x, side == 0 ? FIRST_AT : SECOND_AT);
  const double reach = 1.6 * SPREAD * (x->to - x->from);
  const double median = pairs->spreads[side].median;

  if (isfinite (median))
    {
      const double place =
          algo_style_snap_line (style, algo_axis_place (y, CLAMP (median, y->low, y->high)));

      algo_colour_draw_line (style->foreground, cr, 1.5 * style->line, at - reach, place,
                             at + reach, place);
    }
  if (layout->plot.y_labelled)
    {
      format.max_width = (x->to - x->from) / 2 - style->gap;
      algo_text_draw (cr, style, &format, algo_axis_place (x, side == 0 ? 0.25 : 0.75),
                      y->from + style->gap / 2 + 1.1 * style->text_small,
                      side == 0 ? _ ("trained directly") : _ ("hypernetwork"));
    }
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_MARKS };
  g_auto (Pairs) pairs = { 0 };
  g_autofree char *text = NULL;
  Layout layout;

  pairs_init (&pairs, frame->scene);
  if (pairs.array->len == 0)
    {
      algo_text_draw_empty (cr, style, frame->width, frame->height,
                            _ ("No network was trained directly"));
      return;
    }
  layout = layout_make (frame, &pairs);
  algo_plot_draw_frame (&layout.plot, cr, style, &layout.text);
  algo_plot_draw_level (&layout.plot, cr, style, 1, style->dim);
  draw_stacks (&layout, &pairs, cr, style, &key);
  for (guint i = 0; i < pairs.array->len; i++)
    draw_link (&layout, &pairs, cr, i, algo_style_tint (style, style->foreground, 0.18),
               style->hairline);
  for (guint side = 0; side < SIDES; side++)
    {
      draw_side (&layout, &pairs, cr, style, side);
      for (guint i = 0; i < pairs.array->len; i++)
        {
          double x, y;

          find_place (&layout, &pairs, i, side, &x, &y);
          algo_phase_draw_mark (cr, style, get_phase (get_pair (&pairs, i), side), x, y,
                                layout.radius);
        }
    }
  text = algo_ensemble_describe_beta (frame->scene, pairs.array->len);
  algo_ensemble_head_draw_phases (&layout.head, frame, cr, layout.plot.x.from, text, &key);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  g_auto (Pairs) pairs = { 0 };
  g_autofree char *seeds = NULL, *direct = NULL, *written = NULL;
  g_autofree char *median_direct = NULL, *median_written = NULL;

  pairs_init (&pairs, frame->scene);
  if (pairs.array->len == 0)
    return g_strdup (_ ("No network was trained directly"));
  seeds = algo_ensemble_describe_beta (frame->scene, pairs.array->len);
  direct = algo_ensemble_describe_counts (&pairs.counts[0], FALSE);
  written = algo_ensemble_describe_counts (&pairs.counts[1], FALSE);
  median_direct = algo_number_format (pairs.spreads[0].median);
  median_written = algo_number_format (pairs.spreads[1].median);
  return g_strdup_printf (_ ("%s. Trained directly: median FVU %s, %s. Hypernetwork: median FVU "
                             "%s, %s."),
                          seeds, median_direct, direct, median_written, written);
}

/* The median of networks trained directly. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  g_auto (Pairs) pairs = { 0 };

  pairs_init (&pairs, scene);
  if (pairs.array->len == 0)
    return NULL;
  *name = _ ("direct FVU");
  return algo_number_format (pairs.spreads[0].median);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoEnsemble *ensemble = scene->consensus->ensemble;
  g_auto (Pairs) pairs = { 0 };

  algo_csv_add_names (csv, "seed", "log_beta", "at_step", "phase", "confidence", "unexplained",
                      "direct_phase", "direct_confidence", "direct_unexplained", NULL);
  pairs_init (&pairs, scene);
  for (guint i = 0; i < pairs.array->len; i++)
    {
      const AlgoDirectPair *pair = get_pair (&pairs, i);

      algo_csv_add_whole (csv, algo_ensemble_get_member (ensemble, pair->member)->seed);
      algo_csv_add_real (csv, pair->point->log_beta);
      algo_csv_add_whole (csv, pair->direct->step);
      for (guint side = SIDES; side-- > 0;)
        {
          algo_csv_add_text (csv, algo_phase_name (get_phase (pair, side)));
          algo_csv_add_real (csv, side == 0 ? pair->direct->confidence : pair->point->confidence);
          algo_csv_add_real (csv, get_unexplained (pair, side));
        }
      algo_csv_end_row (csv);
    }
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  g_auto (Pairs) pairs = { 0 };
  Layout layout;
  double nearest;
  gboolean found = FALSE;

  pairs_init (&pairs, frame->scene);
  layout = layout_make (frame, &pairs);
  nearest = 3 * layout.radius;
  for (guint i = 0; i < SIDES * pairs.array->len; i++)
    {
      double at_x, at_y;

      find_place (&layout, &pairs, i / SIDES, i % SIDES, &at_x, &at_y);
      if (hypot (at_x - x, at_y - y) >= nearest)
        continue;
      nearest = hypot (at_x - x, at_y - y);
      found = TRUE;
      put_cursor (frame->scene, &pairs, i / SIDES, i % SIDES, cursor);
    }
  return found;
}

/* Rings around both networks of a seed, and the line between them. */
static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  g_auto (Pairs) pairs = { 0 };
  Layout layout;
  guint index;

  pairs_init (&pairs, frame->scene);
  layout = layout_make (frame, &pairs);
  if (!find_pair (&pairs, frame->cursor, &index))
    return;
  draw_link (&layout, &pairs, cr, index, style->foreground, style->line);
  for (guint side = 0; side < SIDES; side++)
    {
      double x, y;

      find_place (&layout, &pairs, index, side, &x, &y);
      algo_cursor_draw_ring (cr, style, x, y, layout.radius + 1.5 * style->line);
    }
}

/* Down through the seeds; to the right, to the other side. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  g_auto (Pairs) pairs = { 0 };
  guint index = 0, side;

  pairs_init (&pairs, frame->scene);
  if (pairs.array->len == 0)
    return FALSE;
  algo_ensemble_begin_move (frame, &right, &down, cursor);
  side = right > 0 || (right == 0 && cursor->part > 0);
  if (find_pair (&pairs, cursor, &index))
    index = algo_panel_step (index, down, pairs.array->len);
  put_cursor (frame->scene, &pairs, index, side, cursor);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoEnsemble *ensemble = frame->scene->consensus->ensemble;
  g_auto (Pairs) pairs = { 0 };
  const AlgoDirectPair *pair;
  g_autofree char *seed = NULL, *direct = NULL, *written = NULL;
  Layout layout;
  guint index;

  pairs_init (&pairs, frame->scene);
  if (!find_pair (&pairs, frame->cursor, &index))
    return NULL;
  layout = layout_make (frame, &pairs);
  *area = (AlgoArea){ 0 };
  find_place (&layout, &pairs, index, MIN (frame->cursor->part, SIDES - 1), &area->x, &area->y);
  pair = get_pair (&pairs, index);
  seed = g_strdup_printf ("%" G_GUINT64_FORMAT,
                          algo_ensemble_get_member (ensemble, pair->member)->seed);
  direct = algo_number_format (get_unexplained (pair, 0));
  written = algo_number_format (get_unexplained (pair, 1));
  return g_strdup_printf (_ ("seed %s: trained directly FVU %s, %s; hypernetwork FVU %s, %s"), seed,
                          direct, algo_phase_display_name (get_phase (pair, 0)), written,
                          algo_phase_display_name (get_phase (pair, 1)));
}

const AlgoPanel algo_panel_ensemble_direct = {
  ALGO_ENSEMBLE_PANEL,
  .name = "ensemble-direct",
  .title = N_ ("Direct training"),
  .label = N_ ("Hypernetworks of all seeds beside networks trained directly"),
  .narrow = { 240, 170 },
  .wide = { 519, 190 },
  .in_layout = TRUE,
  .draw = draw,
  .get_number = get_number,
  .draw_cursor = draw_cursor,
};
