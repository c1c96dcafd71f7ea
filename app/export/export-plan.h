/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an export writes: a figure in some formats, its numbers, the network. Any thread. */
#pragma once

#include "ui/pictures/figure/figure-file.h"

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
  char *path;                /* of the figure where there is one format, owned; NULL: as others */
} AlgoExportPlan;

void algo_export_plan_clear (AlgoExportPlan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoExportPlan, algo_export_plan_clear)

/* Lists the paths of all files, an array of strings that owns them, in the order in which they are
 * written. */
GPtrArray *algo_export_plan_list (const AlgoExportPlan *plan);
/* Writes the file of that index, whole or not at all. Returns FALSE and a G_FILE_ERROR, or what
 * algo_figure_save() says. */
gboolean algo_export_plan_save (const AlgoExportPlan *plan, guint index, GError **error);
