/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-table.h"

#include "engine/settings.h"
#include "ui/pictures/ensemble/ensemble-bands.h"
#include "ui/pictures/ensemble/ensemble-changes.h"

/* Names, and after them the phases' if they are counted. */
static void
add_header (AlgoCsv *csv, const char *const *names, guint count, gboolean phases)
{
  const char *all[32];

  g_assert (count + ALGO_N_PHASES <= G_N_ELEMENTS (all));
  for (guint i = 0; i < count; i++)
    all[i] = names[i];
  for (guint phase = 0; phases && phase < ALGO_N_PHASES; phase++)
    all[count + phase] = algo_phase_name ((AlgoPhase) phase);
  algo_csv_add_header (csv, all, count + (phases ? ALGO_N_PHASES : 0));
}

#define ADD_HEADER(csv, phases, ...)                                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    const char *const names_[] = { __VA_ARGS__ };                                                  \
    add_header (csv, names_, G_N_ELEMENTS (names_), phases);                                       \
  }                                                                                                \
  G_STMT_END

static void
add_counts (AlgoCsv *csv, const AlgoPhaseCounts *counts)
{
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    algo_csv_add_whole (csv, counts->counts[phase]);
}

static void
add_spread (AlgoCsv *csv, const AlgoSpread *spread)
{
  algo_csv_add_whole (csv, spread->count);
  algo_csv_add_real (csv, spread->least);
  algo_csv_add_real (csv, spread->lower);
  algo_csv_add_real (csv, spread->median);
  algo_csv_add_real (csv, spread->upper);
  algo_csv_add_real (csv, spread->most);
}

/* Phases. */

static void
tabulate_cells (const AlgoConsensus *consensus, AlgoCsv *csv, gsize first, gsize end)
{
  ADD_HEADER (csv, TRUE, "at_step", "log_beta", "seeds", "phase", "share", "entropy");
  for (gsize i = first; i < end; i++)
    for (guint point = 0; point < ALGO_GRID; point++)
      {
        const AlgoGridPoint *most = &consensus->history.grids[i]->points[point];
        const AlgoPhaseCounts *counts = algo_consensus_get_counts (consensus, i, point);

        algo_csv_add_whole (csv, consensus->history.grids[i]->step);
        algo_csv_add_real (csv, most->log_beta);
        algo_csv_add_whole (csv, counts->total);
        algo_csv_add_text (csv, algo_phase_name (most->phase));
        algo_csv_add_real (csv, most->confidence);
        algo_csv_add_real (csv, algo_phase_counts_get_entropy (counts));
        add_counts (csv, counts);
        algo_csv_end_row (csv);
      }
}

void
algo_ensemble_tabulate_phases (const AlgoEnsemblePicture *picture, AlgoCsv *csv)
{
  const gsize index = algo_ensemble_picture_get_index (picture);

  tabulate_cells (picture->consensus, csv, index, index + 1);
}

void
algo_ensemble_tabulate_map (const AlgoEnsemblePicture *picture, AlgoCsv *csv)
{
  tabulate_cells (picture->consensus, csv, 0, picture->consensus->history.count);
}

/* Measures. */

void
algo_ensemble_tabulate_bands (const AlgoEnsemblePicture *picture, AlgoCsv *csv)
{
  AlgoEnsembleValues values;

  ADD_HEADER (csv, FALSE, "at_step", "log_beta", "measure", "seeds", "least", "lower", "median",
              "upper", "most");
  algo_ensemble_values_init (&values, picture);
  algo_ensemble_values_measure (&values);
  for (guint plot = 0; plot < values.bands->count; plot++)
    for (guint i = 0; i < values.count; i++)
      {
        AlgoEnsemblePlace place;

        algo_ensemble_values_get_place (&values, algo_ensemble_values_get_position (&values, i),
                                        &place);
        algo_csv_add_whole (csv, (guint64) place.step);
        algo_csv_add_real (csv, place.log_beta);
        algo_csv_add_text (csv, algo_measure_name (
                                    algo_ensemble_bands_get_measure (values.bands, plot)));
        add_spread (csv, &algo_ensemble_values_get (&values, plot)[i]);
        algo_csv_end_row (csv);
      }
  algo_ensemble_values_clear (&values);
}

/* Births and deaths. */

static void
tabulate_changes (const AlgoEnsemblePicture *picture,
                  const AlgoEnsembleChanges *changes,
                  AlgoCsv *csv,
                  AlgoChangeKind kind,
                  AlgoPhase phase)
{
  const GArray *all = changes->changes[phase][kind];
  const gboolean over_beta = kind < ALGO_CHANGE_BORN_OVER_STEPS;

  for (guint i = 0; i < all->len; i++)
    {
      const AlgoChange *change = &g_array_index (all, AlgoChange, i);
      const guint point = algo_ensemble_picture_get_point (picture);

      algo_csv_add_text (csv, algo_phase_name (phase));
      algo_csv_add_text (csv, kind % 2 == 0 ? "born" : "dies");
      algo_csv_add_whole (
          csv, algo_ensemble_get_member (picture->consensus->ensemble, change->member)->seed);
      algo_csv_add_real (csv, over_beta
                                  ? change->position
                                  : algo_grid_log_beta (picture->consensus->history.range, point));
      algo_csv_add_whole (csv, over_beta ? algo_ensemble_picture_get_step (picture)
                                         : (guint64) change->position);
      algo_csv_end_row (csv);
    }
}

void
algo_ensemble_tabulate_transitions (const AlgoEnsemblePicture *picture, AlgoCsv *csv)
{
  g_auto (AlgoEnsembleChanges) changes = { 0 };

  ADD_HEADER (csv, FALSE, "phase", "change", "seed", "log_beta", "at_step");
  algo_ensemble_changes_init (&changes, picture);
  for (guint kind = 0; kind < ALGO_N_CHANGES; kind++)
    for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
      tabulate_changes (picture, &changes, csv, kind, (AlgoPhase) phase);
}

/* The end of training. */

void
algo_ensemble_tabulate_generalisation (const AlgoEnsemblePicture *picture, AlgoCsv *csv)
{
  const AlgoEnsemble *ensemble = picture->consensus->ensemble;
  const guint point = algo_ensemble_picture_get_point (picture);

  ADD_HEADER (csv, TRUE, "log_beta", "inputs", "seeds", "least", "lower", "median", "upper",
              "most");
  for (guint n = ALGO_MIN_INPUTS; n <= ALGO_MAX_INPUTS; n++)
    {
      const AlgoSpread spread = algo_ensemble_spread_size (ensemble, point, n);
      const AlgoPhaseCounts counts = algo_ensemble_count_phases_at_size (ensemble, point, n);

      if (counts.total == 0)
        continue;
      algo_csv_add_real (csv, algo_grid_log_beta (picture->consensus->history.range, point));
      algo_csv_add_whole (csv, n);
      add_spread (csv, &spread);
      add_counts (csv, &counts);
      algo_csv_end_row (csv);
    }
}

void
algo_ensemble_tabulate_direct (const AlgoEnsemblePicture *picture, AlgoCsv *csv)
{
  const AlgoEnsemble *ensemble = picture->consensus->ensemble;
  g_autoptr (GArray) pairs =
      algo_ensemble_list_direct (ensemble, algo_ensemble_picture_get_point (picture));

  ADD_HEADER (csv, FALSE, "seed", "log_beta", "at_step", "phase", "confidence", "unexplained",
              "direct_phase", "direct_confidence", "direct_unexplained");
  for (guint i = 0; i < pairs->len; i++)
    {
      const AlgoDirectPair *pair = &g_array_index (pairs, AlgoDirectPair, i);

      algo_csv_add_whole (csv, algo_ensemble_get_member (ensemble, pair->member)->seed);
      algo_csv_add_real (csv, pair->point->log_beta);
      algo_csv_add_whole (csv, pair->direct->step);
      algo_csv_add_text (csv, algo_phase_name (pair->point->phase));
      algo_csv_add_real (csv, pair->point->confidence);
      algo_csv_add_real (csv, pair->point->unexplained);
      algo_csv_add_text (csv, algo_phase_name (pair->direct->phase));
      algo_csv_add_real (csv, pair->direct->confidence);
      algo_csv_add_real (csv, pair->direct->parameters.unexplained);
      algo_csv_end_row (csv);
    }
}
