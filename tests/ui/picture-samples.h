/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up data for every picture, the same on every machine. */
#pragma once

#include "tests/engine/sample-ensembles.h"
#include "tests/ui/direct-samples.h"
#include "tests/ui/explanation-samples.h"
#include "tests/ui/hand-samples.h"
#include "tests/ui/panel-samples.h"
#include "ui/pictures/phase/ribbon-picture.h"
#include "ui/pictures/history/timeline-picture.h"
#include "ui/pictures/weights/weights-picture.h"

#define N_ENSEMBLE_SAMPLES 11

typedef struct
{
  AlgoNetwork *network;        /* pinned as in the tilted phase, on a weak background */
  AlgoArrangement arrangement; /* of that network: hidden neurons around inputs on a circle */
  AlgoCurves *curves;
  AlgoObservation observation;  /* of that network, with these curves */
  AlgoObservation explained[2]; /* the same with explanations as of two phases */
  AlgoGrid grid;                /* four phases, and every other one somewhere */
  AlgoMetrics *metrics;
  GArray *records;         /* these */
  AlgoGrid *grids;         /* one for every seven of the metrics, at most 4000, all phases */
  AlgoGridHistory history; /* these */
  GPtrArray *shown_grids;  /* these, of scenes */

  AlgoWeightsPicture weights;
  PanelSample graph;
  PanelSample approximation, phase;
  PanelSample training;
  AlgoRibbonPicture ribbon;
  PanelSample phase_diagram, trade_off;
  PanelSample order_over_beta, order_over_steps;
  PanelSample explanation, explanation_of_convexity;
  PanelSample generalisation;
  PanelSample direct;
  AlgoWeightsPicture weights_edited;
  PanelSample comparison;
  AlgoTimelinePicture timeline;
  PanelSample ensemble[N_ENSEMBLE_SAMPLES]; /* in the order of the panels */
} PictureSamples;

PictureSamples *picture_samples_new (guint inputs, guint hidden, gsize metrics);
/* Puts not a number and infinity wherever a picture may meet them. */
void picture_samples_spoil (PictureSamples *samples);
void picture_samples_free (PictureSamples *samples);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PictureSamples, picture_samples_free)

/* Every picture by name, as the functions that draw and describe it see it. */
typedef struct
{
  const char *name;
  AlgoDrawFunc draw;
  char *(*describe) (gconstpointer picture);
  gsize offset;         /* of the picture in PictureSamples */
  gconstpointer empty;  /* the same picture without data */
  double width, height; /* of the reference image */
} PictureKind;

#define N_PICTURE_KINDS (17 + N_ENSEMBLE_SAMPLES)
extern const PictureKind picture_kinds[N_PICTURE_KINDS];
gconstpointer picture_samples_get (const PictureSamples *samples, const PictureKind *kind);
