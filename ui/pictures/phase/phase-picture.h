/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which algorithm a network is, with the evidence: each order parameter as a bar on its own range,
 * beside the range that the phase asks for. */
#pragma once

#include "engine/analysis/phase.h"
#include "ui/pictures/drawing/style.h"

typedef struct
{
  const AlgoClassification *classification; /* NULL: not known yet */
  const AlgoOrderParameters *parameters;    /* given whenever `classification` is */
  double kl;                                /* nats; not finite: left out */
  guint draws_agreeing, draws;              /* left out when `draws` is 0 */
  gboolean headed;                          /* a head beside the picture tells the confidence, so
                                               that it does not stand in the picture too */
} AlgoPhasePicture;

void algo_phase_picture_draw (const AlgoPhasePicture *picture,
                              cairo_t *cr,
                              double width,
                              double height,
                              const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_phase_picture_describe (const AlgoPhasePicture *picture);
