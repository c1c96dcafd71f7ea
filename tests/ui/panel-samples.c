/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/panel-samples.h"

AlgoPanelFrame
panel_sample_get_frame (const PanelSample *sample,
                        double width,
                        double height,
                        const AlgoStyle *style)
{
  return (AlgoPanelFrame){ .panel = algo_panel_find (sample->panel),
                           .scene = &sample->scene,
                           .width = width,
                           .height = height,
                           .style = style,
                           .option = sample->option,
                           .on_screen = !sample->in_figure,
                           .cursor = sample->cursor };
}

/* The scene of what the panel shows, so that nothing is said above the picture. */
static AlgoPanelFrame
get_own_frame (const PanelSample *sample, PanelSample *own)
{
  AlgoPanelBasis basis;

  *own = *sample;
  basis = algo_panel_get_basis (algo_panel_find (sample->panel), &sample->scene);
  own->scene.step = basis.step;
  own->scene.question.log_beta = basis.log_beta;
  return panel_sample_get_frame (own, 0, 0, NULL);
}

void
panel_sample_draw (const PanelSample *sample,
                   cairo_t *cr,
                   double width,
                   double height,
                   const AlgoStyle *style)
{
  PanelSample own;
  AlgoPanelFrame frame = get_own_frame (sample, &own);

  frame.width = width;
  frame.height = height;
  frame.style = style;
  algo_panel_draw (&frame, cr);
  algo_panel_draw_cursor (&frame, cr);
}

char *
panel_sample_describe (const PanelSample *sample)
{
  PanelSample own;
  const AlgoPanelFrame frame = get_own_frame (sample, &own);

  return algo_panel_describe (&frame);
}

char *
panel_sample_read (const PanelSample *sample, const AlgoPanelCursor *cursor)
{
  PanelSample own;
  AlgoStyle style;
  AlgoArea area;
  AlgoPanelFrame frame = get_own_frame (sample, &own);

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  frame.width = frame.height = 400;
  frame.style = &style;
  frame.cursor = cursor;
  return algo_panel_read (&frame, &area);
}
