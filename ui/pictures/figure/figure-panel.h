/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels that figures are made of.
 *
 * Every picture that can be exported stands in one table, with all that an exporter needs to know
 * of it: a panel added there is in the window's dialog and in the headless program without more
 * work. Panels are static and constant. Any thread. */
#pragma once

#include <math.h>

#include "engine/formats/csv.h"
#include "engine/run/observation.h"
#include "ui/pictures/approximation/approximation-picture.h"
#include "ui/pictures/weights/comparison-picture.h"
#include "ui/pictures/history/direct-picture.h"
#include "ui/pictures/ensemble/ensemble-picture.h"
#include "ui/pictures/approximation/explanation-picture.h"
#include "ui/pictures/history/generalisation-picture.h"
#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/network/network-picture.h"
#include "ui/pictures/phase/phase-picture.h"
#include "ui/pictures/phase/ribbon-picture.h"
#include "ui/pictures/history/training-picture.h"
#include "ui/pictures/weights/weights-picture.h"

/* What there is to draw, everything borrowed. Pictures without data are panels that are unknown. */
typedef struct
{
  AlgoWeightsPicture weights;
  const AlgoArrangement
      *arrangement; /* of the same network's graph; NULL: settled as it is drawn */
  AlgoPhasePicture phase;
  AlgoRibbonPicture ribbon;
  AlgoApproximationPicture approximation;
  AlgoTrainingPicture training;
  AlgoExplanationPicture explanation;
  AlgoGeneralisationPicture generalisation;
  AlgoComparisonPicture comparison;
  AlgoDirectPicture direct;
  AlgoGridHistory history;      /* of the run, up to the step that the others show */
  AlgoEnsemblePicture ensemble; /* of whatever kind */
} AlgoFigureData;

/* Nothing known; no cursor and no marker. */
#define ALGO_FIGURE_DATA_EMPTY                                                                     \
  ((AlgoFigureData){ .phase = { .kl = NAN },                                                       \
                     .ribbon = { .log_beta = NAN, .axis = TRUE },                                  \
                     .approximation = { .unexplained = NAN },                                      \
                     .training = { .cursor = -1 },                                                 \
                     .direct = { .log_beta = NAN, .step = -1 },                                    \
                     .ensemble = { .log_beta = NAN, .step = -1 } })

/* Sets all that an observation knows; `order` as in AlgoWeightsPicture. */
void algo_figure_data_set_observation (AlgoFigureData *data,
                                       const AlgoObservation *observation,
                                       const guint *order);

/* Sizes in points at which a panel looks its best, alone in a narrow and in a wide figure. */
typedef struct
{
  double width, height;
} AlgoFigurePanelSize;

typedef union _AlgoPanelPicture AlgoPanelPicture;

typedef struct _AlgoFigurePanel AlgoFigurePanel;

struct _AlgoFigurePanel
{
  const char *name;           /* in commands and in names of files; never translated */
  const char *title;          /* marked for translation */
  const char *needs;          /* what it is drawn from; marked for translation */
  AlgoFigurePanelSize narrow, wide; /* beside others it is at least as wide as `narrow` */
  double share;               /* of the width of a row, against that of its neighbours */
  gboolean in_layout;         /* part of the figure of all panels */
  gboolean (*is_known) (const AlgoFigureData *data);
  /* What `draw` takes: a picture of `data`, or one that is made of it in `room`. */
  gconstpointer (*picture) (const AlgoFigurePanel *panel,
                            const AlgoFigureData *data,
                            AlgoPanelPicture *room);
  AlgoDrawFunc draw;
  /* Adds the numbers that are drawn to an empty table, with a header. */
  void (*tabulate) (const AlgoFigureData *data, AlgoCsv *csv);
};

/* All panels, in the order of the layout. */
const AlgoFigurePanel *algo_figure_panels_get (guint *count);
/* NULL if there is none of that name. */
const AlgoFigurePanel *algo_figure_panel_find (const char *name);
/* Draws it, of data that it is known of. */
void algo_figure_panel_draw (const AlgoFigurePanel *panel,
                      const AlgoFigureData *data,
                      cairo_t *cr,
                      double width,
                      double height,
                      const AlgoStyle *style);
/* Translated; "a run". */
const char *algo_figure_panel_get_title (const AlgoFigurePanel *panel);
const char *algo_figure_panel_get_needs (const AlgoFigurePanel *panel);
