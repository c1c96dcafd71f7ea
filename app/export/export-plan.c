/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export/export-plan.h"

#include "engine/formats/network-file.h"

typedef enum
{
  FILE_FIGURE,
  FILE_TABLE,
  FILE_SAFETENSORS,
  FILE_NPZ,
} FileKind;

typedef struct
{
  FileKind kind;
  AlgoFigureFormat format; /* of a figure */
  const AlgoPanel *panel;  /* of a table */
} File;

void
algo_export_plan_clear (AlgoExportPlan *plan)
{
  g_clear_pointer (&plan->stem, g_free);
  g_clear_pointer (&plan->path, g_free);
}

static GArray *
list_files (const AlgoExportPlan *plan)
{
  GArray *files = g_array_new (FALSE, FALSE, sizeof (File));

  for (guint i = 0; i < ALGO_N_FIGURE_FORMATS; i++)
    if (plan->formats[i])
      g_array_append_val (files, ((File){ .kind = FILE_FIGURE, .format = i }));
  for (guint i = 0; plan->tables && i < plan->figure.n_panels; i++)
    g_array_append_val (files, ((File){ .kind = FILE_TABLE, .panel = plan->figure.panels[i] }));
  if (plan->safetensors && algo_scene_get_network (plan->figure.scene) != NULL)
    g_array_append_val (files, ((File){ .kind = FILE_SAFETENSORS }));
  if (plan->npz && algo_scene_get_network (plan->figure.scene) != NULL)
    g_array_append_val (files, ((File){ .kind = FILE_NPZ }));
  return files;
}

static char *
get_path (const AlgoExportPlan *plan, const File *file)
{
  switch (file->kind)
    {
    case FILE_TABLE:
      return g_strdup_printf ("%s-%s.csv", plan->stem, file->panel->name);
    case FILE_SAFETENSORS:
      return g_strconcat (plan->stem, ".safetensors", NULL);
    case FILE_NPZ:
      return g_strconcat (plan->stem, ".npz", NULL);
    case FILE_FIGURE:
    default:
      return plan->path != NULL
                 ? g_strdup (plan->path)
                 : g_strconcat (plan->stem, ".", algo_figure_format_name (file->format), NULL);
    }
}

GPtrArray *
algo_export_plan_list (const AlgoExportPlan *plan)
{
  g_autoptr (GArray) files = list_files (plan);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < files->len; i++)
    g_ptr_array_add (paths, get_path (plan, &g_array_index (files, File, i)));
  return paths;
}

gboolean
algo_export_plan_save (const AlgoExportPlan *plan, guint index, GError **error)
{
  const AlgoScene *scene = plan->figure.scene;
  const AlgoFigureExport export = {
    .figure = &plan->figure, .size = plan->size, .text = plan->text, .dpi = plan->dpi
  };
  g_autoptr (GArray) files = list_files (plan);
  const File *file = &g_array_index (files, File, index);
  g_autofree char *path = get_path (plan, file);
  g_autoptr (AlgoCsv) csv = NULL;

  switch (file->kind)
    {
    case FILE_TABLE:
      csv = algo_panel_tabulate (file->panel, scene);
      return algo_csv_save (csv, path, error);
    case FILE_SAFETENSORS:
    case FILE_NPZ:
      return algo_network_save (algo_scene_get_network (scene), path, scene->provenance, error);
    case FILE_FIGURE:
    default:
      return algo_figure_export_save (&export, file->format, path, error);
    }
}
