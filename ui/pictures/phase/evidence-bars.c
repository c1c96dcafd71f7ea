/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/evidence-bars.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define NAME_CHARACTERS 16 /* "Double-sidedness" */
#define VALUE_CHARACTERS 7 /* "0.00812" */
#define MOST_PITCH 3.6     /* heights of text from one row to the next */
#define LEAST_PITCH 1.25

typedef struct
{
  double name_x, value_x, verdict_x; /* the value ends at its x */
  double from, to;                   /* of the tracks */
} Columns;

/* What the phase asks of a parameter; NULL where it asks nothing. */
static const AlgoEvidence *
find_evidence (const AlgoClassification *classification, const char *name)
{
  for (guint i = 0; i < classification->n_evidence; i++)
    if (strcmp (classification->evidence[i].name, name) == 0)
      return &classification->evidence[i];
  return NULL;
}

gboolean
algo_evidence_is_unnamed (const AlgoObservation *observation)
{
  return observation->parameters.is_unnamed
         && observation->classification.phase == ALGO_PHASE_UNRECOGNISED;
}

AlgoEvidenceRow
algo_evidence_bars_get_row (const AlgoObservation *observation, AlgoOrderParameter parameter)
{
  return (AlgoEvidenceRow){
    .name = algo_order_rows[parameter].name,
    .value = algo_order_parameters_get (&observation->parameters, parameter),
    .asked = algo_evidence_is_unnamed (observation)
                 ? NULL
                 : find_evidence (&observation->classification, algo_order_rows[parameter].name),
  };
}

/* The range on which a parameter is drawn. */
static AlgoAxis
make_axis (AlgoOrderParameter parameter, const Columns *columns)
{
  const AlgoOrderRow *row = &algo_order_rows[parameter];

  return (AlgoAxis){ .kind = row->is_logarithmic ? ALGO_AXIS_LOG : ALGO_AXIS_LINEAR,
                     .low = row->low,
                     .high = row->is_logarithmic ? row->most : row->high,
                     .from = columns->from,
                     .to = columns->to };
}

/* Where a value is on a row's track, kept on it. */
static double
place_on_track (const AlgoAxis *axis, double value)
{
  return algo_axis_place (axis, CLAMP (value, axis->low, axis->high));
}

/* From `from` to `to`, whichever is less, `height` high about `middle`. */
static void
fill_bar (cairo_t *cr,
          const AlgoStyle *style,
          AlgoColour colour,
          double from,
          double to,
          double middle,
          double height)
{
  double top = algo_style_snap (style, middle - height / 2);
  double bottom = algo_style_snap (style, middle + height / 2);

  algo_colour_set_source (colour, cr);
  cairo_rectangle (cr, MIN (from, to), top, fabs (to - from), bottom - top);
  cairo_fill (cr);
}

/* The range asked for, and its bounds that are not the ends of the track. */
static void
draw_asked (cairo_t *cr,
            const AlgoStyle *style,
            const AlgoAxis *axis,
            const AlgoEvidence *evidence,
            AlgoColour colour,
            double middle,
            double height)
{
  double bounds[] = { evidence->low, evidence->high };

  fill_bar (cr, style, algo_style_tint (style, colour, 0.38), place_on_track (axis, bounds[0]),
            place_on_track (axis, bounds[1]), middle, height);
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (bounds[i] > axis->low && bounds[i] < axis->high)
      {
        double x = algo_style_snap (style, place_on_track (axis, bounds[i]));

        fill_bar (cr, style, colour, x - style->hairline, x + style->hairline, middle, height);
      }
}

/* A tick where the value is as asked, a cross where it is not: drawn, as fonts differ. */
static void
draw_verdict (cairo_t *cr, const AlgoStyle *style, gboolean met, double x, double y)
{
  double size = 0.28 * style->text;

  cairo_set_line_width (cr, 1.2 * style->hairline);
  algo_colour_set_source (met ? style->dim : style->foreground, cr);
  if (met)
    {
      cairo_move_to (cr, x - size, y + 0.1 * size);
      cairo_line_to (cr, x - 0.3 * size, y + 0.8 * size);
      cairo_line_to (cr, x + size, y - 0.8 * size);
    }
  else
    {
      cairo_move_to (cr, x - 0.8 * size, y - 0.8 * size);
      cairo_line_to (cr, x + 0.8 * size, y + 0.8 * size);
      cairo_move_to (cr, x + 0.8 * size, y - 0.8 * size);
      cairo_line_to (cr, x - 0.8 * size, y + 0.8 * size);
    }
  cairo_stroke (cr);
}

static Columns
place_columns (const AlgoArea *area, const AlgoStyle *style)
{
  double names = algo_text_room (style->text_small, NAME_CHARACTERS);
  Columns columns;

  columns.name_x = area->x;
  columns.verdict_x = area->x + area->width - 0.4 * style->text;
  columns.value_x = columns.verdict_x - 0.4 * style->text - style->gap;
  columns.from = area->x + names + style->gap;
  columns.to = columns.value_x - algo_text_room (style->text_small, VALUE_CHARACTERS) - style->gap;
  /* In a narrow picture names give way to bars. */
  if (columns.to < columns.from + 5 * style->text)
    columns.from = MAX (area->x, columns.to - 5 * style->text);
  return columns;
}

static void
draw_track (cairo_t *cr,
            const AlgoStyle *style,
            const AlgoAxis *axis,
            const AlgoEvidence *evidence,
            AlgoColour colour,
            double value,
            double middle,
            double height)
{
  double least = axis->kind == ALGO_AXIS_LOG ? axis->low : 0; /* from which the bar grows */
  double origin = place_on_track (axis, least);
  double end = place_on_track (axis, value);

  fill_bar (cr, style, style->faint, axis->from, axis->to, middle, 0.6 * height);
  if (evidence != NULL)
    draw_asked (cr, style, axis, evidence, colour, middle, height);
  if (least > axis->low)
    fill_bar (cr, style, style->dim, origin - style->hairline / 2, origin + style->hairline / 2,
              middle, 0.6 * height);
  if (isnan (value))
    return;
  fill_bar (cr, style, evidence != NULL ? style->foreground : style->dim, origin, end, middle,
            0.22 * height);
  algo_colour_set_source (evidence != NULL ? style->foreground : style->dim, cr);
  cairo_arc (cr, end, middle, 0.26 * height, 0, 2 * G_PI);
  cairo_fill (cr);
}

static void
draw_row (const AlgoObservation *observation,
          cairo_t *cr,
          const AlgoStyle *style,
          AlgoOrderParameter parameter,
          const Columns *columns,
          double middle,
          double height)
{
  const AlgoClassification *classification = &observation->classification;
  const AlgoEvidenceRow row = algo_evidence_bars_get_row (observation, parameter);
  const AlgoEvidence *evidence = row.asked;
  AlgoPhase asking = classification->phase == ALGO_PHASE_UNRECOGNISED ? classification->nearest
                                                                      : classification->phase;
  AlgoAxis axis = make_axis (parameter, columns);
  g_autofree char *number = algo_number_format (row.value);
  AlgoTextFormat format = { .size = style->text_small,
                            .colour = evidence != NULL ? style->foreground : style->dim,
                            .max_width = columns->from - columns->name_x - style->gap };

  if (format.max_width > 3 * style->text_small)
    algo_text_draw_middle (cr, style, &format, columns->name_x, middle,
                           _ (algo_order_rows[parameter].title));
  if (columns->to > columns->from + style->text)
    draw_track (cr, style, &axis, evidence, algo_style_phase_colour (style, asking), row.value,
                middle, MIN (height, 1.6 * style->text));
  format.align = 1;
  format.max_width = 0;
  algo_text_draw_middle (cr, style, &format, columns->value_x, middle, number);
  if (evidence != NULL)
    draw_verdict (cr, style, evidence->margin >= 0, columns->verdict_x, middle);
}

/* Rows in the order in which they are drawn: all, or where there is no room for them those that the
 * phase asks for. Returns how many, 0 if those have no room either; a phase without a name asks for
 * nothing, and has as many as there is room for. */
static guint
choose_rows (const AlgoObservation *observation,
             const AlgoStyle *style,
             double height,
             AlgoOrderParameter chosen[ALGO_N_ORDER_PARAMETERS])
{
  guint room = MAX (height, 0) / (LEAST_PITCH * style->text_small);
  const gboolean is_unnamed = algo_evidence_is_unnamed (observation);
  guint count = 0;

  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    if (room >= ALGO_N_ORDER_PARAMETERS || (is_unnamed && i < room)
        || algo_evidence_bars_get_row (observation, i).asked != NULL)
      chosen[count++] = i;
  return count <= room ? count : 0;
}

void
algo_evidence_bars_draw (const AlgoObservation *observation,
                         cairo_t *cr,
                         const AlgoStyle *style,
                         const AlgoArea *area)
{
  Columns columns = place_columns (area, style);
  AlgoOrderParameter chosen[ALGO_N_ORDER_PARAMETERS];
  guint count = choose_rows (observation, style, area->height, chosen);
  double pitch = MIN (area->height / MAX (count, 1), MOST_PITCH * style->text);

  cairo_save (cr);
  for (guint i = 0; i < count; i++)
    draw_row (observation, cr, style, chosen[i], &columns,
              algo_style_snap (style, area->y + (i + 0.5) * pitch), 0.72 * pitch);
  cairo_restore (cr);
}

/* "at least 0.65", "at most 0.15", "0.15 to 0.75". */
static char *
describe_range (const AlgoEvidence *evidence)
{
  g_autofree char *low = algo_number_format (evidence->low);
  g_autofree char *high = algo_number_format (evidence->high);

  if (isinf (evidence->low))
    return g_strdup_printf (_ ("at most %s"), high);
  if (isinf (evidence->high))
    return g_strdup_printf (_ ("at least %s"), low);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

char *
algo_evidence_bars_describe (const AlgoObservation *observation)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    {
      const AlgoEvidenceRow row = algo_evidence_bars_get_row (observation, i);
      g_autofree char *value = algo_number_format (row.value);

      if (i > 0)
        /* Translators: between the parts of a list that are read out one after the other */
        g_string_append (text, _ ("; "));
      g_string_append_printf (text, "%s %s", _ (algo_order_rows[i].title), value);
      if (row.asked != NULL)
        {
          g_autofree char *range = describe_range (row.asked);

          /* Translators: the range that a phase asks of the value just named */
          g_string_append_printf (text, _ (" (asked: %s)"), range);
        }
    }
  return g_string_free (text, FALSE);
}
