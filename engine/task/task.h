/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task: the function of n inputs that networks are to compute.
 *
 * A task is built in, a row of tasks.c, with a number of its own where it has a parameter; or it is
 * an expression that a person wrote (expression.h). It has a value at every x of every size that a
 * network may have. Tasks are immutable, and those of algo_task_get() are never freed: there is one
 * of each text, equal tasks are equal pointers, and settings, parameters and networks copy the
 * pointer. All functions may be called from any thread. */
#pragma once

#include "engine/real.h"

#include <glib.h>

/* Of f (x) for x ~ N (0, I) in n dimensions. */
typedef struct
{
  double mean;
  double variance;
  /* The mean derivative by an input, the mean over all inputs of E[df/dx_i] = E[x_i f (x)]: how
   * much of f is a multiple of x_1 + ... + x_n. */
  double slope;
} AlgoTaskMoments;

/* Kinds of inputs that a task may tell apart. */
#define ALGO_MOST_KINDS 3

typedef struct _AlgoTask AlgoTask;

/* What leaves f (x) as it is. The model tells inputs apart by their distance on a ring and by their
 * kinds, so that without kinds of inputs it computes nothing of the last sort. */
typedef enum
{
  ALGO_SYMMETRY_PERMUTATIONS, /* any order of the inputs */
  ALGO_SYMMETRY_SHIFTS,       /* inputs that are moved on round the ring */
  ALGO_SYMMETRY_NONE,
} AlgoTaskSymmetry;

/* A number that a built-in task depends on. */
typedef struct
{
  const char *name;    /* "t"; NULL where there is none */
  const char *meaning; /* marked for translation */
  double least, most, first;
  gboolean is_whole;
} AlgoTaskParameter;

/* Points by input, so that each input's values stand one behind the other. */
typedef struct
{
  guint inputs;
  gsize count;
  gsize stride;      /* from an input's values to the next's */
  const AlgoReal *x; /* (inputs, count) */
} AlgoTaskPoints;

/* All that is said of a built-in task; each stands in a file of its own. Strings are static. */
typedef struct
{
  const char *name;    /* on command lines and in files, never translated */
  const char *title;   /* marked for translation */
  const char *formula; /* "∑ |xᵢ|"; NULL of expressions, as what follows */
  const char *latex;   /* the same, without the dollar signs */
  const char *noun;    /* what its value is called, "norm", marked for translation; NULL: nothing */
  AlgoTaskSymmetry symmetry;
  AlgoTaskParameter parameter;
  /* Whether networks are called by the names of phases.h other than unformed and unrecognised, and
   * the closed formulas of those apply. */
  gboolean has_phases;
  /* How many kinds of inputs there are that the function tells apart, such as the first and the
   * second of a pair, and which kind an input of so many is of, from 0. 0 and NULL where all are
   * alike, or alike round a ring: the model tells such inputs apart by their distance alone. */
  guint kinds;
  guint (*kind_of_input) (const AlgoTask *task, guint inputs, guint input);
  /* values[p] = f of point p, (points), which are 0 before. */
  void (*evaluate) (const AlgoTask *task, const AlgoTaskPoints *points, double *values);
  /* Takes f off `from` (points) in the arithmetic of the model; NULL: as evaluate() has it. */
  void (*subtract) (guint inputs, gsize points, const AlgoReal *x, AlgoReal *from);
  AlgoTaskMoments (*moments) (const AlgoTask *task, guint inputs);
} AlgoTaskRow;

struct _AlgoTask
{
  const AlgoTaskRow *row;
  const char *text;                   /* in files: "l1", "tilted-l1 t=0.5", "max(x) - min(x)" */
  double parameter;                   /* 0 where it has none */
  struct _AlgoExpression *expression; /* NULL of a built-in task */
};

/* The built-in tasks, the L1 norm first. */
extern const AlgoTaskRow *const algo_task_rows[];
guint algo_task_rows_count (void);

/* The L1 norm, which is the task where nothing else is said. */
extern const AlgoTask algo_task_l1;

/* The task of a text as it stands in files: a name, and behind it, if the task has a parameter,
 * maybe its number, "NAME t=0.5"; else an expression. NULL and ALGO_ERROR_SIZE, saying what is
 * wrong and where. An expression that was not met before takes some milliseconds. */
const AlgoTask *algo_task_get (const char *text, GError **error);

/* The same, not kept: for what a person is typing. */
AlgoTask *algo_task_try (const char *text, GError **error);
void algo_task_free (AlgoTask *task); /* of algo_task_try(); NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoTask, algo_task_free)

/* The same task with a parameter set, "t=0.5". NULL and ALGO_ERROR_SIZE if the task has no such
 * parameter or the number is out of its range. */
const AlgoTask *
algo_task_with_parameter (const AlgoTask *task, const char *assignment, GError **error);

/* The parameter of `task` as it is written, "t=0.5", or NULL where it has none. */
char *algo_task_format_parameter (const AlgoTask *task);

/* As it is set in titles: of an expression, its text. Borrowed. */
const char *algo_task_formula (const AlgoTask *task);
/* The same for LaTeX, without the dollar signs; owned by the caller. */
char *algo_task_latex (const AlgoTask *task);

AlgoTaskSymmetry algo_task_symmetry (const AlgoTask *task);

/* For 2 to 64 inputs. Of an expression they are measured when first asked for, which takes 2 ms for
 * each input; see moments.h for how closely. */
AlgoTaskMoments algo_task_moments (const AlgoTask *task, guint inputs);

/* from[p] -= f of point p, as a network's error is found in training. */
void algo_task_subtract (const AlgoTask *task,
                         guint inputs,
                         gsize points,
                         const AlgoReal *x, /* (inputs, points) */
                         AlgoReal *from);

/* values[p] = f of point p, (points). */
void
algo_task_evaluate_by_input (const AlgoTask *task, const AlgoTaskPoints *points, double *values);

/* values[p] = f of point p, (points), of points that stand one behind the other. */
void algo_task_evaluate (const AlgoTask *task,
                         guint inputs,
                         gsize points,
                         const AlgoReal *x, /* (points, inputs) */
                         double *values);

/* values[k] = f (x with x_input = t[k]). */
void algo_task_evaluate_line (const AlgoTask *task,
                              guint inputs,
                              const AlgoReal *x, /* (inputs) */
                              guint input,
                              guint count,
                              const AlgoReal *t, /* (count) */
                              double *values);   /* (count) */
