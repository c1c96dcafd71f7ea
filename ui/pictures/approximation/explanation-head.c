/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/explanation-head.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "ui/pictures/approximation/explanation-text.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/drawing/text.h"

#define LEAST_WIDTH 10.0 /* for text beside the share, in sizes of text */
#define MAX_NOTES 3

/* The share as a part of a whole; where D is judged too, a tick for what it explains. */
static void
draw_share_bar (const AlgoExplanationHead *head, cairo_t *cr, const AlgoArea *bar)
{
  const AlgoExplanation *explanation = head->explanation;
  const AlgoStyle *style = head->style;
  const double share = isfinite (explanation->share) ? CLAMP (explanation->share, 0, 1) : 0;
  const double redrawn = CLAMP (explanation->redrawn_share, 0, 1);

  algo_colour_fill (style->faint, cr, bar->x, bar->y, bar->width, bar->height);
  algo_colour_fill (explanation->is_own ? algo_style_phase_colour (style, explanation->formula)
                                        : style->dim,
                    cr, bar->x, bar->y, share * bar->width, bar->height);
  if (isfinite (explanation->redrawn_share))
    algo_colour_fill (style->foreground, cr,
                      algo_style_snap (style, bar->x + redrawn * bar->width) - style->hairline,
                      bar->y, 2 * style->hairline, bar->height);
}

/* The lines of text and the share, from the top down. */
typedef struct
{
  const AlgoExplanationHead *head;
  cairo_t *cr;
  AlgoArea area;
  double y; /* taken so far */
} Drawing;

static double
get_top_height (const AlgoStyle *style)
{
  return 1.5 * style->text;
}

static double
get_formula_height (const AlgoStyle *style)
{
  return 1.5 * 1.25 * style->text;
}

static double
get_margin (const AlgoStyle *style)
{
  return 2 * style->gap;
}

static double
get_note_height (const AlgoStyle *style)
{
  return 1.6 * style->text_small;
}

static guint
count_notes (const AlgoExplanation *explanation)
{
  const AlgoClosedForm *form = &algo_phase_rows[explanation->formula].form;

  return explanation->is_own && !isnan (form->exact_scale) ? MAX_NOTES : MAX_NOTES - 1;
}

void
algo_explanation_head_init (AlgoExplanationHead *head,
                            const AlgoPanelFrame *frame,
                            double width,
                            double below)
{
  const AlgoExplanation *explanation = frame->scene->observation->explanation;
  const AlgoStyle *style = frame->style;
  const guint notes = count_notes (explanation);
  /* The lines go by the kind of formula and not by its constants, so that what is below stands
   * still; and a formula leaves some room beside it. */
  const double formula_width =
      algo_phase_rows[explanation->formula].form.width * style->text + get_margin (style);
  double base;

  *head = (AlgoExplanationHead){
    .explanation = explanation,
    .style = style,
    .headed = frame->on_screen,
    .formula_lines = width < formula_width ? 2 : 1,
    .notes = notes,
  };
  base =
      get_top_height (style) + 1.5 * style->gap + head->formula_lines * get_formula_height (style);
  while (head->notes > 0 && base + head->notes * get_note_height (style) + below > frame->height)
    head->notes--;
  if (base + below > frame->height)
    head->notes = notes;
  head->height = base + head->notes * get_note_height (style);
}

/* Whose formula it is and, where no card tells it, the share that it explains, as long as there is
 * room. */
static void
draw_heading (Drawing *drawing)
{
  const AlgoExplanation *explanation = drawing->head->explanation;
  const AlgoStyle *style = drawing->head->style;
  const double radius = 0.36 * style->text, middle = drawing->y + 0.65 * style->text;
  const double right = drawing->area.x + drawing->area.width;
  g_autofree char *heading = algo_explanation_make_heading (explanation);
  g_autofree char *share = algo_share_format (explanation->share);
  AlgoTextFormat format = { .size = style->text,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = style->foreground };
  double x = drawing->area.x + 0.5 * style->gap + radius;

  algo_phase_draw_mark (drawing->cr, style, explanation->formula, x, middle, radius);
  x += radius + style->gap;
  format.max_width = right - x;
  if (format.max_width <= 3 * style->text)
    return;
  x += algo_text_draw_middle (drawing->cr, style, &format, x, middle, heading) + 2 * style->gap;
  format.weight = ALGO_TEXT_REGULAR;
  format.colour = style->dim;
  format.max_width = 0;
  for (gint in_full = drawing->head->headed ? -1 : 1; in_full >= 0; in_full--)
    {
      g_autofree char *text =
          g_strdup_printf ("%s %s", share,
                           algo_explanation_get_caption (explanation, in_full == 1));

      if (algo_text_width (style, &format, text) > right - x)
        continue;
      algo_text_draw_middle (drawing->cr, style, &format, x, middle, text);
      break;
    }
}

/* A line of text below what there is, if there is room for it above the area's end. */
static void
draw_line (Drawing *drawing, const AlgoTextFormat *format, double height, const char *text)
{
  AlgoTextFormat fitted = *format;

  if (text == NULL || *text == '\0' || drawing->y + height > drawing->area.y + drawing->area.height
      || drawing->area.width < LEAST_WIDTH * drawing->head->style->text)
    return;
  fitted.max_width = drawing->area.width - get_margin (drawing->head->style);
  algo_text_draw_middle (drawing->cr, drawing->head->style, &fitted, drawing->area.x,
                         drawing->y + height / 2, text);
  drawing->y += height;
}

/* Where to break a formula of markup so that its beginning fits `width`: before an operator,
 * outside of brackets if possible, as late as possible. NULL if there is no such place. */
static const char *
find_break (const char *markup, const AlgoTextFormat *format, double width, const AlgoStyle *style)
{
  const char *best = NULL, *best_outside = NULL;
  gint tags = 0, brackets = 0;

  for (const char *at = markup; *at != '\0'; at++)
    {
      g_autofree char *part = NULL;

      if (*at == '<')
        tags += at[1] == '/' ? -1 : 1;
      brackets += (*at == '(' || *at == '[') - (*at == ')' || *at == ']');
      if (tags > 0 || !(g_str_has_prefix (at, " + ") || g_str_has_prefix (at, " \u2212 ")))
        continue;
      part = g_strndup (markup, (gsize) (at - markup));
      if (algo_text_width (style, format, part) > width)
        break;
      if (brackets == 0)
        best_outside = at;
      best = at;
    }
  return best_outside != NULL ? best_outside : best;
}

/* On two lines where it is too long for one. */
static void
draw_formula (Drawing *drawing, const char *markup)
{
  const AlgoStyle *style = drawing->head->style;
  const AlgoTextFormat format = { .size = 1.25 * style->text,
                                  .colour = style->foreground,
                                  .markup = TRUE };
  const double height = get_formula_height (style);
  const double width = drawing->area.width - get_margin (style);
  const char *second = NULL;
  g_autofree char *first = NULL;

  if (drawing->head->formula_lines > 1 && algo_text_width (style, &format, markup) > width)
    second = find_break (markup, &format, width, style);
  first = second != NULL ? g_strndup (markup, (gsize) (second - markup)) : g_strdup (markup);
  draw_line (drawing, &format, height, first);
  draw_line (drawing, &format, height, second);
}

/* Where there is room for one, how good the formula is; for two, what its symbols mean too; for
 * three, what it would be if it were exact. */
static void
draw_notes (Drawing *drawing)
{
  const AlgoExplanation *explanation = drawing->head->explanation;
  const AlgoStyle *style = drawing->head->style;
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .markup = TRUE };
  g_autofree char *exact = algo_explanation_exact_markup (explanation);
  g_autofree char *definition = algo_explanation_definition_markup (explanation);
  g_autofree char *exact_line =
      exact != NULL && explanation->is_own ? g_strdup_printf (_ ("exact: %s"), exact) : NULL;
  g_autofree char *note = algo_explanation_make_note (explanation);
  const char *const lines[] = { definition, exact_line, note };
  const guint least[] = { 2, 3, 1 }; /* of notes that there are, for each */

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (drawing->head->notes >= least[i])
      draw_line (drawing, &format, get_note_height (style), lines[i]);
}

void
algo_explanation_head_draw (const AlgoExplanationHead *head, cairo_t *cr, const AlgoArea *area)
{
  const AlgoStyle *style = head->style;
  Drawing drawing = { head, cr, *area, area->y };
  g_autofree char *formula = algo_explanation_formula_markup (head->explanation);

  if (area->width >= 4 * style->text && area->height >= get_top_height (style))
    {
      draw_heading (&drawing);
      drawing.y += get_top_height (style);
    }
  if (drawing.y + style->gap <= area->y + area->height)
    {
      draw_share_bar (head, cr,
                      &(AlgoArea){ area->x, algo_style_snap (style, drawing.y), area->width,
                                   algo_style_snap (style, style->gap) });
      drawing.y += 1.5 * style->gap;
    }
  draw_formula (&drawing, formula);
  draw_notes (&drawing);
}
