/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What panels of ensembles have in common. But for what says otherwise, everything is for scenes
 * with measured members. */
#pragma once

#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/scene/panel.h"

/* What can be pointed at: a log beta, a step, in `row` the inputs, in `column` one more than the
 * phase, in `index` a member, and in `part` the plot, of several. Each panel knows some of it. */
#define ALGO_ENSEMBLE_NOWHERE ((AlgoPanelCursor){ .log_beta = NAN, .step = -1, .index = -1 })

/* What all panels have alike, of any scene. */

gboolean algo_ensemble_is_known (const AlgoScene *scene);
const char *algo_ensemble_describe_unknown (const AlgoScene *scene);
gboolean algo_ensemble_is_same (const AlgoScene *a, const AlgoScene *b);
gboolean algo_ensemble_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination);
/* A frame around what the panel reads under the cursor. */
void algo_ensemble_draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr);

/* With the functions of its file, which are named as its members. */
#define ALGO_ENSEMBLE_PANEL                                                                        \
  .needs = N_ ("an ensemble"), .set = ALGO_PANEL_OF_ENSEMBLE, .share = 2,                          \
  .is_known = algo_ensemble_is_known, .describe_unknown = algo_ensemble_describe_unknown,          \
  .is_same = algo_ensemble_is_same, .describe = describe, .tabulate = tabulate, .pick = pick,      \
  .move = move, .read = read, .lead = algo_ensemble_lead

/* Where a cursor is before it moves: `cursor` receives it. TRUE if it has yet to be put anywhere,
 * and then goes neither to the right nor down. */
gboolean algo_ensemble_begin_move (const AlgoPanelFrame *frame,
                                   gint *right,
                                   gint *down,
                                   AlgoPanelCursor *cursor);

/* What is chosen. */

guint64 algo_ensemble_get_step (const AlgoScene *scene);
/* Of the grid of the consensus at or before it. */
gsize algo_ensemble_get_index (const AlgoScene *scene);
/* Of the grid over log10 beta, the least if none is chosen; and the log10 beta there. */
guint algo_ensemble_get_point (const AlgoScene *scene);
double algo_ensemble_get_log_beta (const AlgoScene *scene);

/* The head, above the plots: how many seeds of what, and a key. */

typedef struct
{
  guint key_lines; /* below the text, or beside it */
  gboolean beside;
  double height; /* of all; 0 where there is no room for it */
} AlgoEnsembleHead;

AlgoEnsembleHead algo_ensemble_head_make (const AlgoPanelFrame *frame, guint key_width);
#define ALGO_ENSEMBLE_PHASE_KEY 62 /* of small text, that names of the usual phases take */
#define ALGO_ENSEMBLE_SHORT_KEY                                                                    \
  40 /* that those take of as many as there usually are at one beta                                \
      */
/* Draws the text from x on. Returns where the key begins, the middle of its first line in `y`. */
double algo_ensemble_head_draw (const AlgoEnsembleHead *head,
                                const AlgoPanelFrame *frame,
                                cairo_t *cr,
                                double x,
                                const char *text,
                                double *y);
/* The same with the phases of `key`. */
void algo_ensemble_head_draw_phases (const AlgoEnsembleHead *head,
                                     const AlgoPanelFrame *frame,
                                     cairo_t *cr,
                                     double x,
                                     const char *text,
                                     const AlgoPhaseKey *key);

/* New strings. */

/* "33 seeds", or "31 of 33 seeds" if that is not all there should be. */
char *algo_ensemble_describe_seeds (const AlgoScene *scene, guint count);
/* "33 seeds, step 4 000", of as many as count there. */
char *algo_ensemble_describe_step (const AlgoScene *scene);
/* "33 seeds, log β −3.97". */
char *algo_ensemble_describe_beta (const AlgoScene *scene, guint count);
/* "Tilted 20, Double-sided 10, Mixed 3", the most first, or with shares: "Tilted 61 %". */
char *algo_ensemble_describe_counts (const AlgoPhaseCounts *counts, gboolean share);
/* "step 4 000, log β −3.97: Tilted 20, ... of 33 seeds", of a grid of the consensus. */
char *algo_ensemble_describe_cell (const AlgoScene *scene, gsize index, guint point);

/* Drawing. */

/* Counts of phases, one above the other between two places on x. */
typedef struct
{
  AlgoPhaseCounts counts;
  double from, to;
} AlgoEnsembleStack;

/* Fills stacks by growing x on the plot's y, as counts, or as shares of them if `share`, with
 * letters, and a line where x is `chosen`, if it is a number. Marks the phases in `key`. */
void algo_ensemble_draw_stacks (const AlgoPlot *plot,
                                cairo_t *cr,
                                const AlgoStyle *style,
                                const AlgoEnsembleStack *stacks,
                                guint count,
                                gboolean share,
                                double chosen,
                                AlgoPhaseKey *key);
/* The phase of the stack at a value of y; negative above it. */
gint algo_ensemble_find_in_stack (const AlgoPhaseCounts *counts, gboolean share, double value);

/* Columns of tables: a header of names, up to NULL, then those of the phases. */
void algo_ensemble_add_header (AlgoCsv *csv, const char *first, ...) G_GNUC_NULL_TERMINATED;
void algo_csv_add_counts (AlgoCsv *csv, const AlgoPhaseCounts *counts);
/* Cells of the grids from `first` to before `end`: phases of most seeds, and counts of all. */
void algo_ensemble_tabulate_cells (const AlgoScene *scene, AlgoCsv *csv, gsize first, gsize end);

/* ensemble-spreads.c. */

/* An axis with round ends for the quartiles of a measure. */
AlgoAxis algo_ensemble_make_axis (AlgoMeasure measure, const AlgoSpread *spreads, guint count);
/* A line through medians and the band between quartiles, within a faint one of all. */
void algo_ensemble_draw_spreads (const AlgoPlot *plot,
                                 cairo_t *cr,
                                 const AlgoStyle *style,
                                 const double *x, /* (count), values */
                                 const AlgoSpread *spreads,
                                 guint count);
/* The legend of that, to the end of the frame. */
void algo_ensemble_draw_spread_key (const AlgoPanelFrame *frame, cairo_t *cr, double x, double y);
/* Columns of a table, and their names. */
void algo_csv_add_spread (AlgoCsv *csv, const AlgoSpread *spread);
#define ALGO_SPREAD_COLUMNS "seeds", "least", "lower", "median", "upper", "most"
