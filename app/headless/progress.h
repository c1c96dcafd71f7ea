/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far training or other work is, on stderr: a bar that stays on its line on a terminal, plain
 * lines now and then elsewhere. Main thread only. */
#pragma once

#include "engine/session/pace.h"
#include "engine/training/trainer.h"

typedef struct
{
  gboolean is_training; /* and counts steps; other work counts pieces */
  const char *count;    /* what is said in place of that; borrowed, or NULL */
  guint64 total;
  guint64 step;
  AlgoPace pace;
  double unexplained; /* at small beta, smoothed over some steps; 0 before the first */
  gboolean is_terminal;
  gint64 start_time, shown_time;
  guint64 shown_step;
} AlgoProgress;

/* Begins at `step` of `total` steps. */
void algo_progress_init (AlgoProgress *progress, guint64 step, guint64 total);
/* Begins other work, of which algo_progress_note() says how much there is. */
void algo_progress_init_work (AlgoProgress *progress);
/* Is to be called after every step, which it shows when it is time to. */
void algo_progress_step (AlgoProgress *progress, const AlgoMetrics *metrics);
/* Is to be called likewise after every piece of work. */
void algo_progress_note (AlgoProgress *progress, guint64 done, guint64 total);
/* Shows the last step, and leaves the bar's line. */
void algo_progress_finish (AlgoProgress *progress);

/* Formats the numbers, the most important first, and with them a bar for a terminal of `columns`,
 * of which it fills at most all but the last; what does not fit is left out, the least important
 * first. With 0 columns it gives all of them, without a bar. Returns a new string. */
char *algo_progress_format (const AlgoProgress *progress, guint columns);
/* Formats likewise a bar of `done` of `total`, above 0, with `parts` behind it, NULL-terminated. */
char *
algo_progress_format_bar (guint64 done, guint64 total, const char *const *parts, guint columns);
/* Gives the size of the terminal on stderr, in characters. */
void algo_progress_get_size (guint *columns, guint *rows);
