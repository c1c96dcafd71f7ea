/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a timeline tells of the events of a run. */
#pragma once

#include "engine/run-file/run.h"

/* Whether a person changed something: what a timeline has a flag for, and tells of. */
gboolean algo_timeline_is_change (const AlgoRunEvent *event);
