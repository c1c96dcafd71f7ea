/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task in words and signs, for a person to read. Strings are new unless said otherwise; an
 * expression that is long is cut. */
#pragma once

#include "engine/task/task.h"

/* "Total variation", "Tilted L1 norm, t = 0.5"; of an expression, its text. */
char *algo_task_display_name (const AlgoTask *task);
/* "∑ |xᵢ − xᵢ₊₁|" in plain text, its parameter behind it. */
char *algo_task_display_formula (const AlgoTask *task);
/* The same as Pango markup, set as formulas are. */
char *algo_task_formula_markup (const AlgoTask *task);
/* A formula as rows of tasks have it, set likewise. */
char *algo_formula_set (const char *formula);
/* Its name and its formula, as Pango markup. */
char *algo_task_heading_markup (const AlgoTask *task);
/* An axis of its values: what they are called, "norm" or "exact", and that. Static, as tasks are
 * that are kept. */
const char *algo_task_axis_title (const AlgoTask *task);
/* The same of the network's value less the task's. */
const char *algo_task_residual_title (const AlgoTask *task);
