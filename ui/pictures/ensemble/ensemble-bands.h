/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures of an ensemble along log10 beta or along steps, as the panels of bands have them. */
#pragma once

#include "ui/pictures/ensemble/ensemble-parts.h"

/* AlgoPanel.kind of these panels. */
typedef struct
{
  gboolean over_beta; /* at the chosen step; otherwise over steps, at the chosen beta */
  guint count;        /* of measures, a plot each: one of them, or all */
  AlgoMeasure only;   /* that one */
} AlgoEnsembleBands;

/* By index: the points of the grid, or of so many grids as are worth drawing, evenly. */
typedef struct
{
  const AlgoEnsembleBands *bands; /* borrowed */
  const AlgoScene *scene;         /* borrowed */
  guint count;
  gsize stride;  /* from one to the next, in grids of the consensus */
  gsize n_cells; /* points or grids of the consensus, all of them */
  guint marked;  /* where beta and the step are chosen */
} AlgoEnsembleValues;

AlgoEnsembleValues algo_ensemble_values_make (const AlgoPanel *panel, const AlgoScene *scene);
AlgoMeasure algo_ensemble_values_get_measure (const AlgoEnsembleValues *values, guint plot);
/* "FVU", "KL, nats", "Localisation"; translated, static. */
const char *algo_ensemble_values_get_title (const AlgoEnsembleValues *values, guint plot);
AlgoSpread algo_ensemble_values_measure (const AlgoEnsembleValues *values, guint plot, guint index);
/* log10 beta or step; and the index of the nearest one. */
double algo_ensemble_values_get_position (const AlgoEnsembleValues *values, guint index);
guint algo_ensemble_values_find (const AlgoEnsembleValues *values, double position);
/* An axis with round ends for the quartiles of a plot's measure. */
AlgoAxis algo_ensemble_values_make_axis (const AlgoEnsembleValues *values,
                                         guint plot,
                                         const AlgoSpread *spreads /* (count) */);
/* "step 100, 33 seeds: FVU 0.0123 (0.01 to 0.02)"; a new string. */
char *algo_ensemble_values_describe (const AlgoEnsembleValues *values,
                                     guint index,
                                     const char *separator);
