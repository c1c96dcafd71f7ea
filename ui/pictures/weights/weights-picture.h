/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network's weights: W0 as a matrix, inputs as rows and hidden neurons as columns, with strips
 * for b0 and W1 below it in the same columns. Colours are centred on zero: blue below, the card's
 * colour at zero, red above, on a norm that keeps weak backgrounds visible (asinh), which the
 * colour bar's ticks state. Neurons that are ablated, their output weight 0, are hatched. */
#pragma once

#include "engine/run/workbench.h"
#include "ui/pictures/drawing/style.h"

typedef enum
{
  ALGO_WEIGHTS_W0,
  ALGO_WEIGHTS_B0,
  ALGO_WEIGHTS_W1,
  ALGO_N_WEIGHTS,                   /* that are drawn as cells; what else can be pointed at: */
  ALGO_WEIGHTS_B1 = ALGO_N_WEIGHTS, /* the output's bias, a number in the corner */
  ALGO_WEIGHTS_NEURON,              /* a neuron as a whole, the head of its column */
} AlgoWeightsTensor;

/* One weight, or one neuron. Neurons are the network's own, whatever the order they are drawn in.
 */
typedef struct
{
  AlgoWeightsTensor tensor;
  guint input;  /* of W0, else 0 */
  guint neuron; /* of b1: that of the column a cursor came from */
} AlgoWeightsCell;

/* What a hidden neuron reads: one input that it is pinned to, or many. */
typedef enum
{
  ALGO_READS_POSITIVE, /* one, with positive weight */
  ALGO_READS_NEGATIVE,
  ALGO_READS_MANY,
  ALGO_N_READINGS,
} AlgoReadingKind;

typedef struct
{
  AlgoReadingKind kind;
  gint input;   /* -1 of many */
  float weight; /* from that input; 0 of many */
} AlgoReading;

/* Of each hidden neuron, a new array (hidden). */
AlgoReading *algo_network_find_readings (const AlgoNetwork *network);
/* How many neurons there are of each kind. */
void algo_network_count_readings (const AlgoNetwork *network, guint counts[ALGO_N_READINGS]);

/* |weight| at full colour for each tensor: of several networks together it is their largest. Begin
 * with zeroes. */
typedef struct
{
  double full[ALGO_N_WEIGHTS];
} AlgoWeightsScale;

typedef struct
{
  const AlgoNetwork *network;    /* NULL: no network yet */
  const guint *order;            /* (hidden) as algo_weights_sort() makes it: the neuron
                                    drawn in each column; NULL: as made */
  const AlgoWeightsScale *scale; /* of several networks together; NULL: this one's */
  const AlgoWeightsCell *hover;  /* highlighted; NULL: none */
  gboolean difference;           /* of two networks: nothing in it is ablated */
  const AlgoNetwork *named_by;   /* of whose neurons sorted columns are, as what they read is told
                                    below; NULL: this network's */
  gboolean heads;                /* columns have heads, to take hold of neurons by */
  const guint *drop; /* the column, or their number, before which a neuron would go that is dragged;
                        NULL: none is */
} AlgoWeightsPicture;

void algo_weights_picture_draw (const AlgoWeightsPicture *picture,
                                cairo_t *cr,
                                double width,
                                double height,
                                const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_weights_picture_describe (const AlgoWeightsPicture *picture);

/* The weight drawn at (x, y) of a picture of this size; FALSE where there is none. */
gboolean algo_weights_picture_pick (const AlgoWeightsPicture *picture,
                                    double width,
                                    double height,
                                    const AlgoStyle *style,
                                    double x,
                                    double y,
                                    AlgoWeightsCell *cell);
/* Where a weight or a neuron is drawn, for placing a tooltip or moving a cursor; FALSE if there is
 * none. */
gboolean algo_weights_picture_locate (const AlgoWeightsPicture *picture,
                                      double width,
                                      double height,
                                      const AlgoStyle *style,
                                      const AlgoWeightsCell *cell,
                                      AlgoArea *area);
/* The column whose left edge is nearest to x, or their number: where a neuron is dropped. */
guint algo_weights_picture_find_edge (const AlgoWeightsPicture *picture,
                                      double width,
                                      double height,
                                      const AlgoStyle *style,
                                      double x);
/* The column that a neuron is drawn in. */
guint algo_weights_picture_find_column (const AlgoWeightsPicture *picture, guint neuron);
/* From a weight that there is to the one some columns to the right and rows down, as far as there
 * are any: heads, W0, b0, W1, b1. */
AlgoWeightsCell algo_weights_picture_step (const AlgoWeightsPicture *picture,
                                           const AlgoWeightsCell *cell,
                                           gint right,
                                           gint down);
/* The weight that comes after a cell in tables, and then FALSE: W0 by inputs, b0, W1, b1. */
gboolean algo_weights_picture_next (const AlgoWeightsPicture *picture, AlgoWeightsCell *cell);
/* As files name them, "W0" to "b1". */
extern const char *const algo_weights_names[ALGO_WEIGHTS_B1 + 1];
/* A weight's value; NaN if there is no such weight, or for a neuron. */
float algo_weights_picture_get (const AlgoWeightsPicture *picture, const AlgoWeightsCell *cell);
/* "Input 3 → hidden neuron 12: W₀ = +5.03", a new string; NULL if there is no such weight. */
char *algo_weights_picture_describe_cell (const AlgoWeightsPicture *picture,
                                          const AlgoWeightsCell *cell);

/* The order of columns by the input each neuron is pinned to, a new array (hidden): first those
 * reading it with positive weight, then those with negative weight, last those pinned to none,
 * strongest first. */
guint *algo_weights_sort (const AlgoNetwork *network);

/* Widens a scale to hold for a network too: by the largest |weight| of each tensor, rounded up to
 * two digits. */
void algo_weights_scale_include (AlgoWeightsScale *scale, const AlgoNetwork *network);

/* A change by hand in words: "Ablate neuron 12", a new string. */
char *algo_edit_describe (const AlgoEdit *edit);
