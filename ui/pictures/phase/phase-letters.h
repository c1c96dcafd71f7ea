/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The letters of phases on a coloured field. */
#pragma once

#include "ui/pictures/drawing/style.h"

/* The phase of the field at a place inside it, and the colour there. */
typedef AlgoPhase (*AlgoPhaseAtFunc) (gconstpointer field, double x, double y, AlgoColour *colour);

typedef struct
{
  AlgoArea area;
  AlgoPhaseAtFunc at;        /* ALGO_N_PHASES where there is none */
  gconstpointer field;       /* that it is called with */
  double cursor_x, cursor_y; /* of lines that give way to letters; may be not a number */
} AlgoPhaseLetters;

/* The letter of a phase in the middle of a stretch of its colour along x, if it fits. */
void algo_phase_letter_draw (cairo_t *cr,
                             const AlgoStyle *style,
                             AlgoPhase phase,
                             double from,
                             double to,
                             double y);

/* A letter in the largest square of each region of one phase, where it fits. Calls `at` for each
 * cell of a coarse map, by rows. */
void algo_phase_letters_draw (const AlgoPhaseLetters *letters, cairo_t *cr, const AlgoStyle *style);
