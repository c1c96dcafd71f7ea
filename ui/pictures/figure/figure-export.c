/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-export.h"

AlgoFigureSize
algo_figure_export_get_size (const AlgoFigureExport *export)
{
  AlgoFigureSize size = export->size;
  AlgoStyle style;

  if (size.height > 0)
    return size;
  algo_figure_style_init (&style, export->text);
  size.height = algo_figure_natural_height (export->figure, size.width, &style);
  return size;
}

gboolean
algo_figure_export_save (const AlgoFigureExport *export,
                         AlgoFigureFormat format,
                         const char *path,
                         GError **error)
{
  g_autofree char *title = algo_figure_describe (export->figure);
  const AlgoFigureSize size = algo_figure_export_get_size (export);
  const AlgoFigurePage page = { .draw = (AlgoDrawFunc) algo_figure_draw,
                                .picture = export->figure,
                                .width = size.width,
                                .height = size.height,
                                .text = export->text,
                                .dpi = export->dpi,
                                .title = title,
                                .provenance = export->figure->scene->provenance };

  return algo_figure_save (&page, format, path, error);
}
