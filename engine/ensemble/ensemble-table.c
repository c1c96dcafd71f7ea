/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/ensemble-table.h"

#include "engine/run-file/run-table.h"

AlgoCsv *
algo_ensemble_table_members (const AlgoEnsemble *ensemble)
{
  static const char *const names[] = { "seed", "state", "step", "phases", "path", "message" };
  AlgoCsv *csv = algo_csv_new ();

  algo_csv_add_header (csv, names, G_N_ELEMENTS (names));
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      if (member->seed_known)
        algo_csv_add_whole (csv, member->seed);
      else
        algo_csv_add_empty (csv);
      algo_csv_add_text (csv, algo_member_state_name (member->state));
      algo_csv_add_whole (csv, member->step);
      algo_csv_add_whole (csv, member->grids->len);
      algo_csv_add_text (csv, member->path);
      algo_csv_add_text (csv, member->message);
      algo_csv_end_row (csv);
    }
  return csv;
}

AlgoCsv *
algo_ensemble_table_phases (const AlgoEnsemble *ensemble)
{
  AlgoCsv *csv = algo_csv_new ();

  algo_csv_add_phases_header (csv);
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      for (guint j = 0; j < member->grids->len; j++)
        algo_csv_add_grid (csv, member->seed, member->grids->pdata[j]);
    }
  return csv;
}

static void
add_sizes (AlgoCsv *csv, guint64 seed, const AlgoGeneralisation *generalisation)
{
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *size = &generalisation->points[i];

      if (!size->known)
        continue;
      algo_csv_add_whole (csv, seed);
      algo_csv_add_whole (csv, size->step);
      algo_csv_add_real (csv, generalisation->question.log_beta);
      algo_csv_add_whole (csv, size->inputs);
      algo_csv_add_whole (csv, size->hidden);
      algo_csv_add_text (csv, algo_phase_name (size->phase));
      algo_csv_add_real (csv, size->confidence);
      algo_csv_add_real (csv, size->unexplained);
      algo_csv_add_real (csv, size->least_unexplained);
      algo_csv_add_real (csv, size->most_unexplained);
      algo_csv_end_row (csv);
    }
}

AlgoCsv *
algo_ensemble_table_generalisation (const AlgoEnsemble *ensemble)
{
  static const char *const names[] = {
    "seed",       "step",        "log_beta",          "inputs",           "hidden", "phase",
    "confidence", "unexplained", "least_unexplained", "most_unexplained",
  };
  AlgoCsv *csv = algo_csv_new ();

  algo_csv_add_header (csv, names, G_N_ELEMENTS (names));
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      for (guint j = 0; j < member->generalisations->len; j++)
        add_sizes (csv, member->seed, member->generalisations->pdata[j]);
    }
  return csv;
}

static void
add_prior (AlgoCsv *csv, guint64 seed, const AlgoGrid *with, const AlgoGrid *without)
{
  const AlgoGrid *const grids[] = { with, without };

  for (guint i = 0; i < ALGO_GRID; i++)
    {
      algo_csv_add_whole (csv, seed);
      algo_csv_add_whole (csv, with->step);
      algo_csv_add_real (csv, with->points[i].log_beta);
      for (guint j = 0; j < G_N_ELEMENTS (grids); j++)
        {
          algo_csv_add_text (csv, algo_phase_name (grids[j]->points[i].phase));
          algo_csv_add_real (csv, grids[j]->points[i].confidence);
          algo_csv_add_real (csv, grids[j]->points[i].unexplained);
        }
      algo_csv_end_row (csv);
    }
}

AlgoCsv *
algo_ensemble_table_prior (const AlgoEnsemble *ensemble)
{
  AlgoCsv *csv = algo_csv_new ();

  algo_csv_add_names (csv, "seed", "step", "log_beta", "phase", "confidence", "unexplained",
                      "prior_phase", "prior_confidence", "prior_unexplained", NULL);
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      if (member->with_encoder != NULL)
        add_prior (csv, member->seed, member->with_encoder, member->without_encoder);
    }
  return csv;
}

AlgoCsv *
algo_ensemble_table_direct (const AlgoEnsemble *ensemble)
{
  static const char *const names[] = {
    "seed", "step", "inputs", "hidden", "diverged", "phase", "confidence", "unexplained", NULL,
  };
  AlgoCsv *csv = algo_csv_new ();

  algo_csv_add_order_header (csv, names, NULL);
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);
      const AlgoMemberDirect *direct = &member->direct;

      if (direct->step == 0)
        continue;
      algo_csv_add_whole (csv, member->seed);
      algo_csv_add_whole (csv, direct->step);
      algo_csv_add_whole (csv, direct->inputs);
      algo_csv_add_whole (csv, direct->hidden);
      algo_csv_add_whole (csv, direct->diverged);
      algo_csv_add_text (csv, algo_phase_name (direct->phase));
      algo_csv_add_real (csv, direct->confidence);
      algo_csv_add_real (csv, direct->parameters.unexplained);
      algo_csv_add_order_parameters (csv, &direct->parameters);
      algo_csv_end_row (csv);
    }
  return csv;
}
