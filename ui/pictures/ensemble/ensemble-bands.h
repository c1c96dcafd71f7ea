/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of an ensemble along log10 beta or along steps, as the pictures of bands have them. */
#pragma once

#include "ui/pictures/ensemble/ensemble-parts.h"
#include "ui/pictures/phase/phase-runs.h"

struct _AlgoEnsembleBands
{
  gboolean over_beta; /* at the chosen step; otherwise over steps, at the chosen beta */
  guint count;        /* of measures, a plot each: one of them, or all */
  AlgoMeasure only;   /* that one */
};

AlgoMeasure algo_ensemble_bands_get_measure (const AlgoEnsembleBands *bands, guint plot);

/* By index: the points of the grid, or of so many grids as are worth drawing, evenly. */
typedef struct
{
  const AlgoEnsembleBands *bands;     /* borrowed */
  const AlgoEnsemblePicture *picture; /* borrowed */
  guint count;
  gsize stride;        /* from one to the next, in grids of the consensus */
  gsize n_cells;       /* points or grids of the consensus, all of them */
  guint marked;        /* where beta and the step are chosen */
  guint64 step;        /* that is chosen */
  guint point;         /* likewise */
  AlgoSpread *spreads; /* (bands->count, count), owned; NULL until measured */
} AlgoEnsembleValues;

/* Of a picture with measured members. What needs no more than positions is quick so far. */
void algo_ensemble_values_init (AlgoEnsembleValues *values, const AlgoEnsemblePicture *picture);
/* Works out all spreads: some milliseconds. */
void algo_ensemble_values_measure (AlgoEnsembleValues *values);
void algo_ensemble_values_clear (AlgoEnsembleValues *values);
/* (count) of them, once measured. */
const AlgoSpread *algo_ensemble_values_get (const AlgoEnsembleValues *values, guint plot);
/* log10 beta or step. */
double algo_ensemble_values_get_position (const AlgoEnsembleValues *values, guint index);
/* The place nearest to a position, and back; FALSE for a place that these do not know. */
void algo_ensemble_values_get_place (const AlgoEnsembleValues *values,
                                     double position,
                                     AlgoEnsemblePlace *place);
gboolean algo_ensemble_values_find (const AlgoEnsembleValues *values,
                                    const AlgoEnsemblePlace *place,
                                    guint *index);
/* The run of one phase of the most seeds that begins at `first`, below n_cells. */
AlgoPhaseRun algo_ensemble_values_find_run (const AlgoEnsembleValues *values, gsize first);
/* An axis with round ends for the quartiles of a plot's measure, once measured. */
void algo_ensemble_values_set_range (const AlgoEnsembleValues *values, guint plot, AlgoAxis *axis);

/* "FVU", "KL, nats", "Localisation"; translated, static. */
const char *algo_ensemble_measure_title (AlgoMeasure measure);

/* The pictures; see AlgoEnsembleKind. */

void algo_ensemble_bands_draw (const AlgoEnsemblePicture *picture, cairo_t *cr);
void algo_ensemble_bands_draw_cursor (const AlgoEnsemblePicture *picture, cairo_t *cr);
gboolean algo_ensemble_bands_pick (const AlgoEnsemblePicture *picture,
                                   double x,
                                   double y,
                                   AlgoEnsemblePlace *place);
gboolean algo_ensemble_bands_locate (const AlgoEnsemblePicture *picture,
                                     const AlgoEnsemblePlace *place,
                                     AlgoArea *area);
