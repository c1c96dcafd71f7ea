/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A function of x that a person wrote, such as "max(x) - min(x)". What it may contain: vector.h.
 * What keeps it from doing harm: sandbox.h. Immutable; any thread. */
#pragma once

#include "engine/task/task.h"

typedef struct _AlgoExpression AlgoExpression;

/* NULL and ALGO_ERROR_SIZE, saying what is wrong and where: a text that cannot be worked through at
 * some size that a network may have, whose value is not finite at some point, or the same at all.
 * Takes some milliseconds. */
AlgoExpression *algo_expression_new (const char *text, GError **error);
void algo_expression_free (AlgoExpression *expression); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoExpression, algo_expression_free)

const char *algo_expression_text (const AlgoExpression *expression); /* borrowed */
AlgoTaskSymmetry algo_expression_symmetry (const AlgoExpression *expression);

/* The row of all tasks that are expressions. */
extern const AlgoTaskRow algo_task_row_expression;
