/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When each phase is born and dies: over log10 beta at one step, and over steps at one beta. A row
 * for each phase, with a lane for births above one for deaths; every seed a mark, with a box
 * between the quartiles and a line at the median. */
#include "ui/pictures/ensemble/ensemble-changes.h"
#include "ui/pictures/ensemble/ensemble-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define LABEL_CHARACTERS 3 /* that the chip of a phase takes */
#define KEY_WIDTH 24       /* of small text, that the key takes */
#define LANE_SHARE 0.76    /* of a lane, that its box takes */
#define BOX 0.35           /* share of the phase's colour in it */
#define JITTERS 5          /* heights in a lane at which marks stand */

#define N_PLOTS 2 /* over beta, over steps */

typedef struct
{
  const AlgoEnsemblePicture *picture;
  const AlgoStyle *style;
  AlgoEnsembleHead head;
  double title_height; /* above each plot */
  AlgoEnsembleChanges changes;
  AlgoPhase rows[ALGO_N_PHASES]; /* of phases that change */
  guint n_rows;
  AlgoPlot plots[N_PLOTS];
  AlgoPlotText text[N_PLOTS];
} Layout;

static void
layout_init (Layout *layout, const AlgoEnsemblePicture *picture)
{
  const AlgoStyle *style = picture->style;
  const double width = picture->width, height = picture->height;
  AlgoArea area = { .width = width };
  gboolean beside;

  *layout = (Layout){
    .picture = picture,
    .style = style,
    .head = algo_ensemble_head_make (width, height, style, KEY_WIDTH),
    .text = { { .x_title = _ ("log<sub>10</sub>\u2009\u03b2"), .y_characters = LABEL_CHARACTERS },
              { .x_title = _ ("step"), .whole_x = TRUE, .y_characters = LABEL_CHARACTERS } },
    .plots = { { .x = { .low = picture->consensus->history.range.from,
                        .high = picture->consensus->history.range.to } },
               { .x = { .low = 0,
                        .high = algo_grid_history_end (&picture->consensus->history) } } },
  };
  algo_ensemble_changes_init (&layout->changes, picture);
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    if (algo_ensemble_changes_has (&layout->changes, (AlgoPhase) phase))
      layout->rows[layout->n_rows++] = (AlgoPhase) phase;
  area.y = layout->head.height;
  area.height = height - area.y;
  if (layout->head.height > 0)
    layout->title_height = algo_legend_line_height (style);
  beside = area.width > 0.9 * area.height;
  if (beside)
    area.width = (area.width - style->gap) / N_PLOTS;
  else
    area.height = (area.height - style->gap) / N_PLOTS;
  layout->text[0].x_characters = area.width > 20 * style->text_small ? 0 : 4;
  for (guint i = 0; i < N_PLOTS; i++)
    {
      layout->plots[i].y = (AlgoAxis){ .low = 0, .high = MAX (layout->n_rows, 1) };
      algo_plot_place (&layout->plots[i],
                       &(AlgoArea){ area.x, area.y + layout->title_height, area.width,
                                    area.height - layout->title_height },
                       &layout->text[i], style);
      if (beside)
        area.x += area.width + style->gap;
      else
        area.y += area.height + style->gap;
    }
}

static void
layout_clear (Layout *layout)
{
  algo_ensemble_changes_clear (&layout->changes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* Of births, or below them of deaths, in a row. */
static AlgoArea
get_lane (const Layout *layout, AlgoChangeKind kind, guint row)
{
  const AlgoPlot *plot = &layout->plots[kind / 2];
  const double height = (plot->y.from - plot->y.to) / (2 * MAX (layout->n_rows, 1));

  return (AlgoArea){ plot->x.from, plot->y.to + (2 * row + kind % 2) * height,
                     plot->x.to - plot->x.from, height };
}

static void
draw_box (const Layout *layout, cairo_t *cr, AlgoChangeKind kind, guint row)
{
  const AlgoStyle *style = layout->style;
  const AlgoAxis *x = &layout->plots[kind / 2].x;
  const AlgoArea lane = get_lane (layout, kind, row);
  const AlgoColour colour = algo_style_phase_colour (style, layout->rows[row]);
  const AlgoSpread spread =
      algo_ensemble_changes_spread (&layout->changes, layout->rows[row], kind);
  const double top = lane.y + (1 - LANE_SHARE) / 2 * lane.height;
  const double height = LANE_SHARE * lane.height;
  double from, to, median;

  if (spread.count == 0)
    return;
  from = algo_axis_place (x, spread.lower);
  to = algo_axis_place (x, spread.upper);
  median = algo_axis_place (x, spread.median);
  algo_colour_set_source (algo_colour_mix (style->card, colour, BOX), cr);
  cairo_rectangle (cr, from, top, to - from, height);
  cairo_fill (cr);
  algo_colour_set_source (style->foreground, cr);
  cairo_set_line_width (cr, style->line);
  cairo_move_to (cr, median, top);
  cairo_line_to (cr, median, top + height);
  cairo_stroke (cr);
}

static double
mark_radius (const Layout *layout, const AlgoArea *lane)
{
  return CLAMP (0.16 * lane->height, 0.13 * layout->style->text, 0.22 * layout->style->text);
}

/* Births full, deaths hollow. */
static void
draw_mark (cairo_t *cr,
           const AlgoStyle *style,
           AlgoColour colour,
           double x,
           double y,
           double radius,
           gboolean full)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  algo_colour_set_source (full ? colour : style->card, cr);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (algo_colour_mix (colour, style->foreground, 0.55), cr);
  cairo_stroke (cr);
}

static void
draw_marks (const Layout *layout, cairo_t *cr, AlgoChangeKind kind, guint row)
{
  const GArray *changes = layout->changes.changes[layout->rows[row]][kind];
  const AlgoColour colour = algo_style_phase_colour (layout->style, layout->rows[row]);
  const AlgoArea lane = get_lane (layout, kind, row);
  const double radius = mark_radius (layout, &lane);
  const double reach = MAX (LANE_SHARE * lane.height / 2 - radius, 0);

  for (guint i = 0; i < changes->len; i++)
    {
      const AlgoChange *change = &g_array_index (changes, AlgoChange, i);
      const double offset = 2.0 * (2 * change->member % JITTERS) / (JITTERS - 1) - 1;

      draw_mark (cr, layout->style, colour,
                 algo_axis_place (&layout->plots[kind / 2].x, change->position),
                 lane.y + lane.height / 2 + offset * reach, radius, kind % 2 == 0);
    }
}

/* A line above each row but the first, and its phase at the left. */
static void
draw_row (const Layout *layout, cairo_t *cr, guint plot, guint row)
{
  const AlgoStyle *style = layout->style;
  const AlgoArea lane = get_lane (layout, 2 * plot, row);
  const double width = 1.7 * style->text_small;
  const double height = MIN (1.3 * style->text_small, 2 * lane.height - style->hairline);

  if (row > 0)
    {
      const double y = algo_style_snap_line (style, lane.y);

      algo_colour_set_source (style->faint, cr);
      cairo_set_line_width (cr, style->hairline);
      cairo_move_to (cr, lane.x, y);
      cairo_line_to (cr, lane.x + lane.width, y);
      cairo_stroke (cr);
    }
  if (layout->plots[plot].y_labelled)
    algo_phase_draw_chip (cr, style, layout->rows[row],
                          &(AlgoArea){ lane.x - style->gap / 2 - width,
                                       lane.y + lane.height - height / 2, width, height });
}

/* "● born ○ dies, box: quartiles". */
static void
draw_head (const Layout *layout, cairo_t *cr, double width)
{
  const AlgoStyle *style = layout->style;
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  const char *const labels[] = { _ ("born"), _ ("dies"), _ ("quartiles, median") };
  const double radius = 0.3 * style->text_small;
  g_autofree char *text = NULL;
  double x, y;

  if (layout->head.height == 0)
    return;
  text = algo_ensemble_describe_seeds (layout->picture, layout->picture->consensus->n_measured);
  x = algo_ensemble_head_draw (&layout->head, cr, style, layout->plots[0].x.from, text, &y);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (x + 2 * style->text_small + algo_text_width (style, &format, labels[i]) > width)
        break;
      if (i < 2)
        draw_mark (cr, style, style->dim, x + radius, y, radius, i == 0);
      else
        {
          algo_colour_set_source (algo_colour_mix (style->card, style->dim, BOX), cr);
          cairo_rectangle (cr, x, y - radius, 2 * radius, 2 * radius);
          cairo_fill (cr);
          algo_colour_set_source (style->foreground, cr);
          cairo_rectangle (cr, x + radius - style->line / 2, y - radius, style->line, 2 * radius);
          cairo_fill (cr);
        }
      x += 2 * radius + 0.75 * style->gap;
      x += algo_text_draw_middle (cr, style, &format, x, y, labels[i]) + 2 * style->gap;
    }
}

/* Above each plot, at what step or beta. */
static void
draw_titles (const Layout *layout, cairo_t *cr)
{
  const AlgoStyle *style = layout->style;
  const AlgoEnsemblePicture *picture = layout->picture;
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground };
  g_autofree char *step = algo_number_format_count (algo_ensemble_picture_get_step (picture));
  g_autofree char *log_beta =
      algo_number_format_log_beta (algo_ensemble_picture_get_log_beta (picture));
  g_autofree char *at_step = g_strdup_printf (_ ("at step %s"), step);
  g_autofree char *at_beta = g_strdup_printf (_ ("at log \u03b2 %s"), log_beta);

  for (guint plot = 0; layout->title_height > 0 && plot < N_PLOTS; plot++)
    algo_text_draw_middle (cr, style, &format, layout->plots[plot].x.from,
                           layout->plots[plot].y.to - 0.6 * layout->title_height,
                           plot == 0 ? at_step : at_beta);
}

static void
transitions_draw (const AlgoEnsemblePicture *picture, cairo_t *cr)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, picture);
  for (guint plot = 0; plot < N_PLOTS; plot++)
    {
      algo_plot_draw_x_axis (&layout.plots[plot], cr, picture->style, &layout.text[plot]);
      for (guint row = 0; row < layout.n_rows; row++)
        draw_row (&layout, cr, plot, row);
    }
  for (guint kind = 0; kind < ALGO_N_CHANGES; kind++)
    for (guint row = 0; row < layout.n_rows; row++)
      {
        draw_box (&layout, cr, kind, row);
        draw_marks (&layout, cr, kind, row);
      }
  if (layout.n_rows == 0)
    algo_text_draw_empty (cr, picture->style, picture->width, picture->height,
                          _ ("No phase changes"));
  draw_titles (&layout, cr);
  draw_head (&layout, cr, picture->width);
}

static char *
format_step (double step)
{
  return algo_number_format_count (step > 0 ? (guint64) llround (step) : 0);
}

/* "Tilted is born at log β −4.20 (quartiles −4.38 to −4.05) in 12 seeds"; NULL where it never is.
 */
static char *
describe_lane (const AlgoEnsembleChanges *changes, AlgoPhase phase, AlgoChangeKind kind)
{
  const AlgoSpread spread = algo_ensemble_changes_spread (changes, phase, kind);
  char *(*format) (double) =
      kind < ALGO_CHANGE_BORN_OVER_STEPS ? algo_number_format_log_beta : format_step;
  const char *name = algo_phase_display_name (phase);
  g_autofree char *median = format (spread.median);
  g_autofree char *lower = format (spread.lower);
  g_autofree char *upper = format (spread.upper);
  const guint n = spread.count;

  if (n == 0)
    return NULL;
  switch (kind)
    {
    case ALGO_CHANGE_BORN_OVER_BETA:
      return g_strdup_printf (
          ngettext ("%s is born at log \u03b2 %s (quartiles %s to %s) in %u seed",
                    "%s is born at log \u03b2 %s (quartiles %s to %s) in %u seeds", n),
          name, median, lower, upper, n);
    case ALGO_CHANGE_DIED_OVER_BETA:
      return g_strdup_printf (ngettext ("%s dies at log \u03b2 %s (quartiles %s to %s) in %u seed",
                                        "%s dies at log \u03b2 %s (quartiles %s to %s) in %u seeds",
                                        n),
                              name, median, lower, upper, n);
    case ALGO_CHANGE_BORN_OVER_STEPS:
      return g_strdup_printf (ngettext ("%s is born at step %s (quartiles %s to %s) in %u seed",
                                        "%s is born at step %s (quartiles %s to %s) in %u seeds",
                                        n),
                              name, median, lower, upper, n);
    case ALGO_CHANGE_DIED_OVER_STEPS:
    case ALGO_N_CHANGES:
    default:
      return g_strdup_printf (ngettext ("%s dies at step %s (quartiles %s to %s) in %u seed",
                                        "%s dies at step %s (quartiles %s to %s) in %u seeds", n),
                              name, median, lower, upper, n);
    }
}

static char *
transitions_describe (const AlgoEnsemblePicture *picture)
{
  g_auto (AlgoEnsembleChanges) changes = { 0 };
  GString *text = g_string_new (NULL);

  algo_ensemble_changes_init (&changes, picture);
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    for (guint kind = 0; kind < ALGO_N_CHANGES; kind++)
      {
        g_autofree char *lane = describe_lane (&changes, (AlgoPhase) phase, kind);

        if (lane != NULL)
          g_string_append_printf (text, "%s%s.", text->len > 0 ? " " : "", lane);
      }
  if (text->len == 0)
    g_string_append (text, _ ("No phase changes"));
  return g_string_free (text, FALSE);
}

static gboolean
transitions_pick (const AlgoEnsemblePicture *picture, double x, double y, AlgoEnsemblePlace *place)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, picture);
  for (guint kind = 0; kind < ALGO_N_CHANGES; kind++)
    for (guint row = 0; row < layout.n_rows; row++)
      {
        const AlgoArea lane = get_lane (&layout, kind, row);

        if (x < lane.x || x > lane.x + lane.width || y < lane.y || y >= lane.y + lane.height)
          continue;
        *place = ALGO_ENSEMBLE_PLACE_NONE;
        place->phase = (gint) layout.rows[row];
        place->plot = kind;
        if (kind < ALGO_CHANGE_BORN_OVER_STEPS)
          place->log_beta = algo_axis_value (&layout.plots[0].x, x);
        else
          place->step = llround (algo_axis_value (&layout.plots[1].x, x));
        return TRUE;
      }
  return FALSE;
}

static gboolean
transitions_locate (const AlgoEnsemblePicture *picture,
                    const AlgoEnsemblePlace *place,
                    AlgoArea *area)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, picture);
  for (guint row = 0; row < layout.n_rows; row++)
    if ((gint) layout.rows[row] == place->phase && place->plot < ALGO_N_CHANGES)
      {
        *area = get_lane (&layout, place->plot, row);
        return TRUE;
      }
  return FALSE;
}

/* Down through the lanes of one plot; to the right, to the same of the other. */
static gboolean
transitions_move (const AlgoEnsemblePicture *picture,
                  gint right,
                  gint down,
                  AlgoEnsemblePlace *place)
{
  g_auto (AlgoEnsembleChanges) changes = { 0 };
  gint lanes[2 * ALGO_N_PHASES];
  gint count = 0, at = -1;

  algo_ensemble_changes_init (&changes, picture);
  for (gint phase = 0; phase < ALGO_N_PHASES; phase++)
    for (gint lane = 0; lane < 2; lane++)
      if (algo_ensemble_changes_has (&changes, (AlgoPhase) phase))
        {
          if (phase == place->phase && lane == (gint) place->plot % 2)
            at = count;
          lanes[count++] = 2 * phase + lane;
        }
  if (count == 0)
    return FALSE;
  at = at < 0 ? 0 : CLAMP (at + CLAMP (down, -count, count), 0, count - 1);
  place->phase = lanes[at] / 2;
  place->plot = (guint) (lanes[at] % 2)
                + (right > 0 || (right == 0 && place->plot >= ALGO_CHANGE_BORN_OVER_STEPS)
                       ? ALGO_CHANGE_BORN_OVER_STEPS
                       : 0);
  place->log_beta = NAN;
  place->step = -1;
  return TRUE;
}

static char *
transitions_describe_place (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place)
{
  g_auto (AlgoEnsembleChanges) changes = { 0 };
  char *text;

  if (place->phase < 0 || place->plot >= ALGO_N_CHANGES)
    return NULL;
  algo_ensemble_changes_init (&changes, picture);
  text = describe_lane (&changes, (AlgoPhase) place->phase, place->plot);
  if (text == NULL && place->plot % 2 == 0)
    text = g_strdup_printf (_ ("%s is not born here"),
                            algo_phase_display_name ((AlgoPhase) place->phase));
  else if (text == NULL)
    text = g_strdup_printf (_ ("%s does not die here"),
                            algo_phase_display_name ((AlgoPhase) place->phase));
  return text;
}

/* How many phases change anywhere. */
static void
transitions_get_number (const AlgoEnsemblePicture *picture, const char **name, char **value)
{
  g_auto (AlgoEnsembleChanges) changes = { 0 };
  guint count = 0;

  algo_ensemble_changes_init (&changes, picture);
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    count += algo_ensemble_changes_has (&changes, (AlgoPhase) phase);
  *name = _ ("phases");
  *value = g_strdup_printf ("%u", count);
}

const AlgoEnsembleKind algo_ensemble_transitions = {
  .tabulate = algo_ensemble_tabulate_transitions,
  .draw = transitions_draw,
  .describe = transitions_describe,
  .pick = transitions_pick,
  .locate = transitions_locate,
  .move = transitions_move,
  .describe_place = transitions_describe_place,
  .get_number = transitions_get_number,
};
