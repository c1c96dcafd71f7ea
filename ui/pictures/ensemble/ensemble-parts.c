/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define LEAST_HEAD_WIDTH 12 /* of a picture with a head, in heights of text */
#define LEAST_HEAD_HEIGHT 10
#define TEXT_WIDTH 24     /* of small text, that the text of a head takes */
#define TWO_LINES_FROM 20 /* heights of text from which on a key has two lines */

/* All panels. */

gboolean
algo_ensemble_is_known (const AlgoScene *scene)
{
  return scene->consensus != NULL && scene->consensus->history.count > 0;
}

const char *
algo_ensemble_describe_unknown (const AlgoScene *scene)
{
  if (scene->consensus == NULL)
    return _ ("No ensemble");
  return scene->consensus->ensemble->members->len == 0 ? _ ("The ensemble has no seeds")
                                                       : _ ("No seed has been measured");
}

gboolean
algo_ensemble_is_same (const AlgoScene *a, const AlgoScene *b)
{
  const double beta = a->question.log_beta, other = b->question.log_beta;

  return a->consensus == b->consensus && a->chosen == b->chosen
         && (beta == other || (!isfinite (beta) && !isfinite (other)));
}

/* One seed is shown only where the step and the complexity are those that are looked at. */
gboolean
algo_ensemble_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  if (frame->cursor->index >= 0)
    destination->member = frame->cursor->index;
  else
    {
      destination->step = frame->cursor->step;
      destination->log_beta = frame->cursor->log_beta;
    }
  return TRUE;
}

void
algo_ensemble_draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoArea area;
  g_autofree char *text = frame->panel->read (frame, &area);

  if (text != NULL)
    algo_cursor_draw_frame (cr, frame->style, &area);
}

gboolean
algo_ensemble_begin_move (const AlgoPanelFrame *frame,
                          gint *right,
                          gint *down,
                          AlgoPanelCursor *cursor)
{
  *cursor = frame->cursor != NULL ? *frame->cursor : ALGO_ENSEMBLE_NOWHERE;
  if (frame->cursor == NULL)
    *right = *down = 0;
  return frame->cursor == NULL;
}

/* What is chosen. */

guint64
algo_ensemble_get_step (const AlgoScene *scene)
{
  return scene->chosen >= 0 ? (guint64) scene->chosen : scene->consensus->usual_step;
}

gsize
algo_ensemble_get_index (const AlgoScene *scene)
{
  const AlgoGridHistory *history = &scene->consensus->history;
  const guint64 step = algo_ensemble_get_step (scene);
  gsize index = algo_grid_history_find (history, (gint64) step);

  return index > 0 && history->grids[index]->step > step ? index - 1 : index;
}

guint
algo_ensemble_get_point (const AlgoScene *scene)
{
  return algo_grid_find_point (scene->consensus->history.range, scene->question.log_beta);
}

double
algo_ensemble_get_log_beta (const AlgoScene *scene)
{
  return algo_grid_log_beta (scene->consensus->history.range, algo_ensemble_get_point (scene));
}

/* The head. */

AlgoEnsembleHead
algo_ensemble_head_make (const AlgoPanelFrame *frame, guint key_width)
{
  const AlgoStyle *style = frame->style;
  const double needed = key_width * style->text_small;
  AlgoEnsembleHead head = { 0 };

  if (frame->width < LEAST_HEAD_WIDTH * style->text
      || frame->height < LEAST_HEAD_HEIGHT * style->text)
    return head;
  head.beside = frame->width > needed + (TEXT_WIDTH + 6) * style->text_small;
  head.key_lines =
      head.beside || frame->width > needed || frame->height < TWO_LINES_FROM * style->text ? 1 : 2;
  head.height = (head.key_lines + (head.beside ? 0 : 1)) * algo_phase_key_line_height (style)
                + style->gap / 2;
  return head;
}

double
algo_ensemble_head_draw (const AlgoEnsembleHead *head,
                         const AlgoPanelFrame *frame,
                         cairo_t *cr,
                         double x,
                         const char *text,
                         double *y)
{
  const AlgoStyle *style = frame->style;
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground };
  const double line = algo_phase_key_line_height (style);
  const double taken = algo_text_draw_middle (cr, style, &format, x, line / 2, text);

  *y = head->beside ? line / 2 : 1.5 * line;
  return head->beside ? x + taken + 3 * style->gap : x;
}

void
algo_ensemble_head_draw_phases (const AlgoEnsembleHead *head,
                                const AlgoPanelFrame *frame,
                                cairo_t *cr,
                                double x,
                                const char *text,
                                const AlgoPhaseKey *key)
{
  double y;

  if (head->height == 0)
    return;
  x = algo_ensemble_head_draw (head, frame, cr, x, text, &y);
  algo_phase_key_draw (cr, frame->style, key, x, y, frame->width - x, head->key_lines);
}

/* In words. */

char *
algo_ensemble_describe_seeds (const AlgoScene *scene, guint count)
{
  const guint all = scene->consensus->ensemble->members->len;

  if (count < all)
    return g_strdup_printf (ngettext ("%u of %u seed", "%u of %u seeds", all), count, all);
  return g_strdup_printf (ngettext ("%u seed", "%u seeds", count), count);
}

char *
algo_ensemble_describe_step (const AlgoScene *scene)
{
  const AlgoPhaseCounts *counts =
      algo_consensus_get_counts (scene->consensus, algo_ensemble_get_index (scene), 0);
  g_autofree char *seeds = algo_ensemble_describe_seeds (scene, counts->total);
  g_autofree char *step = algo_number_format_count (algo_ensemble_get_step (scene));

  /* Translators: "33 seeds, step 4000" */
  return g_strdup_printf (_ ("%s, step %s"), seeds, step);
}

char *
algo_ensemble_describe_beta (const AlgoScene *scene, guint count)
{
  g_autofree char *seeds = algo_ensemble_describe_seeds (scene, count);
  g_autofree char *log_beta = algo_number_format_log_beta (algo_ensemble_get_log_beta (scene));

  /* Translators: "33 seeds, log beta -3.97" */
  return g_strdup_printf (_ ("%s, log \u03b2 %s"), seeds, log_beta);
}

char *
algo_ensemble_describe_counts (const AlgoPhaseCounts *counts, gboolean share)
{
  GString *text = g_string_new (NULL);
  AlgoPhaseCounts left = *counts;
  AlgoPhase phase;

  while ((phase = algo_phase_counts_get_majority (&left), left.counts[phase] > 0))
    {
      g_autofree char *number =
          share ? algo_number_format_percent ((double) left.counts[phase] / counts->total)
                : g_strdup_printf ("%u", left.counts[phase]);

      g_string_append_printf (text, "%s%s %s", text->len > 0 ? _ (", ") : "",
                              algo_phase_display_name (phase), number);
      left.counts[phase] = 0;
    }
  return g_string_free (text, FALSE);
}

char *
algo_ensemble_describe_cell (const AlgoScene *scene, gsize index, guint point)
{
  const AlgoConsensus *consensus = scene->consensus;
  const AlgoPhaseCounts *counts = algo_consensus_get_counts (consensus, index, point);
  g_autofree char *step = algo_number_format_count (consensus->history.grids[index]->step);
  g_autofree char *log_beta =
      algo_number_format_log_beta (algo_grid_log_beta (consensus->history.range, point));
  g_autofree char *phases = algo_ensemble_describe_counts (counts, FALSE);
  g_autofree char *seeds = algo_ensemble_describe_seeds (scene, counts->total);
  g_autofree char *bits = algo_number_format_decimals (algo_phase_counts_get_entropy (counts), 2);

  return g_strdup_printf (_ ("step %s, log \u03b2 %s, %s: %s; entropy %s bits"), step, log_beta,
                          seeds, phases, bits);
}

/* Stacks. */

/* From the top down, so that each covers what the one above reaches under it. */
static void
fill_stack (const AlgoPlot *plot,
            cairo_t *cr,
            const AlgoStyle *style,
            const AlgoEnsembleStack *stack,
            gboolean share)
{
  const AlgoPhaseCounts *counts = &stack->counts;
  const double unit = share ? 1.0 / MAX (counts->total, 1) : 1;
  guint above = counts->total;

  for (guint phase = ALGO_N_PHASES; phase-- > 0;)
    {
      const double top = algo_style_snap (style, algo_axis_place (&plot->y, unit * above));
      double bottom;

      if (counts->counts[phase] == 0)
        continue;
      above -= counts->counts[phase];
      bottom = algo_style_snap (style, algo_axis_place (&plot->y, unit * above));
      algo_colour_fill (algo_style_phase_colour (style, (AlgoPhase) phase), cr, stack->from, top,
                        MIN (stack->to + style->cell_overlap, plot->x.to) - stack->from,
                        MIN (bottom + style->cell_overlap, plot->y.from) - top);
    }
}

gint
algo_ensemble_find_in_stack (const AlgoPhaseCounts *counts, gboolean share, double value)
{
  double left = share ? value * counts->total : value;

  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    {
      left -= counts->counts[phase];
      if (left < 0)
        return (gint) phase;
    }
  return -1;
}

typedef struct
{
  const AlgoPlot *plot;
  const AlgoStyle *style;
  const AlgoEnsembleStack *stacks;
  guint count;
  gboolean share;
} Stacks;

/* An AlgoPhaseAtFunc. */
static AlgoPhase
find_phase_at (gconstpointer data, double x, double y, AlgoColour *colour)
{
  const Stacks *self = data;

  for (guint i = 0; i < self->count; i++)
    if (x >= self->stacks[i].from && x < self->stacks[i].to)
      {
        const gint phase = algo_ensemble_find_in_stack (&self->stacks[i].counts, self->share,
                                                        algo_axis_value (&self->plot->y, y));

        if (phase < 0)
          break;
        *colour = algo_style_phase_colour (self->style, (AlgoPhase) phase);
        return (AlgoPhase) phase;
      }
  return ALGO_N_PHASES;
}

void
algo_ensemble_draw_stacks (const AlgoPlot *plot,
                           cairo_t *cr,
                           const AlgoStyle *style,
                           const AlgoEnsembleStack *stacks,
                           guint count,
                           gboolean share,
                           double chosen,
                           AlgoPhaseKey *key)
{
  const Stacks field = { plot, style, stacks, count, share };

  for (guint i = 0; i < count; i++)
    {
      fill_stack (plot, cr, style, &stacks[i], share);
      for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
        key->phases[phase] |= stacks[i].counts.counts[phase] > 0;
    }
  algo_cursor_draw_lines (cr, style, plot, chosen, NAN);
  algo_phase_letters_draw (&(AlgoPhaseLetters){ .area = algo_plot_get_area (plot),
                                                .at = find_phase_at,
                                                .field = &field,
                                                .cursor_x = chosen,
                                                .cursor_y = NAN },
                           cr, style);
}

/* Tables. */

void
algo_ensemble_add_header (AlgoCsv *csv, const char *first, ...)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  va_list arguments;

  va_start (arguments, first);
  for (const char *name = first; name != NULL; name = va_arg (arguments, const char *))
    g_ptr_array_add (names, (gpointer) name);
  va_end (arguments);
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    g_ptr_array_add (names, (gpointer) algo_phase_name ((AlgoPhase) phase));
  algo_csv_add_header (csv, (const char *const *) names->pdata, names->len);
}

void
algo_csv_add_counts (AlgoCsv *csv, const AlgoPhaseCounts *counts)
{
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    algo_csv_add_whole (csv, counts->counts[phase]);
}

void
algo_ensemble_tabulate_cells (const AlgoScene *scene, AlgoCsv *csv, gsize first, gsize end)
{
  const AlgoConsensus *consensus = scene->consensus;

  algo_ensemble_add_header (csv, "at_step", "log_beta", "seeds", "phase", "share", "entropy", NULL);
  for (gsize i = first; i < end; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      {
        const AlgoGridPoint *most = &consensus->history.grids[i]->points[point];
        const AlgoPhaseCounts *counts = algo_consensus_get_counts (consensus, i, point);

        algo_csv_add_whole (csv, consensus->history.grids[i]->step);
        algo_csv_add_real (csv, most->log_beta);
        algo_csv_add_whole (csv, counts->total);
        algo_csv_add_text (csv, algo_phase_name (most->phase));
        algo_csv_add_real (csv, most->confidence);
        algo_csv_add_real (csv, algo_phase_counts_get_entropy (counts));
        algo_csv_add_counts (csv, counts);
        algo_csv_end_row (csv);
      }
}
