/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports figures of what a page shows, and the network, after a preview at true size: as it stands
 * when that is asked for, whatever training does meanwhile. What cannot be done is said in the
 * dialog, which stays. Main thread. */
#pragma once

#include "app/window/page.h"
#include "ui/widgets/common/message-bar.h"

#define ALGO_TYPE_EXPORT_DIALOG (algo_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (AlgoExportDialog, algo_export_dialog, ALGO, EXPORT_DIALOG, GtkWindow)

/* Opens a dialog for a panel of this name, if there are data for it; NULL is for all of them. Does
 * nothing where there is nothing to export. Remembers in `preferences` what suits the next figure
 * too. What was written is told in `notice`, with a button for "win.show-in-folder" (s). */
void algo_export_dialog_open (AlgoPage *page,
                              const char *panel,
                              GSettings *preferences,
                              AlgoMessageBar *notice);
