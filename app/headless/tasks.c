/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists the functions that networks may be trained to compute. */
#include <glib/gi18n.h>
#include <stdio.h>

#include "app/headless/command.h"
#include "engine/task/task.h"

#define INPUTS 16

/* Writes "t from -10 to 10, 0.5 if not given: the multiple of the sum of all inputs", or nothing.
 */
static char *
describe_parameter (const AlgoTaskParameter *parameter)
{
  if (parameter->name == NULL)
    return g_strdup ("");
  return g_strdup_printf (_ ("%s from %g to %g, %g if not given: %s"), parameter->name,
                          parameter->least, parameter->most, parameter->first,
                          _ (parameter->meaning));
}

static void
list_task (const AlgoTaskRow *row)
{
  const AlgoTaskMoments moments = algo_task_moments (algo_task_get (row->name, NULL), INPUTS);
  g_autofree char *parameter = describe_parameter (&row->parameter);

  printf ("%s\t%s\t%.6g\t%.6g\t%s\t%s\n", row->name, row->formula, moments.mean, moments.variance,
          _ (row->title), parameter);
}

static const AlgoOption options[] = {
  { ALGO_OPTION_FLAG, "header", 0, N_ ("Begin with the names of the columns") },
  { ALGO_OPTION_END },
};

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const gboolean *has_header = values;

  if (*has_header)
    puts ("name\tformula\tmean\tvariance\ttitle\tparameter");
  for (guint i = 0; i < algo_task_rows_count (); i++)
    list_task (algo_task_rows[i]);
  return TRUE;
}

const AlgoCommand algo_command_tasks = {
  .help = {
    .name = "algoscope-run tasks",
    .summary = N_ ("Lists the functions that networks may be trained to compute."),
    .description = N_ ("Writes one line a function, columns parted by tabs: name, formula, its mean "
                       "and\nvariance over 16 independent normal inputs, title, and parameter."),
  },
  .options = options,
  .size = sizeof (gboolean),
  .run = run,
};
