/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of a function of many inputs: what one of them adds, from -3 to 3. */
#pragma once

#include "engine/task/task.h"
#include "ui/pictures/drawing/style.h"

#define ALGO_PROFILE_POINTS 61
#define ALGO_PROFILE_OTHERS 5

typedef struct
{
  float t[ALGO_PROFILE_POINTS];
  /* The task at x_1 = t, less it at x_1 = 0: with all others 0, and with random ones. Not a number
   * where it has no value. */
  float axis[ALGO_PROFILE_POINTS];
  float others[ALGO_PROFILE_OTHERS][ALGO_PROFILE_POINTS];
} AlgoTaskProfile;

/* Of 8 inputs; the same for equal tasks. Any thread. */
void algo_task_profile_measure (AlgoTaskProfile *profile, const AlgoTask *task);
/* An AlgoDrawFunc; with axes and a legend, or the curves alone. */
void algo_task_profile_draw (const AlgoTaskProfile *profile,
                             cairo_t *cr,
                             double width,
                             double height,
                             const AlgoStyle *style,
                             gboolean has_axes);
/* What it shows, in a sentence; a new string. */
char *algo_task_profile_describe (const AlgoTaskProfile *profile);
