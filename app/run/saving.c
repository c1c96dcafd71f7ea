/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/saving.h"

#include "app/window/file-chooser.h"
#include "app/window/recent-runs.h"
#include "engine/run-file/schema.h"

#include <glib/gi18n-lib.h>

/* One that is under way; both are owned. */
typedef struct
{
  AlgoRunModel *run;
  AlgoMessageBar *messages;
  char *path; /* once it is known */
} Saving;

static Saving *
saving_new (AlgoRunModel *run, AlgoMessageBar *messages, const char *path)
{
  Saving *saving = g_new (Saving, 1);

  *saving = (Saving){ g_object_ref (run), g_object_ref (messages), g_strdup (path) };
  return saving;
}

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->run);
  g_object_unref (saving->messages);
  g_free (saving->path);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
show_problem (Saving *saving, const char *text)
{
  algo_message_bar_show (saving->messages, text, _ ("Save _As…"), "win.save-as", NULL);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (algo_run_model_save_as_finish (result, &error))
    {
      algo_recent_runs_add (saving->path);
      algo_message_bar_hide (saving->messages);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      text = g_strdup_printf (_ ("The run could not be saved. %s"), error->message);
      show_problem (saving, text);
    }
}

void
algo_saving_begin (AlgoRunModel *run, const char *path, AlgoMessageBar *messages)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  if (g_strcmp0 (algo_run_model_get_path (run), absolute) == 0
      && algo_run_model_get_recording (run)->state == ALGO_RECORDING_ACTIVE)
    return; /* it is being recorded there */
  algo_run_model_save_as_async (run, absolute, on_saved, saving_new (run, messages, absolute));
}

/* With the suffix of runs; NULL and a message if that is another file than the one that was asked
 * about. */
static char *
complete_name (Saving *saving, const char *path)
{
  g_autofree char *complete = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (g_str_has_suffix (path, ALGO_RUN_SUFFIX))
    return g_strdup (path);
  complete = g_strconcat (path, ALGO_RUN_SUFFIX, NULL);
  if (!g_file_test (complete, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&complete);
  name = g_filename_display_basename (complete);
  text = g_strdup_printf (_ ("“%s” is there already. To replace it, choose it."), name);
  show_problem (saving, text);
  return NULL;
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GFile) file = algo_file_chooser_ask_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *complete = NULL;

  if (file == NULL || !algo_run_model_has_run (saving->run))
    return;
  if (path == NULL)
    {
      algo_message_bar_tell (saving->messages, _ ("Runs can only be saved on this computer."));
      return;
    }
  complete = complete_name (saving, path);
  if (complete != NULL)
    algo_saving_begin (saving->run, complete, saving->messages);
}

void
algo_saving_ask (GtkWindow *parent, AlgoRunModel *run, AlgoMessageBar *messages)
{
  const char *path = algo_run_model_is_unnamed (run) ? NULL : algo_run_model_get_path (run);
  g_autofree char *seed = g_strdup_printf ("seed-%" G_GUINT64_FORMAT ALGO_RUN_SUFFIX,
                                           algo_run_model_get_status (run)->seed);
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *folder_path = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autoptr (GFile) folder = folder_path != NULL ? g_file_new_for_path (folder_path) : NULL;
  const AlgoFileRequest request = { .action = GTK_FILE_CHOOSER_ACTION_SAVE,
                                    .title = _ ("Save the Run As"),
                                    .accept = _ ("_Save"),
                                    .filter_name = _ ("Runs"),
                                    .pattern = "*" ALGO_RUN_SUFFIX,
                                    .name = name != NULL ? name : seed,
                                    .folder = folder };

  algo_file_chooser_ask (parent, &request, on_chosen, saving_new (run, messages, NULL));
}
