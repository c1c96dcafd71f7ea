/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/timeline-picture.h"

#include <math.h>

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/history/timeline-text.h"

#define HEAD 11.0            /* units of width, of the head on the line at the step shown */
#define FLAG 8.0             /* of height */
#define NOTCH 5.0            /* into the band, where phases change */
#define LETTER_ROOM 4.0      /* beside a letter */
#define UNMEASURED_SHARE 0.4 /* of the text's colour, where no phase is known yet */

typedef struct
{
  AlgoAxis axis;
  AlgoArea band;
  double recorded_y; /* middle of the line */
  double labels_y;   /* baseline; 0: no room for them */
  double unit;       /* a unit of the constants above, which are for a screen */
} Layout;

static Layout
layout_make (const AlgoTimelinePicture *picture,
             double width,
             double height,
             const AlgoStyle *style)
{
  const double unit = style->gap / 6, top = HEAD * unit;
  const double labels = height > 5 * style->gap ? 1.3 * style->text_small : 0;
  const double below = style->gap / 2 + 2 * style->hairline + labels;
  const double inset = MIN (style->text, width / 4);
  const double end = MAX (algo_grid_history_end (&picture->history), (double) picture->latest);
  Layout layout = { .unit = unit };

  layout.band.x = algo_style_snap (style, inset);
  layout.band.width = algo_style_snap (style, width - inset) - layout.band.x;
  layout.band.y = algo_style_snap (style, MIN (top, height / 3));
  layout.band.height = algo_style_snap (style, MAX (height - below, layout.band.y)) - layout.band.y;
  layout.recorded_y = layout.band.y + layout.band.height + style->gap / 2;
  layout.labels_y = labels > 0 ? height - 0.2 * style->text_small : 0;
  layout.axis =
      (AlgoAxis){ .high = end, .from = layout.band.x, .to = layout.band.x + layout.band.width };
  return layout;
}

/* Kept on the band. */
static double
place_of (const Layout *layout, double step)
{
  return CLAMP (algo_axis_place (&layout->axis, step), layout->axis.from, layout->axis.to);
}

static guint64
shown_step (const AlgoTimelinePicture *picture)
{
  return picture->step >= 0 ? (guint64) picture->step : picture->latest;
}

/* From the left end of the band to `to`. */
static void
fill_band (const Layout *layout, cairo_t *cr, double to, AlgoColour colour)
{
  cairo_rectangle (cr, layout->band.x, layout->band.y, to - layout->band.x, layout->band.height);
  algo_colour_set_source (colour, cr);
  cairo_fill (cr);
}

/* Grids that share a pixel with the one before are left out, however many there are. */
static void
fill_run (const AlgoTimelinePicture *picture,
          const Layout *layout,
          cairo_t *cr,
          const AlgoStyle *style,
          guint point,
          const AlgoPhaseRun *run)
{
  double from = algo_style_snap (style, place_of (layout, run->low));

  for (gsize i = run->first; i < run->end; i++)
    {
      const AlgoGridPoint *measured = &picture->history.grids[i]->points[point];
      const double edge = algo_grid_history_edge (&picture->history, (gssize) i);
      const double to = algo_style_snap (style, place_of (layout, edge));

      if (to - from < style->pixel / 2)
        continue;
      cairo_rectangle (cr, from, layout->band.y, to - from, layout->band.height);
      algo_colour_set_source (algo_phase_shade (style, measured->phase, measured->confidence), cr);
      cairo_fill (cr);
      from = to;
    }
}

static void
draw_letter (const AlgoTimelinePicture *picture,
             const Layout *layout,
             cairo_t *cr,
             const AlgoStyle *style,
             guint point,
             const AlgoPhaseRun *run)
{
  const AlgoGrid *middle = picture->history.grids[(run->first + run->end - 1) / 2];
  const AlgoGridPoint *measured = &middle->points[point];
  const char *letter = algo_phase_display_letter (run->phase);
  const double from = place_of (layout, run->low), to = place_of (layout, run->high);
  const AlgoColour shade = algo_phase_shade (style, measured->phase, measured->confidence);
  const AlgoTextFormat format = { .size = MIN (style->text, 0.8 * layout->band.height),
                                  .weight = ALGO_TEXT_BOLD,
                                  .colour = algo_colour_contrasting (shade),
                                  .align = 0.5 };

  if (algo_text_width (style, &format, letter) + LETTER_ROOM * layout->unit <= to - from)
    algo_text_draw_middle (cr, style, &format, (from + to) / 2,
                           layout->band.y + layout->band.height / 2, letter);
}

/* A notch in the text's colour that stands out of the band below. */
static void
draw_change (const Layout *layout, cairo_t *cr, const AlgoStyle *style, double step)
{
  const double x = algo_style_snap_line (style, place_of (layout, step));

  const double edge = layout->band.y + layout->band.height;

  cairo_move_to (cr, x, edge - NOTCH * layout->unit);
  cairo_line_to (cr, x, edge + style->gap / 2);
  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (style->foreground, cr);
  cairo_stroke (cr);
}

static void
draw_phases (const AlgoTimelinePicture *picture,
             const Layout *layout,
             cairo_t *cr,
             const AlgoStyle *style)
{
  const guint point = algo_grid_find_point (picture->history.range, picture->log_beta);
  AlgoPhaseRun run = { 0 };

  if (!isfinite (picture->log_beta))
    return;
  while (run.end < picture->history.count)
    {
      run = algo_phase_run_of_history (&picture->history, point, run.end);
      fill_run (picture, layout, cr, style, point, &run);
      draw_letter (picture, layout, cr, style, point, &run);
      if (run.first > 0)
        draw_change (layout, cr, style, run.low);
    }
}

static void
draw_band (const AlgoTimelinePicture *picture,
           const Layout *layout,
           cairo_t *cr,
           const AlgoStyle *style)
{
  const double latest = algo_style_snap (style, place_of (layout, (double) picture->latest));
  const AlgoArea below = { layout->band.x, layout->band.y, layout->band.width,
                           layout->band.height + style->gap };

  cairo_save (cr);
  algo_style_add_rounded (cr, &below, style->gap / 2);
  cairo_clip (cr);
  fill_band (layout, cr, layout->axis.to, style->faint);
  fill_band (layout, cr, latest, algo_colour_mix (style->card, style->dim, UNMEASURED_SHARE));
  /* Phases do not speak of steps that were not taken. */
  cairo_rectangle (cr, layout->band.x, layout->band.y, latest - layout->band.x, below.height);
  cairo_clip (cr);
  draw_phases (picture, layout, cr, style);
  cairo_restore (cr);
}

/* Whole where the file has the run, dashed where it is in memory only. */
static void
draw_recorded (const AlgoTimelinePicture *picture,
               const Layout *layout,
               cairo_t *cr,
               const AlgoStyle *style)
{
  const double dash[] = { 2 * style->hairline, 2 * style->hairline };
  const double recorded = place_of (layout, (double) MIN (picture->recorded, picture->latest));
  const double latest = place_of (layout, (double) picture->latest);
  const double y = algo_style_snap (style, layout->recorded_y);

  algo_colour_set_source (style->dim, cr);
  cairo_set_line_width (cr, 2 * style->hairline);
  cairo_move_to (cr, layout->axis.from, y);
  cairo_line_to (cr, recorded, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
  cairo_move_to (cr, recorded, y);
  cairo_line_to (cr, latest, y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
draw_labels (const Layout *layout, cairo_t *cr, double width, const AlgoStyle *style)
{
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  AlgoTicks ticks;

  if (layout->labels_y <= 0)
    return;
  algo_axis_find_whole_ticks (&layout->axis, algo_text_room (style->text_small, 9), &ticks);
  for (guint i = 0; i < ticks.count; i++)
    {
      g_autofree char *text = algo_number_format_count ((guint64) ticks.values[i]);
      const double half = algo_text_width (style, &format, text) / 2;
      const double x = algo_axis_place (&layout->axis, ticks.values[i]);

      algo_text_draw (cr, style, &format, CLAMP (x, half, MAX (width - half, half)) - half,
                      layout->labels_y, text);
    }
}

/* The shapes of changes: a pennant for the rate, an open one for the steps planned, a fork for
 * where the run left another. */
static void
draw_flag (const Layout *layout,
           cairo_t *cr,
           const AlgoStyle *style,
           AlgoRunEventKind kind,
           double x)
{
  const double size = FLAG * layout->unit, foot = layout->band.y, top = foot - size;

  if (kind == ALGO_RUN_DIVERGED)
    {
      cairo_move_to (cr, x - size / 3, top);
      cairo_line_to (cr, x + size / 3, top + 2 * size / 3);
      cairo_move_to (cr, x + size / 3, top);
      cairo_line_to (cr, x - size / 3, top + 2 * size / 3);
    }
  cairo_move_to (cr, x, foot);
  if (kind == ALGO_RUN_BRANCH)
    {
      cairo_line_to (cr, x, foot - size / 2);
      cairo_line_to (cr, x + size / 2, top);
      cairo_move_to (cr, x, foot - size / 2);
      cairo_line_to (cr, x - size / 2, top);
    }
  else if (kind != ALGO_RUN_DIVERGED)
    {
      cairo_line_to (cr, x, top);
      cairo_line_to (cr, x + 0.8 * size, top + size / 4);
      cairo_line_to (cr, x, top + size / 2);
    }
  algo_colour_set_source (style->foreground, cr);
  cairo_set_line_width (cr, style->hairline);
  if (kind == ALGO_RUN_RATE)
    cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

static void
draw_flags (const AlgoTimelinePicture *picture,
            const Layout *layout,
            cairo_t *cr,
            const AlgoStyle *style)
{
  for (guint i = 0; i < picture->n_events; i++)
    if (algo_timeline_is_change (&picture->events[i]))
      draw_flag (layout, cr, style, picture->events[i].kind,
                 algo_style_snap_line (style, place_of (layout, (double) picture->events[i].step)));
}

/* A line across the band, with the card's colour on either side so that it shows on any phase. */
static void
draw_line (const Layout *layout, cairo_t *cr, const AlgoStyle *style, double x, AlgoColour colour)
{
  for (guint i = 0; i < 2; i++)
    {
      cairo_move_to (cr, x, layout->band.y);
      cairo_line_to (cr, x, layout->recorded_y + 2 * style->hairline);
      cairo_set_line_width (cr, (i == 0 ? 4 : 2) * style->hairline);
      algo_colour_set_source (i == 0 ? style->card : colour, cr);
      cairo_stroke (cr);
    }
}

static void
draw_head (const Layout *layout, cairo_t *cr, const AlgoStyle *style, double x, AlgoColour colour)
{
  const double half = HEAD / 2 * layout->unit, foot = layout->band.y + style->hairline;
  const double shoulder = foot - half, top = foot - HEAD * layout->unit;

  cairo_move_to (cr, x, foot);
  cairo_line_to (cr, x - half, shoulder);
  cairo_line_to (cr, x - half, top);
  cairo_line_to (cr, x + half, top);
  cairo_line_to (cr, x + half, shoulder);
  cairo_close_path (cr);
  algo_colour_set_source (colour, cr);
  cairo_fill (cr);
}

/* The step shown, in the accent's colour where that is the latest; the latest besides where it is
 * not; and what is pointed at. */
static void
draw_steps (const AlgoTimelinePicture *picture,
            const Layout *layout,
            cairo_t *cr,
            const AlgoStyle *style)
{
  const double latest = algo_style_snap (style, place_of (layout, (double) picture->latest));
  const double shown = algo_style_snap (style, place_of (layout, (double) shown_step (picture)));

  if (picture->hover >= 0)
    {
      const double x = algo_style_snap_line (style, place_of (layout, (double) picture->hover));

      cairo_move_to (cr, x, layout->band.y);
      cairo_line_to (cr, x, layout->recorded_y);
      cairo_set_line_width (cr, style->hairline);
      algo_colour_set_source (style->foreground, cr);
      cairo_stroke (cr);
    }
  if (picture->step >= 0)
    draw_line (layout, cr, style, latest, style->accent);
  draw_line (layout, cr, style, shown, picture->step >= 0 ? style->foreground : style->accent);
  draw_head (layout, cr, style, shown, picture->step >= 0 ? style->foreground : style->accent);
}

/* FALSE where there is no room for anything. */
static gboolean
begin (const Layout *layout, cairo_t *cr, double width, double height)
{
  if (layout->band.width <= 0 || layout->band.height <= 0)
    return FALSE;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  return TRUE;
}

void
algo_timeline_picture_draw_run (const AlgoTimelinePicture *picture,
                                cairo_t *cr,
                                double width,
                                double height,
                                const AlgoStyle *style)
{
  const Layout layout = layout_make (picture, width, height, style);

  if (!begin (&layout, cr, width, height))
    return;
  draw_band (picture, &layout, cr, style);
  draw_recorded (picture, &layout, cr, style);
  draw_labels (&layout, cr, width, style);
  draw_flags (picture, &layout, cr, style);
  cairo_restore (cr);
}

void
algo_timeline_picture_draw_steps (const AlgoTimelinePicture *picture,
                                  cairo_t *cr,
                                  double width,
                                  double height,
                                  const AlgoStyle *style)
{
  const Layout layout = layout_make (picture, width, height, style);

  if (!begin (&layout, cr, width, height))
    return;
  draw_steps (picture, &layout, cr, style);
  cairo_restore (cr);
}

void
algo_timeline_picture_draw (const AlgoTimelinePicture *picture,
                            cairo_t *cr,
                            double width,
                            double height,
                            const AlgoStyle *style)
{
  algo_timeline_picture_draw_run (picture, cr, width, height, style);
  algo_timeline_picture_draw_steps (picture, cr, width, height, style);
}

guint64
algo_timeline_picture_step_at (const AlgoTimelinePicture *picture,
                               double width,
                               double height,
                               const AlgoStyle *style,
                               double x)
{
  const Layout layout = layout_make (picture, width, height, style);

  if (layout.band.width <= 0)
    return 0;
  return (guint64) llround (CLAMP (algo_axis_value (&layout.axis, x), 0, (double) picture->latest));
}

AlgoArea
algo_timeline_picture_locate (const AlgoTimelinePicture *picture,
                              double width,
                              double height,
                              const AlgoStyle *style,
                              guint64 step)
{
  const Layout layout = layout_make (picture, width, height, style);
  const double half = HEAD / 2 * layout.unit;

  return (AlgoArea){ place_of (&layout, (double) step) - half, 0, 2 * half, height };
}
