/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels with made-up scenes, part of the pictures' samples. */
#pragma once

#include "ui/pictures/scene/panel.h"

/* A panel and what it shows. */
typedef struct
{
  const char *panel; /* its name */
  AlgoScene scene;   /* parts of one, borrowed */
  gboolean option, in_figure;
  const AlgoPanelCursor *cursor; /* NULL: none */
} PanelSample;

/* A frame of it. */
AlgoPanelFrame panel_sample_get_frame (const PanelSample *sample,
                                       double width,
                                       double height,
                                       const AlgoStyle *style);
/* What is read there; a new string. */
char *panel_sample_read (const PanelSample *sample, const AlgoPanelCursor *cursor);
/* As PictureKind has them. */
void panel_sample_draw (const PanelSample *sample,
                        cairo_t *cr,
                        double width,
                        double height,
                        const AlgoStyle *style);
char *panel_sample_describe (const PanelSample *sample);
