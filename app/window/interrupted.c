/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/interrupted.h"

#include "app/run/autosave.h"
#include "app/run/job.h"
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>

static void
settle_in_thread (gpointer path, GCancellable *cancellable)
{
  algo_autosave_settle (path);
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
  static const AlgoJobKind kind = { settle_in_thread, NULL, g_free };

  if (g_strcmp0 (algo_message_bar_get_text (notice), offer->text) == 0)
    algo_job_start (&kind, NULL, g_strdup (offer->path), NULL);
}

static void
find_in_thread (gpointer found, GCancellable *cancellable)
{
  *(AlgoInterruptedRun **) found = algo_autosave_find_interrupted ();
  algo_autosave_prune ();
}

static void
on_found (gpointer notice, gpointer found)
{
  const AlgoInterruptedRun *run = *(AlgoInterruptedRun **) found;
  g_autofree char *seed = NULL, *step = NULL;
  Offer *offer;

  if (run == NULL)
    return;
  seed = g_strdup_printf ("%" G_GUINT64_FORMAT, run->seed);
  step = algo_number_format_count (run->step);
  offer = g_new (Offer, 1);
  offer->path = g_strdup (run->path);
  offer->text = g_strdup_printf (_ ("The last run, with seed %s, was interrupted. It was kept up "
                                    "to step %s."),
                                 seed, step);
  algo_message_bar_dress (notice, "document-open-recent-symbolic", TRUE);
  algo_message_bar_show (notice, offer->text, _ ("_Open It"), "win.open-run",
                         g_variant_new_string (run->path));
  g_signal_connect_data (notice, "closed", G_CALLBACK (on_closed), offer, free_offer, 0);
}

static void
free_found (gpointer found)
{
  g_clear_pointer ((AlgoInterruptedRun **) found, algo_interrupted_run_free);
  g_free (found);
}

void
algo_interrupted_offer (AlgoMessageBar *notice)
{
  static const AlgoJobKind kind = { find_in_thread, on_found, free_found };

  algo_job_start (&kind, notice, g_new0 (AlgoInterruptedRun *, 1), NULL);
}
