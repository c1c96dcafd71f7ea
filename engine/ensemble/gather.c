/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/gather.h"

#include <glib/gi18n-lib.h>

#include "engine/ensemble/ensemble-writer.h"
#include "engine/ensemble/gather-measure.h"
#include "engine/ensemble/gather-run.h"
#include "engine/error.h"
#include "engine/run-file/run-file.h"
#include "engine/settings-fields.h"
#include "engine/text.h"
#include "engine/training/workers.h"

/* Of a run: reading it, and measuring it. */
#define PIECES (1 + ALGO_MEASURE_PIECES)

typedef struct
{
  const AlgoGatherSources *sources;
  char *folder;          /* of the ensemble's file */
  AlgoGatheredRun *runs; /* (sources->files->len) */

  guint *to_measure; /* (n_to_measure): indices of runs */
  guint n_to_measure;
  AlgoMeasurements *measurements; /* (n_to_measure) */

  AlgoWorkers *workers;
  AlgoGenerator **generators; /* (workers) */
  AlgoGatherProgress progress;
  gpointer data;
  guint total;          /* pieces, as far as is known */
  gint done, cancelled; /* atomic; pieces, and whether it was given up */
} Gathering;

static void
gathering_init (Gathering *self, const AlgoGatherSources *sources, const char *path, guint threads)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  *self = (Gathering){ .sources = sources, .total = sources->files->len * PIECES };
  self->folder = g_path_get_dirname (absolute);
  self->runs = g_new0 (AlgoGatheredRun, sources->files->len);
  self->to_measure = g_new0 (guint, sources->files->len);
  self->workers = algo_workers_new (threads);
  self->generators = g_new0 (AlgoGenerator *, algo_workers_count (self->workers));
  for (guint i = 0; i < algo_workers_count (self->workers); i++)
    self->generators[i] = algo_generator_new ();
}

static void
gathering_clear (Gathering *self)
{
  for (guint i = 0; i < self->n_to_measure; i++)
    algo_measurements_clear (&self->measurements[i]);
  g_free (self->measurements);
  g_free (self->to_measure);
  for (guint i = 0; i < self->sources->files->len; i++)
    algo_gathered_run_clear (&self->runs[i]);
  g_free (self->runs);
  for (guint i = 0; i < algo_workers_count (self->workers); i++)
    algo_generator_free (self->generators[i]);
  g_free (self->generators);
  algo_workers_free (self->workers);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gathering, gathering_clear)

/* The first worker is the thread that gathers. */
static void
note_pieces (Gathering *self, guint count, guint worker)
{
  g_atomic_int_add (&self->done, (gint) count);
  if (worker == 0 && self->progress != NULL
      && !self->progress ((guint) g_atomic_int_get (&self->done), self->total, self->data))
    g_atomic_int_set (&self->cancelled, TRUE);
}

static void
read_run (guint task, guint worker, gpointer data)
{
  Gathering *self = data;

  if (g_atomic_int_get (&self->cancelled))
    return;
  algo_gathered_run_init (&self->runs[task],
                          &g_array_index (self->sources->files, AlgoGatherSource, task),
                          self->folder);
  note_pieces (self, 1, worker);
}

static void
measure_piece (guint task, guint worker, gpointer data)
{
  Gathering *self = data;
  const guint index = task / ALGO_MEASURE_PIECES;

  if (g_atomic_int_get (&self->cancelled))
    return;
  algo_measurements_add (&self->measurements[index], task % ALGO_MEASURE_PIECES,
                         self->runs[self->to_measure[index]].snapshot, self->generators[worker],
                         &self->cancelled);
  note_pieces (self, 1, worker);
}

static gboolean
check_cancelled (const Gathering *self, GError **error)
{
  if (!g_atomic_int_get (&self->cancelled))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_CANCELLED, _ ("gathering was given up"));
  return FALSE;
}

static const char *
get_path (const Gathering *self, guint run)
{
  return g_array_index (self->sources->files, AlgoGatherSource, run).path;
}

static gboolean
check_difference (const Gathering *self, guint first, guint run, GError **error)
{
  const AlgoSettings *a = &self->runs[first].settings, *b = &self->runs[run].settings;
  g_autofree char *of_a = NULL, *of_b = NULL, *path = NULL;
  guint field;

  if (!algo_settings_find_difference (a, b, &field))
    return TRUE;
  of_a = algo_settings_format_field (a, field);
  of_b = algo_settings_format_field (b, field);
  path = g_filename_display_name (get_path (self, first));
  /* Translators: a run's file stands before this: X: "steps" is 400, but 4000 in Y */
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("“%s” is %s, but %s in %s"),
               algo_settings_field_name (field), of_b, of_a, path);
  algo_error_prefix_path (error, get_path (self, run));
  return FALSE;
}

static gboolean
check_rate (const Gathering *self, guint run, GError **error)
{
  if (!self->runs[run].rate_changed)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
               _ ("the rate was changed during the run, which is no member of an ensemble then"));
  algo_error_prefix_path (error, get_path (self, run));
  return FALSE;
}

static gboolean
check_seed (const Gathering *self, guint run, GError **error)
{
  g_autofree char *path = NULL, *seed = NULL;

  for (guint i = 0; i < run; i++)
    if (self->runs[i].is_read && self->runs[i].settings.seed == self->runs[run].settings.seed)
      {
        path = g_filename_display_name (get_path (self, i));
        seed = g_strdup_printf ("%" G_GUINT64_FORMAT, self->runs[run].settings.seed);
        g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("it has the seed %s, as has %s"),
                     seed, path);
        algo_error_prefix_path (error, get_path (self, run));
        return FALSE;
      }
  return TRUE;
}

/* Whether there is a run, and all are of the same settings; `first` receives the first of them. */
static gboolean
check_runs (const Gathering *self, guint *first, GError **error)
{
  const guint count = self->sources->files->len;

  for (*first = 0; *first < count && !self->runs[*first].is_read;)
    ++*first;
  if (*first == count)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                   _ ("not one run can be read; the first cannot because: %s"),
                   self->runs[0].member->message);
      return FALSE;
    }
  for (guint i = *first; i < count; i++)
    if (self->runs[i].is_read
        && (!check_difference (self, *first, i, error) || !check_rate (self, i, error)
            || !check_seed (self, i, error)))
      return FALSE;
  return TRUE;
}

static AlgoEnsembleMember *
find_seed (const AlgoEnsemble *ensemble, guint64 seed)
{
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      AlgoEnsembleMember *member = ensemble->members->pdata[i];

      if (member->seed_known && member->seed == seed)
        return member;
    }
  return NULL;
}

/* Takes over what was measured before, from an ensemble that nobody else has. FALSE if there is
 * nothing that fits. */
static gboolean
keep_measurements (AlgoEnsemble *earlier, AlgoEnsembleMember *member)
{
  AlgoEnsembleMember *known = earlier != NULL ? find_seed (earlier, member->seed) : NULL;

  if (known == NULL || known->step != member->step || known->checksum != member->checksum
      || known->generalisations->len != ALGO_ENSEMBLE_BETAS || known->direct.step == 0
      || known->with_encoder == NULL)
    return FALSE;
  for (guint i = 0; i < ALGO_ENSEMBLE_BETAS; i++)
    g_ptr_array_add (member->generalisations,
                     algo_generalisation_ref (known->generalisations->pdata[i]));
  member->direct = known->direct;
  member->with_encoder = algo_grid_ref (known->with_encoder);
  member->without_encoder = algo_grid_ref (known->without_encoder);
  return TRUE;
}

/* What stands at `path`, if what was measured for it still holds; NULL otherwise. */
static AlgoEnsemble *
read_earlier (const char *path, const AlgoSettings *settings)
{
  g_autoptr (AlgoEnsemble) earlier = algo_ensemble_read (path, NULL);
  guint field;

  if (earlier == NULL || !g_str_equal (earlier->version, ALGO_VERSION)
      || algo_settings_find_difference (&earlier->settings, settings, &field))
    return NULL;
  return g_steal_pointer (&earlier);
}

static gboolean
measure_runs (Gathering *self, AlgoEnsemble *earlier, AlgoGatherReport *report, GError **error)
{
  const guint count = self->sources->files->len;

  for (guint i = 0; i < count; i++)
    {
      const AlgoGatheredRun *run = &self->runs[i];

      if (!run->is_read || run->member->step == 0)
        continue;
      if (keep_measurements (earlier, run->member))
        report->kept++;
      else
        self->to_measure[self->n_to_measure++] = i;
    }
  self->measurements = g_new0 (AlgoMeasurements, self->n_to_measure);
  self->total = count + self->n_to_measure * ALGO_MEASURE_PIECES;
  note_pieces (self, 0, 0);
  algo_workers_run (self->workers, self->n_to_measure * ALGO_MEASURE_PIECES, measure_piece, self);
  note_pieces (self, 0, 0);
  if (!check_cancelled (self, error))
    return FALSE;
  for (guint i = 0; i < self->n_to_measure; i++)
    algo_measurements_move (&self->measurements[i], self->runs[self->to_measure[i]].member);
  report->measured = self->n_to_measure;
  return TRUE;
}

static void
add_missing (AlgoEnsemble *ensemble, const GArray *seeds)
{
  for (guint i = 0; i < seeds->len; i++)
    {
      const guint64 seed = g_array_index (seeds, guint64, i);

      if (find_seed (ensemble, seed) == NULL)
        algo_ensemble_add_member (ensemble, algo_ensemble_member_new (seed, ALGO_MEMBER_MISSING));
    }
}

static void
disown_seed (AlgoEnsembleMember *member)
{
  member->state = ALGO_MEMBER_DAMAGED;
  member->seed = 0;
  member->seed_known = FALSE;
}

/* A file that cannot be read is of the seed that its name says only if no other is. */
static AlgoEnsemble *
assemble (Gathering *self, const AlgoSettings *settings)
{
  AlgoEnsemble *ensemble = algo_ensemble_new (settings);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->sources->files->len; i++)
      {
        AlgoGatheredRun *run = &self->runs[i];

        if (run->is_read != (pass == 0))
          continue;
        if (pass == 1 && find_seed (ensemble, run->member->seed) != NULL)
          disown_seed (run->member);
        algo_ensemble_add_member (ensemble, g_steal_pointer (&run->member));
      }
  add_missing (ensemble, self->sources->seeds);
  return ensemble;
}

static gboolean
check_destination (const char *path, GError **error)
{
  if (!algo_run_file_is_run (path) || algo_ensemble_is_in (path))
    return TRUE;
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST,
               _ ("there is a run or another database, which is not written over"));
  algo_error_prefix_path (error, path);
  return FALSE;
}

static AlgoEnsemble *
gather (Gathering *self, const char *path, AlgoGatherReport *report, GError **error)
{
  g_autoptr (AlgoEnsemble) earlier = NULL, ensemble = NULL;
  guint first;

  if (!check_destination (path, error))
    return NULL;
  if (self->sources->files->len == 0)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("there is no run to gather"));
      return NULL;
    }
  algo_workers_run (self->workers, self->sources->files->len, read_run, self);
  if (!check_cancelled (self, error) || !check_runs (self, &first, error))
    return NULL;
  earlier = read_earlier (path, &self->runs[first].settings);
  if (!measure_runs (self, earlier, report, error))
    return NULL;
  ensemble = assemble (self, &self->runs[first].settings);
  if (!algo_ensemble_save (ensemble, path, error))
    return NULL;
  ensemble->path = g_canonicalize_filename (path, NULL);
  ensemble->version = g_strdup (ALGO_VERSION);
  return g_steal_pointer (&ensemble);
}

AlgoEnsemble *
algo_gather (const AlgoGatherSources *sources,
             const char *path,
             guint threads,
             AlgoGatherProgress progress,
             gpointer data,
             AlgoGatherReport *report,
             GError **error)
{
  g_auto (Gathering) gathering;
  AlgoGatherReport ignored;

  gathering_init (&gathering, sources, path, threads);
  gathering.progress = progress;
  gathering.data = data;
  if (report == NULL)
    report = &ignored;
  *report = (AlgoGatherReport){ 0 };
  return gather (&gathering, path, report, error);
}
