/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/interrupted.h"

#include "app/run/autosave.h"
#include "ui/pictures/drawing/numbers.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

static void
settle_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  algo_autosave_settle (data);
  g_task_return_boolean (task, TRUE);
}

typedef struct
{
  char *path, *text;
} Offer;

static void
free_offer (gpointer data, GClosure *closure)
{
  Offer *offer = data;

  g_free (offer->path);
  g_free (offer->text);
  g_free (offer);
}

/* It may also be something else that the notice told meanwhile. */
static void
on_closed (AlgoMessageBar *notice, const Offer *offer)
{
  g_autoptr (GTask) task = NULL;

  if (g_strcmp0 (algo_message_bar_get_text (notice), offer->text) != 0)
    return;
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, g_strdup (offer->path), g_free);
  g_task_run_in_thread (task, settle_in_thread);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AlgoInterruptedRun *run = algo_autosave_find_interrupted ();

  algo_autosave_prune ();
  g_task_return_pointer (task, run, (GDestroyNotify) algo_interrupted_run_free);
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AlgoInterruptedRun) run = g_task_propagate_pointer (G_TASK (result), NULL);
  GWeakRef *reference = g_task_get_task_data (G_TASK (result));
  g_autoptr (AlgoMessageBar) notice = g_weak_ref_get (reference);
  g_autofree char *seed = NULL, *step = NULL;
  Offer *offer;

  if (run == NULL || notice == NULL)
    return;
  seed = g_strdup_printf ("%" G_GUINT64_FORMAT, run->seed);
  step = algo_number_format_count (run->step);
  offer = g_new (Offer, 1);
  offer->path = g_strdup (run->path);
  offer->text = g_strdup_printf (_ ("The last run, with seed %s, was interrupted. It was kept up "
                                    "to step %s."),
                                 seed, step);
  g_object_set (notice, "icon-name", "document-open-recent-symbolic", NULL);
  algo_message_bar_show (notice, offer->text, _ ("_Open It"), "win.open-run",
                         g_variant_new_string (run->path));
  g_signal_connect_data (notice, "closed", G_CALLBACK (on_closed), offer, free_offer, 0);
}

static void
free_reference (gpointer reference)
{
  g_weak_ref_clear (reference);
  g_free (reference);
}

void
algo_interrupted_offer (AlgoMessageBar *notice)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_found, NULL);
  GWeakRef *reference = g_new (GWeakRef, 1);

  g_weak_ref_init (reference, notice);
  g_task_set_task_data (task, reference, free_reference);
  g_task_run_in_thread (task, find_in_thread);
}
