/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/gather-run.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <xxhash.h>

#include "engine/run-file/lease.h"
#include "engine/run-file/run-file.h"
#include "engine/text.h"

/* Relative to `folder` if it is in it. NULL if it is not UTF-8. */
static char *
name_path (const char *path, const char *folder)
{
  const gsize length = strlen (folder);

  if (!g_utf8_validate (path, -1, NULL))
    return NULL;
  if (g_str_has_prefix (path, folder) && path[length] == '/')
    return g_strdup (path + length + 1);
  return g_strdup (path);
}

/* Without the name of the file, beside which it will stand, and on one line. */
static char *
format_reason (const char *message, const char *path)
{
  g_autofree char *displayed = g_filename_display_name (path);
  g_autofree char *printable = algo_text_printable (displayed);
  g_autofree char *prefix = g_strconcat (printable, ": ", NULL);

  return algo_text_printable (g_str_has_prefix (message, prefix) ? message + strlen (prefix)
                                                                 : message);
}

static void
note_damage (AlgoEnsembleMember *member, const AlgoGatherSource *source, const GError *error)
{
  member->seed = source->seed;
  member->seed_known = source->seed_known;
  member->message = format_reason (error->message, source->path);
}

static void
note_recorder (AlgoEnsembleMember *member, const AlgoGatherSource *source)
{
  g_autofree char *message =
      g_strdup_printf (_ ("being recorded on %s, and not read before that is over"),
                       source->recorded_by);

  member->state = ALGO_MEMBER_PARTIAL;
  member->seed = source->seed;
  member->message = algo_text_printable (message);
}

static char *
describe_progress (const AlgoRun *run, gboolean is_recorded)
{
  g_autofree char *steps = g_strdup_printf ("%" G_GUINT64_FORMAT, run->step);

  return g_strdup_printf (algo_run_has_diverged (run) ? _ ("%s of %u steps, where it diverged")
                          : is_recorded               ? _ ("%s of %u steps, still being recorded")
                                                      : _ ("%s of %u steps"),
                          steps, run->settings.steps);
}

/* Those of the most inputs trained on, as all are but in files of other programs. */
static void
copy_grids (AlgoEnsembleMember *member, const AlgoRun *run)
{
  const AlgoQuestion question = algo_ensemble_question (&run->settings, 0);

  for (guint i = 0; i < run->grids->len; i++)
    {
      AlgoGrid *grid = run->grids->pdata[i];

      if (grid->inputs == question.inputs && grid->hidden == question.hidden)
        g_ptr_array_add (member->grids, algo_grid_ref (grid));
    }
}

static gboolean
rate_was_changed (const AlgoRun *run)
{
  for (guint i = 0; i < run->events->len; i++)
    if (g_array_index (run->events, AlgoRunEvent, i).kind == ALGO_RUN_RATE)
      return TRUE;
  return FALSE;
}

static guint64
compute_checksum (const AlgoParameters *parameters)
{
  return XXH3_64bits (parameters->values, parameters->count * sizeof (AlgoReal));
}

static void
fill_from_file (AlgoGatheredRun *gathered, AlgoRunFile *file, gboolean is_recorded)
{
  const AlgoRun *run = algo_run_file_get_run (file);
  AlgoEnsembleMember *member = gathered->member;

  gathered->is_read = TRUE;
  gathered->settings = run->settings;
  gathered->rate_changed = rate_was_changed (run);
  member->seed = run->settings.seed;
  member->seed_known = TRUE;
  member->step = run->step;
  member->checksum = compute_checksum (gathered->snapshot->parameters);
  member->state = run->step >= run->settings.steps ? ALGO_MEMBER_COMPLETE : ALGO_MEMBER_PARTIAL;
  if (member->state == ALGO_MEMBER_PARTIAL)
    member->message = describe_progress (run, is_recorded);
  copy_grids (member, run);
}

static void
read_file (AlgoGatheredRun *gathered, const AlgoGatherSource *source)
{
  /* Asked first: this opens the file, too, and closes it before SQLite has locks in it. */
  const gboolean is_recorded = algo_lease_is_taken (source->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoRunFile) file = algo_run_file_open (source->path, &error);

  if (file != NULL)
    gathered->snapshot =
        algo_run_file_read_snapshot (file, algo_run_file_get_run (file)->step, &error);
  if (gathered->snapshot != NULL)
    fill_from_file (gathered, file, is_recorded);
  else
    note_damage (gathered->member, source, error);
}

void
algo_gathered_run_init (AlgoGatheredRun *run, const AlgoGatherSource *source, const char *folder)
{
  *run = (AlgoGatheredRun){ .member = algo_ensemble_member_new (0, ALGO_MEMBER_DAMAGED) };
  run->member->path = name_path (source->path, folder);
  if (source->recorded_by == NULL)
    read_file (run, source);
  else
    note_recorder (run->member, source);
}

void
algo_gathered_run_clear (AlgoGatheredRun *run)
{
  g_clear_pointer (&run->member, algo_ensemble_member_free);
  g_clear_pointer (&run->snapshot, algo_snapshot_unref);
}
