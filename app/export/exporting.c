/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export/exporting.h"

#include "app/export/export-dialog.h"

#include <glib/gi18n-lib.h>

static void
on_exported (AlgoMessageBar *notice, guint count, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;

  if (count == 1)
    text = g_strdup_printf (_ ("“%s” was written."), name);
  else
    text = g_strdup_printf (ngettext ("“%s” and %u other file were written.",
                                      "“%s” and %u other files were written.", count - 1),
                            name, count - 1);
  algo_message_bar_dress (notice, "emblem-ok-symbolic", TRUE);
  algo_message_bar_show (notice, text, _ ("Show in _Folder"), "win.show-in-folder",
                         g_variant_new_string (path));
}

void
algo_exporting_begin (AlgoPage *page,
                      const char *panel,
                      GSettings *preferences,
                      AlgoMessageBar *notice)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
  g_auto (AlgoPageExport) export = { 0 };
  AlgoExportDialog *dialog;

  if (!algo_page_get_export (page, &export))
    return;
  dialog = algo_export_dialog_new (parent, export.scene, export.snapshot, export.folder);
  algo_export_dialog_bind (dialog, preferences);
  if (panel != NULL)
    algo_export_dialog_choose_panel (dialog, panel);
  g_signal_connect_object (dialog, "exported", G_CALLBACK (on_exported), notice, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
algo_exporting_show_folder (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *uri = g_filename_to_uri (folder, NULL, error);

  return uri != NULL && g_app_info_launch_default_for_uri (uri, NULL, error);
}
