/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of the functions that a network can be trained to compute, each with its formula and its
 * profile, and a field to write another in, which is checked meanwhile. What stands in the field
 * and what a parameter was set to stay there whichever is chosen.
 *
 * Signal "changed": another function is chosen, or it is known now whether what was written is one.
 * Main thread. */
#pragma once

#include "engine/task/task.h"

#include <gtk/gtk.h>

#define ALGO_TYPE_TASK_CHOOSER (algo_task_chooser_get_type ())
G_DECLARE_FINAL_TYPE (AlgoTaskChooser, algo_task_chooser, ALGO, TASK_CHOOSER, GtkBox)

void algo_task_chooser_set_task (AlgoTaskChooser *self, const AlgoTask *task);
/* FALSE if what was written is no function, or is not known yet to be one. */
gboolean algo_task_chooser_has_task (AlgoTaskChooser *self);
/* NULL if there is none. An expression takes some milliseconds, and is kept from then on. */
const AlgoTask *algo_task_chooser_get_task (AlgoTaskChooser *self);
/* The field's text is also kept there, under "expression". */
void algo_task_chooser_bind (AlgoTaskChooser *self, GSettings *preferences);
/* Puts a widget under what is said of the function. */
void algo_task_chooser_append (AlgoTaskChooser *self, GtkWidget *widget);
