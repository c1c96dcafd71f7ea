/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The phase diagram: the phase at every log10 beta, upwards, by training step, to the right as in
 * every plot over time. Phases by colour, and by letter where a region has room for it; the less
 * confident, the paler. Each grid fills the steps nearest to its own. */
#pragma once

#include "ui/pictures/history/grid-history.h"
#include "ui/pictures/drawing/style.h"

typedef struct
{
  double log_beta;
  guint64 step;
} AlgoPhaseDiagramPlace;

typedef struct
{
  AlgoGridHistory history;
  double log_beta;                    /* marked across; not finite: no mark */
  gint64 step;                        /* marked upwards; negative: the last grid's */
  const AlgoPhaseDiagramPlace *hover; /* whose cell is framed; NULL: none */
} AlgoPhaseDiagramPicture;

void algo_phase_diagram_picture_draw (const AlgoPhaseDiagramPicture *picture,
                                      cairo_t *cr,
                                      double width,
                                      double height,
                                      const AlgoStyle *style);
/* Only the frame of `hover`, over the rest of the picture. */
void algo_phase_diagram_picture_draw_cursor (const AlgoPhaseDiagramPicture *picture,
                                             cairo_t *cr,
                                             double width,
                                             double height,
                                             const AlgoStyle *style);
/* The phases over log10 beta at the marked step, and over training at the marked log10 beta; a new
 * string. */
char *algo_phase_diagram_picture_describe (const AlgoPhaseDiagramPicture *picture);

/* What stands at (x, y) of a picture of this size; FALSE outside the plot. */
gboolean algo_phase_diagram_picture_pick (const AlgoPhaseDiagramPicture *picture,
                                          double width,
                                          double height,
                                          const AlgoStyle *style,
                                          double x,
                                          double y,
                                          AlgoPhaseDiagramPlace *place);
/* The cell around a place; FALSE where nothing was measured. */
gboolean algo_phase_diagram_picture_locate (const AlgoPhaseDiagramPicture *picture,
                                            double width,
                                            double height,
                                            const AlgoStyle *style,
                                            const AlgoPhaseDiagramPlace *place,
                                            AlgoArea *area);
/* The middle of the cell that lies so many grids later and so many betas higher, as far as there
 * are any: for moving by keyboard. Without grids the place stays. */
AlgoPhaseDiagramPlace algo_phase_diagram_picture_move (const AlgoPhaseDiagramPicture *picture,
                                                       const AlgoPhaseDiagramPlace *place,
                                                       gint grids,
                                                       gint betas);

/* What was measured nearest to a place, both borrowed; FALSE where nothing was. */
gboolean algo_phase_diagram_picture_find (const AlgoPhaseDiagramPicture *picture,
                                          const AlgoPhaseDiagramPlace *place,
                                          const AlgoGrid **grid,
                                          const AlgoGridPoint **point);
/* "step 1200, log β −4.28: Pudding +, confidence 93 %, FVU 0.008, KL 281 nats"; a new string; NULL
 * where nothing was measured. */
char *algo_phase_diagram_picture_describe_place (const AlgoPhaseDiagramPicture *picture,
                                                 const AlgoPhaseDiagramPlace *place);
