/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/file-chooser.h"

#include <glib/gi18n-lib.h>

static GtkFileFilter *
make_filter (const char *name, const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  g_auto (GStrv) patterns = g_strsplit (pattern, " ", -1);

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  return filter;
}

GFile *
algo_file_chooser_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

#if GTK_CHECK_VERSION(4, 10, 0)

static GListModel *
make_filters (const AlgoFileRequest *request)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) some = make_filter (request->filter_name, request->pattern);
  g_autoptr (GtkFileFilter) all = make_filter (_ ("All files"), "*");

  g_list_store_append (filters, some);
  g_list_store_append (filters, all);
  return G_LIST_MODEL (filters);
}

static void
on_response (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  GFile *file;

  switch (GPOINTER_TO_INT (g_task_get_task_data (task)))
    {
    case ALGO_FILE_SAVE:
      file = gtk_file_dialog_save_finish (dialog, result, NULL);
      break;
    case ALGO_FILE_FOLDER:
      file = gtk_file_dialog_select_folder_finish (dialog, result, NULL);
      break;
    case ALGO_FILE_OPEN:
    default:
      file = gtk_file_dialog_open_finish (dialog, result, NULL);
      break;
    }
  g_task_return_pointer (task, file, g_object_unref);
}

void
algo_file_chooser_ask (GtkWindow *parent,
                       const AlgoFileRequest *request,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  GTask *task = g_task_new (parent, NULL, callback, data);

  g_task_set_task_data (task, GINT_TO_POINTER (request->kind), NULL);
  gtk_file_dialog_set_title (dialog, request->title);
  g_object_set (dialog, "accept-label", request->accept, "initial-name", request->name,
                "initial-folder", request->folder, NULL);
  if (request->filter_name != NULL)
    {
      g_autoptr (GListModel) filters = make_filters (request);

      gtk_file_dialog_set_filters (dialog, filters);
    }
  switch (request->kind)
    {
    case ALGO_FILE_SAVE:
      gtk_file_dialog_save (dialog, parent, NULL, on_response, task);
      break;
    case ALGO_FILE_FOLDER:
      gtk_file_dialog_select_folder (dialog, parent, NULL, on_response, task);
      break;
    case ALGO_FILE_OPEN:
    default:
      gtk_file_dialog_open (dialog, parent, NULL, on_response, task);
      break;
    }
}

#else

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
  const GtkFileChooserAction actions[] = {
    [ALGO_FILE_OPEN] = GTK_FILE_CHOOSER_ACTION_OPEN,
    [ALGO_FILE_SAVE] = GTK_FILE_CHOOSER_ACTION_SAVE,
    [ALGO_FILE_FOLDER] = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
  };
  GtkFileChooserNative *native =
      gtk_file_chooser_native_new (request->title, parent, actions[request->kind], request->accept,
                                   NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (native);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  if (request->filter_name != NULL)
    {
      g_autoptr (GtkFileFilter) some = make_filter (request->filter_name, request->pattern);
      g_autoptr (GtkFileFilter) all = make_filter (_ ("All files"), "*");

      gtk_file_chooser_add_filter (chooser, some);
      gtk_file_chooser_add_filter (chooser, all);
    }
  if (request->folder != NULL)
    gtk_file_chooser_set_current_folder (chooser, request->folder, NULL);
  if (request->name != NULL)
    gtk_file_chooser_set_current_name (chooser, request->name);
  g_signal_connect (native, "response", G_CALLBACK (on_response),
                    g_task_new (parent, NULL, callback, data));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif
