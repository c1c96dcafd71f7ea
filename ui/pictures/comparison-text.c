/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/comparison-parts.h"
#include "ui/pictures/numbers.h"
#include "ui/pictures/phase-text.h"
#include "ui/pictures/weights-matrix.h"

static void
append_network (GString *text, const char *name, const AlgoObservation *observation)
{
  g_autofree char *unexplained = algo_number_format (observation->parameters.unexplained);

  /* Translators: a network's name, its phase, its FVU and its size */
  g_string_append_printf (text, _ ("%s: %s, FVU %s, %u inputs, %u hidden neurons. "), name,
                          algo_phase_display_name (observation->classification.phase), unexplained,
                          observation->network->inputs, observation->network->hidden);
}

char *
algo_comparison_picture_describe (const AlgoComparisonPicture *picture)
{
  const AlgoComparison *comparison = picture->comparison;
  g_autofree char *distance = NULL;
  GString *text;

  if (comparison == NULL)
    return g_strdup (_ ("Keep a network, to compare others with it"));
  text = g_string_new (NULL);
  append_network (text, algo_comparison_get_name (picture, ALGO_COMPARED_FIRST), comparison->first);
  append_network (text, algo_comparison_get_name (picture, ALGO_COMPARED_SECOND),
                  comparison->second);
  if (isnan (comparison->distance))
    g_string_append (text, _ ("Their inputs differ in number."));
  else
    {
      distance = algo_number_format (comparison->distance);
      g_string_append_printf (text, _ ("Their outputs differ by %s of the variance."), distance);
    }
  return g_string_free (text, FALSE);
}

/* Not a number where there is none. */
static double
get_value (const AlgoComparisonParts *parts, AlgoCompared part, const AlgoWeightsCell *cell)
{
  return algo_weights_picture_get (&parts->pictures[part], cell);
}

char *
algo_comparison_picture_describe_cell (const AlgoComparisonPicture *picture,
                                       const AlgoComparedCell *cell)
{
  g_auto (AlgoComparisonParts) parts = { 0 };
  g_autofree char *second = NULL, *difference = NULL, *text = NULL;

  if (picture->comparison == NULL || cell->part >= ALGO_N_COMPARED)
    return NULL;
  algo_comparison_parts_init (&parts, picture);
  if (parts.second_order != NULL)
    return algo_weights_picture_describe_cell (&parts.pictures[cell->part], &cell->cell);
  text = algo_weights_picture_describe_cell (&parts.pictures[ALGO_COMPARED_FIRST], &cell->cell);
  if (text == NULL)
    return NULL;
  second = algo_number_format_signed (get_value (&parts, ALGO_COMPARED_SECOND, &cell->cell));
  difference =
      algo_number_format_signed (get_value (&parts, ALGO_COMPARED_DIFFERENCE, &cell->cell));
  /* Translators: "Shown: Input 3 → hidden neuron 12: W₀ = +5.03", then on the next line the name of
   * the other network, its weight there, and the difference */
  return g_strdup_printf (_ ("%s: %s\n%s: %s, difference %s"),
                          algo_comparison_get_name (picture, ALGO_COMPARED_FIRST), text,
                          algo_comparison_get_name (picture, ALGO_COMPARED_SECOND), second,
                          difference);
}

static void
tabulate_weight (const AlgoComparison *comparison,
                 AlgoCsv *csv,
                 const char *name,
                 AlgoWeightsCell cell)
{
  const AlgoWeightsPicture pictures[] = { { .network = comparison->first->network },
                                          { .network = comparison->arranged },
                                          { .network = comparison->difference } };

  algo_csv_add_text (csv, name);
  if (cell.tensor == ALGO_WEIGHTS_W0)
    algo_csv_add_whole (csv, cell.input);
  else
    algo_csv_add_empty (csv);
  if (cell.tensor != ALGO_WEIGHTS_B1)
    {
      algo_csv_add_whole (csv, cell.neuron);
      algo_csv_add_whole (csv, comparison->partners[cell.neuron]);
    }
  else
    for (guint i = 0; i < 2; i++)
      algo_csv_add_empty (csv);
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    algo_csv_add_real (csv, algo_weights_picture_get (&pictures[i], &cell));
  algo_csv_end_row (csv);
}

void
algo_comparison_tabulate (const AlgoComparison *comparison, AlgoCsv *csv)
{
  static const char *const header[] = { "tensor", "input",  "neuron",    "partner",
                                        "first",  "second", "difference" };
  const guint inputs = comparison->first->network->inputs;
  const guint hidden = comparison->first->network->hidden;

  algo_csv_add_header (csv, header, G_N_ELEMENTS (header));
  if (comparison->partners == NULL)
    return;
  for (guint i = 0; i < inputs; i++)
    for (guint j = 0; j < hidden; j++)
      tabulate_weight (comparison, csv, "W0", (AlgoWeightsCell){ ALGO_WEIGHTS_W0, i, j });
  for (guint j = 0; j < hidden; j++)
    tabulate_weight (comparison, csv, "b0", (AlgoWeightsCell){ ALGO_WEIGHTS_B0, 0, j });
  for (guint j = 0; j < hidden; j++)
    tabulate_weight (comparison, csv, "W1", (AlgoWeightsCell){ ALGO_WEIGHTS_W1, 0, j });
  tabulate_weight (comparison, csv, "b1", (AlgoWeightsCell){ .tensor = ALGO_WEIGHTS_B1 });
}
