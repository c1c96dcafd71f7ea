/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of operations on vectors that makes a number of each point of a batch: what is left of an
 * expression once its text has been worked through, for one number of inputs.
 *
 * A value is a vector of one or more numbers, for each point its own. Where one of two operands has
 * one number, it goes with each of the other's. A tape is built by one thread; from then on any may
 * evaluate it, many at a time. */
#pragma once

#include "engine/real.h"

#include <glib.h>

typedef enum
{
  /* Of one value, number by number. */
  ALGO_TAPE_NEGATE,
  ALGO_TAPE_ABS,
  ALGO_TAPE_SQRT,
  ALGO_TAPE_EXP,
  ALGO_TAPE_LOG,
  ALGO_TAPE_SIN,
  ALGO_TAPE_COS,
  ALGO_TAPE_TANH,
  ALGO_TAPE_RELU,
  ALGO_TAPE_SIGN,
  /* Of two, number by number. */
  ALGO_TAPE_ADD,
  ALGO_TAPE_SUBTRACT,
  ALGO_TAPE_MULTIPLY,
  ALGO_TAPE_DIVIDE,
  ALGO_TAPE_POWER,
  ALGO_TAPE_SMALLER,
  ALGO_TAPE_LARGER,
  /* One number of a vector. */
  ALGO_TAPE_SUM,
  ALGO_TAPE_MIN,
  ALGO_TAPE_MAX,
  /* In ascending order. */
  ALGO_TAPE_SORT,
} AlgoTapeOperation;

/* So much that a step of training stays a step. */
#define ALGO_TAPE_MOST_OPERATIONS 1024
#define ALGO_TAPE_MOST_NUMBERS 2048 /* of all values together */

typedef struct _AlgoTape AlgoTape;

/* Value 0 is x, a vector of so many inputs. */
AlgoTape *algo_tape_new (guint inputs);
void algo_tape_free (AlgoTape *tape); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoTape, algo_tape_free)

/* Each of these adds a value and gives its number; -1 if the tape is full. Widths are the caller's
 * to see to. */
int algo_tape_add (AlgoTape *tape, AlgoTapeOperation operation, int a, int b /* of two, else 0 */);
int algo_tape_add_constant (AlgoTape *tape, double number);
/* `count` numbers of a value from the one at `from`, counted from 0; none are 0. */
int algo_tape_add_slice (AlgoTape *tape, int value, guint from, guint count);
/* All numbers moved on by `shift` places, the last ones to the front. */
int algo_tape_add_roll (AlgoTape *tape, int value, guint shift);

guint algo_tape_width (const AlgoTape *tape, int value);

/* Says which value, of width 1, is the result. */
void algo_tape_finish (AlgoTape *tape, int result);

/* values[p] is the result of point p, (points). */
void algo_tape_evaluate (const AlgoTape *tape,
                         gsize points,
                         gsize stride,
                         const AlgoReal *x, /* (inputs, points), inputs `stride` values apart */
                         double *values);
