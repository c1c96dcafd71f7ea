/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/task.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pthread.h> /* GLib 2.74 locks by futexes, which the thread sanitizer cannot see */
#include <string.h>

#include "engine/error.h"
#include "engine/settings.h"
#include "engine/task/built-in.h"
#include "engine/task/expression.h"
#include "engine/text.h"

#define POINTS_IN_BLOCK 64
#define VALUES_IN_BLOCK (ALGO_MAX_INPUTS * POINTS_IN_BLOCK) /* of points that are turned round */

const AlgoTask algo_task_l1 = { .row = &algo_task_row_l1, .text = "l1" };

/* All tasks but the L1 norm that are kept, by their texts. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static GHashTable *known;

static char *
format_parameter (const AlgoTaskRow *row, double value)
{
  g_autofree char *number = algo_text_of_real (value);

  return g_strdup_printf ("%s=%s", row->parameter.name, number);
}

char *
algo_task_format_parameter (const AlgoTask *task)
{
  return task->row->parameter.name != NULL ? format_parameter (task->row, task->parameter) : NULL;
}

static const AlgoTaskRow *
find_row (const char *name)
{
  for (guint i = 0; i < algo_task_rows_count (); i++)
    if (g_str_equal (algo_task_rows[i]->name, name))
      return algo_task_rows[i];
  return NULL;
}

/* Written so that NaN is refused. */
static gboolean
is_in_range (const AlgoTaskParameter *parameter, double value)
{
  return value >= parameter->least && value <= parameter->most
         && (!parameter->is_whole || value == floor (value));
}

/* Reads "t=0.5". */
static gboolean
parse_parameter (const AlgoTaskRow *row, const char *assignment, double *value, GError **error)
{
  const AlgoTaskParameter *parameter = &row->parameter;
  const char *number = strchr (assignment, '=');
  char *end;

  if (parameter->name == NULL || number == NULL
      || strlen (parameter->name) != (gsize) (number - assignment)
      || !g_str_has_prefix (assignment, parameter->name))
    {
      g_autofree char *printable = algo_text_printable (assignment);

      if (parameter->name == NULL)
        g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                     _ ("the task %s has no parameters, so not “%s”"), row->name, printable);
      else
        g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                     _ ("“%s” is no parameter of the task %s, which has “%s=NUMBER”"), printable,
                     row->name, parameter->name);
      return FALSE;
    }
  *value = g_ascii_strtod (number + 1, &end);
  if (end != number + 1 && *end == '\0' && is_in_range (parameter, *value))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               parameter->is_whole ? _ ("%s of the task %s must be a whole number from %g to %g")
                                   : _ ("%s of the task %s must be a number from %g to %g"),
               parameter->name, row->name, parameter->least, parameter->most);
  return FALSE;
}

static AlgoTask *
new_built_in (const AlgoTaskRow *row, double parameter)
{
  AlgoTask *task = g_new0 (AlgoTask, 1);

  task->row = row;
  task->parameter = parameter;
  if (row->parameter.name != NULL)
    {
      g_autofree char *assignment = format_parameter (row, parameter);

      task->text = g_strdup_printf ("%s %s", row->name, assignment);
    }
  else
    task->text = g_strdup (row->name);
  return task;
}

static AlgoTask *
new_expression (const char *text, GError **error)
{
  AlgoExpression *expression = algo_expression_new (text, error);
  AlgoTask *task;

  if (expression == NULL)
    return NULL;
  task = g_new0 (AlgoTask, 1);
  task->row = &algo_task_row_expression;
  task->text = g_strdup (text);
  task->expression = expression;
  return task;
}

AlgoTask *
algo_task_try (const char *text, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  const char *space = strchr (trimmed, ' ');
  g_autofree char *name = space != NULL ? g_strndup (trimmed, space - trimmed) : g_strdup (trimmed);
  const AlgoTaskRow *row = find_row (name);
  double parameter;

  if (row == NULL)
    return new_expression (trimmed, error);
  parameter = row->parameter.first;
  if (space != NULL && !parse_parameter (row, space + 1, &parameter, error))
    return NULL;
  return new_built_in (row, parameter);
}

void
algo_task_free (AlgoTask *task)
{
  if (task == NULL)
    return;
  algo_expression_free (task->expression);
  g_free ((char *) task->text);
  g_free (task);
}

/* The one task of its text; takes over what may be another. */
static const AlgoTask *
keep (AlgoTask *task)
{
  AlgoTask *kept;

  if (g_str_equal (task->text, algo_task_l1.text))
    {
      algo_task_free (task);
      return &algo_task_l1;
    }
  pthread_mutex_lock (&lock);
  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  kept = g_hash_table_lookup (known, task->text);
  if (kept == NULL)
    {
      kept = task;
      g_hash_table_insert (known, (char *) kept->text, kept);
    }
  pthread_mutex_unlock (&lock);
  if (kept != task)
    algo_task_free (task);
  return kept;
}

/* NULL unless it is known as it stands. */
static const AlgoTask *
find_known (const char *text)
{
  const AlgoTask *task = NULL;

  if (g_str_equal (text, algo_task_l1.text))
    return &algo_task_l1;
  pthread_mutex_lock (&lock);
  if (known != NULL)
    task = g_hash_table_lookup (known, text);
  pthread_mutex_unlock (&lock);
  return task;
}

const AlgoTask *
algo_task_get (const char *text, GError **error)
{
  const AlgoTask *task = find_known (text);
  AlgoTask *tried;

  if (task != NULL)
    return task;
  tried = algo_task_try (text, error);
  return tried != NULL ? keep (tried) : NULL;
}

const AlgoTask *
algo_task_with_parameter (const AlgoTask *task, const char *assignment, GError **error)
{
  double parameter;

  if (!parse_parameter (task->row, assignment, &parameter, error))
    return NULL;
  return keep (new_built_in (task->row, parameter));
}

const char *
algo_task_formula (const AlgoTask *task)
{
  return task->expression != NULL ? task->text : task->row->formula;
}

/* What LaTeX would take for something else. */
static void
append_escaped (GString *latex, char c)
{
  switch (c)
    {
    case '\\':
      g_string_append (latex, "\\textbackslash{}");
      break;
    case '^':
      g_string_append (latex, "\\^{}");
      break;
    case '~':
      g_string_append (latex, "\\~{}");
      break;
    default:
      if (strchr ("#$%&_{}", c) != NULL)
        g_string_append_c (latex, '\\');
      g_string_append_c (latex, c);
    }
}

char *
algo_task_latex (const AlgoTask *task)
{
  GString *latex;

  if (task->expression == NULL)
    return g_strdup (task->row->latex);
  latex = g_string_new ("\\texttt{");
  for (const char *at = task->text; *at != '\0'; at++)
    append_escaped (latex, *at);
  g_string_append_c (latex, '}');
  return g_string_free (latex, FALSE);
}

AlgoTaskSymmetry
algo_task_symmetry (const AlgoTask *task)
{
  return task->expression != NULL ? algo_expression_symmetry (task->expression)
                                  : task->row->symmetry;
}

AlgoTaskMoments
algo_task_moments (const AlgoTask *task, guint inputs)
{
  return task->row->moments (task, inputs);
}

void
algo_task_evaluate_by_input (const AlgoTask *task, const AlgoTaskPoints *points, double *values)
{
  memset (values, 0, points->count * sizeof *values);
  task->row->evaluate (task, points, values);
}

void
algo_task_subtract (const AlgoTask *task,
                    guint inputs,
                    gsize points,
                    const AlgoReal *x,
                    AlgoReal *from)
{
  double values[POINTS_IN_BLOCK];

  if (task->row->subtract != NULL)
    {
      task->row->subtract (inputs, points, x, from);
      return;
    }
  for (gsize at = 0; at < points; at += POINTS_IN_BLOCK)
    {
      const gsize count = MIN (POINTS_IN_BLOCK, points - at);

      algo_task_evaluate_by_input (task, &(AlgoTaskPoints){ inputs, count, points, x + at },
                                   values);
      for (gsize p = 0; p < count; p++)
        from[at + p] -= (AlgoReal) values[p];
    }
}

/* Points turned round at a time: networks in files may have more inputs than are trained on. */
static gsize
count_in_block (guint inputs)
{
  return MIN (POINTS_IN_BLOCK, VALUES_IN_BLOCK / MAX (inputs, 1));
}

void
algo_task_evaluate (const AlgoTask *task,
                    guint inputs,
                    gsize points,
                    const AlgoReal *x,
                    double *values)
{
  const gsize block = count_in_block (inputs);
  AlgoReal by_input[VALUES_IN_BLOCK];

  g_return_if_fail (block > 0);
  for (gsize at = 0; at < points; at += block)
    {
      const gsize count = MIN (block, points - at);

      for (gsize p = 0; p < count; p++)
        for (guint i = 0; i < inputs; i++)
          by_input[i * block + p] = x[(at + p) * inputs + i];
      algo_task_evaluate_by_input (task, &(AlgoTaskPoints){ inputs, count, block, by_input },
                                   values + at);
    }
}

void
algo_task_evaluate_line (const AlgoTask *task,
                         guint inputs,
                         const AlgoReal *x,
                         guint input,
                         guint count,
                         const AlgoReal *t,
                         double *values)
{
  const gsize block = count_in_block (inputs);
  AlgoReal by_input[VALUES_IN_BLOCK];

  g_return_if_fail (block > 0);
  for (gsize at = 0; at < count; at += block)
    {
      const gsize points = MIN (block, count - at);

      for (guint i = 0; i < inputs; i++)
        for (gsize p = 0; p < points; p++)
          by_input[i * block + p] = i == input ? t[at + p] : x[i];
      algo_task_evaluate_by_input (task, &(AlgoTaskPoints){ inputs, points, block, by_input },
                                   values + at);
    }
}
