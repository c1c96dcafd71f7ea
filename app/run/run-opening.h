/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a run's file. In threads, which wait for the disk. */
#pragma once

#include "engine/run-file/recorder.h"

/* algo_recorder_open() in a thread of the priority that the recorder's threads should have. */
AlgoRecorder *algo_run_open_recorder (const char *path, AlgoTrainerState **state, GError **error);
