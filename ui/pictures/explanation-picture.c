/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/explanation-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/explanation-plots.h"
#include "ui/pictures/explanation-text.h"
#include "ui/pictures/numbers.h"
#include "ui/pictures/phase-key.h"
#include "ui/pictures/phase-text.h"
#include "ui/pictures/text.h"

#define LEAST_WIDTH 10.0 /* for text beside the share, in sizes of text */

/* What the share is of, in full or short. */
static const char *
get_caption (const AlgoExplanation *explanation, gboolean in_full)
{
  if (!isfinite (explanation->share))
    return _ ("the output does not vary");
  return in_full ? _ ("of the output\u2019s variance explained, on fresh inputs")
                 : _ ("of variance explained");
}

/* "Pudding +, fitted" or, where the phase has no formula, which one was taken instead. */
static char *
make_heading (const AlgoExplanation *explanation)
{
  const char *name = algo_phase_display_name (explanation->formula);

  if (explanation->is_own)
    /* Translators: the formula of the phase that is named, its constants fitted to a network */
    return g_strdup_printf (_ ("%s, fitted"), name);
  return g_strdup_printf (_ ("No formula of its own; of those known, %s explains most"), name);
}

/* What else there is to say of the share: how good the formula would be, and what D explains. */
static char *
make_note (const AlgoExplanation *explanation)
{
  GString *note = g_string_new (NULL);

  if (isfinite (explanation->unexplained))
    {
      g_autofree char *unexplained = algo_number_format (explanation->unexplained);

      g_string_append_printf (note, _ ("FVU of the formula %s"), unexplained);
    }
  if (isfinite (explanation->redrawn_share))
    {
      g_autofree char *share = algo_share_format (explanation->redrawn_share);

      g_string_append (note, note->len > 0 ? " \u00b7 " : "");
      /* Translators: the share of the variance that is explained after the weights have been given
       * to other neurons */
      g_string_append_printf (note, _ ("%s with weights dealt anew"), share);
    }
  return g_string_free (note, FALSE);
}

/* The share as a part of a whole; where D is judged too, a tick for what it explains. */
static void
draw_share_bar (const AlgoExplanation *explanation,
                cairo_t *cr,
                const AlgoStyle *style,
                const AlgoArea *bar)
{
  const double share = isfinite (explanation->share) ? CLAMP (explanation->share, 0, 1) : 0;
  const double redrawn = CLAMP (explanation->redrawn_share, 0, 1);

  algo_colour_set_source (style->faint, cr);
  cairo_rectangle (cr, bar->x, bar->y, bar->width, bar->height);
  cairo_fill (cr);
  algo_colour_set_source (
      explanation->is_own ? algo_style_phase_colour (style, explanation->formula) : style->dim, cr);
  cairo_rectangle (cr, bar->x, bar->y, share * bar->width, bar->height);
  cairo_fill (cr);
  if (!isfinite (explanation->redrawn_share))
    return;
  algo_colour_set_source (style->foreground, cr);
  cairo_rectangle (cr, algo_style_snap (style, bar->x + redrawn * bar->width) - style->hairline,
                   bar->y, 2 * style->hairline, bar->height);
  cairo_fill (cr);
}

/* The lines of text and the share, from the top down. */
typedef struct
{
  const AlgoExplanation *explanation;
  cairo_t *cr;
  const AlgoStyle *style;
  AlgoArea area;
  double y; /* taken so far */
} Head;

/* The share's height, with two small lines beside it. */
static double
share_height (const AlgoStyle *style)
{
  return MAX (1.5 * style->text_large, 3.2 * style->text_small);
}

static void
draw_share (Head *head)
{
  const AlgoExplanation *explanation = head->explanation;
  const AlgoStyle *style = head->style;
  const double mark = 0.36 * style->text_large, x = head->area.x + 0.5 * style->gap;
  AlgoTextFormat number = { .size = style->text_large,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = style->foreground };
  AlgoTextFormat small = { .size = style->text_small, .colour = style->dim };
  g_autofree char *share = algo_share_format (explanation->share);
  g_autofree char *heading = make_heading (explanation);
  const char *caption = get_caption (explanation, TRUE);
  const double middle = head->area.y + share_height (style) / 2;
  double at = x + 2 * mark + 1.5 * style->gap;

  if (head->area.width < 4 * style->text || head->area.height < share_height (style))
    return;
  algo_phase_draw_mark (head->cr, style, explanation->formula, x + mark, middle, mark);
  number.max_width = head->area.x + head->area.width - at;
  at += algo_text_draw_middle (head->cr, style, &number, at, middle, share) + 2 * style->gap;
  head->y = head->area.y + share_height (style);
  if (algo_text_width (style, &small, caption) > head->area.x + head->area.width - at)
    caption = get_caption (explanation, FALSE);
  small.max_width = head->area.x + head->area.width - at;
  if (small.max_width < LEAST_WIDTH * style->text)
    return;
  algo_text_draw_middle (head->cr, style, &small, at, middle + 0.65 * style->text_small, caption);
  small.colour = style->foreground;
  algo_text_draw_middle (head->cr, style, &small, at, middle - 0.65 * style->text_small, heading);
}

/* A line of text below what there is, if there is room for it above the area's end. */
static void
draw_line (Head *head, const AlgoTextFormat *format, const char *text)
{
  AlgoTextFormat fitted = *format;
  const double height = 1.6 * format->size;

  if (text == NULL || *text == '\0' || head->y + height > head->area.y + head->area.height
      || head->area.width < LEAST_WIDTH * head->style->text)
    return;
  fitted.max_width = head->area.width;
  algo_text_draw_middle (head->cr, head->style, &fitted, head->area.x, head->y + height / 2, text);
  head->y += height;
}

static void
draw_formula (Head *head)
{
  const AlgoStyle *style = head->style;
  const AlgoTextFormat formula = { .size = 1.25 * style->text,
                                   .colour = style->foreground,
                                   .markup = TRUE };
  const AlgoTextFormat small = { .size = style->text_small, .colour = style->dim, .markup = TRUE };
  g_autofree char *fitted = algo_explanation_formula_markup (head->explanation);
  g_autofree char *definition = algo_explanation_definition_markup (head->explanation);
  g_autofree char *exact = algo_explanation_exact_markup (head->explanation);
  g_autofree char *note = make_note (head->explanation);
  g_autofree char *exact_line =
      exact != NULL && head->explanation->is_own ? g_strdup_printf (_ ("exact: %s"), exact) : NULL;

  draw_line (head, &formula, fitted);
  draw_line (head, &small, definition);
  draw_line (head, &small, exact_line);
  draw_line (head, &small, note);
}

typedef struct
{
  AlgoArea head, plots;
} Layout;

static Layout
layout_make (const AlgoExplanation *explanation,
             double width,
             double height,
             const AlgoStyle *style)
{
  /* The share, its bar, the formula, three lines and what is between them. */
  const guint lines = explanation->is_own && explanation->formula != ALGO_PHASE_CONVEXITY
                              && explanation->formula != ALGO_PHASE_SCATTERED
                          ? 3
                          : 2;
  const double needed =
      share_height (style) + 1.5 * style->gap + 2 * style->text + lines * 1.6 * style->text_small;
  const gboolean beside = width > 2.4 * height && width > 60 * style->text;
  Layout layout = { .head = { 0, 0, width, height } };

  if (beside)
    {
      layout.head.width = 0.42 * width;
      layout.plots = (AlgoArea){ layout.head.width + 3 * style->gap, 0,
                                 width - layout.head.width - 3 * style->gap, height };
      return layout;
    }
  layout.head.height = MIN (height, needed);
  layout.plots = (AlgoArea){ 0, needed + style->gap, width, height - needed - style->gap };
  if (layout.plots.height < 0)
    layout.plots.height = 0;
  return layout;
}

void
algo_explanation_picture_draw (const AlgoExplanationPicture *picture,
                               cairo_t *cr,
                               double width,
                               double height,
                               const AlgoStyle *style)
{
  AlgoExplanationPlots plots;
  Layout layout;
  Head head;

  if (picture->explanation == NULL)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("No network yet"));
      return;
    }
  layout = layout_make (picture->explanation, width, height, style);
  head = (Head){ picture->explanation, cr, style, layout.head, layout.head.y };
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  draw_share (&head);
  if (head.y + style->gap <= layout.head.y + layout.head.height)
    {
      const AlgoArea bar = { head.area.x, algo_style_snap (style, head.y), head.area.width,
                             algo_style_snap (style, style->gap) };

      draw_share_bar (picture->explanation, cr, style, &bar);
      head.y += 1.5 * style->gap;
    }
  draw_formula (&head);
  algo_explanation_plots_init (&plots, picture->explanation, &layout.plots, style);
  algo_explanation_plots_draw (&plots, cr);
  cairo_restore (cr);
}

/* " two-humped: dip 0.145, above 0.0195." where there is a distribution. */
static char *
describe_distribution (const AlgoExplanation *explanation)
{
  g_autofree char *humps = NULL;

  if (explanation->distribution == NULL)
    return g_strdup ("");
  humps = algo_distribution_describe (explanation->distribution);
  return g_strdup_printf (_ (" Hidden weights are %s."), humps);
}

char *
algo_explanation_picture_describe (const AlgoExplanationPicture *picture)
{
  const AlgoExplanation *explanation = picture->explanation;
  g_autofree char *heading = NULL, *share = NULL, *formula = NULL, *note = NULL;
  g_autofree char *distribution = NULL;
  const char *caption;

  if (explanation == NULL)
    return g_strdup (_ ("No network yet"));
  heading = make_heading (explanation);
  share = algo_share_format (explanation->share);
  caption = get_caption (explanation, TRUE);
  formula = algo_explanation_formula_text (explanation);
  note = make_note (explanation);
  distribution = describe_distribution (explanation);
  /* Translators: "Pudding +, fitted: 99.3 % of the output's variance explained", a formula, how
   * good it is, and then a sentence or nothing */
  return g_strdup_printf (_ ("%s: %s %s. %s. %s.%s"), heading, share, caption, formula, note,
                          distribution);
}

/* FALSE without an explanation. */
static gboolean
plots_init (AlgoExplanationPlots *plots,
            const AlgoExplanationPicture *picture,
            double width,
            double height,
            const AlgoStyle *style)
{
  Layout layout;

  if (picture->explanation == NULL)
    return FALSE;
  layout = layout_make (picture->explanation, width, height, style);
  algo_explanation_plots_init (plots, picture->explanation, &layout.plots, style);
  return TRUE;
}

void
algo_explanation_picture_draw_cursor (const AlgoExplanationPicture *picture,
                                      cairo_t *cr,
                                      double width,
                                      double height,
                                      const AlgoStyle *style)
{
  AlgoExplanationPlots plots;

  if (picture->hover != NULL && plots_init (&plots, picture, width, height, style))
    algo_explanation_plots_draw_cursor (&plots, cr, picture->hover);
}

gboolean
algo_explanation_picture_pick (const AlgoExplanationPicture *picture,
                               double width,
                               double height,
                               const AlgoStyle *style,
                               double x,
                               double y,
                               AlgoExplanationPoint *point)
{
  AlgoExplanationPlots plots;

  return plots_init (&plots, picture, width, height, style)
         && algo_explanation_plots_pick (&plots, x, y, point);
}

gboolean
algo_explanation_picture_locate (const AlgoExplanationPicture *picture,
                                 double width,
                                 double height,
                                 const AlgoStyle *style,
                                 const AlgoExplanationPoint *point,
                                 AlgoArea *area)
{
  AlgoExplanationPlots plots;

  return plots_init (&plots, picture, width, height, style)
         && algo_explanation_plots_locate (&plots, point, area);
}

gboolean
algo_explanation_picture_step (const AlgoExplanationPicture *picture,
                               double width,
                               double height,
                               const AlgoStyle *style,
                               const AlgoExplanationPoint *from,
                               gint right,
                               gint down,
                               AlgoExplanationPoint *to)
{
  AlgoExplanationPlots plots;

  return plots_init (&plots, picture, width, height, style)
         && algo_explanation_plots_step (&plots, from, right, down, to);
}
