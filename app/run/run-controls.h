/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a run has in the header bar: run and pause, step, restart, continue, and the way back to an
 * ensemble. Main thread. */
#pragma once

#include "app/run/run-model.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_RUN_CONTROLS (algo_run_controls_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRunControls, algo_run_controls, ALGO, RUN_CONTROLS, GtkWidget)

/* Floating. References the run. */
AlgoRunControls *algo_run_controls_new (AlgoRunModel *run);
