/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-export.h"

/* Columns of a table that say which network and which run it is of, where that is known. */
static const char *const table_constants[] = { "seed",       "gathered_seeds", "step",
                                               "log_beta",   "inputs",         "hidden",
                                               "noise_seed", "exported_by" };

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
                                .provenance = export->provenance };

  return algo_figure_save (&page, format, path, error);
}

gboolean
algo_figure_export_save_table (const AlgoFigureExport *export,
                               const AlgoFigurePanel *panel,
                               const char *path,
                               GError **error)
{
  g_autoptr (AlgoCsv) csv = algo_csv_new ();

  for (guint i = 0; i < G_N_ELEMENTS (table_constants); i++)
    {
      const char *value = g_hash_table_lookup (export->provenance, table_constants[i]);

      if (value != NULL)
        algo_csv_add_constant (csv, table_constants[i], value);
    }
  panel->tabulate (export->figure->data, csv);
  return algo_csv_save (csv, path, error);
}
