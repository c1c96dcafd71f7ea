/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the headless program says and how it ends. Main thread only. */
#pragma once

#include <glib.h>

typedef enum
{
  ALGO_EXIT_SUCCESS = 0,
  ALGO_EXIT_FAILED = 1, /* the work could not be done, or not written */
  ALGO_EXIT_USAGE = 2,  /* the command line makes no sense */
} AlgoExit;

/* Sets up locale, translations and standard streams; it is to be called first in main(). Numbers
 * are written with a decimal point whatever the locale. */
void algo_console_init (void);

/* Writes "algoscope-run train: message" on one line of stderr, after g_get_prgname(). */
void algo_console_error (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Says on stderr that a file or a folder has been written, if it `was_written`, which is returned.
 */
gboolean algo_console_report_written (const char *path, gboolean was_written);

/* Flushes stdout. Returns `status`, or ALGO_EXIT_FAILED with an error line if anything written
 * there was lost. */
AlgoExit algo_console_finish (AlgoExit status);

/* Returns `path` with control characters as C escapes, so that it stays in its column of its line;
 * a new string. */
char *algo_console_escape (const char *path);

/* From now on SIGINT, SIGTERM and SIGHUP, unless they are ignored, are counted instead of ending
 * the program, to be asked for between two pieces of work, and writing to a closed pipe is an error
 * instead of its end. */
void algo_interrupt_catch (void);
/* Returns how many came so far. */
guint algo_interrupt_count (void);
/* What the program ends with: 128 and the number of a SIGTERM or SIGHUP that came, or `status`. */
int algo_interrupt_status (AlgoExit status);
