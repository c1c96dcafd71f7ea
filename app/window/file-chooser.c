/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/file-chooser.h"

#include <glib/gi18n-lib.h>

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *pattern)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto (GStrv) patterns = g_strsplit (pattern, " ", -1);

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

GFile *
algo_file_chooser_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (GTask) task = data;
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_task_return_pointer (task, file, g_object_unref);
  g_object_unref (dialog);
}

void
algo_file_chooser_ask (GtkWindow *parent,
                       const AlgoFileRequest *request,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (request->title, parent, request->action, request->accept, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  if (request->filter_name != NULL)
    {
      add_filter (chooser, request->filter_name, request->pattern);
      add_filter (chooser, _ ("All files"), "*");
    }
  if (request->folder != NULL)
    gtk_file_chooser_set_current_folder (chooser, request->folder, NULL);
  if (request->name != NULL)
    gtk_file_chooser_set_current_name (chooser, request->name);
  g_signal_connect (native, "response", G_CALLBACK (on_response),
                    g_task_new (parent, NULL, callback, data));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
