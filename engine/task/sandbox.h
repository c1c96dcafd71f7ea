/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Works an expression through in a sandbox.
 *
 * Expressions are Lua's: a small and well kept language, made to be embedded, whose operators can
 * be taught vectors, so that there is neither a grammar nor a parser to write here. Lua 5.4 is a
 * library of 300 KB in every distribution.
 *
 * Files bring expressions of strangers. None of Lua's own libraries is there, so that there are no
 * files, programs, modules, clocks or ways to catch an error; names are those of vector.h. Text is
 * short and never compiled code. Memory, instructions, recursion and the length of what is worked
 * out are bounded. An expression is worked through once for each number of inputs, when it is first
 * met; training evaluates what that leaves, a tape, and knows no Lua. */
#pragma once

#include "engine/task/tape.h"

#define ALGO_EXPRESSION_MOST_BYTES 4096

/* The tape of `text` for so many inputs. NULL and ALGO_ERROR_SIZE, saying what is wrong and where.
 * Any thread. */
AlgoTape *algo_sandbox_run (const char *text, guint inputs, GError **error);
