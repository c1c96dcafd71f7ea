/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers that panels draw, as tables: the `tabulate` functions of the panels. */
#pragma once

#include "ui/pictures/figure/figure-panel.h"

/* tensor, input, neuron, column, value: one weight a row; `input` is empty but for W0, and all
 * three are for b1; `column` is where the neuron is drawn. */
void algo_figure_tabulate_weights (const AlgoFigureData *data, AlgoCsv *csv);
/* from, from_index, from_x, from_y, to, to_index, to_x, to_y, weight: one edge a row, between
 * "input", "hidden" and "output"; y grows downwards, lengths are the layout's. */
void algo_figure_tabulate_network (const AlgoFigureData *data, AlgoCsv *csv);
/* phase, confidence, parameter, value, asked_low, asked_high: one order parameter a row; the range
 * is empty where the phase asks for none. */
void algo_figure_tabulate_phase (const AlgoFigureData *data, AlgoCsv *csv);
/* log_beta, phase, confidence, unexplained, kl: one point of the grid a row. */
void algo_figure_tabulate_ribbon (const AlgoFigureData *data, AlgoCsv *csv);
/* at_step, then as the ribbon: one point of one grid a row. */
void algo_figure_tabulate_history (const AlgoFigureData *data, AlgoCsv *csv);
/* at_step, log_beta, phase, then the order parameters: one point of the last grid a row. */
void algo_figure_tabulate_order (const AlgoFigureData *data, AlgoCsv *csv);
/* The same of every grid. */
void algo_figure_tabulate_order_steps (const AlgoFigureData *data, AlgoCsv *csv);
/* series, input, x, y: "along_axis" is f (t e_i) for each input i; "added_low", "added_median" and
 * "added_high" the percentiles 10, 50 and 90 of what one input adds; all by t. "scatter" is f (x)
 * and "residual" f (x) less the norm, by the norm of x. */
void algo_figure_tabulate_approximation (const AlgoFigureData *data, AlgoCsv *csv);
/* series, at_step, phase, confidence, unexplained, input, neuron, value: first "direct" and, where
 * it is drawn beside it, "written", one step a row; then a weight a row, "W0", "b0", "W1" and "b1".
 */
void algo_figure_tabulate_direct (const AlgoFigureData *data, AlgoCsv *csv);
/* step, inputs, loss, gradient_norm, rate, then log_beta, unexplained and kl for each band. */
void algo_figure_tabulate_training (const AlgoFigureData *data, AlgoCsv *csv);
