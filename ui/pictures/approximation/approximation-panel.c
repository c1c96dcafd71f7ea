/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a network computes, and what is left over: one panel on screen, which shows either, and two
 * in figures. */
#include "ui/pictures/approximation/approximation-picture.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CURSOR_STEP 4.0 /* units that an arrow key moves the cursor, at least */

static const AlgoApproximationMode values = ALGO_APPROXIMATION_VALUE;
static const AlgoApproximationMode residuals = ALGO_APPROXIMATION_RESIDUAL;

static AlgoApproximationPicture
make_picture (const AlgoPanelFrame *frame)
{
  const AlgoObservation *observation = frame->scene->observation;

  return (AlgoApproximationPicture){
    .curves = observation != NULL ? observation->curves : NULL,
    .unexplained = observation != NULL ? observation->parameters.unexplained : NAN,
    .mode = frame->option ? residuals : *(const AlgoApproximationMode *) frame->panel->kind,
  };
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  if (a->observation == NULL || b->observation == NULL)
    return a->observation == b->observation;
  return a->observation->curves == b->observation->curves;
}

static void
draw_cross (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  double x = algo_style_snap (style, frame->cursor->x * frame->width) + style->pixel / 2;
  double y = algo_style_snap (style, frame->cursor->y * frame->height) + style->pixel / 2;
  double arm = 2 * style->gap;

  cairo_save (cr);
  algo_colour_set_source (style->foreground, cr);
  cairo_set_line_width (cr, style->hairline);
  cairo_move_to (cr, x - arm, y);
  cairo_line_to (cr, x + arm, y);
  cairo_move_to (cr, x, y - arm);
  cairo_line_to (cr, x, y + arm);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoApproximationPicture picture = make_picture (frame);

  /* The card says it already. */
  if (frame->on_screen)
    picture.unexplained = NAN;
  algo_approximation_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoApproximationPicture picture = make_picture (frame);

  return algo_approximation_picture_describe (&picture);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  *name = _ ("FVU");
  return algo_number_format (scene->observation->parameters.unexplained);
}

/* `input` is negative where the series is of all inputs. */
static void
tabulate_series (AlgoCsv *csv,
                 const char *series,
                 gint input,
                 const float *x,
                 const float *y,
                 guint count)
{
  for (guint i = 0; i < count; i++)
    {
      algo_csv_add_text (csv, series);
      algo_csv_add_index (csv, input);
      algo_csv_add_real (csv, x[i]);
      algo_csv_add_real (csv, y[i]);
      algo_csv_end_row (csv);
    }
}

/* "along_axis" is f (t e_i) for each input i; "added_low", "added_median" and "added_high" the
 * percentiles 10, 50 and 90 of what one input adds; all by t. "scatter" is f (x) and "residual"
 * f (x) less the norm, by the norm of x. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoCurves *curves = scene->observation->curves;
  float value[ALGO_SCATTER_POINTS];

  for (guint i = 0; i < ALGO_SCATTER_POINTS; i++)
    value[i] = curves->norm[i] + curves->residual[i];
  algo_csv_add_names (csv, "series", "input", "x", "y", NULL);
  for (guint i = 0; i < curves->inputs; i++)
    tabulate_series (csv, "along_axis", (gint) i, curves->t,
                     curves->along_axis + (gsize) i * ALGO_CURVE_POINTS, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_low", -1, curves->t, curves->low, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_median", -1, curves->t, curves->median, ALGO_CURVE_POINTS);
  tabulate_series (csv, "added_high", -1, curves->t, curves->high, ALGO_CURVE_POINTS);
  tabulate_series (csv, "scatter", -1, curves->norm, value, ALGO_SCATTER_POINTS);
  tabulate_series (csv, "residual", -1, curves->norm, curves->residual, ALGO_SCATTER_POINTS);
}

/* The cursor is a place, as shares of the picture's width and height. */

/* What there is to read there; NULL outside the plots. */
static char *
read_at (const AlgoPanelFrame *frame, double x, double y)
{
  const AlgoApproximationPicture picture = make_picture (frame);

  return algo_approximation_picture_describe_at (&picture, frame->width, frame->height,
                                                 frame->style, x * frame->width, y * frame->height);
}

static gboolean
put (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  g_autofree char *text = read_at (frame, x, y);

  if (text == NULL)
    return FALSE;
  *cursor = (AlgoPanelCursor){ .x = x, .y = y };
  return TRUE;
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  return put (frame, x / frame->width, y / frame->height, cursor);
}

/* To the next place where there is something to read: arrow keys cross the space between plots. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const gboolean first = frame->cursor == NULL;
  double x = first ? 0 : frame->cursor->x;
  double y = first ? 0.25 : frame->cursor->y;
  double step_x = CURSOR_STEP / frame->width * (first ? 1 : right);
  double step_y = CURSOR_STEP / frame->height * (first ? 0 : down);

  if (step_x == 0 && step_y == 0)
    return FALSE;
  do
    {
      x += step_x;
      y += step_y;
      if (!(x >= 0 && x <= 1 && y >= 0 && y <= 1))
        return FALSE;
    }
  while (!put (frame, x, y, cursor));
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoPanelCursor *cursor = frame->cursor;

  *area = (AlgoArea){ cursor->x * frame->width, cursor->y * frame->height, 0, 0 };
  return read_at (frame, cursor->x, cursor->y);
}

/* What both have alike. */
#define PANEL                                                                                      \
  .needs = N_ ("a network"), .narrow = { 240, 120 }, .wide = { 519, 170 }, .share = 2,             \
  .is_known = algo_scene_has_network, .is_same = is_same, .draw = draw, .describe = describe,      \
  .get_number = get_number, .tabulate = tabulate, .draw_cursor = draw_cross, .pick = pick,         \
  .move = move, .read = read

const AlgoPanel algo_panel_approximation = { PANEL,
                                             .name = "approximation",
                                             .title = N_ ("L1 approximation"),
                                             .label = N_ ("Approximation of the L1 norm"),
                                             .kind = &values,
                                             .in_layout = TRUE,
                                             .option = "residuals",
                                             .option_label = N_ ("Show residuals") };

const AlgoPanel algo_panel_residuals = { PANEL,
                                         .name = "residuals",
                                         .title = N_ ("Residuals"),
                                         .label = N_ ("What is left of the L1 norm"),
                                         .set = ALGO_PANEL_OF_FIGURES,
                                         .kind = &residuals };
