/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-bands.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/ensemble/ensemble-table.h"
#include "ui/pictures/phase/phase-text.h"

#define MOST_STEPS 240 /* at which measures are drawn over training */

typedef struct
{
  AlgoAxisKind kind;
  double low, high;   /* of its axis at least */
  double least, most; /* and at most */
} Range;

static Range
range_of (AlgoMeasure measure)
{
  const AlgoOrderRow *row = &algo_order_rows[measure];

  if (measure == ALGO_MEASURE_KL)
    return (Range){ ALGO_AXIS_ASINH, 0, 100, 0, 1e6 };
  if (row->is_logarithmic)
    return (Range){ ALGO_AXIS_LOG, 10 * row->low, row->high, row->least, row->most };
  return (Range){ ALGO_AXIS_LINEAR, row->low, row->high, row->least, row->most };
}

/* FVU comes first and KL after it. */
AlgoMeasure
algo_ensemble_bands_get_measure (const AlgoEnsembleBands *bands, guint plot)
{
  if (bands->count == 1)
    return bands->only;
  for (AlgoMeasure measure = 0; measure < ALGO_N_ORDER_PARAMETERS; measure++)
    if (algo_order_rows[measure].band == plot)
      return measure;
  return ALGO_MEASURE_KL;
}

/* Values. */

static AlgoSpread
measure_one (const AlgoEnsembleValues *values, guint plot, guint index)
{
  const gboolean over_beta = values->bands->over_beta;
  const guint64 step =
      over_beta ? values->step : (guint64) algo_ensemble_values_get_position (values, index);

  return algo_ensemble_spread_measure (values->picture->consensus->ensemble,
                                       algo_ensemble_bands_get_measure (values->bands, plot),
                                       over_beta ? index : values->point, step);
}

void
algo_ensemble_values_measure (AlgoEnsembleValues *values)
{
  values->spreads = g_new (AlgoSpread, (gsize) values->bands->count * values->count);
  for (guint plot = 0; plot < values->bands->count; plot++)
    for (guint i = 0; i < values->count; i++)
      values->spreads[plot * values->count + i] = measure_one (values, plot, i);
}

void
algo_ensemble_values_init (AlgoEnsembleValues *values, const AlgoEnsemblePicture *picture)
{
  const gsize index = algo_ensemble_picture_get_index (picture);
  const AlgoEnsembleBands *bands = picture->kind->bands;

  *values = (AlgoEnsembleValues){ .bands = bands,
                                  .picture = picture,
                                  .count = ALGO_GRID,
                                  .stride = 1,
                                  .n_cells = ALGO_GRID,
                                  .step = algo_ensemble_picture_get_step (picture),
                                  .point = algo_ensemble_picture_get_point (picture) };
  values->marked = values->point;
  if (!bands->over_beta)
    {
      values->n_cells = picture->consensus->history.count;
      values->stride = (values->n_cells + MOST_STEPS - 1) / MOST_STEPS;
      /* The last one too. */
      values->count = (guint) ((values->n_cells - 1 + values->stride - 1) / values->stride) + 1;
      values->marked = (guint) MIN (index / values->stride, values->count - 1);
    }
}

void
algo_ensemble_values_clear (AlgoEnsembleValues *values)
{
  g_clear_pointer (&values->spreads, g_free);
}

const AlgoSpread *
algo_ensemble_values_get (const AlgoEnsembleValues *values, guint plot)
{
  return values->spreads + (gsize) plot * values->count;
}

double
algo_ensemble_values_get_position (const AlgoEnsembleValues *values, guint index)
{
  const AlgoGridHistory *history = &values->picture->consensus->history;

  if (values->bands->over_beta)
    return algo_grid_log_beta (history->range, index);
  return (double) history->grids[MIN (index * values->stride, history->count - 1)]->step;
}

void
algo_ensemble_values_get_place (const AlgoEnsembleValues *values,
                                double position,
                                AlgoEnsemblePlace *place)
{
  guint nearest = 0;

  for (guint i = 1; i < values->count; i++)
    if (fabs (algo_ensemble_values_get_position (values, i) - position)
        < fabs (algo_ensemble_values_get_position (values, nearest) - position))
      nearest = i;
  *place = ALGO_ENSEMBLE_PLACE_NONE;
  place->log_beta = algo_grid_log_beta (values->picture->consensus->history.range,
                                        values->bands->over_beta ? nearest : values->point);
  place->step = values->bands->over_beta
                    ? (gint64) values->step
                    : (gint64) algo_ensemble_values_get_position (values, nearest);
}

gboolean
algo_ensemble_values_find (const AlgoEnsembleValues *values,
                           const AlgoEnsemblePlace *place,
                           guint *index)
{
  AlgoEnsemblePlace found;

  for (guint i = 0; i < values->count; i++)
    {
      algo_ensemble_values_get_place (values, algo_ensemble_values_get_position (values, i),
                                      &found);
      if (values->bands->over_beta ? found.log_beta == place->log_beta : found.step == place->step)
        {
          *index = i;
          return TRUE;
        }
    }
  return FALSE;
}

AlgoPhaseRun
algo_ensemble_values_find_run (const AlgoEnsembleValues *values, gsize first)
{
  const AlgoEnsemblePicture *picture = values->picture;
  const AlgoGridHistory *history = &picture->consensus->history;

  return values->bands->over_beta
             ? algo_phase_run_of_grid (history->grids[algo_ensemble_picture_get_index (picture)],
                                       first)
             : algo_phase_run_of_history (history, values->point, first);
}

void
algo_ensemble_values_set_range (const AlgoEnsembleValues *values, guint plot, AlgoAxis *axis)
{
  const Range range = range_of (algo_ensemble_bands_get_measure (values->bands, plot));
  const AlgoSpread *spreads = algo_ensemble_values_get (values, plot);

  *axis = (AlgoAxis){ .kind = range.kind, .low = range.low, .high = range.high, .linear_width = 1 };
  for (guint i = 0; i < values->count; i++)
    {
      if (isfinite (spreads[i].lower))
        axis->low = MIN (axis->low, MAX (spreads[i].lower, range.least));
      if (spreads[i].count > 0 && !isnan (spreads[i].upper))
        axis->high = MAX (axis->high, MIN (spreads[i].upper, range.most));
    }
  if (axis->kind == ALGO_AXIS_ASINH)
    axis->high = algo_axis_round_up (axis->high);
  else
    algo_axis_round_ends (axis);
}

const char *
algo_ensemble_measure_title (AlgoMeasure measure)
{
  if (measure == ALGO_MEASURE_KL)
    return _ ("KL, nats");
  return algo_order_rows[measure].is_logarithmic ? _ ("FVU") : _ (algo_order_rows[measure].title);
}

/* In words. */

/* "FVU 0.0123 (0.01 to 0.02)". */
static void
append_spread (GString *text, AlgoMeasure measure, const AlgoSpread *spread)
{
  g_autofree char *median = algo_number_format (spread->median);
  g_autofree char *lower = algo_number_format (spread->lower);
  g_autofree char *upper = algo_number_format (spread->upper);

  /* Translators: a measure, its median, and its quartiles: "FVU 0.0123 (0.01 to 0.02)" */
  g_string_append_printf (text, _ ("%s %s (%s to %s)"), algo_ensemble_measure_title (measure),
                          median, lower, upper);
}

static char *
describe_index (const AlgoEnsembleValues *values, guint index, const char *separator)
{
  const AlgoSpread first = measure_one (values, 0, index);
  const double position = algo_ensemble_values_get_position (values, index);
  g_autofree char *place = NULL;
  g_autofree char *seeds = algo_ensemble_describe_seeds (values->picture, first.count);
  g_autofree char *number = NULL;
  GString *text = g_string_new (NULL);

  if (values->bands->over_beta)
    {
      number = algo_number_format_log_beta (position);
      place = g_strdup_printf (_ ("log \u03b2 %s"), number);
    }
  else
    {
      number = algo_number_format_count ((guint64) position);
      place = g_strdup_printf (_ ("step %s"), number);
    }
  g_string_append_printf (text, "%s, %s: ", place, seeds);
  for (guint plot = 0; plot < values->bands->count; plot++)
    {
      AlgoSpread spread;

      if (plot > 0)
        g_string_append (text, separator);
      spread = measure_one (values, plot, index);
      append_spread (text, algo_ensemble_bands_get_measure (values->bands, plot), &spread);
    }
  return g_string_free (text, FALSE);
}

static char *
bands_describe (const AlgoEnsemblePicture *picture)
{
  AlgoEnsembleValues values;
  g_autofree char *text = NULL;

  algo_ensemble_values_init (&values, picture);
  text = describe_index (&values, values.marked, _ ("; "));
  algo_ensemble_values_clear (&values);
  return g_strdup_printf (_ ("Medians and quartiles at %s."), text);
}

static char *
bands_describe_place (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place)
{
  AlgoEnsembleValues values;
  char *text = NULL;
  guint index;

  algo_ensemble_values_init (&values, picture);
  if (algo_ensemble_values_find (&values, place, &index))
    text = describe_index (&values, index, "\n");
  algo_ensemble_values_clear (&values);
  return text;
}

static gboolean
bands_move (const AlgoEnsemblePicture *picture, gint right, gint down, AlgoEnsemblePlace *place)
{
  const guint plot = place->plot;
  AlgoEnsembleValues values;
  guint index;

  algo_ensemble_values_init (&values, picture);
  if (algo_ensemble_values_find (&values, place, &index))
    index = (guint) CLAMP ((gint) index + CLAMP (right, -G_MAXINT16, G_MAXINT16), 0,
                           (gint) values.count - 1);
  else
    index = values.marked;
  algo_ensemble_values_get_place (&values, algo_ensemble_values_get_position (&values, index),
                                  place);
  place->plot = plot;
  algo_ensemble_values_clear (&values);
  return TRUE;
}

/* The median of the first measure where beta and the step are chosen. */
static void
bands_get_number (const AlgoEnsemblePicture *picture, const char **name, char **value)
{
  const AlgoMeasure measure = algo_ensemble_bands_get_measure (picture->kind->bands, 0);
  const AlgoSpread spread = algo_ensemble_spread_measure (picture->consensus->ensemble, measure,
                                                          algo_ensemble_picture_get_point (picture),
                                                          algo_ensemble_picture_get_step (picture));

  *name = picture->kind->bands->count == 1 ? _ ("median") : _ ("median FVU");
  *value = algo_number_format (spread.median);
}

/* The four kinds. */

static const AlgoEnsembleBands fvu_bands = { TRUE, 1, ALGO_ORDER_UNEXPLAINED };
static const AlgoEnsembleBands kl_bands = { TRUE, 1, ALGO_MEASURE_KL };
static const AlgoEnsembleBands order_bands = { TRUE, ALGO_N_MEASURES };
static const AlgoEnsembleBands time_bands = { FALSE, ALGO_N_MEASURES };

#define KIND(its_bands)                                                                            \
  {                                                                                                \
    .draw = algo_ensemble_bands_draw, .draw_cursor = algo_ensemble_bands_draw_cursor,              \
    .describe = bands_describe, .pick = algo_ensemble_bands_pick,                                  \
    .locate = algo_ensemble_bands_locate, .move = bands_move,                                      \
    .describe_place = bands_describe_place, .get_number = bands_get_number,                        \
    .tabulate = algo_ensemble_tabulate_bands, .bands = its_bands,                                  \
  }

const AlgoEnsembleKind algo_ensemble_fvu = KIND (&fvu_bands);
const AlgoEnsembleKind algo_ensemble_kl = KIND (&kl_bands);
const AlgoEnsembleKind algo_ensemble_order = KIND (&order_bands);
const AlgoEnsembleKind algo_ensemble_time = KIND (&time_bands);
