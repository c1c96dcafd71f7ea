/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The number type of the model.
 *
 * The model's sources compile a second time with ALGO_DOUBLE_PRECISION, plain loops only, for the
 * tests that hold gradients against finite differences. */
#pragma once

#ifdef ALGO_DOUBLE_PRECISION
typedef double AlgoReal;
#else
typedef float AlgoReal;
#endif
