/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting what is shown. */
#include "app/export/export-dialog.h"
#include "app/window/window-private.h"
#include "ui/widgets/panels/network-view.h"

#include <glib/gi18n-lib.h>

static void
on_exported (AlgoWindow *self, guint count, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;

  if (count == 1)
    text = g_strdup_printf (_ ("“%s” was written."), name);
  else
    text = g_strdup_printf (ngettext ("“%s” and %u other file were written.",
                                      "“%s” and %u other files were written.", count - 1),
                            name, count - 1);
  algo_window_show_notice (self, "emblem-ok-symbolic", text, _ ("Show in _Folder"),
                           "win.show-in-folder", path);
}

/* Where the neurons of the graph on screen are, if it is there. */
static AlgoArrangement *
copy_arrangement (AlgoWindow *self)
{
  AlgoPanelView *view = algo_board_get_view (self->board, "network");
  const AlgoArrangement *arrangement = NULL;

  if (view != NULL && gtk_widget_get_mapped (GTK_WIDGET (view)))
    arrangement = algo_network_view_get_arrangement (ALGO_NETWORK_VIEW (view));
  return arrangement != NULL ? algo_arrangement_copy (arrangement) : NULL;
}

static void
open_dialog (AlgoWindow *self,
             AlgoScene *scene,
             AlgoSnapshot *snapshot,
             const char *folder,
             const char *panel)
{
  AlgoExportDialog *dialog = algo_export_dialog_new (GTK_WINDOW (self), scene, snapshot, folder);

  if (self->preferences != NULL)
    algo_export_dialog_bind (dialog, self->preferences);
  if (panel != NULL)
    algo_export_dialog_choose_panel (dialog, panel);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (on_exported), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
export_ensemble (AlgoWindow *self, const char *panel)
{
  g_autofree char *folder = g_path_get_dirname (self->consensus->ensemble->path);
  g_autoptr (AlgoScene) scene = algo_window_make_ensemble_scene (self);

  open_dialog (self, scene, NULL, folder, panel);
}

/* What a person exports stays as it was when the dialog was opened, whatever training does. */
static void
export_run (AlgoWindow *self, const char *panel)
{
  g_autoptr (AlgoSnapshot) snapshot = algo_session_ref_snapshot (self->session);
  g_autoptr (GArray) metrics = g_array_new (FALSE, FALSE, sizeof (AlgoMetrics));
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  g_autoptr (GHashTable) provenance = NULL;
  g_autoptr (AlgoArrangement) arrangement = copy_arrangement (self);
  g_autofree char *folder = NULL;
  g_autoptr (AlgoScene) scene = NULL;
  AlgoScene parts;

  if (snapshot == NULL)
    return;
  algo_recorder_read_metrics (self->recorder, metrics);
  algo_recorder_read_grids (self->recorder, -1, grids);
  algo_window_get_scene (self, &parts);
  parts.generation = snapshot->generation;
  parts.seed = snapshot->settings.seed;
  parts.step = snapshot->step;
  parts.chosen = -1;
  parts.observation = NULL;
  parts.metrics = metrics;
  parts.grids = grids;
  parts.budget = algo_recorder_get_budget (self->recorder);
  parts.arrangement = arrangement;
  if (self->exhibit != NULL)
    {
      provenance = algo_exhibit_make_provenance (self->exhibit);
      parts.is_exhibit = TRUE;
      parts.observation = self->exhibit->shown;
      parts.provenance = provenance;
    }
  scene = algo_scene_new (&parts);
  if (!algo_window_is_unnamed (self))
    folder = g_path_get_dirname (self->path);
  open_dialog (self, scene, snapshot, folder != NULL ? folder : g_get_home_dir (), panel);
}

void
algo_window_export (AlgoWindow *self, const char *panel)
{
  if (self->ensemble_is_shown)
    export_ensemble (self, panel);
  else
    export_run (self, panel);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  algo_window_export (user_data, NULL);
}

static void
on_show_in_folder (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;
  g_autofree char *folder = g_path_get_dirname (g_variant_get_string (parameter, NULL));
  g_autofree char *uri = g_filename_to_uri (folder, NULL, NULL);
  g_autoptr (GError) error = NULL;

  algo_window_hide_notice (self);
  if (uri != NULL && !g_app_info_launch_default_for_uri (uri, NULL, &error))
    algo_window_show_message (self, error->message);
}

void
algo_window_add_export_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "export", .activate = on_export },
    { .name = "show-in-folder", .activate = on_show_in_folder, .parameter_type = "s" },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
