/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an explanation says in words: the share, the formula and notes on it; part of its picture.
 */
#pragma once

#include "engine/analysis/explanation.h"
#include "ui/pictures/drawing/style.h"

typedef struct
{
  gboolean headed;
  guint formula_lines; /* there is room for */
  guint notes;         /* lines below the formula */
  double height;
} AlgoExplanationHead;

/* Leaves out notes where that leaves a height of `below`, and none where it does not. `headed`: the
 * share is told elsewhere. */
void algo_explanation_head_init (AlgoExplanationHead *head,
                                 const AlgoExplanation *explanation,
                                 gboolean headed,
                                 double width,
                                 double height,
                                 double below,
                                 const AlgoStyle *style);
void algo_explanation_head_draw (const AlgoExplanationHead *head,
                                 const AlgoExplanation *explanation,
                                 cairo_t *cr,
                                 const AlgoArea *area,
                                 const AlgoStyle *style);
