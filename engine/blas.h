/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one place that sets OpenBLAS up. */
#pragma once

/* Makes OpenBLAS run each call in its caller's thread: the products here are too small to share,
 * and the program's own workers fill the processors. Call before the first use of cblas; any
 * thread, any number of times. */
void algo_blas_prepare (void);
