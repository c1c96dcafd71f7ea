/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes of made-up data, the same on every machine. */
#pragma once

#include "tests/ui/picture-samples.h"
#include "ui/pictures/scene/scene.h"

/* What there is of a scene, which tests change before they make one of it by algo_scene_new(). */
typedef struct
{
  AlgoScene parts; /* borrows what follows, and of the samples */
  AlgoObservation *observation;
  GArray *metrics;
  GPtrArray *grids;
  GHashTable *provenance;
} SceneSample;

/* Of a run with everything known, at its last step, log10 beta -3.4, and of the samples' size, all
 * measured at that step. */
SceneSample *scene_sample_new (const PictureSamples *samples);
void scene_sample_free (SceneSample *sample);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SceneSample, scene_sample_free)

/* A grid like the samples' last, of another step and size; a new reference. */
AlgoGrid *scene_sample_make_grid (const PictureSamples *samples, guint64 step, guint inputs);

/* Whole scenes, new references: of that run, and of an ensemble. */
AlgoScene *scene_sample_make (const PictureSamples *samples);
AlgoScene *scene_sample_make_ensemble (const PictureSamples *samples);
