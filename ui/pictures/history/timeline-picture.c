/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/timeline-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-letters.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/phase-text.h"

#define HEAD 11.0            /* units of width, of the head on the line at the step shown */
#define FLAG 8.0             /* of height */
#define NOTCH 5.0            /* into the band, where phases change */
#define LETTER_ROOM 4.0      /* beside a letter */
#define UNMEASURED_SHARE 0.4 /* of the text's colour, where no phase is known yet */
#define NEAR (5.0 / 6)       /* of a gap, within which a change counts as pointed at */

typedef struct
{
  const AlgoTimelinePicture *picture;
  cairo_t *cr; /* NULL: nothing is drawn */
  const AlgoStyle *style;
  double width;
  AlgoAxis axis;
  AlgoArea band;
  double recorded_y; /* middle of the line */
  double labels_y;   /* baseline; 0: no room for them */
  double unit;       /* a unit of the constants above, which are for a screen */
  double shown_x, latest_x;
} Strip;

/* Kept on the band. */
static double
place_of (const Strip *strip, double step)
{
  return CLAMP (algo_axis_place (&strip->axis, step), strip->axis.from, strip->axis.to);
}

static Strip
strip_make (const AlgoTimelinePicture *picture,
            cairo_t *cr,
            double width,
            double height,
            const AlgoStyle *style)
{
  const double labels = height > 5 * style->gap ? 1.3 * style->text_small : 0;
  const double below = style->gap / 2 + 2 * style->hairline + labels;
  const double inset = MIN (style->text, width / 4);
  const guint64 shown = picture->step >= 0 ? (guint64) picture->step : picture->latest;
  Strip strip = { picture, cr, style, width, .unit = style->gap / 6 };
  AlgoArea *band = &strip.band;

  band->x = algo_style_snap (style, inset);
  band->width = algo_style_snap (style, width - inset) - band->x;
  band->y = algo_style_snap (style, MIN (HEAD * strip.unit, height / 3));
  band->height = algo_style_snap (style, MAX (height - below, band->y)) - band->y;
  strip.recorded_y = band->y + band->height + style->gap / 2;
  strip.labels_y = labels > 0 ? height - 0.2 * style->text_small : 0;
  strip.axis =
      (AlgoAxis){ .high = MAX (algo_grid_history_end (&picture->history), (double) picture->latest),
                  .from = band->x,
                  .to = band->x + band->width };
  strip.shown_x = algo_style_snap (style, place_of (&strip, (double) shown));
  strip.latest_x = algo_style_snap (style, place_of (&strip, (double) picture->latest));
  return strip;
}

/* From the left end of the band to `to`. */
static void
fill_band (const Strip *strip, double to, AlgoColour colour)
{
  algo_colour_fill (colour, strip->cr, strip->band.x, strip->band.y, to - strip->band.x,
                    strip->band.height);
}

/* Grids that share a pixel with the one before are left out, however many there are. */
static void
fill_run (const Strip *strip, guint point, const AlgoPhaseRun *run)
{
  const AlgoGridHistory *history = &strip->picture->history;
  const AlgoStyle *style = strip->style;
  double from = algo_style_snap (style, place_of (strip, run->low));

  for (gsize i = run->first; i < run->end; i++)
    {
      const AlgoGridPoint *measured = &history->grids[i]->points[point];
      const double edge = algo_grid_history_edge (history, (gssize) i);
      const double to = algo_style_snap (style, place_of (strip, edge));

      if (to - from < style->pixel / 2)
        continue;
      algo_colour_fill (algo_phase_shade (style, measured->phase, measured->confidence), strip->cr,
                        from, strip->band.y, to - from, strip->band.height);
      from = to;
    }
}

/* With a notch in the text's colour that stands out of the band below, where it follows another. */
static void
draw_run (const Strip *strip, guint point, const AlgoPhaseRun *run)
{
  const AlgoStyle *style = strip->style;
  const AlgoGrid *middle = strip->picture->history.grids[(run->first + run->end - 1) / 2];
  const double x = algo_style_snap_line (style, place_of (strip, run->low));
  const double edge = strip->band.y + strip->band.height;
  const AlgoPhaseLetter letter = {
    .phase = run->phase,
    .shade = algo_phase_shade (style, run->phase, middle->points[point].confidence),
    .size = MIN (style->text, 0.8 * strip->band.height),
    .from = place_of (strip, run->low),
    .to = place_of (strip, run->high),
    .margin = LETTER_ROOM * strip->unit,
    .line = strip->shown_x,
  };

  fill_run (strip, point, run);
  algo_phase_letter_fit (&letter, strip->cr, style, strip->band.y + strip->band.height / 2);
  if (run->first > 0)
    algo_colour_draw_line (style->foreground, strip->cr, style->hairline, x,
                           edge - NOTCH * strip->unit, x, edge + style->gap / 2);
}

static void
draw_band (const Strip *strip)
{
  const AlgoTimelinePicture *picture = strip->picture;
  const AlgoStyle *style = strip->style;
  const guint point = algo_grid_find_point (picture->history.range, picture->log_beta);
  const AlgoArea below = { strip->band.x, strip->band.y, strip->band.width,
                           strip->band.height + style->gap };
  AlgoPhaseRun run = { 0 };

  cairo_save (strip->cr);
  algo_style_add_rounded (strip->cr, &below, style->gap / 2);
  cairo_clip (strip->cr);
  fill_band (strip, strip->axis.to, style->faint);
  fill_band (strip, strip->latest_x, algo_colour_mix (style->card, style->dim, UNMEASURED_SHARE));
  /* Phases do not speak of steps that were not taken. */
  cairo_rectangle (strip->cr, below.x, below.y, strip->latest_x - below.x, below.height);
  cairo_clip (strip->cr);
  while (isfinite (picture->log_beta) && run.end < picture->history.count)
    {
      run = algo_phase_run_of_history (&picture->history, point, run.end);
      draw_run (strip, point, &run);
    }
  cairo_restore (strip->cr);
}

/* Whole where the file has the run, dashed where it is in memory only. */
static void
draw_recorded (const Strip *strip)
{
  const AlgoTimelinePicture *picture = strip->picture;
  const AlgoStyle *style = strip->style;
  const double dash[] = { 2 * style->hairline, 2 * style->hairline };
  const double recorded = place_of (strip, (double) MIN (picture->recorded, picture->latest));
  const double latest = place_of (strip, (double) picture->latest);
  const double y = algo_style_snap (style, strip->recorded_y);

  algo_colour_draw_line (style->dim, strip->cr, 2 * style->hairline, strip->axis.from, y, recorded,
                         y);
  cairo_set_dash (strip->cr, dash, G_N_ELEMENTS (dash), 0);
  algo_colour_draw_line (style->dim, strip->cr, 2 * style->hairline, recorded, y, latest, y);
  cairo_set_dash (strip->cr, NULL, 0, 0);
}

static void
draw_labels (const Strip *strip)
{
  const AlgoStyle *style = strip->style;
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  AlgoTicks ticks;

  if (strip->labels_y <= 0)
    return;
  algo_axis_find_whole_ticks (&strip->axis, algo_text_room (style->text_small, 9), &ticks);
  for (guint i = 0; i < ticks.count; i++)
    {
      g_autofree char *text = algo_number_format_count ((guint64) ticks.values[i]);
      const double half = algo_text_width (style, &format, text) / 2;
      const double x = algo_axis_place (&strip->axis, ticks.values[i]);

      algo_text_draw (strip->cr, style, &format,
                      CLAMP (x, half, MAX (strip->width - half, half)) - half, strip->labels_y,
                      text);
    }
}

/* Whether a person changed something: what there is a flag for, and is told of. */
static gboolean
is_change (const AlgoRunEvent *event)
{
  return event->kind == ALGO_RUN_RATE || event->kind == ALGO_RUN_BUDGET
         || event->kind == ALGO_RUN_BRANCH || event->kind == ALGO_RUN_DIVERGED;
}

/* The shapes of changes: a pennant for the rate, an open one for the steps planned, a fork for
 * where the run left another. */
static void
draw_flag (const Strip *strip, const AlgoRunEvent *event)
{
  const double x = algo_style_snap_line (strip->style, place_of (strip, (double) event->step));
  const double size = FLAG * strip->unit, foot = strip->band.y, top = foot - size;
  cairo_t *cr = strip->cr;

  if (event->kind == ALGO_RUN_DIVERGED)
    {
      cairo_move_to (cr, x - size / 3, top);
      cairo_line_to (cr, x + size / 3, top + 2 * size / 3);
      cairo_move_to (cr, x + size / 3, top);
      cairo_line_to (cr, x - size / 3, top + 2 * size / 3);
    }
  cairo_move_to (cr, x, foot);
  if (event->kind == ALGO_RUN_BRANCH)
    {
      cairo_line_to (cr, x, foot - size / 2);
      cairo_line_to (cr, x + size / 2, top);
      cairo_move_to (cr, x, foot - size / 2);
      cairo_line_to (cr, x - size / 2, top);
    }
  else if (event->kind != ALGO_RUN_DIVERGED)
    {
      cairo_line_to (cr, x, top);
      cairo_line_to (cr, x + 0.8 * size, top + size / 4);
      cairo_line_to (cr, x, top + size / 2);
    }
  algo_colour_set_source (strip->style->foreground, cr);
  cairo_set_line_width (cr, strip->style->hairline);
  if (event->kind == ALGO_RUN_RATE)
    cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

/* A line across the band, with the card's colour on either side so that it shows on any phase. */
static void
draw_line (const Strip *strip, double x, AlgoColour colour)
{
  const AlgoStyle *style = strip->style;
  const double bottom = strip->recorded_y + 2 * style->hairline;

  algo_colour_draw_line (style->card, strip->cr, 4 * style->hairline, x, strip->band.y, x, bottom);
  algo_colour_draw_line (colour, strip->cr, 2 * style->hairline, x, strip->band.y, x, bottom);
}

static void
draw_head (const Strip *strip, double x, AlgoColour colour)
{
  const double half = HEAD / 2 * strip->unit, foot = strip->band.y + strip->style->hairline;

  cairo_move_to (strip->cr, x, foot);
  cairo_line_to (strip->cr, x - half, foot - half);
  cairo_line_to (strip->cr, x - half, foot - 2 * half);
  cairo_line_to (strip->cr, x + half, foot - 2 * half);
  cairo_line_to (strip->cr, x + half, foot - half);
  cairo_close_path (strip->cr);
  algo_colour_set_source (colour, strip->cr);
  cairo_fill (strip->cr);
}

/* The step shown, in the accent's colour where that is the latest; the latest besides where it is
 * not; and what is pointed at. */
static void
draw_steps (const Strip *strip)
{
  const AlgoTimelinePicture *picture = strip->picture;
  const AlgoStyle *style = strip->style;
  const AlgoColour colour = picture->step >= 0 ? style->foreground : style->accent;
  const double x = algo_style_snap_line (style, place_of (strip, (double) picture->hover));

  if (picture->hover >= 0)
    algo_colour_draw_line (style->foreground, strip->cr, style->hairline, x, strip->band.y, x,
                           strip->recorded_y);
  if (picture->step >= 0)
    draw_line (strip, strip->latest_x, style->accent);
  draw_line (strip, strip->shown_x, colour);
  draw_head (strip, strip->shown_x, colour);
}

void
algo_timeline_picture_draw (const AlgoTimelinePicture *picture,
                            cairo_t *cr,
                            double width,
                            double height,
                            const AlgoStyle *style)
{
  const Strip strip = strip_make (picture, cr, width, height, style);

  if (strip.band.width <= 0 || strip.band.height <= 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw_band (&strip);
  draw_recorded (&strip);
  draw_labels (&strip);
  for (guint i = 0; i < picture->n_events; i++)
    if (is_change (&picture->events[i]))
      draw_flag (&strip, &picture->events[i]);
  draw_steps (&strip);
  cairo_restore (cr);
}

guint64
algo_timeline_picture_step_at (const AlgoTimelinePicture *picture,
                               double width,
                               double height,
                               const AlgoStyle *style,
                               double x)
{
  const Strip strip = strip_make (picture, NULL, width, height, style);

  if (strip.band.width <= 0)
    return 0;
  return (guint64) llround (CLAMP (algo_axis_value (&strip.axis, x), 0, (double) picture->latest));
}

AlgoArea
algo_timeline_picture_locate (const AlgoTimelinePicture *picture,
                              double width,
                              double height,
                              const AlgoStyle *style,
                              guint64 step)
{
  const Strip strip = strip_make (picture, NULL, width, height, style);
  const double half = HEAD / 2 * strip.unit;

  return (AlgoArea){ place_of (&strip, (double) step) - half, 0, 2 * half, height };
}

/* In words. */

/* NULL where no grid speaks of the step. */
static const AlgoGridPoint *
find_point (const AlgoTimelinePicture *picture, guint64 step)
{
  const AlgoGridHistory *history = &picture->history;

  if (history->count == 0 || !isfinite (picture->log_beta)
      || (double) step > algo_grid_history_edge (history, (gssize) history->count - 1))
    return NULL;
  return algo_grid_get_nearest (algo_grid_history_get (history, (gint64) step), picture->log_beta);
}

char *
algo_timeline_picture_describe_step (const AlgoTimelinePicture *picture, guint64 step)
{
  const AlgoGridPoint *point = find_point (picture, step);
  g_autofree char *number = algo_number_format_count (step);

  if (point == NULL)
    return g_strdup_printf (_ ("Step %s: phase not measured"), number);
  return g_strdup_printf (_ ("Step %s: %s"), number, algo_phase_display_name (point->phase));
}

static char *
describe_change (const AlgoRunEvent *event)
{
  g_autofree char *step = algo_number_format_count (event->step);
  g_autofree char *value = NULL;

  switch (event->kind)
    {
    case ALGO_RUN_RATE:
      value = algo_number_format (event->value);
      return g_strdup_printf (_ ("Rate set to %s after step %s"), value, step);
    case ALGO_RUN_BUDGET:
      value = algo_number_format_count ((guint64) event->value);
      return g_strdup_printf (_ ("Planned to go on to step %s, after step %s"), value, step);
    case ALGO_RUN_DIVERGED:
      return g_strdup_printf (_ ("Diverged after step %s"), step);
    case ALGO_RUN_BRANCH:
      return g_strdup_printf (_ ("Branched from “%s” after step %s"), event->text, step);
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
algo_timeline_picture_read (const AlgoTimelinePicture *picture,
                            double width,
                            double height,
                            const AlgoStyle *style,
                            guint64 step)
{
  const AlgoGridPoint *point = find_point (picture, step);
  const double x = algo_timeline_picture_locate (picture, width, height, style, step).x;
  g_autofree char *phase = algo_timeline_picture_describe_step (picture, step);
  GString *text = g_string_new (phase);

  if (point != NULL)
    {
      g_autofree char *confidence = algo_number_format_percent (point->confidence);

      g_string_append_printf (text, _ (", confidence %s"), confidence);
    }
  for (guint i = 0; i < picture->n_events; i++)
    {
      const AlgoRunEvent *event = &picture->events[i];
      const double at = algo_timeline_picture_locate (picture, width, height, style, event->step).x;
      g_autofree char *change = NULL;

      if (!is_change (event) || fabs (at - x) > NEAR * style->gap)
        continue;
      change = describe_change (event);
      g_string_append_printf (text, "\n%s", change);
    }
  return g_string_free (text, FALSE);
}

char *
algo_timeline_picture_describe (const AlgoTimelinePicture *picture)
{
  g_autofree char *latest = algo_number_format_count (picture->latest);
  g_autofree char *end = algo_number_format_count (
      MAX ((guint64) algo_grid_history_end (&picture->history), picture->latest));
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("The run is at step %s of %s."), latest, end);
  if (picture->history.count > 0 && isfinite (picture->log_beta))
    {
      g_autofree char *phases =
          algo_phase_runs_describe_history (&picture->history, picture->log_beta);

      g_string_append_printf (text, " %s", phases);
    }
  for (guint i = 0; i < picture->n_events; i++)
    if (is_change (&picture->events[i]))
      {
        g_autofree char *change = describe_change (&picture->events[i]);

        g_string_append_printf (text, " %s.", change);
      }
  return g_string_free (text, FALSE);
}
