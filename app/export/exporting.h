/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exporting what a page shows, as it stands when that is asked for, whatever training does
 * meanwhile. Main thread. */
#pragma once

#include "app/window/page.h"
#include "ui/widgets/common/message-bar.h"

/* Opens the dialog, for a panel of this name; NULL for all of them. Nothing where there is nothing
 * to export. What was written is told in `notice`, with a button for "win.show-in-folder" (s). */
void algo_exporting_begin (AlgoPage *page,
                           const char *panel,
                           GSettings *preferences,
                           AlgoMessageBar *notice);
/* Shows the folder of a file, outside of the program. */
gboolean algo_exporting_show_folder (const char *path, GError **error);
