/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/results.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "app/headless/console.h"
#include "app/headless/destination.h"
#include "engine/error.h"
#include "engine/formats/network-file.h"
#include "engine/formats/whole-file.h"
#include "engine/run/grid.h"
#include "engine/run/provenance.h"
#include "ui/pictures/figure/figure-file.h"
#include "ui/pictures/phase/ribbon-picture.h"
#include "ui/pictures/weights/weights-picture.h"

/* This seeds the draws shown: a result should not depend on more than the run. */
#define NOISE_SEED 0
/* This is the width of a page of text, and a resolution to print at. */
#define WIDTH_MM 183
#define RIBBON_HEIGHT_MM 18
#define WEIGHTS_HEIGHT_MM 90
#define DPI 300

static AlgoQuestion
question_at (const AlgoSnapshot *snapshot, double log_beta)
{
  return (AlgoQuestion){ .log_beta = log_beta,
                         .inputs = snapshot->settings.most,
                         .hidden = ALGO_HIDDEN_PER_INPUT * snapshot->settings.most,
                         .noise_seed = NOISE_SEED };
}

static gboolean
was_interrupted (gpointer before)
{
  return algo_interrupt_count () > *(const guint *) before;
}

AlgoGrid *
algo_results_measure (const AlgoSnapshot *snapshot, gboolean from_prior, GError **error)
{
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  AlgoQuestion question = question_at (snapshot, snapshot->settings.log_beta_from);
  guint interrupts = algo_interrupt_count ();
  AlgoGrid *grid;

  question.from_prior = from_prior;
  grid = algo_grid_measure (generator, snapshot, &question, ALGO_DRAWS, was_interrupted,
                            &interrupts, error);
  if (was_interrupted (&interrupts) && grid == NULL)
    g_set_error_literal (error, ALGO_ERROR, ALGO_ERROR_CANCELLED,
                         _ ("Interrupted before the phases were known"));
  return grid;
}

static void
print (FILE *to, const AlgoSnapshot *snapshot, const AlgoGrid *grid)
{
  fprintf (to,
           _ ("Phases at n = %u, h = %u, of seed %" PRIu64 " after %" PRIu64
              " steps, from %d draws each:\n\n"),
           grid->inputs, grid->hidden, snapshot->settings.seed, snapshot->step, ALGO_DRAWS);
  fprintf (to, "%10s  %-12s  %10s  %10s  %10s\n", "log10 beta", "phase", "confidence", "FVU",
           "KL/nats");
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      const AlgoGridPoint *point = &grid->points[i];

      fprintf (to, "%10.2f  %-12s  %10.2f  %10.4f  %10.2f\n", point->log_beta,
               algo_phase_name (point->phase), point->confidence, point->unexplained, point->kl);
    }
}

/* The provenance stands in columns, so that rows of several runs can be put together. */
static gboolean
save_table (const AlgoSnapshot *snapshot, const AlgoGrid *grid, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "phases.csv", NULL);
  g_autoptr (GString) table =
      g_string_new ("seed,step,inputs,hidden,log_beta,phase,confidence,unexplained,kl,version\n");

  for (guint i = 0; i < ALGO_GRID; i++)
    {
      const AlgoGridPoint *point = &grid->points[i];

      g_string_append_printf (
          table, "%" PRIu64 ",%" PRIu64 ",%u,%u,%.9g,%s,%.9g,%.9g,%.9g," ALGO_VERSION "\n",
          snapshot->settings.seed, snapshot->step, grid->inputs, grid->hidden, point->log_beta,
          algo_phase_name (point->phase), point->confidence, point->unexplained, point->kl);
    }
  return algo_whole_file_save (path, table->str, table->len, error);
}

static gboolean
save_picture (const char *path,
              double height_mm,
              AlgoDrawFunc draw,
              gconstpointer picture,
              GHashTable *provenance,
              GError **error)
{
  const double point = ALGO_MM_PER_INCH / ALGO_POINTS_PER_INCH;
  const AlgoFigurePage page = { .draw = draw,
                                .picture = picture,
                                .width = WIDTH_MM / point,
                                .height = height_mm / point,
                                .dpi = DPI,
                                .provenance = provenance };

  return algo_figure_save (&page, ALGO_FIGURE_PNG, path, error);
}

static gboolean
save_ribbon (const AlgoSnapshot *snapshot, const AlgoGrid *grid, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "phase-ribbon.png", NULL);
  g_autoptr (GHashTable) provenance = algo_provenance_new (snapshot);
  const AlgoRibbonPicture picture = {
    .grid = grid, .range = algo_grid_get_range (grid), .log_beta = NAN, .axis = TRUE
  };

  algo_provenance_add_whole (provenance, "inputs", grid->inputs);
  algo_provenance_add_whole (provenance, "hidden", grid->hidden);
  return save_picture (path, RIBBON_HEIGHT_MM, (AlgoDrawFunc) algo_ribbon_picture_draw, &picture,
                       provenance, error);
}

static char *
network_path (const char *folder, int exponent)
{
  return g_strdup_printf ("%s/network-1e%d.safetensors", folder, exponent);
}

static char *
weights_path (const char *folder, int exponent)
{
  return g_strdup_printf ("%s/weights-1e%d.png", folder, exponent);
}

/* Saves the network at beta = 10^exponent, and its picture. */
static gboolean
save_network (const AlgoSnapshot *snapshot,
              AlgoGenerator *generator,
              int exponent,
              const char *folder,
              GError **error)
{
  const AlgoQuestion question = question_at (snapshot, exponent);
  g_autoptr (AlgoObservation) observation =
      algo_observation_new (generator, snapshot, &question, error);
  g_autofree char *network = network_path (folder, exponent);
  g_autofree char *weights = weights_path (folder, exponent);
  g_autoptr (GHashTable) provenance = NULL;
  g_autofree guint *order = NULL;
  AlgoWeightsPicture picture;

  if (observation == NULL)
    return FALSE;
  provenance = algo_provenance_new (snapshot);
  algo_provenance_add_observation (provenance, observation);
  order = algo_weights_sort (observation->network);
  picture = (AlgoWeightsPicture){ .network = observation->network, .order = order };
  return algo_network_save (observation->network, network, provenance, error)
         && save_picture (weights, WEIGHTS_HEIGHT_MM, (AlgoDrawFunc) algo_weights_picture_draw,
                          &picture, provenance, error);
}

static gboolean
save_pictures (const AlgoSnapshot *snapshot,
               const AlgoGrid *grid,
               const char *folder,
               GError **error)
{
  g_autoptr (AlgoGenerator) generator = algo_generator_new ();
  const AlgoBetaRange range = algo_grid_get_range (grid);

  if (!save_table (snapshot, grid, folder, error) || !save_ribbon (snapshot, grid, folder, error))
    return FALSE;
  for (int exponent = (int) ceil (range.from); exponent <= (int) floor (range.to); exponent++)
    if (!save_network (snapshot, generator, exponent, folder, error))
      return FALSE;
  return algo_console_report_written (folder, TRUE);
}

gboolean
algo_results_check (const AlgoSettings *settings,
                    const char *folder,
                    gboolean force,
                    GError **error)
{
  const AlgoBetaRange range = algo_settings_get_beta_range (settings);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (!algo_destination_make_folder (folder, error))
    return FALSE;
  g_ptr_array_add (names, g_build_filename (folder, "phases.csv", NULL));
  g_ptr_array_add (names, g_build_filename (folder, "phase-ribbon.png", NULL));
  for (int exponent = (int) ceil (range.from); exponent <= (int) floor (range.to); exponent++)
    {
      g_ptr_array_add (names, network_path (folder, exponent));
      g_ptr_array_add (names, weights_path (folder, exponent));
    }
  for (guint i = 0; i < names->len; i++)
    if (!algo_destination_check_file (names->pdata[i], force, error))
      return FALSE;
  return TRUE;
}

gboolean
algo_results_show (const AlgoSnapshot *snapshot, FILE *to, const char *folder, GError **error)
{
  g_autoptr (AlgoGrid) grid = algo_results_measure (snapshot, FALSE, error);

  if (grid == NULL)
    return FALSE;
  print (to, snapshot, grid);
  return folder == NULL || save_pictures (snapshot, grid, folder, error);
}
