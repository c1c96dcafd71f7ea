/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New Run: asks for the function to compute and for the settings of another run.
 *
 * Signal "accepted" (const AlgoSettings *): valid settings were chosen; the dialog then closes.
 * What is not valid is said in the dialog, which stays. Main thread. */
#pragma once

#include "engine/settings.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_RESTART_DIALOG (algo_restart_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRestartDialog, algo_restart_dialog, ALGO, RESTART_DIALOG, GtkWindow)

/* Has an editor for each setting that a person is asked for, named after it, and a list of the
 * functions to compute, "task". Begins with `settings`, which also supply what the dialog does not
 * ask for, and with the expression that was last written, which `preferences` keep. */
AlgoRestartDialog *
algo_restart_dialog_new (GtkWindow *parent, const AlgoSettings *settings, GSettings *preferences);
