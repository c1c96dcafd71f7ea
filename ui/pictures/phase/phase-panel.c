/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which algorithm a network is, with the evidence: each order parameter as a bar on its own range,
 * beside the range that the phase asks for. */
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/phase/evidence-bars.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define TALL 32 /* heights of text from which on there is room for a sentence */

static void
draw_badge (const AlgoObservation *observation,
            cairo_t *cr,
            const AlgoStyle *style,
            const AlgoArea *badge)
{
  AlgoPhase phase = observation->classification.phase;
  AlgoColour colour = algo_style_phase_colour (style, phase);
  AlgoTextFormat format = { .size = 0.48 * badge->height,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = algo_colour_contrasting (colour),
                            .align = 0.5 };

  algo_colour_set_source (colour, cr);
  algo_style_add_rounded (cr, badge, MIN (style->gap, badge->height / 4));
  cairo_fill (cr);
  algo_text_draw_middle (cr, style, &format, badge->x + badge->width / 2,
                         badge->y + badge->height / 2, algo_phase_display_letter (phase));
}

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
  if (algo_evidence_is_unnamed (observation))
    return g_markup_escape_text (_ ("algorithms of this task have no names yet"), -1);
  if (classification->phase == ALGO_PHASE_UNRECOGNISED)
    return g_markup_printf_escaped (_ ("nearest to %s"),
                                    algo_phase_display_name (classification->nearest));
  return algo_phase_formula_markup (classification->phase, observation->parameters.polarity);
}

static const char *
get_summary (const AlgoObservation *observation)
{
  if (algo_evidence_is_unnamed (observation))
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
  formula.max_width = area->width;
  draw_badge (observation, cr, style, &badge);
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
    algo_evidence_bars_draw (frame->scene->observation, cr, style, &bars);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoObservation *observation = frame->scene->observation;
  const AlgoPhase phase = observation->classification.phase;
  g_autofree char *note = make_note (observation, TRUE);
  g_autofree char *evidence = algo_evidence_bars_describe (observation);
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
      const AlgoEvidenceRow row = algo_evidence_bars_get_row (observation, i);

      algo_csv_add_text (csv, algo_phase_name (observation->classification.phase));
      algo_csv_add_real (csv, observation->classification.confidence);
      algo_csv_add_text (csv, row.name);
      algo_csv_add_real (csv, row.value);
      add_bound (csv, row.asked, row.asked != NULL ? row.asked->low : NAN);
      add_bound (csv, row.asked, row.asked != NULL ? row.asked->high : NAN);
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
