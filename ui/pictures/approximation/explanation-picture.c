/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/approximation/explanation-picture.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/approximation/explanation-head.h"
#include "ui/pictures/approximation/explanation-plots.h"
#include "ui/pictures/approximation/explanation-text.h"
#include "ui/pictures/drawing/text.h"

typedef struct
{
  AlgoExplanationHead head;
  AlgoArea text, plots;
} Layout;

static Layout
layout_make (const AlgoExplanationPicture *picture,
             double width,
             double height,
             const AlgoStyle *style)
{
  const gboolean beside = width > 2.4 * height && width > 60 * style->text;
  const double below = beside ? 0 : style->gap + ALGO_EXPLANATION_LEAST_PLOT * style->text;
  Layout layout = { .text = { 0, 0, beside ? 0.42 * width : width, height } };

  algo_explanation_head_init (&layout.head, picture->explanation, picture->headed,
                              layout.text.width, height, below, style);
  if (beside)
    {
      layout.plots = (AlgoArea){ layout.text.width + 3 * style->gap, 0,
                                 width - layout.text.width - 3 * style->gap, height };
      return layout;
    }
  layout.text.height = MIN (height, layout.head.height);
  layout.plots = (AlgoArea){ 0, layout.text.height + style->gap, width, 0 };
  layout.plots.height = MAX (height - layout.plots.y, 0);
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

  if (picture->explanation == NULL)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("Not measured yet"));
      return;
    }
  layout = layout_make (picture, width, height, style);
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  algo_explanation_head_draw (&layout.head, picture->explanation, cr, &layout.text, style);
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
    return g_strdup (_ ("Not measured yet"));
  heading = algo_explanation_make_heading (explanation);
  share = algo_share_format (explanation->share);
  caption = algo_explanation_get_caption (explanation, TRUE);
  formula = algo_explanation_formula_text (explanation);
  note = algo_explanation_make_note (explanation);
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
  layout = layout_make (picture, width, height, style);
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
