/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/slurm.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>

#include "app/headless/sweep-program.h"
#include "engine/ensemble/seeds.h"
#include "engine/error.h"
#include "engine/formats/whole-file.h"

#define SCRIPT "slurm.sh"
#define SUBMISSIONS "slurm.ini"
/* Slurm's default limit of indices in an array, MaxArraySize, is one more. */
#define GREATEST_INDEX 1000

static void
task_free (AlgoSlurmTask *task)
{
  g_free (task->name);
  g_free (task->state);
  g_free (task->reason);
  g_free (task);
}

gboolean
algo_slurm_task_is_active (const AlgoSlurmTask *task)
{
  /* A job that is completing trains no more: Slurm waits for what it leaves behind. */
  static const char *const over[] = { "BOOT_FAIL", "CANCELLED", "COMPLETED", "COMPLETING",
                                      "DEADLINE",  "FAILED",    "NODE_FAIL", "OUT_OF_MEMORY",
                                      "PREEMPTED", "REVOKED",   "TIMEOUT",   NULL };

  return task->state != NULL && !g_strv_contains (over, task->state);
}

char *
algo_slurm_task_format (const AlgoSlurmTask *task)
{
  return g_strjoin (": ", task->name, task->state, NULL);
}

/* Runs one of Slurm's commands, and gives back what it says on stdout; NULL, and what it says on
 * stderr as one line, if it fails. */
static char *
call (const char *folder, const char *const *line, GError **error)
{
  g_autofree char *path = g_find_program_in_path (line[0]);
  g_autofree char *output = NULL, *errors = NULL;
  int status;

  if (path == NULL)
    {
      g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT,
                   _ ("%s was not found: Slurm's commands are not installed here, or not in the "
                      "PATH"),
                   line[0]);
      return NULL;
    }
  if (!g_spawn_sync (folder, (char **) line, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                     &errors, &status, error))
    return NULL;
  if (g_spawn_check_wait_status (status, NULL))
    return g_steal_pointer (&output);
  g_strstrip (errors);
  g_strdelimit (errors, "\n", ' ');
  if (*errors != '\0')
    g_set_error_literal (error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, errors);
  else
    g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, _ ("%s failed with exit status %d"),
                 line[0], WEXITSTATUS (status));
  return NULL;
}

static char *
submissions_path (const AlgoSweep *sweep)
{
  return g_build_filename (sweep->folder, SUBMISSIONS, NULL);
}

/* Reads the tasks that were submitted, each to its seed. */
static GHashTable *
read_submissions (const AlgoSweep *sweep)
{
  g_autofree char *path = submissions_path (sweep);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) jobs = NULL;
  GHashTable *tasks =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) task_free);

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  jobs = g_key_file_get_groups (file, NULL);
  for (guint i = 0; jobs[i] != NULL; i++)
    {
      const guint64 first = g_key_file_get_uint64 (file, jobs[i], "first", NULL);
      g_autofree char *text = g_key_file_get_value (file, jobs[i], "seeds", NULL);
      g_autoptr (GArray) seeds = text != NULL ? algo_seeds_parse (text, NULL) : NULL;

      for (guint k = 0; seeds != NULL && k < seeds->len; k++)
        {
          guint64 *seed = g_memdup2 (&g_array_index (seeds, guint64, k), sizeof *seed);
          AlgoSlurmTask *task = g_new0 (AlgoSlurmTask, 1);

          task->name = g_strdup_printf ("%s_%" PRIu64, jobs[i], *seed - first);
          g_hash_table_replace (tasks, seed, task);
        }
    }
  return tasks;
}

static gboolean
note_submission (const AlgoSweep *sweep,
                 guint64 job,
                 const GArray *seeds,
                 guint64 first,
                 GError **error)
{
  g_autofree char *path = submissions_path (sweep), *list = algo_seeds_format (seeds);
  g_autofree char *group = g_strdup_printf ("%" PRIu64, job), *text = NULL;
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gsize length;

  g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  g_key_file_set_value (file, group, "seeds", list);
  g_key_file_set_uint64 (file, group, "first", first);
  text = g_key_file_to_data (file, &length, NULL);
  return algo_whole_file_save (path, text, length, error);
}

/* Of a job that has begun squeue repeats why it had to wait. */
static gboolean
is_reason (const char *state, const char *reason)
{
  return !g_str_equal (reason, "None") && !g_str_equal (state, "RUNNING")
         && !g_str_has_prefix (state, "COMPLET");
}

/* Takes in lines of squeue: "job|index|state|reason". */
static void
take_states (GHashTable *tasks, const char *output)
{
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (GStrv) lines = g_strsplit (output, "\n", -1);
  GHashTableIter iterator;
  gpointer value;

  g_hash_table_iter_init (&iterator, tasks);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    g_hash_table_insert (by_name, ((AlgoSlurmTask *) value)->name, value);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (lines[i], "|", 4);
      g_autofree char *name =
          g_strv_length (parts) == 4 ? g_strdup_printf ("%s_%s", parts[0], parts[1]) : NULL;
      AlgoSlurmTask *task = name != NULL ? g_hash_table_lookup (by_name, name) : NULL;

      if (task == NULL)
        continue;
      g_free (task->state);
      g_free (task->reason);
      task->state = g_strdup (parts[2]);
      task->reason = is_reason (parts[2], parts[3]) ? g_strdup (parts[3]) : NULL;
    }
}

GHashTable *
algo_slurm_list_tasks (const AlgoSweep *sweep, GError **error)
{
  static const char *const line[] = { "squeue",     "--me",         "--array",
                                      "--noheader", "--states=all", "--format=%F|%K|%T|%r",
                                      NULL };
  GHashTable *tasks = read_submissions (sweep);
  g_autofree char *output = NULL;

  if (g_hash_table_size (tasks) > 0)
    output = call (NULL, line, error);
  if (output != NULL)
    take_states (tasks, output);
  return tasks;
}

/* A person can read it, change it and submit it, too. */
static gboolean
write_script (const AlgoSweep *sweep, guint64 first, guint threads, GError **error)
{
  g_autofree char *path = g_build_filename (sweep->folder, SCRIPT, NULL);
  g_autofree char *found = algo_sweep_program_find ();
  g_autofree char *program = g_shell_quote (found), *folder = g_shell_quote (sweep->folder);
  g_autofree char *text =
      g_strdup_printf ("#!/bin/sh\n"
                       "#SBATCH --job-name=algoscope-sweep\n"
                       "#SBATCH --cpus-per-task=%u\n"
                       "#SBATCH --output=" ALGO_SWEEP_LOGS "/slurm-%%A_%%a.log\n"
                       "#SBATCH --open-mode=append\n"
                       "#\n"
                       "# Trains one seed of the sweep in this folder: a job of the array that\n"
                       "# 'algoscope-run sweep --slurm' submits from here with\n"
                       "#     sbatch OPTIONS --array=SEEDS " SCRIPT "\n"
                       "# and writes anew each time.\n"
                       "exec %s sweep --directory %s \\\n"
                       "  --only $((SLURM_ARRAY_TASK_ID + %" PRIu64 ")) --threads %u\n",
                       threads, program, folder, first, threads);

  return algo_whole_file_save (path, text, strlen (text), error);
}

/* Makes the line of the words of the options, behind which those follow that have the last word. */
static GStrv
submission_line (const char *options, const char *array, GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = g_strstrip (g_strdup (options));
  g_auto (GStrv) words = NULL;

  if (*text != '\0' && !g_shell_parse_argv (text, NULL, &words, error))
    return NULL;
  g_strv_builder_add (builder, "sbatch");
  if (words != NULL)
    g_strv_builder_addv (builder, (const char **) words);
  g_strv_builder_add (builder, "--parsable");
  g_strv_builder_add (builder, array);
  g_strv_builder_add (builder, SCRIPT);
  return g_strv_builder_end (builder);
}

/* Writes "--array=0,3,5-9%4": the indices of an array are seeds, less the first of them where they
 * are too great for that. */
static char *
format_array (const GArray *seeds, guint jobs, guint64 *first)
{
  const gboolean is_plain = g_array_index (seeds, guint64, seeds->len - 1) <= GREATEST_INDEX;
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree char *list = NULL;

  *first = is_plain ? 0 : g_array_index (seeds, guint64, 0);
  for (guint i = 0; i < seeds->len; i++)
    {
      const guint64 index = g_array_index (seeds, guint64, i) - *first;

      g_array_append_val (indices, index);
    }
  list = algo_seeds_format (indices);
  return jobs > 0 ? g_strdup_printf ("--array=%s%%%u", list, jobs)
                  : g_strdup_printf ("--array=%s", list);
}

guint64
algo_slurm_submit (const AlgoSweep *sweep,
                   const GArray *seeds,
                   guint jobs,
                   guint threads,
                   const char *options,
                   GError **error)
{
  guint64 first, job;
  g_autofree char *array = format_array (seeds, jobs, &first), *output = NULL;
  g_auto (GStrv) line = submission_line (options, array, error);

  if (line == NULL || !write_script (sweep, first, threads, error)
      || !algo_sweep_program_make_logs (sweep, error))
    return 0;
  output = call (sweep->folder, (const char *const *) line, error);
  if (output == NULL)
    return 0;
  /* The output is "1234", or "1234;cluster". */
  job = g_ascii_strtoull (output, NULL, 10);
  if (job == 0)
    g_set_error (error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED,
                 _ ("sbatch does not say which job: %s"), g_strstrip (output));
  else if (!note_submission (sweep, job, seeds, first, error))
    return 0;
  return job;
}
