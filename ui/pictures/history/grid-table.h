/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What panels of the phases of a run have in common: what they are of, their tables, keys, and
 * cursors that go along complexity or along training. */
#pragma once

#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/scene/panel.h"

/* Functions of panels of the grid over complexity that belongs to the network shown ... */
gboolean algo_grid_is_known (const AlgoScene *scene);
void algo_grid_get_basis (const AlgoScene *scene, AlgoPanelBasis *basis);
/* ... and of panels of all the grids of the run. */
gboolean algo_grids_are_known (const AlgoScene *scene);
void algo_grids_get_basis (const AlgoScene *scene, AlgoPanelBasis *basis);

/* A plot below the key of its phases. */
typedef struct
{
  AlgoPlot plot;
  AlgoPlotText text;
  guint key_lines;
} AlgoGridPlot;

/* Places the plot, whose axes have their ranges and which has its text, in a frame. The usual
 * phases take so much of one line as `key_width`, in heights of small text. */
void algo_grid_plot_place (AlgoGridPlot *self, const AlgoPanelFrame *frame, guint key_width);
/* Draws the key of the phases that these grids hold, whether or not they can be seen; `key` says
 * what else there is. */
void algo_grid_plot_draw_key (const AlgoGridPlot *self,
                              const AlgoPanelFrame *frame,
                              cairo_t *cr,
                              AlgoPhaseKey key,
                              const AlgoGrid *const *grids,
                              gsize count);

/* log_beta, phase, confidence, unexplained, kl: of one point. */
void algo_csv_add_point (AlgoCsv *csv, const AlgoGridPoint *point);
/* at_step and the same, with a header: every point of the grids of a history before `last`, then of
 * `last`. */
void
algo_grid_history_tabulate (const AlgoGridHistory *history, const AlgoGrid *last, AlgoCsv *csv);

/* What arrow keys do to AlgoPanelCursor.index, and where it leads: from point to point of the grid
 * over beta, the chosen one first ... */
void algo_beta_cursor_move (const AlgoPanelFrame *frame, gint by, AlgoPanelCursor *cursor);
gboolean algo_beta_cursor_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination);
/* ... and from grid to grid of the run, the one shown first. */
void algo_grid_cursor_move (const AlgoPanelFrame *frame, gint by, AlgoPanelCursor *cursor);
gboolean algo_grid_cursor_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination);
/* How many grids an arrow key takes at once, so that it is a short way to the other end. */
gint algo_grid_cursor_stride (const AlgoGridHistory *history);
