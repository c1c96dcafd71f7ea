/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The run in the background: its seed, how far it is, its learning rate.
 *
 * Signals: "rate-changed" (double): a person chose another peak rate. "rate-refused" (string): what
 * was typed is no rate, with a message to show. Main thread. */
#pragma once

#include "engine/session/session.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_RUN_PANE (algo_run_pane_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRunPane, algo_run_pane, ALGO, RUN_PANE, GtkBox)

/* Emits nothing, and leaves a rate alone that is being typed. */
void algo_run_pane_set_status (AlgoRunPane *self, const AlgoSessionStatus *status);
