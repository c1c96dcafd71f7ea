/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The offer to go on with a run without a name that was interrupted. Main thread. */
#pragma once

#include "ui/widgets/common/message-bar.h"

/* Looks for one in a thread, and offers it there, to be opened by "win.open-run". One that is
 * refused is not offered again. */
void algo_interrupted_offer (AlgoMessageBar *notice);
