/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an explanation says in words: the share, the formula and notes on it; part of its picture.
 */
#pragma once

#include "engine/analysis/explanation.h"
#include "ui/pictures/scene/panel.h"

typedef struct
{
  const AlgoExplanation *explanation;
  const AlgoStyle *style;
  gboolean headed;     /* the card tells the share */
  guint formula_lines; /* there is room for */
  guint notes;         /* lines below the formula */
  double height;
} AlgoExplanationHead;

/* Of the explanation of the frame's scene, with so much of its width. Leaves out notes where that
 * leaves a height of `below`, and none where it does not. */
void algo_explanation_head_init (AlgoExplanationHead *head,
                                 const AlgoPanelFrame *frame,
                                 double width,
                                 double below);
void
algo_explanation_head_draw (const AlgoExplanationHead *head, cairo_t *cr, const AlgoArea *area);
