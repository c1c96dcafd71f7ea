/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/expression.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "engine/error.h"
#include "engine/random.h"
#include "engine/settings.h"
#include "engine/task/moments.h"
#include "engine/task/sandbox.h"

#define SAMPLES 512
#define SAME 1e-4 /* of the deviation: what rounding does to values that should be equal */

struct _AlgoExpression
{
  char *text;
  AlgoTape *tapes[ALGO_MAX_INPUTS + 1]; /* by the number of inputs */
  AlgoTaskSymmetry symmetry;
  const AlgoTaskMoments *moments[ALGO_MAX_INPUTS + 1]; /* NULL until asked for; by g_once_init */
};

/* Random points and what the expression makes of them. */
typedef struct
{
  guint inputs;
  AlgoReal x[ALGO_MAX_INPUTS * SAMPLES]; /* (inputs, SAMPLES) */
  double values[SAMPLES];
  double deviation;
} Sample;

static void
sample_fill (const AlgoExpression *self, guint inputs, Sample *sample)
{
  const gsize count = (gsize) inputs * SAMPLES;
  g_autofree float *normal = g_new (float, count);
  AlgoRandom random;
  double mean = 0, square = 0;

  algo_random_init (&random, 0, 0, inputs, ALGO_RANDOM_FRESH);
  algo_random_normal (&random, count, normal);
  for (gsize i = 0; i < count; i++)
    sample->x[i] = normal[i];
  sample->inputs = inputs;
  algo_tape_evaluate (self->tapes[inputs], SAMPLES, SAMPLES, sample->x, sample->values);
  for (guint p = 0; p < SAMPLES; p++)
    mean += sample->values[p] / SAMPLES;
  for (guint p = 0; p < SAMPLES; p++)
    square += pow (sample->values[p] - mean, 2) / SAMPLES;
  sample->deviation = sqrt (square);
}

/* "x = (0.31, -1.2)", as much as fits into a message. */
static char *
format_point (const Sample *sample, guint point)
{
  GString *text = g_string_new ("x = (");

  for (guint i = 0; i < MIN (sample->inputs, 4); i++)
    g_string_append_printf (text, "%s%.3g", i > 0 ? ", " : "",
                            (double) sample->x[i * SAMPLES + point]);
  g_string_append (text, sample->inputs > 4 ? ", …)" : ")");
  return g_string_free (text, FALSE);
}

/* A deviation of rounding errors is none. */
static gboolean
check_values (const Sample *sample, GError **error)
{
  double largest = 0;

  for (guint p = 0; p < SAMPLES; p++)
    {
      largest = fmax (largest, fabs (sample->values[p]));
      if (!isfinite (sample->values[p]))
        {
          g_autofree char *point = format_point (sample, p);

          g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                       _ ("the expression has no finite value at %s"), point);
          return FALSE;
        }
    }
  if (sample->deviation > 1e-6 * largest && isfinite (sample->deviation * sample->deviation))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               isfinite (sample->deviation)
                   ? _ ("the expression has the same value at every x of %u inputs")
                   : _ ("the expression varies beyond all bounds at %u inputs"),
               sample->inputs);
  return FALSE;
}

/* Whether values stay when the input that stood at places[i] is put in place i. */
static gboolean
is_unchanged (const AlgoExpression *self, const Sample *sample, const guint *places)
{
  g_autofree AlgoReal *moved = g_new (AlgoReal, (gsize) sample->inputs * SAMPLES);
  double values[SAMPLES];

  for (guint i = 0; i < sample->inputs; i++)
    memcpy (moved + i * SAMPLES, sample->x + places[i] * SAMPLES, SAMPLES * sizeof (AlgoReal));
  algo_tape_evaluate (self->tapes[sample->inputs], SAMPLES, SAMPLES, moved, values);
  for (guint p = 0; p < SAMPLES; p++)
    if (!(fabs (values[p] - sample->values[p]) <= SAME * sample->deviation))
      return FALSE;
  return TRUE;
}

/* All permutations are made of a shift and an exchange of neighbours. */
static AlgoTaskSymmetry
find_symmetry (const AlgoExpression *self, const Sample *sample)
{
  guint shifted[ALGO_MAX_INPUTS], exchanged[ALGO_MAX_INPUTS];

  for (guint i = 0; i < sample->inputs; i++)
    {
      shifted[i] = (i + 1) % sample->inputs;
      exchanged[i] = i < 2 ? 1 - i : i;
    }
  if (!is_unchanged (self, sample, shifted))
    return ALGO_SYMMETRY_NONE;
  return is_unchanged (self, sample, exchanged) ? ALGO_SYMMETRY_PERMUTATIONS : ALGO_SYMMETRY_SHIFTS;
}

/* At sizes from the least on, of which small ones may be special. */
static gboolean
check (AlgoExpression *self, GError **error)
{
  static const guint sizes[] = { ALGO_MIN_INPUTS, 3, 5, 16, ALGO_MAX_INPUTS };
  g_autofree Sample *sample = g_new (Sample, 1);

  self->symmetry = ALGO_SYMMETRY_PERMUTATIONS;
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      sample_fill (self, sizes[i], sample);
      if (!check_values (sample, error))
        return FALSE;
      self->symmetry = MAX (self->symmetry, find_symmetry (self, sample));
    }
  return TRUE;
}

/* On one line, as files and messages have it. */
static gboolean
check_text (const char *text, GError **error)
{
  const gsize length = strlen (text);

  if (length > ALGO_EXPRESSION_MOST_BYTES)
    {
      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("the expression is of %zu bytes, but may have %u at most"), length,
                   ALGO_EXPRESSION_MOST_BYTES);
      return FALSE;
    }
  if (g_utf8_validate (text, -1, NULL))
    {
      const char *at = text;

      while (*at != '\0' && g_unichar_isprint (g_utf8_get_char (at)))
        at = g_utf8_next_char (at);
      if (*at == '\0')
        return TRUE;
    }
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("the expression is to be one line of printable characters"));
  return FALSE;
}

AlgoExpression *
algo_expression_new (const char *text, GError **error)
{
  g_autoptr (AlgoExpression) self = NULL;

  if (!check_text (text, error))
    return NULL;
  self = g_new0 (AlgoExpression, 1);
  self->text = g_strdup (text);
  for (guint inputs = ALGO_MIN_INPUTS; inputs <= ALGO_MAX_INPUTS; inputs++)
    {
      self->tapes[inputs] = algo_sandbox_run (text, inputs, error);
      if (self->tapes[inputs] == NULL)
        {
          g_prefix_error (error, _ ("with %u inputs, "), inputs);
          return NULL;
        }
    }
  return check (self, error) ? g_steal_pointer (&self) : NULL;
}

void
algo_expression_free (AlgoExpression *expression)
{
  if (expression == NULL)
    return;
  for (guint inputs = 0; inputs <= ALGO_MAX_INPUTS; inputs++)
    {
      algo_tape_free (expression->tapes[inputs]);
      g_free ((gpointer) expression->moments[inputs]);
    }
  g_free (expression->text);
  g_free (expression);
}

const char *
algo_expression_text (const AlgoExpression *expression)
{
  return expression->text;
}

AlgoTaskSymmetry
algo_expression_symmetry (const AlgoExpression *expression)
{
  return expression->symmetry;
}

/* NULL at sizes that are not trained, of which networks from files may be. */
static const AlgoTape *
get_tape (const AlgoExpression *self, guint inputs)
{
  return inputs <= ALGO_MAX_INPUTS ? self->tapes[inputs] : NULL;
}

static void
evaluate (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  const AlgoTape *tape = get_tape (task->expression, points->inputs);

  if (tape != NULL)
    algo_tape_evaluate (tape, points->count, points->stride, points->x, values);
  else
    for (gsize p = 0; p < points->count; p++)
      values[p] = NAN;
}

static AlgoTaskMoments
moments (const AlgoTask *task, guint inputs)
{
  const AlgoTaskMoments **known;

  if (get_tape (task->expression, inputs) == NULL)
    return (AlgoTaskMoments){ NAN, NAN, NAN };
  known = &task->expression->moments[inputs];
  if (g_once_init_enter (known))
    {
      const AlgoTaskMoments measured = algo_task_measure_moments (task, inputs);

      g_once_init_leave (known, g_memdup2 (&measured, sizeof measured));
    }
  return **known;
}

const AlgoTaskRow algo_task_row_expression = {
  .name = "expression",
  .title = N_ ("Expression"),
  .evaluate = evaluate,
  .moments = moments,
};
