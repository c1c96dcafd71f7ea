/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes by hand in words. */
#pragma once

#include "engine/run/workbench.h"

/* "Ablate neuron 12", a new string. */
char *algo_edit_describe (const AlgoEdit *edit);
