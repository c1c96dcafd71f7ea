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

/* The letter of a phase on a stretch of its colour along x. */
typedef struct
{
  AlgoPhase phase;
  AlgoColour shade; /* of the stretch about its middle */
  double size;      /* of the letter */
  double least;     /* to which it shrinks where it does not fit; 0: it does not */
  double from, to;
  double margin; /* how much longer than the letter is wide the stretch is, at least */
  double line;   /* a place of x that it stands clear of, as a line is there; may be not a number */
} AlgoPhaseLetter;

/* In the middle of the stretch or, where the line goes through it there, beside that on the longer
 * side. Draws nothing where it does not fit. */
void algo_phase_letter_fit (const AlgoPhaseLetter *letter,
                            cairo_t *cr,
                            const AlgoStyle *style,
                            double y);

/* That of a stretch in the phase's full colour, in a strip along a plot. */
void algo_phase_letter_draw (cairo_t *cr,
                             const AlgoStyle *style,
                             AlgoPhase phase,
                             double from,
                             double to,
                             double y);

/* A letter in the largest square of each region of one phase, where it fits. Calls `at` for each
 * cell of a coarse map, by rows. */
void algo_phase_letters_draw (const AlgoPhaseLetters *letters, cairo_t *cr, const AlgoStyle *style);
