/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The runs and networks of late: those with a name, as the desktop remembers them, and runs
 * without. Main thread. */
#pragma once

#include <gio/gio.h>

#define ALGO_RUN_MIME_TYPE "application/x-algoscope"

void algo_recent_runs_add (const char *path);

/* Fills a menu anew with items that activate `action` with a path, a string. `current` (optional)
 * is left out. */
void algo_recent_runs_fill (GMenu *menu, const char *action, const char *current);
