/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of the records of training. */
#pragma once

#include "engine/training/trainer.h"

/* The one nearest to a step, of AlgoMetrics by growing step, of which there are some. */
const AlgoMetrics *algo_training_find (const GArray *records, guint64 step);
/* All values, `separator` between them; a new string. */
char *algo_training_describe (const AlgoMetrics *metrics, const char *separator);
