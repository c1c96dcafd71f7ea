/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define LEAST_HEAD_WIDTH 12 /* of a picture with a head, in heights of text */
#define LEAST_HEAD_HEIGHT 10
#define TEXT_WIDTH 24     /* of small text, that the text of a head takes */
#define TWO_LINES_FROM 20 /* heights of text from which on a key has two lines */
#define QUARTILES 0.3     /* how much of a colour bands have ... */
#define RANGE 0.11        /* ... between the quartiles, and the least and the most */

/* What is chosen. */

guint64
algo_ensemble_picture_get_step (const AlgoEnsemblePicture *picture)
{
  return picture->step >= 0 ? (guint64) picture->step : picture->consensus->usual_step;
}

gsize
algo_ensemble_picture_get_index (const AlgoEnsemblePicture *picture)
{
  const AlgoGridHistory *history = &picture->consensus->history;
  const guint64 step = algo_ensemble_picture_get_step (picture);
  gsize index = algo_grid_history_find (history, (gint64) step);

  return index > 0 && history->grids[index]->step > step ? index - 1 : index;
}

guint
algo_ensemble_picture_get_point (const AlgoEnsemblePicture *picture)
{
  return algo_grid_find_point (picture->consensus->history.range, picture->log_beta);
}

double
algo_ensemble_picture_get_log_beta (const AlgoEnsemblePicture *picture)
{
  return algo_grid_log_beta (picture->consensus->history.range,
                             algo_ensemble_picture_get_point (picture));
}

/* The head. */

AlgoEnsembleHead
algo_ensemble_head_make (double width, double height, const AlgoStyle *style, guint key_width)
{
  const double needed = key_width * style->text_small;
  AlgoEnsembleHead head = { 0 };

  if (width < LEAST_HEAD_WIDTH * style->text || height < LEAST_HEAD_HEIGHT * style->text)
    return head;
  if (key_width > 0)
    {
      head.beside = width > needed + (TEXT_WIDTH + 6) * style->text_small;
      head.key_lines =
          head.beside || width > needed || height < TWO_LINES_FROM * style->text ? 1 : 2;
    }
  head.height = (head.key_lines + (head.beside ? 0 : 1)) * algo_phase_key_line_height (style)
                + style->gap / 2;
  return head;
}

double
algo_ensemble_head_draw (const AlgoEnsembleHead *head,
                         cairo_t *cr,
                         const AlgoStyle *style,
                         double x,
                         const char *text,
                         double *y)
{
  AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground };
  const double line = algo_phase_key_line_height (style);
  const double taken = algo_text_draw_middle (cr, style, &format, x, line / 2, text);

  *y = head->beside ? line / 2 : 1.5 * line;
  return head->beside ? x + taken + 3 * style->gap : x;
}

void
algo_ensemble_head_draw_phases (const AlgoEnsembleHead *head,
                                cairo_t *cr,
                                const AlgoStyle *style,
                                double x,
                                double width,
                                const char *text,
                                const AlgoPhaseKey *key)
{
  AlgoPhaseKey bare = *key;
  double y;

  if (head->height == 0)
    return;
  x = algo_ensemble_head_draw (head, cr, style, x, text, &y);
  bare.confidence = FALSE;
  /* Phases say more than shades do, where there is no room for both. */
  if (algo_phase_key_draw (cr, style, key, x, y, width - x, head->key_lines) == 0)
    algo_phase_key_draw (cr, style, &bare, x, y, width - x, head->key_lines);
}

/* In words. */

char *
algo_ensemble_describe_seeds (const AlgoEnsemblePicture *picture, guint count)
{
  const guint all = picture->consensus->ensemble->members->len;

  if (count < all)
    return g_strdup_printf (ngettext ("%u of %u seed", "%u of %u seeds", all), count, all);
  return g_strdup_printf (ngettext ("%u seed", "%u seeds", count), count);
}

char *
algo_ensemble_describe_step (const AlgoEnsemblePicture *picture)
{
  const AlgoPhaseCounts *counts =
      algo_consensus_get_counts (picture->consensus, algo_ensemble_picture_get_index (picture), 0);
  g_autofree char *seeds = algo_ensemble_describe_seeds (picture, counts->total);
  g_autofree char *step = algo_number_format_count (algo_ensemble_picture_get_step (picture));

  /* Translators: "33 seeds, step 4000" */
  return g_strdup_printf (_ ("%s, step %s"), seeds, step);
}

char *
algo_ensemble_describe_beta (const AlgoEnsemblePicture *picture, guint count)
{
  g_autofree char *seeds = algo_ensemble_describe_seeds (picture, count);
  g_autofree char *log_beta =
      algo_number_format_log_beta (algo_ensemble_picture_get_log_beta (picture));

  /* Translators: "33 seeds, log beta -3.97" */
  return g_strdup_printf (_ ("%s, log \u03b2 %s"), seeds, log_beta);
}

char *
algo_ensemble_describe_counts (const AlgoPhaseCounts *counts)
{
  GString *text = g_string_new (NULL);
  AlgoPhaseCounts left = *counts;

  for (;;)
    {
      const AlgoPhase phase = algo_phase_counts_get_majority (&left);

      if (left.counts[phase] == 0)
        break;
      g_string_append_printf (text, "%s%s %u", text->len > 0 ? _ (", ") : "",
                              algo_phase_display_name (phase), left.counts[phase]);
      left.counts[phase] = 0;
    }
  return g_string_free (text, FALSE);
}

char *
algo_ensemble_describe_cell (const AlgoEnsemblePicture *picture, gsize index, guint point)
{
  const AlgoConsensus *consensus = picture->consensus;
  const AlgoPhaseCounts *counts = algo_consensus_get_counts (consensus, index, point);
  g_autofree char *step = algo_number_format_count (consensus->history.grids[index]->step);
  g_autofree char *log_beta =
      algo_number_format_log_beta (algo_grid_log_beta (consensus->history.range, point));
  g_autofree char *phases = algo_ensemble_describe_counts (counts);
  g_autofree char *seeds = algo_ensemble_describe_seeds (picture, counts->total);
  g_autofree char *bits = algo_number_format_decimals (algo_phase_counts_get_entropy (counts), 2);

  return g_strdup_printf (_ ("step %s, log \u03b2 %s, %s: %s; entropy %s bits"), step, log_beta,
                          seeds, phases, bits);
}

/* Stacks. */

void
algo_ensemble_add_to_key (const AlgoPhaseCounts *counts, AlgoPhaseKey *key)
{
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    if (counts->counts[phase] > 0)
      key->phases[phase] = TRUE;
}

void
algo_ensemble_find_edges (const AlgoAxis *axis,
                          const AlgoStyle *style,
                          guint point,
                          double *from,
                          double *to)
{
  const AlgoBetaRange range = { axis->low, axis->high };

  *from = algo_style_snap (style, algo_axis_place (axis, algo_grid_edge (range, (gint) point - 1)));
  *to = algo_style_snap (style, algo_axis_place (axis, algo_grid_edge (range, (gint) point)));
}

/* From the top down, so that each covers what the one above reaches under it. */
void
algo_ensemble_fill_stack (const AlgoPlot *plot,
                          cairo_t *cr,
                          const AlgoStyle *style,
                          const AlgoPhaseCounts *counts,
                          gboolean share,
                          double from,
                          double to)
{
  const double unit = share ? 1.0 / MAX (counts->total, 1) : 1;
  guint above = counts->total;

  to = MIN (to + style->cell_overlap, plot->x.to);
  for (guint phase = ALGO_N_PHASES; phase-- > 0;)
    {
      const double top = algo_style_snap (style, algo_axis_place (&plot->y, unit * above));
      double bottom;

      if (counts->counts[phase] == 0)
        continue;
      algo_colour_set_source (algo_style_phase_colour (style, (AlgoPhase) phase), cr);
      above -= counts->counts[phase];
      bottom = algo_style_snap (style, algo_axis_place (&plot->y, unit * above));
      cairo_rectangle (cr, from, top, to - from,
                       MIN (bottom + style->cell_overlap, plot->y.from) - top);
      cairo_fill (cr);
    }
}

gint
algo_ensemble_find_in_stack (const AlgoPhaseCounts *counts,
                             gboolean share,
                             double value,
                             double *low,
                             double *high)
{
  const double unit = share ? 1.0 / MAX (counts->total, 1) : 1;

  *low = *high = 0;
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    {
      *low = *high;
      *high += unit * counts->counts[phase];
      if (value < *high)
        return (gint) phase;
    }
  return -1;
}

/* Spreads. */

static double
place_value (const AlgoPlot *plot, double value)
{
  if (isnan (value))
    return NAN;
  return algo_axis_place (&plot->y, CLAMP (value, plot->y.low, plot->y.high));
}

/* Between two quantiles, from one gap to the next. */
static void
fill_band (const AlgoPlot *plot,
           cairo_t *cr,
           const double *x,
           const AlgoSpread *spreads,
           guint count,
           gboolean quartiles)
{
  guint first = 0;

  while (first < count)
    {
      guint end = first;

      while (end < count && spreads[end].count > 0)
        end++;
      for (guint i = first; i < end; i++)
        cairo_line_to (cr, x[i],
                       place_value (plot, quartiles ? spreads[i].upper : spreads[i].most));
      for (guint i = end; i-- > first;)
        cairo_line_to (cr, x[i],
                       place_value (plot, quartiles ? spreads[i].lower : spreads[i].least));
      if (end > first)
        cairo_close_path (cr);
      first = end + 1;
    }
  cairo_fill (cr);
}

void
algo_ensemble_draw_spreads (const AlgoPlot *plot,
                            cairo_t *cr,
                            const AlgoStyle *style,
                            AlgoColour colour,
                            const double *x,
                            const AlgoSpread *spreads,
                            guint count)
{
  g_autofree double *line_x = g_memdup2 (x, count * sizeof *x);
  g_autofree double *line_y = g_new (double, MAX (count, 1));

  cairo_save (cr);
  cairo_rectangle (cr, plot->x.from, plot->y.to - style->line, plot->x.to - plot->x.from,
                   plot->y.from - plot->y.to + 2 * style->line);
  cairo_clip (cr);
  algo_colour_set_source (algo_style_tint (style, colour, RANGE), cr);
  fill_band (plot, cr, x, spreads, count, FALSE);
  algo_colour_set_source (algo_style_tint (style, colour, QUARTILES), cr);
  fill_band (plot, cr, x, spreads, count, TRUE);
  for (guint i = 0; i < count; i++)
    line_y[i] = place_value (plot, spreads[i].median);
  algo_colour_set_source (colour, cr);
  cairo_set_line_width (cr, 1.2 * style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  if (count == 1 && isfinite (line_y[0]))
    {
      cairo_arc (cr, x[0], line_y[0], 1.2 * style->line, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else if (count > 1)
    {
      algo_plot_add_curve (cr, style, line_x, line_y, count);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

/* A box of as much of a colour as the band, and its name; returns where the next begins. */
static double
draw_sample (cairo_t *cr,
             const AlgoStyle *style,
             const AlgoTextFormat *format,
             double x,
             double y,
             double share,
             const char *label)
{
  const double width = 1.3 * style->text_small, half = 0.4 * style->text_small;

  algo_colour_set_source (algo_style_tint (style, style->accent, share), cr);
  if (share == 1)
    cairo_rectangle (cr, x, y - style->line / 2, width, style->line);
  else
    cairo_rectangle (cr, x, y - half, width, 2 * half);
  cairo_fill (cr);
  x += width + 0.75 * style->gap;
  return x + algo_text_draw_middle (cr, style, format, x, y, label) + 1.5 * style->gap;
}

void
algo_ensemble_draw_spread_key (cairo_t *cr,
                               const AlgoStyle *style,
                               double x,
                               double y,
                               double width)
{
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  const struct
  {
    double share;
    const char *label;
  } samples[] = {
    { 1, _ ("median") },
    { QUARTILES, _ ("quartiles") },
    { RANGE, _ ("all") },
  };
  const double end = x + width;

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++)
    if (x + 2 * style->text_small + algo_text_width (style, &format, samples[i].label) < end)
      x = draw_sample (cr, style, &format, x, y, samples[i].share, samples[i].label);
}
