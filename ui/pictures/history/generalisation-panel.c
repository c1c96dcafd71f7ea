/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/history/generalisation-panel.h"

#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/labels.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define Y_CHARACTERS 4 /* "10⁻³" */
#define LOWEST 1e-5    /* what FVU is drawn from, and to: beyond, a mark stands at the edge */
#define HIGHEST 100.0
#define MARK_SPACING 2.3 /* in radii of a mark */

typedef struct
{
  const AlgoGeneralisation *generalisation;
  const AlgoStyle *style;
  AlgoArea key;
  guint key_lines;
  AlgoPlot plot;
  AlgoPlotText text;
  double radius; /* of a mark */
} Layout;

static void
set_ranges (Layout *layout)
{
  AlgoAxis *y = &layout->plot.y;

  /* Half a size more at either end, so that marks stand clear of it. */
  layout->plot.x = (AlgoAxis){ .kind = ALGO_AXIS_LOG,
                               .low = ALGO_MIN_INPUTS * 0.9,
                               .high = ALGO_MAX_INPUTS * 1.1 };
  *y = (AlgoAxis){ .kind = ALGO_AXIS_LOG, .low = 0.01, .high = 1 };
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &layout->generalisation->points[i];

      if (!point->known)
        continue;
      if (point->unexplained > 0)
        y->low = fmin (y->low, fmax (LOWEST, point->unexplained));
      if (point->unexplained < HIGHEST)
        y->high = fmax (y->high, point->unexplained);
      else if (!isnan (point->unexplained))
        y->high = HIGHEST;
    }
  algo_axis_round_ends (y);
}

static Layout
layout_make (const AlgoPanelFrame *frame)
{
  const double width = frame->width, height = frame->height;
  const AlgoStyle *style = frame->style;
  Layout layout = {
    .generalisation = frame->scene->generalisation,
    .style = style,
    .radius = 0.33 * style->text,
    .text = { .x_title = _ ("inputs <i>n</i>"), .y_title = _ ("FVU"), .y_characters = Y_CHARACTERS }
  };
  AlgoArea area = { 0, 0, width, height };

  if (width >= 12 * style->text && height >= 10 * style->text)
    layout.key_lines = width < 40 * style->text && height >= 14 * style->text ? 2 : 1;
  area.y = layout.key_lines * algo_phase_key_line_height (style);
  area.height = height - area.y;
  set_ranges (&layout);
  algo_plot_place (&layout.plot, &area, &layout.text, style);
  layout.key = (AlgoArea){ layout.plot.x.from, 0, width - layout.plot.x.from, area.y };
  return layout;
}

/* Where a point's median is; kept inside the plot, not a number where it is unknown. */
static double
place_value (const Layout *layout, double unexplained)
{
  const AlgoAxis *y = &layout->plot.y;

  if (isnan (unexplained))
    return NAN;
  return algo_axis_place (y, CLAMP (unexplained, y->low, y->high));
}

static void
find_places (const Layout *layout, double *x, double *y)
{
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &layout->generalisation->points[i];

      x[i] = algo_axis_place (&layout->plot.x, ALGO_MIN_INPUTS + i);
      y[i] = point->known ? place_value (layout, point->unexplained) : (double) NAN;
    }
}

void
algo_generalisation_draw_trained (const AlgoPlot *plot,
                                  cairo_t *cr,
                                  const AlgoStyle *style,
                                  guint least,
                                  guint most,
                                  AlgoColour colour)
{
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .align = 0.5 };
  double from = algo_style_snap (style, algo_axis_place (&plot->x, least - 0.5));
  double to = algo_style_snap (style, algo_axis_place (&plot->x, most + 0.5));

  if (least < 1 || most < least)
    return;
  from = MAX (from, plot->x.from);
  to = MIN (to, plot->x.to);
  algo_colour_set_source (colour, cr);
  cairo_rectangle (cr, from, plot->y.to, to - from, plot->y.from - plot->y.to);
  cairo_fill (cr);
  if (plot->y_labelled && to - from > algo_text_width (style, &format, _ ("trained on")))
    algo_text_draw_middle (cr, style, &format, (from + to) / 2,
                           plot->y.to + 0.9 * style->text_small, _ ("trained on"));
}

/* The range over draws of each size, and a line through the medians that are known. */
static void
draw_line (const Layout *layout, cairo_t *cr, const double *x, const double *y)
{
  const AlgoStyle *style = layout->style;
  double known_x[ALGO_SIZES], known_y[ALGO_SIZES];
  guint known = 0;

  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (algo_style_tint (style, style->foreground, 0.35), cr);
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &layout->generalisation->points[i];
      const double least = place_value (layout, point->least_unexplained);
      const double most = place_value (layout, point->most_unexplained);

      if (!isfinite (y[i]))
        continue;
      known_x[known] = x[i];
      known_y[known++] = y[i];
      if (!isfinite (least) || !isfinite (most))
        continue;
      cairo_move_to (cr, x[i], least);
      cairo_line_to (cr, x[i], most);
    }
  cairo_stroke (cr);
  if (known < 2)
    return;
  algo_colour_set_source (style->dim, cr);
  cairo_set_line_width (cr, style->line);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_BEVEL);
  algo_plot_add_curve (cr, style, known_x, known_y, known);
  cairo_stroke (cr);
}

/* Marks at as many sizes as stand clear of each other, the coarse ones first. Where the phase is
 * another than at the mark before, its letter. */
static void
draw_marks (const Layout *layout, cairo_t *cr, const double *x, const double *y)
{
  const AlgoStyle *style = layout->style;
  AlgoTextFormat format = { .size = style->text_small,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = style->foreground };
  gboolean marked[ALGO_SIZES] = { FALSE };
  AlgoLabels labels;
  gint before = -1;

  for (guint order = 0; order < ALGO_SIZES; order++)
    {
      const guint i = algo_generalisation_size (order) - ALGO_MIN_INPUTS;

      marked[i] = isfinite (y[i]);
      for (guint k = 0; k < ALGO_SIZES && marked[i]; k++)
        if (k != i && marked[k] && fabs (x[k] - x[i]) < MARK_SPACING * layout->radius)
          marked[i] = FALSE;
    }
  algo_labels_init (&labels, &layout->plot, x, y, ALGO_SIZES, layout->radius);
  for (guint i = 0; i < ALGO_SIZES; i++)
    if (marked[i])
      algo_phase_draw_mark (cr, style, layout->generalisation->points[i].phase, x[i], y[i],
                            layout->radius);
  for (guint i = 0; i < ALGO_SIZES; i++)
    if (marked[i])
      {
        const AlgoPhase phase = layout->generalisation->points[i].phase;

        if (before != (gint) phase)
          algo_labels_draw (&labels, cr, style, &format, x[i], y[i],
                            algo_phase_display_letter (phase));
        before = (gint) phase;
      }
}

static void
draw_key (const Layout *layout, cairo_t *cr)
{
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_MARKS };

  for (guint i = 0; i < ALGO_SIZES; i++)
    if (layout->generalisation->points[i].known)
      key.phases[layout->generalisation->points[i].phase] = TRUE;
  if (layout->key_lines > 0)
    algo_phase_key_draw (cr, layout->style, &key, layout->key.x,
                         algo_phase_key_line_height (layout->style) / 2, layout->key.width,
                         layout->key_lines);
}

static guint
count_known (const AlgoGeneralisation *generalisation)
{
  guint known = 0;

  for (guint i = 0; i < ALGO_SIZES; i++)
    known += generalisation->points[i].known;
  return known;
}

/* The size at hand; 0: none. */
static guint
get_inputs (const AlgoScene *scene)
{
  guint inputs, hidden;

  algo_scene_get_size (scene, &inputs, &hidden);
  return inputs;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const guint inputs = get_inputs (frame->scene);
  const AlgoStyle *style = frame->style;
  const Layout layout = layout_make (frame);
  double x[ALGO_SIZES], y[ALGO_SIZES];

  find_places (&layout, x, y);
  algo_generalisation_draw_trained (&layout.plot, cr, style, layout.generalisation->least,
                                    layout.generalisation->most,
                                    algo_style_tint (style, style->accent, 0.1));
  algo_plot_draw_frame (&layout.plot, cr, style, &layout.text);
  algo_plot_draw_level (&layout.plot, cr, style, 1, style->dim); /* FVU of a constant guess */
  if (inputs > 0)
    algo_cursor_draw_lines (cr, style, &layout.plot, algo_axis_place (&layout.plot.x, inputs), NAN);
  draw_line (&layout, cr, x, y);
  draw_marks (&layout, cr, x, y);
  draw_key (&layout, cr);
}

static const AlgoSizePoint *
find_point (const AlgoGeneralisation *generalisation, guint inputs)
{
  const AlgoSizePoint *point;

  if (inputs < ALGO_MIN_INPUTS || inputs > ALGO_MAX_INPUTS)
    return NULL;
  point = &generalisation->points[inputs - ALGO_MIN_INPUTS];
  return point->known ? point : NULL;
}

/* "n = 32: FVU 0.0103, Pudding +". */
static char *
describe_size (const AlgoSizePoint *point)
{
  g_autofree char *unexplained = algo_number_format (point->unexplained);

  return g_strdup_printf (_ ("n = %u: FVU %s, %s"), point->inputs, unexplained,
                          algo_phase_display_name (point->phase));
}

static char *
describe (const AlgoPanelFrame *frame)
{
  static const guint told[] = { 4, 8, 16, 32, 64 };
  const AlgoGeneralisation *generalisation = frame->scene->generalisation;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Trained on n = %u to %u. %u of %u sizes measured."),
                          generalisation->least, generalisation->most, count_known (generalisation),
                          (guint) ALGO_SIZES);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const AlgoSizePoint *point = find_point (generalisation, told[i]);
      g_autofree char *size = point != NULL ? describe_size (point) : NULL;

      if (size != NULL)
        /* Translators: a sentence after others, such as "n = 32: FVU 0.0103, Pudding +" */
        g_string_append_printf (text, _ (" %s."), size);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->generalisation != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->generalisation == b->generalisation && get_inputs (a) == get_inputs (b);
}

static void
get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  basis->step = scene->generalisation->step;
  basis->log_beta = scene->generalisation->question.log_beta;
}

/* How far it carries: the FVU of the largest networks. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoSizePoint *largest = &scene->generalisation->points[ALGO_SIZES - 1];

  G_STATIC_ASSERT (ALGO_MAX_INPUTS == 64);
  if (!largest->known)
    return NULL;
  *name = _ ("n = 64");
  return algo_number_format (largest->unexplained);
}

/* One measured size a row. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGeneralisation *generalisation = scene->generalisation;

  algo_csv_add_names (csv, "inputs", "hidden", "trained", "phase", "confidence", "unexplained",
                      "least_unexplained", "most_unexplained", "at_step", NULL);
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *point = &generalisation->points[i];

      if (!point->known)
        continue;
      algo_csv_add_whole (csv, point->inputs);
      algo_csv_add_whole (csv, point->hidden);
      algo_csv_add_whole (csv, point->inputs >= generalisation->least
                                   && point->inputs <= generalisation->most);
      algo_csv_add_text (csv, algo_phase_name (point->phase));
      algo_csv_add_real (csv, point->confidence);
      algo_csv_add_real (csv, point->unexplained);
      algo_csv_add_real (csv, point->least_unexplained);
      algo_csv_add_real (csv, point->most_unexplained);
      algo_csv_add_whole (csv, point->step);
      algo_csv_end_row (csv);
    }
}

/* Where a size is drawn: at the axis if it is not measured. */
static AlgoArea
find_place (const Layout *layout, guint inputs)
{
  const AlgoSizePoint *point = find_point (layout->generalisation, inputs);
  const double y = point != NULL ? place_value (layout, point->unexplained) : (double) NAN;

  return (AlgoArea){ algo_axis_place (&layout->plot.x, inputs),
                     isfinite (y) ? y : layout->plot.y.from, 0, 0 };
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const guint inputs = (guint) frame->cursor->index;
  const Layout layout = layout_make (frame);
  const AlgoArea at = find_place (&layout, inputs);

  algo_cursor_draw_lines (cr, frame->style, &layout.plot, at.x, NAN);
  if (find_point (layout.generalisation, inputs) != NULL)
    algo_cursor_draw_ring (cr, frame->style, at.x, at.y, layout.radius + 1.5 * frame->style->line);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const Layout layout = layout_make (frame);

  if (!algo_plot_contains (&layout.plot, x, y))
    return FALSE;
  cursor->index =
      CLAMP (lround (algo_axis_value (&layout.plot.x, x)), ALGO_MIN_INPUTS, ALGO_MAX_INPUTS);
  return TRUE;
}

/* From the size shown. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  gint64 inputs = get_inputs (frame->scene);

  if (frame->cursor != NULL)
    inputs = frame->cursor->index + right - down;
  *cursor = (AlgoPanelCursor){ .index = CLAMP (inputs, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS) };
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const guint inputs = (guint) frame->cursor->index;
  const Layout layout = layout_make (frame);
  const AlgoSizePoint *point = find_point (layout.generalisation, inputs);
  g_autofree char *size = NULL, *least = NULL, *most = NULL, *step = NULL, *confidence = NULL;

  *area = find_place (&layout, inputs);
  if (point == NULL)
    return g_strdup_printf (_ ("n = %u: not measured yet"), inputs);
  size = describe_size (point);
  least = algo_number_format (point->least_unexplained);
  most = algo_number_format (point->most_unexplained);
  confidence = algo_number_format_percent (point->confidence);
  step = algo_number_format_count (point->step);
  return g_strdup_printf (_ ("%s (confidence %s); over draws FVU %s to %s; at step %s"), size,
                          confidence, least, most, step);
}

static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  destination->inputs = (guint) frame->cursor->index;
  return TRUE;
}

const AlgoPanel algo_panel_generalisation = {
  .name = "generalisation",
  .title = N_ ("Generalisation"),
  .label = N_ ("Generalisation to other sizes"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .narrow = { 240, 150 },
  .wide = { 519, 180 },
  .share = 2,
  .is_known = is_known,
  .is_same = is_same,
  .get_basis = get_basis,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .draw_cursor = draw_cursor,
  .pick = pick,
  .move = move,
  .read = read,
  .lead = lead,
};
