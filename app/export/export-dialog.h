/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports figures of what the window shows, and the network, after a preview at true size.
 *
 * Signal "exported" (guint count, const char *path): so many files were written, the first of them
 * this one; the dialog then closes. What cannot be done is said in the dialog, which stays. Main
 * thread. */
#pragma once

#include "ui/pictures/scene/panel.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_EXPORT_DIALOG (algo_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AlgoExportDialog, algo_export_dialog, ALGO, EXPORT_DIALOG, GtkWindow)

/* Exports a scene that is on screen: its step, question, network and history stay what they are,
 * whatever training does, and what it lacks is measured on `snapshot`, the run at its step, which
 * may be NULL. References both. Files go to `folder` unless another is chosen. */
AlgoExportDialog *algo_export_dialog_new (GtkWindow *parent,
                                          AlgoScene *scene,
                                          AlgoSnapshot *snapshot,
                                          const char *folder);
/* Remembers in `preferences` what suits the next figure too. */
void algo_export_dialog_bind (AlgoExportDialog *self, GSettings *preferences);
/* Chooses a panel, by its name in ui/pictures/scene/panels.c, as soon as it is known whether
 * there are data for it; without, all panels stay chosen. */
void algo_export_dialog_choose_panel (AlgoExportDialog *self, const char *name);
