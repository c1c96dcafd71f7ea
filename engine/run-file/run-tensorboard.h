/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was recorded, as events for TensorBoard. */
#pragma once

#include "engine/formats/tensorboard.h"
#include "engine/run-file/run.h"

/* The metrics of every step: "loss", "gradient_norm", "rate", "inputs", and for each band of log10
 * beta "log_beta/band", "unexplained/band" and "kl/band"; what a person did as texts "events", and
 * where all comes from as a text "provenance". The wall time of a step is that of the last event
 * before it: steps have no times of their own. */
AlgoTensorboard *algo_run_to_tensorboard (const AlgoRun *run);
/* "events.out.tfevents.1795000000.seed0", after the time at which the run began; a new string. */
char *algo_run_tensorboard_name (const AlgoRun *run);
