/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws figures for papers. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/commands.h"
#include "app/headless/destination.h"
#include "app/headless/figure-options.h"
#include "ui/pictures/figure/figure-file.h"

static void
list_panels (void)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    printf ("%-14s  %s\n", (*panel)->name, algo_panel_get_title (*panel));
}

/* FALSE and an error line if a panel cannot be drawn from this source. */
static gboolean
choose_panels (const AlgoFigureOptions *options, const AlgoScene *scene, AlgoFigure *figure)
{
  *figure = (AlgoFigure){ .scene = scene };
  if (options->panels->len == 0)
    {
      algo_figure_init_layout (figure, scene);
      return TRUE;
    }
  for (guint i = 0; i < options->panels->len; i++)
    {
      const AlgoPanel *panel = options->panels->pdata[i];

      if (!panel->is_known (scene))
        {
          algo_console_error (_ ("--panel: '%s' is drawn from %s"), panel->name,
                              algo_panel_get_needs (panel));
          return FALSE;
        }
      algo_figure_add_panel (figure, panel);
    }
  return TRUE;
}

static gboolean
save_figure (const AlgoFigureOptions *options, const AlgoFigureExport *export, GError **error)
{
  for (guint i = 0; i < options->n_formats; i++)
    {
      g_autofree char *path = algo_figure_options_get_path (options, options->formats[i]);

      if (!algo_figure_export_save (export, options->formats[i], path, error))
        return FALSE;
      algo_console_report_written (path);
    }
  return TRUE;
}

static gboolean
save_tables (const AlgoFigureOptions *options, const AlgoFigureExport *export, GError **error)
{
  for (guint i = 0; i < export->figure->n_panels; i++)
    {
      const AlgoPanel *panel = export->figure->panels[i];
      g_autofree char *path = algo_figure_options_get_table_path (options, panel);

      g_autoptr (AlgoCsv) csv = algo_panel_tabulate (panel, export->figure->scene);

      if (!algo_csv_save (csv, path, error))
        return FALSE;
      algo_console_report_written (path);
    }
  return TRUE;
}

static AlgoExit
fail (const GError *error)
{
  algo_console_error ("%s", error->message);
  return ALGO_EXIT_FAILED;
}

static gboolean
check_destinations (const AlgoFigureOptions *options, GError **error)
{
  for (guint i = 0; i < options->n_formats; i++)
    {
      g_autofree char *path = algo_figure_options_get_path (options, options->formats[i]);

      if (!algo_destination_check_file (path, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether a panel was asked for by its name. */
static gboolean
is_asked (const AlgoFigureOptions *options, const char *name)
{
  return options->panels != NULL
         && g_ptr_array_find (options->panels, algo_panel_find (name), NULL);
}

/* With the network that the other file has for as many inputs, at its last step. NULL after an
 * error line. */
static AlgoScene *
compare (const AlgoFigureOptions *options, const AlgoScene *scene, AlgoExit *status)
{
  AlgoSubjectOptions asked = ALGO_SUBJECT_OPTIONS_DEFAULT;
  g_autoptr (AlgoSource) source = NULL;
  g_autoptr (AlgoScene) other = NULL;
  g_autoptr (GError) error = NULL;

  source = algo_source_open (options->other, ALGO_SOURCE_LAST_STEP, &error);
  if (source == NULL)
    {
      *status = fail (error);
      return NULL;
    }
  if (source->network == NULL)
    {
      asked.log_beta = options->subject.log_beta;
      asked.noise_seed = options->subject.noise_seed;
      asked.inputs = CLAMP (scene->observation->network->inputs, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS);
    }
  other = algo_subject_new (source, &asked, ALGO_SCENE_NETWORK, status);
  return other != NULL ? algo_scene_compare (scene, other) : NULL;
}

/* What is drawn, with all that the panels asked for need. NULL, after an error line, if it cannot
 * be had. */
static AlgoScene *
open_scene (const AlgoFigureOptions *options, AlgoExit *status)
{
  AlgoSceneParts parts = ALGO_SCENE_FIGURES;
  g_autoptr (AlgoSource) source = NULL;
  g_autoptr (AlgoScene) scene = NULL;
  g_autoptr (GError) error = NULL;

  if (algo_ensemble_is_in (options->source) && options->other == NULL)
    return algo_subject_new_for_ensemble (options->source, &options->subject, status);
  source = algo_source_open (options->source, options->subject.step, &error);
  if (source == NULL)
    {
      *status = fail (error);
      return NULL;
    }
  if (is_asked (options, "generalisation"))
    parts |= ALGO_SCENE_GENERALISATION;
  if (is_asked (options, "direct"))
    parts |= ALGO_SCENE_DIRECT;
  scene = algo_subject_new (source, &options->subject, parts, status);
  if (scene == NULL || options->other == NULL)
    return g_steal_pointer (&scene);
  return compare (options, scene, status);
}

AlgoExit
algo_command_figure (char *const *arguments)
{
  g_auto (AlgoFigureOptions) options = ALGO_FIGURE_OPTIONS_DEFAULT;
  g_autoptr (AlgoScene) scene = NULL;
  g_autoptr (GError) error = NULL;
  AlgoFigureExport export;
  AlgoFigure figure;
  AlgoExit status;

  if (!algo_figure_options_read (&options, arguments, &status))
    return status;
  if (options.list_panels)
    {
      list_panels ();
      return algo_console_finish (ALGO_EXIT_SUCCESS);
    }
  if (!check_destinations (&options, &error))
    return fail (error);
  scene = open_scene (&options, &status);
  if (scene == NULL)
    return status;
  if (!choose_panels (&options, scene, &figure))
    return ALGO_EXIT_FAILED;
  export = (AlgoFigureExport){
    .figure = &figure, .size = options.size, .text = options.text, .dpi = options.dpi
  };
  if (!save_figure (&options, &export, &error)
      || (options.tables && !save_tables (&options, &export, &error)))
    return fail (error);
  return algo_console_finish (ALGO_EXIT_SUCCESS);
}
