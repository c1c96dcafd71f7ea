/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/weights/comparison-parts.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/weights/weights-matrix.h"

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

/* What of a weight there is to tell. */
typedef struct
{
  const AlgoNetwork *networks[ALGO_N_COMPARED]; /* NULL: not this one */
  const guint *partners;                        /* NULL: none */
  gboolean of_second;                           /* the neuron is the second's */
} Table;

static void
add_neuron (AlgoCsv *csv, gboolean known, guint neuron)
{
  if (known)
    algo_csv_add_whole (csv, neuron);
  else
    algo_csv_add_empty (csv);
}

static void
tabulate_weight (const Table *table, AlgoCsv *csv, const char *name, AlgoWeightsCell cell)
{
  const gboolean is_neuron = cell.tensor != ALGO_WEIGHTS_B1;
  const gboolean matched = is_neuron && table->partners != NULL;

  algo_csv_add_text (csv, name);
  add_neuron (csv, cell.tensor == ALGO_WEIGHTS_W0, cell.input);
  add_neuron (csv, is_neuron && !table->of_second, cell.neuron);
  add_neuron (csv, matched || (is_neuron && table->of_second),
              matched ? table->partners[cell.neuron] : cell.neuron);
  for (guint i = 0; i < ALGO_N_COMPARED; i++)
    {
      const AlgoWeightsPicture picture = { .network = table->networks[i] };

      if (picture.network != NULL)
        algo_csv_add_real (csv, algo_weights_picture_get (&picture, &cell));
      else
        algo_csv_add_empty (csv);
    }
  algo_csv_end_row (csv);
}

/* All weights of networks of this one's size. */
static void
tabulate (const Table *table, AlgoCsv *csv, const AlgoNetwork *network)
{
  for (guint i = 0; i < network->inputs; i++)
    for (guint j = 0; j < network->hidden; j++)
      tabulate_weight (table, csv, "W0", (AlgoWeightsCell){ ALGO_WEIGHTS_W0, i, j });
  for (guint j = 0; j < network->hidden; j++)
    tabulate_weight (table, csv, "b0", (AlgoWeightsCell){ ALGO_WEIGHTS_B0, 0, j });
  for (guint j = 0; j < network->hidden; j++)
    tabulate_weight (table, csv, "W1", (AlgoWeightsCell){ ALGO_WEIGHTS_W1, 0, j });
  tabulate_weight (table, csv, "b1", (AlgoWeightsCell){ .tensor = ALGO_WEIGHTS_B1 });
}

void
algo_comparison_tabulate (const AlgoComparison *comparison, AlgoCsv *csv)
{
  static const char *const header[] = { "tensor", "input",  "neuron",    "partner",
                                        "first",  "second", "difference" };
  const AlgoNetwork *first = comparison->first->network, *second = comparison->arranged;
  const Table together = { { first, second, comparison->difference }, comparison->partners, FALSE };
  const Table of_first = { { first, NULL, NULL }, NULL, FALSE };
  const Table of_second = { { NULL, second, NULL }, NULL, TRUE };

  algo_csv_add_header (csv, header, G_N_ELEMENTS (header));
  if (comparison->partners != NULL)
    {
      tabulate (&together, csv, first);
      return;
    }
  tabulate (&of_first, csv, first);
  tabulate (&of_second, csv, second);
}
