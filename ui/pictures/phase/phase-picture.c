/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/phase-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/phase/evidence-bars.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define TALL 32 /* heights of text from which on there is room for a sentence */

static void
draw_badge (const AlgoPhasePicture *picture,
            cairo_t *cr,
            const AlgoStyle *style,
            const AlgoArea *badge)
{
  AlgoPhase phase = picture->classification->phase;
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
make_note (const AlgoPhasePicture *picture, gboolean confident)
{
  GString *note = g_string_new (NULL);

  if (confident)
    {
      g_autofree char *confidence =
          algo_number_format_percent (picture->classification->confidence);

      g_string_append_printf (note, _ ("confidence %s"), confidence);
    }
  if (picture->draws > 0)
    begin_part (note);
  if (picture->draws == 1)
    g_string_append (note, _ ("1 draw"));
  else if (picture->draws > 1)
    g_string_append_printf (note, _ ("%u of %u draws"), picture->draws_agreeing, picture->draws);
  if (isfinite (picture->kl))
    {
      g_autofree char *kl = algo_number_format (picture->kl);

      begin_part (note);
      g_string_append_printf (note, _ ("KL %s nats"), kl);
    }
  return g_string_free (note, FALSE);
}

/* What to say below: the algorithm, or what there is instead. */
static char *
make_formula_markup (const AlgoPhasePicture *picture)
{
  const AlgoClassification *classification = picture->classification;

  if (classification->phase == ALGO_PHASE_UNFORMED)
    return g_markup_escape_text (_ ("no better than a constant guess"), -1);
  if (classification->phase == ALGO_PHASE_UNRECOGNISED)
    return g_markup_printf_escaped (_ ("nearest to %s"),
                                    algo_phase_display_name (classification->nearest));
  return algo_phase_formula_markup (classification->phase, picture->parameters->polarity);
}

/* Badge, name, note and formula from the top of the area, and a sentence where there is much room.
 * Returns the height taken. */
static double
draw_head (const AlgoPhasePicture *picture,
           cairo_t *cr,
           const AlgoStyle *style,
           const AlgoArea *area)
{
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
  g_autofree char *note_text = make_note (picture, !picture->headed);
  g_autofree char *formula_markup = make_formula_markup (picture);

  name.max_width = note.max_width = room;
  formula.max_width = area->width;
  draw_badge (picture, cr, style, &badge);
  if (room > 3 * style->text && side >= 3 * style->text)
    {
      if (*note_text != '\0')
        algo_text_draw (cr, style, &name, x, area->y + 0.86 * style->text_large,
                        algo_phase_display_name (picture->classification->phase));
      else
        algo_text_draw_middle (cr, style, &name, x, area->y + side / 2,
                               algo_phase_display_name (picture->classification->phase));
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
                  algo_phase_summary (picture->classification->phase));
  return side + formula_height + 2 * style->text;
}

void
algo_phase_picture_draw (const AlgoPhasePicture *picture,
                         cairo_t *cr,
                         double width,
                         double height,
                         const AlgoStyle *style)
{
  gboolean beside = width > 2 * height && width > 50 * style->text;
  AlgoArea head = { 0, 0, beside ? 0.44 * width : width, height };
  AlgoArea bars = head;
  double taken;

  if (picture->classification == NULL)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("Not measured yet"));
      return;
    }
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  taken = draw_head (picture, cr, style, &head);
  if (beside)
    bars =
        (AlgoArea){ head.width + 3 * style->gap, 0, width - head.width - 3 * style->gap, height };
  else
    bars = (AlgoArea){ 0, taken + style->gap, width, height - taken - style->gap };
  if (bars.width >= 12 * style->text)
    algo_evidence_bars_draw (picture, cr, style, &bars);
  cairo_restore (cr);
}

char *
algo_phase_picture_describe (const AlgoPhasePicture *picture)
{
  g_autofree char *note = NULL, *evidence = NULL, *formula = NULL;
  const AlgoClassification *classification = picture->classification;

  if (classification == NULL)
    return g_strdup (_ ("Not measured yet"));
  note = make_note (picture, TRUE);
  evidence = algo_evidence_bars_describe (picture);
  formula = algo_phase_formula_text (classification->phase, picture->parameters->polarity);
  if (formula == NULL)
    /* Translators: a phase, a sentence on it, how sure it is, and the order parameters */
    return g_strdup_printf (_ ("%s: %s %s. %s."), algo_phase_display_name (classification->phase),
                            algo_phase_summary (classification->phase), note, evidence);
  /* Translators: a phase, a sentence on it, how sure it is, its formula, the order parameters */
  return g_strdup_printf (_ ("%s: %s %s; %s. %s."), algo_phase_display_name (classification->phase),
                          algo_phase_summary (classification->phase), note, formula, evidence);
}
