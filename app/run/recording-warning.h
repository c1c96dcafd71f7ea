/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says that a run cannot be recorded, once, and again before a window is closed on it.
 * Main thread. */
#pragma once

#include "app/run/run-model.h"
#include "ui/widgets/common/message-bar.h"

#define ALGO_TYPE_RECORDING_WARNING (algo_recording_warning_get_type ())
G_DECLARE_FINAL_TYPE (AlgoRecordingWarning,
                      algo_recording_warning,
                      ALGO,
                      RECORDING_WARNING,
                      GObject)

/* References both. */
AlgoRecordingWarning *algo_recording_warning_new (AlgoRunModel *run, AlgoMessageBar *messages);
/* FALSE, and a message, if closing would lose something that this was not yet said of. */
gboolean algo_recording_warning_may_close (AlgoRecordingWarning *self);
