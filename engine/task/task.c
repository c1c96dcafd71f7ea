/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/task.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <pthread.h> /* GLib 2.74 locks by futexes, which the thread sanitizer cannot see */
#include <string.h>

#include "engine/error.h"
#include "engine/settings.h"
#include "engine/task/built-in.h"
#include "engine/text.h"

#define POINTS_IN_BLOCK 64

const AlgoTask algo_task_l1 = { .row = &algo_task_row_l1, .text = "l1" };

/* All tasks but the L1 norm that were ever asked for, by their texts. */
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

static char *
format_text (const AlgoTaskRow *row, double parameter)
{
  g_autofree char *assignment = NULL;

  if (row->parameter.name == NULL)
    return g_strdup (row->name);
  assignment = format_parameter (row, parameter);
  return g_strdup_printf ("%s %s", row->name, assignment);
}

/* The one task of that row and parameter. */
static const AlgoTask *
find_task (const AlgoTaskRow *row, double parameter)
{
  g_autofree char *text = format_text (row, parameter);
  AlgoTask *task;

  if (g_str_equal (text, algo_task_l1.text))
    return &algo_task_l1;
  pthread_mutex_lock (&lock);
  if (known == NULL)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  task = g_hash_table_lookup (known, text);
  if (task == NULL)
    {
      task = g_new0 (AlgoTask, 1);
      *task = (AlgoTask){ .row = row, .text = g_steal_pointer (&text), .parameter = parameter };
      g_hash_table_insert (known, (char *) task->text, task);
    }
  pthread_mutex_unlock (&lock);
  return task;
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

const AlgoTask *
algo_task_get (const char *text, GError **error)
{
  const char *space = strchr (text, ' ');
  g_autofree char *name = space != NULL ? g_strndup (text, space - text) : g_strdup (text);
  const AlgoTaskRow *row = find_row (name);
  double parameter;

  if (row == NULL)
    {
      g_autofree char *printable = algo_text_printable (text);

      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("“%s” is no task"), printable);
      return NULL;
    }
  parameter = row->parameter.first;
  if (space != NULL && !parse_parameter (row, space + 1, &parameter, error))
    return NULL;
  return find_task (row, parameter);
}

const AlgoTask *
algo_task_with_parameter (const AlgoTask *task, const char *assignment, GError **error)
{
  double parameter;

  if (!parse_parameter (task->row, assignment, &parameter, error))
    return NULL;
  return find_task (task->row, parameter);
}

const char *
algo_task_formula (const AlgoTask *task)
{
  return task->row->formula;
}

AlgoTaskMoments
algo_task_moments (const AlgoTask *task, guint inputs)
{
  return task->row->moments (task->parameter, inputs);
}

static void
evaluate (const AlgoTask *task,
          guint inputs,
          gsize points,
          gsize stride,
          const AlgoReal *x, /* (inputs, points), inputs `stride` values apart */
          double *values)
{
  task->row->evaluate (task->parameter, inputs, points, stride, x, values);
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

      evaluate (task, inputs, count, points, x + at, values);
      for (gsize p = 0; p < count; p++)
        from[at + p] -= (AlgoReal) values[p];
    }
}

void
algo_task_evaluate (const AlgoTask *task,
                    guint inputs,
                    gsize points,
                    const AlgoReal *x,
                    double *values)
{
  AlgoReal by_input[ALGO_MAX_INPUTS * POINTS_IN_BLOCK];

  for (gsize at = 0; at < points; at += POINTS_IN_BLOCK)
    {
      const gsize count = MIN (POINTS_IN_BLOCK, points - at);

      for (gsize p = 0; p < count; p++)
        for (guint i = 0; i < inputs; i++)
          by_input[i * POINTS_IN_BLOCK + p] = x[(at + p) * inputs + i];
      evaluate (task, inputs, count, POINTS_IN_BLOCK, by_input, values + at);
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
  AlgoReal by_input[ALGO_MAX_INPUTS * POINTS_IN_BLOCK];

  for (guint at = 0; at < count; at += POINTS_IN_BLOCK)
    {
      const guint points = MIN (POINTS_IN_BLOCK, count - at);

      for (guint i = 0; i < inputs; i++)
        for (guint p = 0; p < points; p++)
          by_input[i * POINTS_IN_BLOCK + p] = i == input ? t[at + p] : x[i];
      evaluate (task, inputs, points, POINTS_IN_BLOCK, by_input, values + at);
    }
}
