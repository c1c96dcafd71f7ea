/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/multiples.h"

#include <math.h>

#define HALVES_FROM 20 /* widths of small text that leave room for ticks at halves */
#define BARE_TO 13     /* that leave no room beside the plot */

guint
algo_multiples_choose_columns (guint n_plots, double aspect, double width, double height)
{
  guint best = 1;
  double best_distance = INFINITY;

  for (guint columns = 1; columns <= n_plots; columns *= 2)
    {
      double ratio = (width / columns) / (height / (n_plots / columns));
      double distance = fabs (log (ratio / aspect));

      if (distance < best_distance)
        {
          best = columns;
          best_distance = distance;
        }
    }
  return best;
}

/* What there is of labels and titles of x. */
typedef struct
{
  gboolean shared, titled;
  double below;      /* how much of the height that takes below all plots */
  double row_height; /* that is left for each of the others, with its title */
} Labelling;

static Labelling
try_labelling (const AlgoMultiples *multiples,
               double height,
               const AlgoStyle *style,
               gboolean shared,
               gboolean titled)
{
  guint rows = multiples->count / multiples->columns;
  double below = (shared ? algo_plot_x_label_height (style) : 0)
                 + (titled ? algo_plot_x_title_height (style) : 0);

  return (Labelling){
    .shared = shared,
    .titled = titled,
    .below = below,
    .row_height = (height - multiples->above - below - (rows - 1) * style->gap) / rows,
  };
}

/* As much as leaves the plots room for labels of y. */
static Labelling
choose_labelling (const AlgoMultiples *multiples, double height, const AlgoStyle *style)
{
  const gboolean choices[][2] = { { FALSE, TRUE }, { TRUE, TRUE }, { FALSE, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      Labelling labelling = try_labelling (multiples, height, style, choices[i][0], choices[i][1]);

      if (labelling.row_height - multiples->title_height
          >= algo_plot_least_height (style, labelling.shared))
        return labelling;
    }
  return try_labelling (multiples, height, style, TRUE, FALSE);
}

/* Of log10 beta a minus sign, a digit and a gap, which is twice as wide where the labels at the
 * ends have to keep inside the plot, unless there is room for ticks at halves. */
guint
algo_multiples_choose_x_characters (gboolean over_beta, double plot_width, const AlgoStyle *style)
{
  if (!over_beta)
    return 0;
  if (plot_width > HALVES_FROM * style->text_small)
    return 6;
  return plot_width > BARE_TO * style->text_small ? 3 : 4;
}

void
algo_multiples_place (const AlgoMultiples *multiples,
                      double width,
                      double height,
                      const AlgoStyle *style,
                      AlgoPlotText *texts,
                      AlgoArea *areas,
                      AlgoPlot *plots)
{
  const guint columns = multiples->columns, rows = multiples->count / columns;
  const Labelling labelling = choose_labelling (multiples, height, style);
  const double gap = 2 * style->gap, plot_width = (width - (columns - 1) * gap) / columns;

  for (guint i = 0; i < multiples->count; i++)
    {
      guint row = i / columns, column = i % columns;

      areas[i] =
          (AlgoArea){ column * (plot_width + gap),
                      multiples->above + row * (labelling.row_height + style->gap), plot_width,
                      labelling.row_height + (row == rows - 1 ? labelling.below : 0) };
      texts[i].shares_x = labelling.shared && row < rows - 1;
      texts[i].x_title = labelling.titled && row == rows - 1 ? multiples->x_title : NULL;
      algo_plot_place_below (&plots[i], &areas[i], multiples->title_height, &texts[i], style);
    }
}

const AlgoPlot *
algo_multiples_find (const AlgoPlot *plots, guint count, double x, double y)
{
  for (guint i = 0; i < count; i++)
    if (algo_plot_contains (&plots[i], x, y))
      return &plots[i];
  return NULL;
}
