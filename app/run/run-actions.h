/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person can tell a run to do: "run-pause", "step", "continue", "restart-same" and
 * "restart-new". Main thread. */
#pragma once

#include "app/run/run-model.h"

/* They are enabled as the run's state has it. `run` is borrowed until they are cleared. */
GActionMap *algo_run_actions_new (AlgoRunModel *run);
