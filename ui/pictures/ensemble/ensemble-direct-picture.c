/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hypernetwork at one beta against networks that Adam trained directly, of the same size, steps
 * and seed: the FVU of each, a mark of its phase for every seed, joined to the other's; and beside
 * both how many show which phase. */
#include "ui/pictures/ensemble/ensemble-parts.h"
#include "ui/pictures/ensemble/ensemble-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/ensemble/ensemble-pairs.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 5 /* "0.001" */
#define LOWEST 1e-6    /* what FVU is drawn from, and to */
#define HIGHEST 10.0
#define KEY_WIDTH 40     /* of small text, that names of as many phases as there usually are take */
#define STACK_SHARE 0.13 /* of the plot's width, that each stack takes */
#define FIRST_AT 0.32    /* where in the plot's width the marks of Adam's networks are ... */
#define SECOND_AT 0.68   /* ... and the hypernetwork's */
#define SPREAD 0.07      /* of that width, by which marks stand to either side */
#define JITTERS 7        /* places across that */

typedef struct
{
  const AlgoStyle *style;
  AlgoEnsemblePairs pairs;
  AlgoEnsembleHead head;
  AlgoPlot plot;
  AlgoPlotText text;
  double radius; /* of marks */
} Layout;

static void
set_range (Layout *layout)
{
  AlgoAxis *y = &layout->plot.y;

  *y = (AlgoAxis){ .kind = ALGO_AXIS_LOG, .low = 0.01, .high = 1 };
  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    {
      const AlgoSpread *spread = &layout->pairs.spreads[side];

      if (spread->least > 0)
        y->low = fmin (y->low, fmax (LOWEST, spread->least));
      y->high = fmax (y->high, fmin (HIGHEST, spread->most));
    }
  algo_axis_round_ends (y);
}

static void
layout_init (Layout *layout, const AlgoEnsemblePicture *picture)
{
  const AlgoStyle *style = picture->style;
  const double width = picture->width, height = picture->height;
  AlgoArea area = { .width = width };

  *layout = (Layout){
    .style = style,
    .head = algo_ensemble_head_make (width, height, style, KEY_WIDTH),
    .plot = { .x = { .low = 0, .high = 1 } },
    .text = { .y_title = _ ("FVU"), .y_characters = Y_CHARACTERS, .shares_x = TRUE },
  };
  algo_ensemble_pairs_init (&layout->pairs, picture);
  set_range (layout);
  area.y = layout->head.height;
  /* Below it stands what each side is. */
  area.height = height - area.y - algo_plot_x_label_height (style);
  algo_plot_place (&layout->plot, &area, &layout->text, style);
  layout->radius =
      CLAMP ((layout->plot.x.to - layout->plot.x.from) / 90, 0.2 * style->text, 0.36 * style->text);
}

static void
layout_clear (Layout *layout)
{
  algo_ensemble_pairs_clear (&layout->pairs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* Where the mark of a pair's network is. */
static void
find_place (const Layout *layout, guint index, guint side, double *x, double *y)
{
  const AlgoDirectPair *pair = algo_ensemble_pairs_get (&layout->pairs, index);
  const AlgoAxis *axis = &layout->plot.y;
  const double value = algo_direct_pair_get_unexplained (pair, side);
  const double jitter = 2.0 * (3 * index % JITTERS) / (JITTERS - 1) - 1;

  *x = algo_axis_place (&layout->plot.x, (side == 0 ? FIRST_AT : SECOND_AT) + SPREAD * jitter);
  *y = algo_axis_place (axis, isnan (value) ? axis->high : CLAMP (value, axis->low, axis->high));
}

/* The stack of a side, from the axis up. */
static void
find_stack (const Layout *layout, guint side, double *from, double *to)
{
  const AlgoAxis *x = &layout->plot.x;
  const double width = STACK_SHARE * (x->to - x->from);

  *from = algo_style_snap (layout->style, side == 0 ? x->from : x->to - width);
  *to = algo_style_snap (layout->style, side == 0 ? x->from + width : x->to);
}

static AlgoPlot
make_stack_plot (const Layout *layout)
{
  AlgoPlot plot = layout->plot;

  plot.y.kind = ALGO_AXIS_LINEAR;
  plot.y.low = 0;
  plot.y.high = 1;
  return plot;
}

/* An AlgoPhaseAtFunc. */
static AlgoPhase
find_phase_at (gconstpointer data, double x, double y, AlgoColour *colour)
{
  const Layout *layout = data;
  const AlgoPlot plot = make_stack_plot (layout);

  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    {
      double from, to, low, high;
      gint phase;

      find_stack (layout, side, &from, &to);
      if (x < from || x >= to)
        continue;
      phase = algo_ensemble_find_in_stack (&layout->pairs.counts[side], TRUE,
                                           algo_axis_value (&plot.y, y), &low, &high);
      if (phase < 0)
        break;
      *colour = algo_style_phase_colour (layout->style, (AlgoPhase) phase);
      return (AlgoPhase) phase;
    }
  return ALGO_N_PHASES;
}

static void
draw_stacks (const Layout *layout, cairo_t *cr)
{
  AlgoStyle bare = *layout->style;
  const AlgoPlot plot = make_stack_plot (layout);

  bare.cell_overlap = 0; /* there is nothing beside a stack to reach under */
  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    {
      double from, to;

      find_stack (layout, side, &from, &to);
      algo_ensemble_fill_stack (&plot, cr, &bare, &layout->pairs.counts[side], TRUE, from, to);
    }
  algo_phase_letters_draw (&(AlgoPhaseLetters){ .area = algo_plot_get_area (&layout->plot),
                                                .at = find_phase_at,
                                                .field = layout,
                                                .cursor_x = NAN,
                                                .cursor_y = NAN },
                           cr, layout->style);
}

static void
draw_links (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;

  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (algo_style_tint (style, style->foreground, 0.18), cr);
  for (guint i = 0; i < layout->pairs.array->len; i++)
    for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
      {
        double x, y;

        find_place (layout, i, side, &x, &y);
        if (side == 0)
          cairo_move_to (cr, x, y);
        else
          cairo_line_to (cr, x, y);
      }
  cairo_stroke (cr);
}

/* The median of a side, its number beside it; and what the side is. */
static void
draw_side (const Layout *layout, cairo_t *cr, guint side)
{
  const AlgoStyle *style = layout->style;
  const AlgoAxis *x = &layout->plot.x, *y = &layout->plot.y;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground, .align = 0.5 };
  const double at = algo_axis_place (x, side == 0 ? FIRST_AT : SECOND_AT);
  const double reach = 1.6 * SPREAD * (x->to - x->from);
  const double median = layout->pairs.spreads[side].median;

  if (isfinite (median))
    {
      const double place =
          algo_style_snap_line (style, algo_axis_place (y, CLAMP (median, y->low, y->high)));

      cairo_set_line_width (cr, 1.5 * style->line);
      algo_colour_set_source (style->foreground, cr);
      cairo_move_to (cr, at - reach, place);
      cairo_line_to (cr, at + reach, place);
      cairo_stroke (cr);
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
direct_draw (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  const AlgoStyle *style = picture->style;
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_MARKS };
  g_auto (Layout) layout = { 0 };
  g_autofree char *text = NULL;

  layout_init (&layout, picture);
  if (layout.pairs.array->len == 0)
    {
      algo_text_draw_empty (cr, style, picture->width, picture->height,
                            _ ("No network was trained directly"));
      return;
    }
  algo_plot_draw_frame (&layout.plot, cr, style, &layout.text);
  algo_plot_draw_level (&layout.plot, cr, style, 1, style->dim);
  draw_stacks (&layout, cr);
  draw_links (&layout, cr);
  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    {
      draw_side (&layout, cr, side);
      for (guint i = 0; i < layout.pairs.array->len; i++)
        {
          const AlgoDirectPair *pair = algo_ensemble_pairs_get (&layout.pairs, i);
          double x, y;

          find_place (&layout, i, side, &x, &y);
          algo_phase_draw_mark (cr, style, algo_direct_pair_get_phase (pair, side), x, y,
                                layout.radius);
        }
      algo_ensemble_add_to_key (&layout.pairs.counts[side], &key);
    }
  text = algo_ensemble_describe_beta (picture, layout.pairs.array->len);
  algo_ensemble_head_draw_phases (&layout.head, cr, style, layout.plot.x.from, picture->width, text,
                                  &key);
}

static char *
direct_describe (const AlgoEnsemblePicture *picture)
{
  g_auto (AlgoEnsemblePairs) pairs = { 0 };
  g_autofree char *seeds = NULL;
  char *phases[ALGO_ENSEMBLE_SIDES], *medians[ALGO_ENSEMBLE_SIDES], *text;

  algo_ensemble_pairs_init (&pairs, picture);
  if (pairs.array->len == 0)
    return g_strdup (_ ("No network was trained directly"));
  seeds = algo_ensemble_describe_beta (picture, pairs.array->len);
  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    {
      phases[side] = algo_ensemble_describe_counts (&pairs.counts[side]);
      medians[side] = algo_number_format (pairs.spreads[side].median);
    }
  text = g_strdup_printf (_ ("%s. Trained directly: median FVU %s, %s. Hypernetwork: median FVU "
                             "%s, %s."),
                          seeds, medians[0], phases[0], medians[1], phases[1]);
  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    {
      g_free (phases[side]);
      g_free (medians[side]);
    }
  return text;
}

static gboolean
direct_pick (const AlgoEnsemblePicture *picture, double x, double y, AlgoEnsemblePlace *place)
{
  g_auto (Layout) layout = { 0 };
  double nearest;
  gboolean found = FALSE;

  layout_init (&layout, picture);
  nearest = 3 * layout.radius;
  for (guint i = 0; i < layout.pairs.array->len; i++)
    for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
      {
        double at_x, at_y, distance;

        find_place (&layout, i, side, &at_x, &at_y);
        distance = hypot (at_x - x, at_y - y);
        if (distance >= nearest)
          continue;
        nearest = distance;
        found = TRUE;
        algo_ensemble_pairs_get_place (&layout.pairs, i, side, place);
      }
  return found;
}

static gboolean
direct_locate (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place, AlgoArea *area)
{
  g_auto (Layout) layout = { 0 };
  guint index;

  layout_init (&layout, picture);
  if (!algo_ensemble_pairs_find (&layout.pairs, place, &index))
    return FALSE;
  *area = (AlgoArea){ 0 };
  find_place (&layout, index, MIN (place->plot, ALGO_ENSEMBLE_SIDES - 1), &area->x, &area->y);
  return TRUE;
}

/* Rings around both networks of a seed, and the line between them. */
static void
direct_draw_cursor (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  const AlgoStyle *style = picture->style;
  g_auto (Layout) layout = { 0 };
  double x[ALGO_ENSEMBLE_SIDES], y[ALGO_ENSEMBLE_SIDES];
  guint index;

  layout_init (&layout, picture);
  if (!algo_ensemble_pairs_find (&layout.pairs, picture->hover, &index))
    return;
  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    find_place (&layout, index, side, &x[side], &y[side]);
  cairo_set_line_width (cr, style->line);
  algo_colour_set_source (style->foreground, cr);
  cairo_move_to (cr, x[0], y[0]);
  cairo_line_to (cr, x[1], y[1]);
  cairo_stroke (cr);
  for (guint side = 0; side < ALGO_ENSEMBLE_SIDES; side++)
    algo_cursor_draw_ring (cr, style, x[side], y[side], layout.radius + 1.5 * style->line);
}

/* Down through the seeds; to the right, to the other side. */
static gboolean
direct_move (const AlgoEnsemblePicture *picture, gint right, gint down, AlgoEnsemblePlace *place)
{
  g_auto (AlgoEnsemblePairs) pairs = { 0 };
  guint index = 0, side = right > 0 || (right == 0 && place->plot > 0);

  algo_ensemble_pairs_init (&pairs, picture);
  if (pairs.array->len == 0)
    return FALSE;
  if (algo_ensemble_pairs_find (&pairs, place, &index))
    index = (guint) CLAMP ((gint) index + CLAMP (down, -G_MAXINT16, G_MAXINT16), 0,
                           (gint) pairs.array->len - 1);
  algo_ensemble_pairs_get_place (&pairs, index, side, place);
  return TRUE;
}

static char *
direct_describe_place (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place)
{
  g_auto (AlgoEnsemblePairs) pairs = { 0 };
  const AlgoDirectPair *pair;
  g_autofree char *seed = NULL, *direct = NULL, *written = NULL;
  guint index;

  algo_ensemble_pairs_init (&pairs, picture);
  if (!algo_ensemble_pairs_find (&pairs, place, &index))
    return NULL;
  pair = algo_ensemble_pairs_get (&pairs, index);
  seed =
      g_strdup_printf ("%" G_GUINT64_FORMAT,
                       algo_ensemble_get_member (picture->consensus->ensemble, pair->member)->seed);
  direct = algo_number_format (algo_direct_pair_get_unexplained (pair, 0));
  written = algo_number_format (algo_direct_pair_get_unexplained (pair, 1));
  return g_strdup_printf (_ ("seed %s: trained directly FVU %s, %s; hypernetwork FVU %s, %s"), seed,
                          direct, algo_phase_display_name (algo_direct_pair_get_phase (pair, 0)),
                          written, algo_phase_display_name (algo_direct_pair_get_phase (pair, 1)));
}

/* The median of networks trained directly. */
static void
direct_get_number (const AlgoEnsemblePicture *picture, const char **name, char **value)
{
  g_auto (AlgoEnsemblePairs) pairs = { 0 };

  algo_ensemble_pairs_init (&pairs, picture);
  if (pairs.array->len == 0)
    return;
  *name = _ ("direct FVU");
  *value = algo_number_format (pairs.spreads[0].median);
}

const AlgoEnsembleKind algo_ensemble_direct = {
  .tabulate = algo_ensemble_tabulate_direct,
  .draw = direct_draw,
  .draw_cursor = direct_draw_cursor,
  .describe = direct_describe,
  .pick = direct_pick,
  .locate = direct_locate,
  .move = direct_move,
  .describe_place = direct_describe_place,
  .get_number = direct_get_number,
};
