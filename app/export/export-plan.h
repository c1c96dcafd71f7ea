/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an export writes: a figure in some formats, its numbers, the network. Any thread. */
#pragma once

#include "ui/pictures/figure/figure-file.h"

#include <gio/gio.h>

typedef struct
{
  AlgoFigure figure;   /* whose scene is borrowed */
  AlgoFigureSize size; /* height 0: the natural one */
  double text;         /* size of ordinary text, points */
  double dpi;
  gboolean formats[ALGO_N_FIGURE_FORMATS];
  gboolean tables;
  gboolean safetensors, npz; /* the network, where there is one */
  char *stem;                /* path of the files without their endings; owned */
} AlgoExportPlan;

void algo_export_plan_clear (AlgoExportPlan *plan);

/* The paths of all files, an array of strings that owns them, in the order in which they are
 * written. */
GPtrArray *algo_export_plan_list (const AlgoExportPlan *plan);
/* Writes them, each whole or not at all. FALSE and a G_FILE_ERROR, G_IO_ERROR_CANCELLED or what
 * algo_figure_save() says, with those before it written. */
gboolean
algo_export_plan_save (const AlgoExportPlan *plan, GCancellable *cancellable, GError **error);
