/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a text that a person is writing is a task, found out in a thread: of what is written
 * meanwhile only the latest is looked at.
 *
 * Signal "changed": there is another answer, or none yet. Main thread. */
#pragma once

#include "ui/pictures/approximation/task-profile.h"

#include <glib-object.h>

#define ALGO_TYPE_TASK_CHECK (algo_task_check_get_type ())
G_DECLARE_FINAL_TYPE (AlgoTaskCheck, algo_task_check, ALGO, TASK_CHECK, GObject)

AlgoTaskCheck *algo_task_check_new (void);
void algo_task_check_set_text (AlgoTaskCheck *self, const char *text);

/* What the text is; NULL while that is not known, and where it is no task. Borrowed until it is
 * changed, as are the next two. */
const AlgoTask *algo_task_check_get_task (AlgoTaskCheck *self);
/* Of the last text that was a task; NULL before there was one. */
const AlgoTaskProfile *algo_task_check_get_profile (AlgoTaskCheck *self);
/* What is wrong with the text; NULL where nothing is known to be. */
const char *algo_task_check_get_message (AlgoTaskCheck *self);
