/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a file in a thread, for a window that may be closed meanwhile. */
#include "app/window/recent-runs.h"
#include "app/window/window-private.h"

typedef struct
{
  GWeakRef window;
  char *path;
  const AlgoWindowReader *reader;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_weak_ref_clear (&reading->window);
  g_free (reading->path);
  g_free (reading);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Reading *reading = data;
  GError *error = NULL;
  gpointer contents = reading->reader->read (reading->path, &error);

  if (contents != NULL)
    g_task_return_pointer (task, contents, reading->reader->free);
  else
    g_task_return_error (task, error);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  g_autoptr (AlgoWindow) self = g_weak_ref_get (&reading->window);
  g_autoptr (GError) error = NULL;
  gpointer contents = g_task_propagate_pointer (G_TASK (result), &error);
  const gboolean is_open = self != NULL && self->session != NULL;

  if (is_open && contents != NULL)
    {
      algo_window_hide_message (self);
      algo_recent_runs_add (reading->path);
      reading->reader->take (self, contents, reading->path);
    }
  else if (is_open)
    algo_window_show_message (self, error->message);
  g_clear_pointer (&contents, reading->reader->free);
}

void
algo_window_read (AlgoWindow *self, const char *path, const AlgoWindowReader *reader)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_read, NULL);
  Reading *reading = g_new0 (Reading, 1);

  g_weak_ref_init (&reading->window, self);
  reading->path = g_canonicalize_filename (path, NULL);
  reading->reader = reader;
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}
