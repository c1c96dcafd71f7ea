/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which algorithm a network is, with the evidence: each order parameter as a bar on its own range,
 * beside the range that the phase asks for. */
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"

#define TALL 32            /* heights of text from which on there is room for a sentence */
#define NAME_CHARACTERS 16 /* "Double-sidedness" */
#define VALUE_CHARACTERS 7 /* "0.00812" */
#define MOST_PITCH 3.6     /* heights of text from one row to the next */
#define LEAST_PITCH 1.25

/* An order parameter and what the phase asks of it. */
typedef struct
{
  const AlgoOrderRow *row;
  double value;
  const AlgoEvidence *asked; /* NULL where the phase asks nothing */
} Evidence;

/* Whether the network does something, of a task for which no phases have names: then nothing is
 * asked of it. */
static gboolean
is_unnamed (const AlgoObservation *observation)
{
  return observation->parameters.is_unnamed
         && observation->classification.phase == ALGO_PHASE_UNRECOGNISED;
}

static Evidence
get_evidence (const AlgoObservation *observation, AlgoOrderParameter parameter)
{
  const AlgoClassification *classification = &observation->classification;
  Evidence evidence = {
    .row = &algo_order_rows[parameter],
    .value = algo_order_parameters_get (&observation->parameters, parameter),
  };

  for (guint i = 0; i < classification->n_evidence && !is_unnamed (observation); i++)
    if (g_str_equal (classification->evidence[i].name, evidence.row->name))
      evidence.asked = &classification->evidence[i];
  return evidence;
}

/* The bars. */

typedef struct
{
  double name_x, value_x, verdict_x; /* the value ends at its x */
  double from, to;                   /* of the tracks */
} Columns;

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

/* From one value to another, whichever is less, `height` high about `middle`; values beyond the
 * track are at its ends. */
static void
fill_bar (cairo_t *cr,
          const AlgoStyle *style,
          AlgoColour colour,
          double from,
          double to,
          double middle,
          double height)
{
  const double top = algo_style_snap (style, middle - height / 2);

  algo_colour_fill (colour, cr, MIN (from, to), top, fabs (to - from),
                    algo_style_snap (style, middle + height / 2) - top);
}

/* The range asked for, and its bounds that are not the ends of the track. */
static void
draw_asked (cairo_t *cr,
            const AlgoStyle *style,
            const AlgoAxis *axis,
            const AlgoEvidence *asked,
            AlgoColour colour,
            double middle,
            double height)
{
  const double bounds[] = { asked->low, asked->high };

  fill_bar (cr, style, algo_style_tint (style, colour, 0.38),
            algo_axis_place_within (axis, bounds[0]), algo_axis_place_within (axis, bounds[1]),
            middle, height);
  for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
    if (bounds[i] > axis->low && bounds[i] < axis->high)
      {
        const double x = algo_style_snap (style, algo_axis_place (axis, bounds[i]));

        fill_bar (cr, style, colour, x - style->hairline, x + style->hairline, middle, height);
      }
}

/* On the range on which the parameter is drawn. */
static void
draw_track (cairo_t *cr,
            const AlgoStyle *style,
            const Columns *columns,
            const Evidence *evidence,
            AlgoColour colour,
            double middle,
            double height)
{
  const gboolean is_log = evidence->row->is_logarithmic;
  const AlgoAxis axis = { .kind = is_log ? ALGO_AXIS_LOG : ALGO_AXIS_LINEAR,
                          .low = evidence->row->low,
                          .high = is_log ? evidence->row->most : evidence->row->high,
                          .from = columns->from,
                          .to = columns->to };
  const AlgoColour ink = evidence->asked != NULL ? style->foreground : style->dim;
  const double least = is_log ? axis.low : 0; /* from which the bar grows */
  const double origin = algo_axis_place_within (&axis, least);
  const double end = algo_axis_place_within (&axis, evidence->value);

  fill_bar (cr, style, style->faint, axis.from, axis.to, middle, 0.6 * height);
  if (evidence->asked != NULL)
    draw_asked (cr, style, &axis, evidence->asked, colour, middle, height);
  if (least > axis.low)
    fill_bar (cr, style, style->dim, origin - style->hairline / 2, origin + style->hairline / 2,
              middle, 0.6 * height);
  if (isnan (evidence->value))
    return;
  fill_bar (cr, style, ink, origin, end, middle, 0.22 * height);
  algo_colour_set_source (ink, cr);
  cairo_arc (cr, end, middle, 0.26 * height, 0, 2 * G_PI);
  cairo_fill (cr);
}

/* A tick where the value is as asked, a cross where it is not: drawn, as fonts differ. */
static void
draw_verdict (cairo_t *cr, const AlgoStyle *style, gboolean met, double x, double y)
{
  static const double strokes[2][2][4] = {
    { { -0.8, -0.8, 0.8, 0.8 }, { 0.8, -0.8, -0.8, 0.8 } },
    { { -1, 0.1, -0.3, 0.8 }, { -0.3, 0.8, 1, -0.8 } },
  };
  const double size = 0.28 * style->text;

  for (guint i = 0; i < 2; i++)
    {
      const double *stroke = strokes[met][i];

      algo_colour_draw_line (met ? style->dim : style->foreground, cr, 1.2 * style->hairline,
                             x + size * stroke[0], y + size * stroke[1], x + size * stroke[2],
                             y + size * stroke[3]);
    }
}

static void
draw_row (const AlgoClassification *classification,
          cairo_t *cr,
          const AlgoStyle *style,
          const Evidence *evidence,
          const Columns *columns,
          double middle,
          double height)
{
  const AlgoPhase asking = classification->phase == ALGO_PHASE_UNRECOGNISED
                               ? classification->nearest
                               : classification->phase;
  g_autofree char *number = algo_number_format (evidence->value);
  AlgoTextFormat format = { .size = style->text_small,
                            .colour = evidence->asked != NULL ? style->foreground : style->dim,
                            .max_width = columns->from - columns->name_x - style->gap };

  if (format.max_width > 3 * style->text_small)
    algo_text_draw_middle (cr, style, &format, columns->name_x, middle, _ (evidence->row->title));
  if (columns->to > columns->from + style->text)
    draw_track (cr, style, columns, evidence, algo_style_phase_colour (style, asking), middle,
                MIN (height, 1.6 * style->text));
  format.align = 1;
  format.max_width = 0;
  algo_text_draw_middle (cr, style, &format, columns->value_x, middle, number);
  if (evidence->asked != NULL)
    draw_verdict (cr, style, evidence->asked->margin >= 0, columns->verdict_x, middle);
}

/* As many rows as have room, those that the phase asks for before others. */
static void
draw_bars (const AlgoObservation *observation,
           cairo_t *cr,
           const AlgoStyle *style,
           const AlgoArea *area)
{
  const Columns columns = place_columns (area, style);
  const gint room = (gint) (MAX (area->height, 0) / (LEAST_PITCH * style->text_small));
  Evidence rows[ALGO_N_ORDER_PARAMETERS];
  gint others = room;
  guint count = 0;
  double pitch;

  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    others -= get_evidence (observation, i).asked != NULL;
  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS && (gint) count < room; i++)
    {
      rows[count] = get_evidence (observation, i);
      count += rows[count].asked != NULL || others-- > 0;
    }
  pitch = MIN (area->height / MAX (count, 1), MOST_PITCH * style->text);
  for (guint i = 0; i < count; i++)
    draw_row (&observation->classification, cr, style, &rows[i], &columns,
              algo_style_snap (style, area->y + (i + 0.5) * pitch), 0.72 * pitch);
}

/* The head. */

static void
begin_part (GString *note)
{
  if (note->len > 0)
    g_string_append (note, " \u00b7 ");
}

/* "confidence 93 % · 5 of 5 draws · KL 187 nats" */
static char *
make_note (const AlgoObservation *observation, gboolean confident)
{
  /* A network on its own is not drawn. */
  const guint draws = isnan (observation->question.log_beta) ? 0 : observation->draws;
  GString *note = g_string_new (NULL);

  if (confident)
    {
      g_autofree char *confidence =
          algo_number_format_percent (observation->classification.confidence);

      g_string_append_printf (note, _ ("confidence %s"), confidence);
    }
  if (draws > 0)
    begin_part (note);
  if (draws == 1)
    g_string_append (note, _ ("1 draw"));
  else if (draws > 1)
    g_string_append_printf (note, _ ("%u of %u draws"), observation->draws_agreeing, draws);
  if (isfinite (observation->kl))
    {
      g_autofree char *kl = algo_number_format (observation->kl);

      begin_part (note);
      g_string_append_printf (note, _ ("KL %s nats"), kl);
    }
  return g_string_free (note, FALSE);
}

/* What to say below: the algorithm, or what there is instead. */
static char *
make_formula_markup (const AlgoObservation *observation)
{
  const AlgoClassification *classification = &observation->classification;

  if (classification->phase == ALGO_PHASE_UNFORMED)
    return g_markup_escape_text (_ ("no better than a constant guess"), -1);
  if (is_unnamed (observation))
    return g_markup_escape_text (_ ("algorithms of this task have no names yet"), -1);
  if (classification->phase == ALGO_PHASE_UNRECOGNISED)
    return g_markup_printf_escaped (_ ("nearest to %s"),
                                    algo_phase_display_name (classification->nearest));
  return algo_phase_formula_markup (classification->phase, observation->parameters.polarity);
}

static const char *
get_summary (const AlgoObservation *observation)
{
  if (is_unnamed (observation))
    return _ ("What the network does can be read from its order parameters.");
  return algo_phase_summary (observation->classification.phase);
}

/* Badge, name, note and formula from the top of the area, and a sentence where there is much room.
 * Returns the height taken. */
static double
draw_head (const AlgoPanelFrame *frame, cairo_t *cr, const AlgoArea *area)
{
  const AlgoObservation *observation = frame->scene->observation;
  const AlgoStyle *style = frame->style;
  double side = MIN (3.4 * style->text, MIN (area->height, area->width));
  AlgoArea badge = { area->x, area->y, side, side };
  double x = area->x + side + 2 * style->gap;
  double room = area->x + area->width - x;
  AlgoTextFormat name = { .size = style->text_large,
                          .weight = ALGO_TEXT_BOLD,
                          .colour = style->foreground };
  AlgoTextFormat note = { .size = style->text_small, .colour = style->dim };
  AlgoTextFormat formula = { .size = 1.15 * style->text,
                             .colour = style->foreground,
                             .markup = TRUE };
  double formula_height = 2.4 * style->text;
  g_autofree char *note_text = make_note (observation, !frame->on_screen);
  g_autofree char *formula_markup = make_formula_markup (observation);

  name.max_width = note.max_width = room;
  formula.max_width = area->width - 2 * style->gap;
  algo_phase_draw_chip (cr, style, observation->classification.phase, &badge);
  if (room > 3 * style->text && side >= 3 * style->text)
    {
      if (*note_text != '\0')
        algo_text_draw (cr, style, &name, x, area->y + 0.86 * style->text_large,
                        algo_phase_display_name (observation->classification.phase));
      else
        algo_text_draw_middle (cr, style, &name, x, area->y + side / 2,
                               algo_phase_display_name (observation->classification.phase));
      algo_text_draw (cr, style, &note, x, area->y + side - 0.25 * style->text_small, note_text);
    }
  if (formula_markup == NULL || area->height < side + formula_height
      || area->width < 10 * style->text)
    return side;
  algo_text_draw (cr, style, &formula, area->x, area->y + side + 1.75 * style->text,
                  formula_markup);
  if (area->height < TALL * style->text)
    return side + formula_height;
  note.size = style->text;
  note.max_width = area->width;
  algo_text_draw (cr, style, &note, area->x, area->y + side + formula_height + style->text,
                  get_summary (observation));
  return side + formula_height + 2 * style->text;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const double width = frame->width, height = frame->height;
  const AlgoStyle *style = frame->style;
  gboolean beside = width > 2 * height && width > 50 * style->text;
  AlgoArea head = { 0, 0, beside ? 0.44 * width : width, height };
  AlgoArea bars = head;
  double taken = draw_head (frame, cr, &head);

  if (beside)
    bars =
        (AlgoArea){ head.width + 3 * style->gap, 0, width - head.width - 3 * style->gap, height };
  else
    bars = (AlgoArea){ 0, taken + style->gap, width, height - taken - style->gap };
  if (bars.width >= 12 * style->text)
    draw_bars (frame->scene->observation, cr, style, &bars);
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

/* "Localisation 0.980 (asked: at least 0.65); ...", every parameter. */
static char *
describe_evidence (const AlgoObservation *observation)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    {
      const Evidence evidence = get_evidence (observation, i);
      g_autofree char *value = algo_number_format (evidence.value);

      if (i > 0)
        /* Translators: between the parts of a list that are read out one after the other */
        g_string_append (text, _ ("; "));
      g_string_append_printf (text, "%s %s", _ (evidence.row->title), value);
      if (evidence.asked != NULL)
        {
          g_autofree char *range = describe_range (evidence.asked);

          /* Translators: the range that a phase asks of the value just named */
          g_string_append_printf (text, _ (" (asked: %s)"), range);
        }
    }
  return g_string_free (text, FALSE);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoObservation *observation = frame->scene->observation;
  const AlgoPhase phase = observation->classification.phase;
  g_autofree char *note = make_note (observation, TRUE);
  g_autofree char *evidence = describe_evidence (observation);
  g_autofree char *formula = algo_phase_formula_text (phase, observation->parameters.polarity);

  if (formula == NULL)
    /* Translators: a phase, a sentence on it, how sure it is, and the order parameters */
    return g_strdup_printf (_ ("%s: %s %s. %s."), algo_phase_display_name (phase),
                            get_summary (observation), note, evidence);
  /* Translators: a phase, a sentence on it, how sure it is, its formula, the order parameters */
  return g_strdup_printf (_ ("%s: %s %s; %s. %s."), algo_phase_display_name (phase),
                          get_summary (observation), note, formula, evidence);
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  const AlgoObservation *one = a->observation, *other = b->observation;

  if (one == NULL || other == NULL)
    return one == other;
  return one->network == other->network && one->draws == other->draws
         && one->draws_agreeing == other->draws_agreeing;
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  *name = _ ("confidence");
  return algo_number_format_percent (scene->observation->classification.confidence);
}

static void
add_bound (AlgoCsv *csv, const AlgoEvidence *asked, double bound)
{
  if (asked != NULL)
    algo_csv_add_real (csv, bound);
  else
    algo_csv_add_empty (csv);
}

/* One order parameter a row; the range is empty where the phase asks for none. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoObservation *observation = scene->observation;

  algo_csv_add_names (csv, "phase", "confidence", "parameter", "value", "asked_low", "asked_high",
                      NULL);
  for (guint i = 0; i < ALGO_N_ORDER_PARAMETERS; i++)
    {
      const Evidence evidence = get_evidence (observation, i);

      algo_csv_add_text (csv, algo_phase_name (observation->classification.phase));
      algo_csv_add_real (csv, observation->classification.confidence);
      algo_csv_add_text (csv, evidence.row->name);
      algo_csv_add_real (csv, evidence.value);
      add_bound (csv, evidence.asked, evidence.asked != NULL ? evidence.asked->low : NAN);
      add_bound (csv, evidence.asked, evidence.asked != NULL ? evidence.asked->high : NAN);
      algo_csv_end_row (csv);
    }
}

const AlgoPanel algo_panel_phase = {
  .name = "phase",
  .title = N_ ("Phase"),
  .label = N_ ("Phase of the network"),
  .needs = N_ ("a network"),
  .narrow = { 150, 120 },
  .wide = { 519, 90 },
  .share = 1,
  .in_layout = TRUE,
  .is_known = algo_scene_has_network,
  .is_same = is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
};
