/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors as values of Lua: what an expression may do with them. Each operation adds a step to a
 * tape instead of being carried out.
 *
 *   + - * / ^ and a minus sign   number by number, also with plain numbers
 *   x[1], x[-1]                  the first, the last number
 *   #x                           how many there are
 *   x:slice (1, 3)               from the first to the third, as far as they are there; numbers
 *                                below 0 count from the end, as in Lua's string.sub
 *   abs sqrt exp log sin cos tanh relu sign   number by number
 *   sum mean norm                of all numbers of a vector
 *   max min                      of all numbers of a vector, or number by number of several
 *   sort                         in ascending order
 *   roll (x, 1)                  moved on by one place, the last to the front
 *   dot (x, y)                   sum (x * y)
 *   pi
 *
 * Functions are methods, too: x:sum (). Any thread, for a Lua state of its own. */
#pragma once

#include "engine/task/tape.h"

#include <lua.h>

/* Pushes a table of all names that an expression knows, x among them. The tape is to outlive the
 * state. Raises errors as Lua's functions do. */
void algo_vector_push_names (lua_State *lua, AlgoTape *tape);

/* The number on the tape of what stands at `index` of the stack: of a vector, or of a plain number.
 * -1 if it is neither. */
int algo_vector_get (lua_State *lua, int index);
