/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FVU against n at the end of training, for sizes trained on and others, and below it the share of
 * seeds that show each phase at that size. */
#include "ui/pictures/ensemble/ensemble-parts.h"
#include "ui/pictures/ensemble/ensemble-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/history/generalisation-panel.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 5 /* "0.001" */
#define SHARES 0.3     /* of the height, that phases take */
#define LOWEST 1e-5    /* what FVU is drawn from, and to */
#define HIGHEST 10.0
#define KEY_WIDTH 40 /* of small text, that names of as many phases as there usually are take */

/* Those that any member knows. */
typedef struct
{
  guint count;
  guint inputs[ALGO_SIZES];
  AlgoSpread spreads[ALGO_SIZES];
  AlgoPhaseCounts phases[ALGO_SIZES];
} Sizes;

typedef struct
{
  const AlgoEnsemblePicture *picture;
  const AlgoStyle *style;
  AlgoEnsembleHead head;
  Sizes sizes;
  AlgoPlot unexplained, shares;
  AlgoPlotText unexplained_text, shares_text;
  double from[ALGO_SIZES], to[ALGO_SIZES]; /* edges of the stacks */
} Layout;

static void
sizes_measure (Sizes *sizes, const AlgoEnsemblePicture *picture)
{
  const AlgoEnsemble *ensemble = picture->consensus->ensemble;
  const guint point = algo_ensemble_picture_get_point (picture);

  sizes->count = 0;
  for (guint n = ALGO_MIN_INPUTS; n <= ALGO_MAX_INPUTS; n++)
    {
      const AlgoPhaseCounts counts = algo_ensemble_count_phases_at_size (ensemble, point, n);

      if (counts.total == 0)
        continue;
      sizes->inputs[sizes->count] = n;
      sizes->phases[sizes->count] = counts;
      sizes->spreads[sizes->count] = algo_ensemble_spread_size (ensemble, point, n);
      sizes->count++;
    }
}

static void
set_ranges (Layout *layout)
{
  AlgoAxis *y = &layout->unexplained.y;

  layout->unexplained.x = (AlgoAxis){ .kind = ALGO_AXIS_LOG,
                                      .low = ALGO_MIN_INPUTS * 0.9,
                                      .high = ALGO_MAX_INPUTS * 1.1 };
  layout->shares.x = layout->unexplained.x;
  layout->shares.y = (AlgoAxis){ .low = 0, .high = 1 };
  *y = (AlgoAxis){ .kind = ALGO_AXIS_LOG, .low = 0.01, .high = 1 };
  for (guint i = 0; i < layout->sizes.count; i++)
    {
      const AlgoSpread *spread = &layout->sizes.spreads[i];

      if (spread->lower > 0)
        y->low = fmin (y->low, fmax (LOWEST, spread->lower));
      if (!isnan (spread->upper))
        y->high = fmax (y->high, fmin (HIGHEST, spread->upper));
    }
  algo_axis_round_ends (y);
}

/* Half way to the next size known, on the axis; at the ends as far as to the other side. */
static double
find_edge (const Layout *layout, guint index, gboolean after)
{
  const AlgoAxis *x = &layout->shares.x;
  const double at = algo_axis_place (x, layout->sizes.inputs[index]);
  const double to_next = index + 1 < layout->sizes.count
                             ? algo_axis_place (x, layout->sizes.inputs[index + 1]) - at
                             : INFINITY;
  const double to_last =
      index > 0 ? at - algo_axis_place (x, layout->sizes.inputs[index - 1]) : INFINITY;
  const double reach =
      after ? (isfinite (to_next) ? to_next : to_last) : (isfinite (to_last) ? to_last : to_next);
  const double least = layout->style->text_small;

  return algo_style_snap (layout->style,
                          CLAMP (at + (after ? 0.5 : -0.5) * (isfinite (reach) ? reach : least),
                                 x->from, x->to));
}

static void
layout_init (Layout *layout, const AlgoEnsemblePicture *picture)
{
  const AlgoStyle *style = picture->style;
  const double width = picture->width, height = picture->height;
  AlgoArea area = { .width = width };
  double shares;

  *layout = (Layout){
    .picture = picture,
    .style = style,
    .head = algo_ensemble_head_make (width, height, style, KEY_WIDTH),
    .unexplained_text = { .y_title = _ ("FVU"), .y_characters = Y_CHARACTERS, .shares_x = TRUE },
    .shares_text = { .x_title = _ ("inputs <i>n</i>"),
                     .y_title = _ ("share"),
                     .y_characters = Y_CHARACTERS },
  };
  sizes_measure (&layout->sizes, picture);
  set_ranges (layout);
  area.y = layout->head.height;
  shares = SHARES * (height - area.y) + algo_plot_x_label_height (style);
  area.height = height - area.y - shares - style->gap / 2;
  algo_plot_place (&layout->unexplained, &area, &layout->unexplained_text, style);
  area.y += area.height + style->gap / 2;
  area.height = shares;
  algo_plot_place (&layout->shares, &area, &layout->shares_text, style);
  /* Both begin at the same x, whether or not the lower one has room for a title. */
  layout->shares.x.from = layout->unexplained.x.from;
  for (guint i = 0; i < layout->sizes.count; i++)
    {
      layout->from[i] = find_edge (layout, i, FALSE);
      layout->to[i] = find_edge (layout, i, TRUE);
    }
}

/* An AlgoPhaseAtFunc. */
static AlgoPhase
find_phase_at (gconstpointer data, double x, double y, AlgoColour *colour)
{
  const Layout *layout = data;
  double low, high;

  for (guint i = 0; i < layout->sizes.count; i++)
    if (x >= layout->from[i] && x < layout->to[i])
      {
        const gint phase =
            algo_ensemble_find_in_stack (&layout->sizes.phases[i], TRUE,
                                         algo_axis_value (&layout->shares.y, y), &low, &high);

        if (phase < 0)
          break;
        *colour = algo_style_phase_colour (layout->style, (AlgoPhase) phase);
        return (AlgoPhase) phase;
      }
  return ALGO_N_PHASES;
}

static void
draw_shares (const Layout *layout, cairo_t *cr, AlgoPhaseKey *key)
{
  for (guint i = 0; i < layout->sizes.count; i++)
    {
      algo_ensemble_fill_stack (&layout->shares, cr, layout->style, &layout->sizes.phases[i], TRUE,
                                layout->from[i], layout->to[i]);
      algo_ensemble_add_to_key (&layout->sizes.phases[i], key);
    }
  algo_phase_letters_draw (&(AlgoPhaseLetters){ .area = algo_plot_get_area (&layout->shares),
                                                .at = find_phase_at,
                                                .field = layout,
                                                .cursor_x = NAN,
                                                .cursor_y = NAN },
                           cr, layout->style);
}

/* As many as were measured at the most sizes. */
static guint
count_seeds (const Layout *layout)
{
  guint most = 0;

  for (guint i = 0; i < layout->sizes.count; i++)
    most = MAX (most, layout->sizes.phases[i].total);
  return most;
}

static void
generalisation_draw (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  const AlgoStyle *style = picture->style;
  const AlgoSettings *settings = &picture->consensus->ensemble->settings;
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_CHIPS };
  g_autofree char *text = NULL;
  double x[ALGO_SIZES];
  Layout layout;

  layout_init (&layout, picture);
  if (layout.sizes.count == 0)
    {
      algo_text_draw_empty (cr, style, picture->width, picture->height,
                            _ ("Other sizes were not measured"));
      return;
    }
  for (guint i = 0; i < layout.sizes.count; i++)
    x[i] = algo_axis_place (&layout.unexplained.x, layout.sizes.inputs[i]);
  algo_generalisation_draw_trained (&layout.unexplained, cr, style, settings->least, settings->most,
                                    algo_style_tint (style, style->dim, 0.13));
  algo_plot_draw_frame (&layout.unexplained, cr, style, &layout.unexplained_text);
  algo_plot_draw_level (&layout.unexplained, cr, style, 1, style->dim);
  algo_ensemble_draw_spreads (&layout.unexplained, cr, style, style->accent, x,
                              layout.sizes.spreads, layout.sizes.count);
  algo_plot_draw_frame (&layout.shares, cr, style, &layout.shares_text);
  draw_shares (&layout, cr, &key);
  text = algo_ensemble_describe_beta (picture, count_seeds (&layout));
  algo_ensemble_head_draw_phases (&layout.head, cr, style, layout.unexplained.x.from,
                                  picture->width, text, &key);
}

/* "n = 32: FVU 0.0103 (0.009 to 0.02), Tilted 30, Mixed 3". */
static char *
describe_size (const Sizes *sizes, guint index)
{
  const AlgoSpread *spread = &sizes->spreads[index];
  g_autofree char *median = algo_number_format (spread->median);
  g_autofree char *lower = algo_number_format (spread->lower);
  g_autofree char *upper = algo_number_format (spread->upper);
  g_autofree char *phases = algo_ensemble_describe_counts (&sizes->phases[index]);

  return g_strdup_printf (_ ("n = %u: FVU %s (%s to %s), %s"), sizes->inputs[index], median, lower,
                          upper, phases);
}

static char *
generalisation_describe (const AlgoEnsemblePicture *picture)
{
  const AlgoSettings *settings = &picture->consensus->ensemble->settings;
  Sizes sizes;
  GString *text;

  sizes_measure (&sizes, picture);
  if (sizes.count == 0)
    return g_strdup (_ ("Other sizes were not measured"));
  text = g_string_new (NULL);
  g_string_append_printf (text, _ ("Trained on n = %u to %u."), settings->least, settings->most);
  for (guint i = 0; i < sizes.count; i++)
    if ((sizes.inputs[i] & (sizes.inputs[i] - 1)) == 0)
      {
        g_autofree char *size = describe_size (&sizes, i);

        g_string_append_printf (text, _ (" %s."), size);
      }
  return g_string_free (text, FALSE);
}

/* The size nearest to n; FALSE without any. */
static gboolean
find_size (const Sizes *sizes, double n, guint *index)
{
  *index = 0;
  for (guint i = 1; i < sizes->count; i++)
    if (fabs (log (sizes->inputs[i] / n)) < fabs (log (sizes->inputs[*index] / n)))
      *index = i;
  return sizes->count > 0;
}

static gboolean
generalisation_pick (const AlgoEnsemblePicture *picture,
                     double x,
                     double y,
                     AlgoEnsemblePlace *place)
{
  Layout layout;
  guint index;

  layout_init (&layout, picture);
  if ((!algo_plot_contains (&layout.unexplained, x, y)
       && !algo_plot_contains (&layout.shares, x, y))
      || !find_size (&layout.sizes, algo_axis_value (&layout.unexplained.x, x), &index))
    return FALSE;
  *place = ALGO_ENSEMBLE_PLACE_NONE;
  place->inputs = layout.sizes.inputs[index];
  return TRUE;
}

static gboolean
generalisation_locate (const AlgoEnsemblePicture *picture,
                       const AlgoEnsemblePlace *place,
                       AlgoArea *area)
{
  Layout layout;
  guint index;

  layout_init (&layout, picture);
  if (place->inputs == 0 || !find_size (&layout.sizes, place->inputs, &index))
    return FALSE;
  *area = algo_plot_get_area (&layout.unexplained);
  area->x = algo_axis_place (&layout.unexplained.x, layout.sizes.inputs[index]);
  area->width = 0;
  return TRUE;
}

static void
generalisation_draw_cursor (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  const AlgoStyle *style = picture->style;
  Layout layout;
  guint index;
  double x, y;

  layout_init (&layout, picture);
  if (picture->hover->inputs == 0 || !find_size (&layout.sizes, picture->hover->inputs, &index))
    return;
  x = algo_axis_place (&layout.unexplained.x, layout.sizes.inputs[index]);
  y = algo_axis_place (&layout.unexplained.y, layout.sizes.spreads[index].median);
  algo_cursor_draw_lines (cr, style, &layout.unexplained, x, NAN);
  algo_cursor_draw_lines (cr, style, &layout.shares, x, NAN);
  if (algo_plot_contains (&layout.unexplained, x, y))
    algo_cursor_draw_ring (cr, style, x, y, 1.5 * style->line);
}

static gboolean
generalisation_move (const AlgoEnsemblePicture *picture,
                     gint right,
                     gint down,
                     AlgoEnsemblePlace *place)
{
  Sizes sizes;
  guint index;

  sizes_measure (&sizes, picture);
  if (!find_size (&sizes,
                  place->inputs > 0 ? place->inputs : picture->consensus->ensemble->settings.most,
                  &index))
    return FALSE;
  if (place->inputs > 0)
    index = (guint) CLAMP ((gint) index + CLAMP (right, -ALGO_SIZES, ALGO_SIZES), 0,
                           (gint) sizes.count - 1);
  place->inputs = sizes.inputs[index];
  return TRUE;
}

static char *
generalisation_describe_place (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place)
{
  Sizes sizes;
  guint index;

  sizes_measure (&sizes, picture);
  return place->inputs > 0 && find_size (&sizes, place->inputs, &index)
             ? describe_size (&sizes, index)
             : NULL;
}

/* The median at the largest size. */
static void
generalisation_get_number (const AlgoEnsemblePicture *picture, const char **name, char **value)
{
  const AlgoSpread spread =
      algo_ensemble_spread_size (picture->consensus->ensemble,
                                 algo_ensemble_picture_get_point (picture), ALGO_MAX_INPUTS);

  if (spread.count == 0)
    return;
  *name = _ ("FVU at n = 64");
  *value = algo_number_format (spread.median);
}

const AlgoEnsembleKind algo_ensemble_generalisation = {
  .tabulate = algo_ensemble_tabulate_generalisation,
  .draw = generalisation_draw,
  .draw_cursor = generalisation_draw_cursor,
  .describe = generalisation_describe,
  .pick = generalisation_pick,
  .locate = generalisation_locate,
  .move = generalisation_move,
  .describe_place = generalisation_describe_place,
  .get_number = generalisation_get_number,
};
