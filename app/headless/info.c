/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what a run or an ensemble is and how it stands. */
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "engine/ensemble/ensemble-statistics.h"
#include "engine/ensemble/seeds.h"
#include "engine/run-file/run-file.h"
#include "engine/settings-fields.h"

/* Names are those of the file's tables, and are not translated: programs read them. */
static void
print_settings (const AlgoSettings *settings, gboolean is_run)
{
  for (guint i = 0; i < algo_settings_count_fields (); i++)
    {
      const char *name = algo_settings_field_name (i);
      g_autofree char *value = algo_settings_format_field (settings, i);

      /* A run may have come to another rate. */
      if (is_run || !g_str_equal (name, "seed"))
        printf ("%s%s: %s\n", is_run && g_str_equal (name, "rate") ? "initial_" : "", name, value);
    }
}

static void
print_run (const AlgoRun *run)
{
  printf ("created: %s\nversion: %s\nkernels: %s\n", run->created, run->version, run->kernels);
  print_settings (&run->settings, TRUE);
  printf ("rate: %.9g\n", run->rate);
  printf ("step: %" PRIu64 "\nbudget: %" PRIu64 "\n", run->step, run->budget);
  if (algo_run_has_diverged (run))
    printf ("diverged: %" PRIu64 "\n", run->step);
  printf ("events: %u\nphases: %u\nphases_missing: %u\nsnapshots: %u\n", run->events->len,
          run->grids->len, algo_run_count_missing_phases (run), run->snapshots->len);
}

/* Prints the members in a state, their numbers and their seeds: "partial: 2", "partial_seeds: 3,7".
 */
static void
print_members (const AlgoEnsemble *ensemble, AlgoMemberState state)
{
  const char *name = algo_member_state_name (state);
  g_autoptr (GArray) seeds = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autofree char *text = NULL;

  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      if (member->state == state && member->seed_known)
        g_array_append_val (seeds, member->seed);
    }
  printf ("%s: %u\n", name, algo_ensemble_count_members (ensemble, state));
  if (seeds->len == 0)
    return;
  text = algo_seeds_format (seeds);
  printf ("%s_seeds: %s\n", name, text);
}

static void
print_ensemble (const AlgoEnsemble *ensemble)
{
  guint measured = 0;

  for (guint i = 0; i < ensemble->members->len; i++)
    measured += algo_ensemble_get_member (ensemble, i)->generalisations->len > 0;
  printf ("version: %s\n", ensemble->version);
  print_settings (&ensemble->settings, FALSE);
  printf ("members: %u\n", ensemble->members->len);
  for (AlgoMemberState state = 0; state < ALGO_N_MEMBER_STATES; state++)
    print_members (ensemble, state);
  printf ("usual_step: %" PRIu64 "\nmeasured: %u\n", algo_ensemble_get_usual_step (ensemble),
          measured);
}

static const AlgoOption options[] = { { ALGO_OPTION_END } };

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const char *path = line->operands[0];
  g_autoptr (AlgoRunFile) file = NULL;
  g_autoptr (AlgoEnsemble) ensemble = NULL;

  if (algo_ensemble_is_in (path))
    {
      ensemble = algo_ensemble_read (path, error);
      if (ensemble != NULL)
        print_ensemble (ensemble);
      return ensemble != NULL;
    }
  file = algo_run_file_open (path, error);
  if (file != NULL)
    print_run (algo_run_file_get_run (file));
  return file != NULL;
}

const AlgoCommand algo_command_info = {
  .help = {
    .name = "algoscope-run info",
    .operands = N_ ("RUN|ENSEMBLE"),
    .summary = N_ ("Says what a run or an ensemble is and how it stands, one line each."),
    .description = N_ ("The whole file is checked, and left as it is."),
  },
  .options = options,
  .run = run,
};
