/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the kinds of networks that runs wrote, without names. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "app/headless/progress.h"
#include "engine/ensemble/ensemble.h"
#include "engine/formats/csv.h"
#include "engine/formats/json-reader.h"
#include "engine/formats/whole-file.h"
#include "engine/kinds/kinds-file.h"

#define MOST_STRIDE 100000

typedef struct
{
  gboolean last_only, as_json;
  guint stride, least_size, threads;
  char *output, *keep;
} KindsOptions;

#define AT(member) G_STRUCT_OFFSET (KindsOptions, member)

static const AlgoOption options[] = {
  { ALGO_OPTION_FLAG, "last", AT (last_only), N_ ("The networks of the last step alone") },
  { ALGO_OPTION_COUNT, "every", AT (stride),
    N_ ("Take every so many of the steps that are kept (1)"), N_ ("COUNT"), 1, MOST_STRIDE },
  { ALGO_OPTION_COUNT, "least-size", AT (least_size),
    N_ ("Networks that make a kind (a hundredth of all, at least 10)"), N_ ("COUNT"), 2, G_MAXINT },
  { ALGO_OPTION_COUNT, "threads", AT (threads),
    N_ ("Worker threads; 0, the default, is one a processor"), N_ ("THREADS"), 0,
    ALGO_MAX_THREADS },
  { ALGO_OPTION_FLAG, "json", AT (as_json), N_ ("Write JSON instead, with each network's kind") },
  { ALGO_OPTION_FILE, "keep", AT (keep),
    N_ ("Write the kinds to a file that classify --kinds reads, to be named there"), N_ ("FILE") },
  ALGO_OPTION_ENTRY_FORCE,
  { ALGO_OPTION_FILE, "output", AT (output), N_ ("Write to a file instead"), N_ ("FILE"),
    .short_name = 'o' },
  { ALGO_OPTION_END },
};

static gboolean
show_progress (guint done, guint total, gpointer progress)
{
  algo_progress_note (progress, done, total);
  return algo_interrupt_count () == 0;
}

/* The runs of an ensemble, or the run itself: (transfer full). */
static GPtrArray *
list_runs (char *const *operands, GError **error)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (; *operands != NULL; operands++)
    {
      g_autoptr (AlgoEnsemble) ensemble = NULL;

      if (!algo_ensemble_is_in (*operands))
        {
          g_ptr_array_add (paths, g_strdup (*operands));
          continue;
        }
      ensemble = algo_ensemble_read (*operands, error);
      if (ensemble == NULL)
        return NULL;
      for (guint i = 0; i < ensemble->members->len; i++)
        {
          const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);
          char *path =
              member->grids->len > 0 ? algo_ensemble_get_run_path (ensemble, member) : NULL;

          if (path != NULL)
            g_ptr_array_add (paths, path);
        }
    }
  return g_steal_pointer (&paths);
}

static AlgoSamples *
measure_runs (const GPtrArray *paths, const KindsOptions *asked, GError **error)
{
  g_autoptr (AlgoSamples) samples = algo_samples_new ();
  const guint stride = asked->last_only ? 0 : asked->stride;
  gboolean succeeded = TRUE;

  for (guint i = 0; i < paths->len && succeeded; i++)
    {
      AlgoProgress progress;

      algo_progress_init_work (&progress);
      succeeded = algo_samples_add_run (samples, g_ptr_array_index (paths, i), stride,
                                        asked->threads, show_progress, &progress, error);
      algo_progress_finish (&progress);
    }
  return succeeded ? g_steal_pointer (&samples) : NULL;
}

/* Numbers of a kind, by name: what the table and JSON have both. */
typedef struct
{
  const char *name;
  double value;
} Measure;

#define N_MEASURES 16

static void
list_measures (const AlgoSamples *samples, const AlgoKind *kind, Measure *measures)
{
  const AlgoSample *typical = algo_samples_get (samples, kind->typical);
  const Measure all[N_MEASURES] = {
    { "networks", kind->count },
    { "share", kind->share },
    { "runs", kind->runs },
    { "unexplained", kind->unexplained.median },
    { "unexplained_low", kind->unexplained.low },
    { "unexplained_high", kind->unexplained.high },
    { "kl", kind->kl.median },
    { "log_beta_low", kind->log_beta.low },
    { "log_beta", kind->log_beta.median },
    { "log_beta_high", kind->log_beta.high },
    { "step_low", kind->step.low },
    { "step_high", kind->step.high },
    { "typical_seed", (double) typical->seed },
    { "typical_step", (double) typical->step },
    { "typical_log_beta", typical->log_beta },
    { "phase_share", kind->phase_share },
  };

  memcpy (measures, all, sizeof all);
}

static char *
write_csv (const AlgoSamples *samples, const AlgoKinds *kinds)
{
  g_autoptr (AlgoCsv) csv = algo_csv_new ();
  const char *names[N_MEASURES + 2 + ALGO_N_FEATURES] = { "kind", "phase" };
  const AlgoKind none = { 0 };
  Measure measures[N_MEASURES];
  gsize length;

  list_measures (samples, &none, measures);
  for (guint i = 0; i < N_MEASURES; i++)
    names[2 + i] = measures[i].name;
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    names[2 + N_MEASURES + i] = algo_feature_rows[i].name;
  algo_csv_add_header (csv, names, G_N_ELEMENTS (names));
  for (guint kind = 0; kind < kinds->n_kinds; kind++)
    {
      const AlgoKind *of = &kinds->kinds[kind];
      g_autofree char *letter = algo_kind_letter (kind);

      list_measures (samples, of, measures);
      algo_csv_add_text (csv, letter);
      algo_csv_add_text (csv, algo_phase_name (of->phase));
      for (guint i = 0; i < N_MEASURES; i++)
        algo_csv_add_real (csv, measures[i].value);
      for (guint i = 0; i < ALGO_N_FEATURES; i++)
        algo_csv_add_real (csv, of->centre[i]);
      algo_csv_end_row (csv);
    }
  return g_strdup (algo_csv_get_text (csv, &length));
}

static void
append_kind (GString *json, const AlgoSamples *samples, const AlgoKinds *kinds, guint kind)
{
  const AlgoKind *of = &kinds->kinds[kind];
  g_autofree char *letter = algo_kind_letter (kind);
  Measure measures[N_MEASURES];

  list_measures (samples, of, measures);
  g_string_append_printf (json, "%s\n{\"kind\": \"%s\", \"phase\": ", kind == 0 ? "" : ",", letter);
  algo_json_append_string (json, algo_phase_name (of->phase));
  for (guint i = 0; i < N_MEASURES; i++)
    {
      g_string_append_printf (json, ", \"%s\": ", measures[i].name);
      algo_json_append_real (json, measures[i].value);
    }
  g_string_append (json, ", \"features\": {");
  for (guint i = 0; i < ALGO_N_FEATURES; i++)
    {
      g_string_append_printf (json, "%s\"%s\": {\"centre\": ", i == 0 ? "" : ", ",
                              algo_feature_rows[i].name);
      algo_json_append_real (json, of->centre[i]);
      g_string_append (json, ", \"spread\": ");
      algo_json_append_real (json, of->spread[i]);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "}}");
}

static char *
write_json (const AlgoSamples *samples, const AlgoKinds *kinds)
{
  GString *json = g_string_new ("{\"agreement\": ");

  algo_json_append_real (json, kinds->agreement);
  g_string_append (json, ", \"agreement_of_kinds\": ");
  algo_json_append_real (json, kinds->agreement_of_kinds);
  g_string_append_printf (json, ", \"networks\": %u, \"of_none\": %u,\n\"kinds\": [", kinds->count,
                          kinds->n_none);
  for (guint kind = 0; kind < kinds->n_kinds; kind++)
    append_kind (json, samples, kinds, kind);
  g_string_append (json, "],\n\"members\": [");
  for (guint i = 0; i < kinds->count; i++)
    {
      const AlgoSample *sample = algo_samples_get (samples, i);
      g_autofree char *letter =
          kinds->labels[i] >= 0 ? algo_kind_letter ((guint) kinds->labels[i]) : g_strdup ("");

      g_string_append_printf (json,
                              "%s\n{\"seed\": %" G_GUINT64_FORMAT ", \"step\": %" G_GUINT64_FORMAT
                              ", \"log_beta\": ",
                              i == 0 ? "" : ",", sample->seed, sample->step);
      algo_json_append_real (json, sample->log_beta);
      g_string_append_printf (json, ", \"phase\": \"%s\", \"kind\": \"%s\"}",
                              algo_phase_name (sample->phase), letter);
    }
  g_string_append (json, "]}\n");
  return g_string_free (json, FALSE);
}

static gboolean
write_text (const char *text, const char *output, GError **error)
{
  if (output == NULL)
    {
      fputs (text, stdout);
      return TRUE;
    }
  return algo_console_report_written (output,
                                      algo_whole_file_save (output, text, strlen (text), error));
}

static gboolean
keep_kinds (const AlgoSamples *samples, const AlgoKinds *kinds, const char *path, GError **error)
{
  g_autoptr (AlgoNamedKinds) named = algo_named_kinds_of (kinds, samples);

  return algo_console_report_written (path, algo_named_kinds_save (named, path, error));
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const KindsOptions *asked = values;
  const AlgoKindsOptions how = { .least_size = asked->least_size,
                                 .least_distance = -1,
                                 .threads = asked->threads };
  g_autoptr (GPtrArray) paths = NULL;
  g_autoptr (AlgoSamples) samples = NULL;
  g_autoptr (AlgoKinds) kinds = NULL;
  g_autofree char *text = NULL;

  if ((asked->output != NULL && !algo_destination_check_file (asked->output, line->force, error))
      || (asked->keep != NULL && !algo_destination_check_file (asked->keep, line->force, error)))
    return FALSE;
  paths = list_runs (line->operands, error);
  if (paths == NULL)
    return FALSE;
  if (paths->len == 0)
    return algo_command_line_refuse (error, _ ("there are no runs in the ensemble"));
  algo_interrupt_catch ();
  samples = measure_runs (paths, asked, error);
  if (samples == NULL)
    return FALSE;
  kinds = algo_kinds_find (samples, &how);
  text = asked->as_json ? write_json (samples, kinds) : write_csv (samples, kinds);
  fprintf (stderr,
           _ ("%u networks, %u kinds, %u of none; adjusted Rand index against the phases %.3f, of "
              "those of a kind %.3f\n"),
           kinds->count, kinds->n_kinds, kinds->n_none, kinds->agreement,
           kinds->agreement_of_kinds);
  return (asked->keep == NULL || keep_kinds (samples, kinds, asked->keep, error))
         && write_text (text, asked->output, error);
}

static const KindsOptions defaults = { .stride = 1 };

const AlgoCommand algo_command_kinds = {
  .help = {
    .name = "algoscope-run kinds",
    .operands = N_ ("RUN|ENSEMBLE…"),
    .summary = N_ ("Finds the kinds of networks that runs wrote, over beta and steps, without names."),
    .description =
        N_ ("Kinds are clusters of features by density; what is of none stays so. Prints a row\n"
            "a kind: how many networks, how well they compute, where in beta and steps, the\n"
            "most typical, the phase that most are in, and the means of all features. How\n"
            "well kinds and phases agree is told on standard error."),
  },
  .takes_many = TRUE,
  .options = options,
  .size = sizeof (KindsOptions),
  .defaults = &defaults,
  .run = run,
};
