/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/vector.h"

#include <glib/gi18n-lib.h>
#include <lauxlib.h>
#include <string.h>

/* Of the type, in messages; its metatable stands in the registry under it. */
#define NAME "vector"

/* In the room that a Lua state keeps for its owner. */
static AlgoTape *
tape_of (lua_State *lua)
{
  return *(AlgoTape **) lua_getextraspace (lua);
}

/* Puts a value of the tape on the stack. */
static int
push (lua_State *lua, int value)
{
  if (value < 0)
    return luaL_error (lua, "%s", _ ("the expression is too long a calculation"));
  *(int *) lua_newuserdatauv (lua, sizeof (int), 0) = value;
  luaL_setmetatable (lua, NAME);
  return 1;
}

int
algo_vector_get (lua_State *lua, int index)
{
  const int *value = luaL_testudata (lua, index, NAME);

  if (value != NULL)
    return *value;
  /* Not a string that looks like a number. */
  if (lua_type (lua, index) != LUA_TNUMBER)
    return -1;
  return algo_tape_add_constant (tape_of (lua), lua_tonumber (lua, index));
}

static int
check_vector (lua_State *lua, int index)
{
  int value;

  if (luaL_testudata (lua, index, NAME) == NULL && lua_type (lua, index) != LUA_TNUMBER)
    luaL_typeerror (lua, index, NAME);
  value = algo_vector_get (lua, index);
  if (value < 0)
    luaL_error (lua, "%s", _ ("the expression is too long a calculation"));
  return value;
}

static int
push_one (lua_State *lua, AlgoTapeOperation operation, int a)
{
  return push (lua, algo_tape_add (tape_of (lua), operation, a, 0));
}

static int
push_two (lua_State *lua, AlgoTapeOperation operation, int a, int b)
{
  const guint width_a = algo_tape_width (tape_of (lua), a);
  const guint width_b = algo_tape_width (tape_of (lua), b);

  if (width_a != width_b && width_a != 1 && width_b != 1)
    return luaL_error (lua, _ ("a vector of %d numbers and one of %d do not go together"),
                       (int) width_a, (int) width_b);
  return push (lua, algo_tape_add (tape_of (lua), operation, a, b));
}

/* Of functions and operators, whose operation is an upvalue. */
static AlgoTapeOperation
operation_of (lua_State *lua)
{
  return (AlgoTapeOperation) lua_tointeger (lua, lua_upvalueindex (1));
}

static int
call_one (lua_State *lua)
{
  return push_one (lua, operation_of (lua), check_vector (lua, 1));
}

static int
call_two (lua_State *lua)
{
  const int a = check_vector (lua, 1);

  return push_two (lua, operation_of (lua), a, check_vector (lua, 2));
}

/* The square and the root are common, and quicker done otherwise. */
static int
call_power (lua_State *lua)
{
  const int a = check_vector (lua, 1);

  if (lua_type (lua, 2) == LUA_TNUMBER && lua_tonumber (lua, 2) == 2)
    return push_two (lua, ALGO_TAPE_MULTIPLY, a, a);
  if (lua_type (lua, 2) == LUA_TNUMBER && lua_tonumber (lua, 2) == 0.5)
    return push_one (lua, ALGO_TAPE_SQRT, a);
  return push_two (lua, ALGO_TAPE_POWER, a, check_vector (lua, 2));
}

/* max and min: of one vector its own numbers are compared, of several those at the same place. */
static int
call_extreme (lua_State *lua)
{
  const gboolean is_min = operation_of (lua) == ALGO_TAPE_MIN;
  const int last = lua_gettop (lua);

  if (last < 2)
    return call_one (lua);
  lua_pushvalue (lua, 1);
  for (int i = 2; i <= last; i++)
    {
      const int a = check_vector (lua, -1);

      push_two (lua, is_min ? ALGO_TAPE_SMALLER : ALGO_TAPE_LARGER, a, check_vector (lua, i));
    }
  return 1;
}

static int
call_mean (lua_State *lua)
{
  const int value = check_vector (lua, 1);
  const double share = 1.0 / algo_tape_width (tape_of (lua), value);

  push_one (lua, ALGO_TAPE_SUM, value);
  lua_pushnumber (lua, share);
  return push_two (lua, ALGO_TAPE_MULTIPLY, check_vector (lua, -2), check_vector (lua, -1));
}

static int
call_dot (lua_State *lua)
{
  const int a = check_vector (lua, 1);

  push_two (lua, ALGO_TAPE_MULTIPLY, a, check_vector (lua, 2));
  return push_one (lua, ALGO_TAPE_SUM, check_vector (lua, -1));
}

static int
call_norm (lua_State *lua)
{
  const int value = check_vector (lua, 1);

  push_two (lua, ALGO_TAPE_MULTIPLY, value, value);
  push_one (lua, ALGO_TAPE_SUM, check_vector (lua, -1));
  return push_one (lua, ALGO_TAPE_SQRT, check_vector (lua, -1));
}

static int
call_roll (lua_State *lua)
{
  const int value = check_vector (lua, 1);
  const lua_Integer width = algo_tape_width (tape_of (lua), value);
  const lua_Integer shift = luaL_checkinteger (lua, 2) % width;

  return push (lua, algo_tape_add_roll (tape_of (lua), value,
                                        (guint) (shift < 0 ? shift + width : shift)));
}

static int
call_slice (lua_State *lua)
{
  const int value = check_vector (lua, 1);
  const lua_Integer width = algo_tape_width (tape_of (lua), value);
  lua_Integer from = luaL_checkinteger (lua, 2), to = luaL_optinteger (lua, 3, -1);

  from = CLAMP (from < 0 ? from + width + 1 : from, 1, width + 1);
  to = CLAMP (to < 0 ? to + width + 1 : to, from - 1, width);
  return push (lua, algo_tape_add_slice (tape_of (lua), value, (guint) from - 1,
                                         (guint) (to - from + 1)));
}

/* x[i], or a function as a method. */
static int
call_index (lua_State *lua)
{
  const int value = check_vector (lua, 1);
  const lua_Integer width = algo_tape_width (tape_of (lua), value);
  lua_Integer at;

  if (lua_type (lua, 2) == LUA_TSTRING)
    {
      lua_pushvalue (lua, 2);
      lua_gettable (lua, lua_upvalueindex (1));
      return 1;
    }
  at = luaL_checkinteger (lua, 2);
  if (at >= -width && at < 0)
    at += width + 1;
  if (at < 1 || at > width)
    return luaL_error (lua, _ ("there is no number %d in a vector of %d"),
                       (int) CLAMP (at, G_MININT, G_MAXINT), (int) width);
  return push (lua, algo_tape_add_slice (tape_of (lua), value, (guint) at - 1, 1));
}

static int
call_length (lua_State *lua)
{
  lua_pushinteger (lua, algo_tape_width (tape_of (lua), check_vector (lua, 1)));
  return 1;
}

static int
call_compare (lua_State *lua)
{
  return luaL_error (lua, "%s", _ ("vectors cannot be compared; max, min, sign and relu can"));
}

static int
call_unknown (lua_State *lua)
{
  return luaL_error (lua, _ ("there is nothing called '%s'"), luaL_tolstring (lua, 2, NULL));
}

typedef struct
{
  const char *name;
  lua_CFunction call;
  AlgoTapeOperation operation;
} Function;

static const Function functions[] = {
  { "abs", call_one, ALGO_TAPE_ABS },
  { "sqrt", call_one, ALGO_TAPE_SQRT },
  { "exp", call_one, ALGO_TAPE_EXP },
  { "log", call_one, ALGO_TAPE_LOG },
  { "sin", call_one, ALGO_TAPE_SIN },
  { "cos", call_one, ALGO_TAPE_COS },
  { "tanh", call_one, ALGO_TAPE_TANH },
  { "relu", call_one, ALGO_TAPE_RELU },
  { "sign", call_one, ALGO_TAPE_SIGN },
  { "sum", call_one, ALGO_TAPE_SUM },
  { "sort", call_one, ALGO_TAPE_SORT },
  { "max", call_extreme, ALGO_TAPE_MAX },
  { "min", call_extreme, ALGO_TAPE_MIN },
  { "mean", call_mean },
  { "norm", call_norm },
  { "dot", call_dot },
  { "roll", call_roll },
  { "slice", call_slice },
};

static const Function operators[] = {
  { "__add", call_two, ALGO_TAPE_ADD },
  { "__sub", call_two, ALGO_TAPE_SUBTRACT },
  { "__mul", call_two, ALGO_TAPE_MULTIPLY },
  { "__div", call_two, ALGO_TAPE_DIVIDE },
  { "__pow", call_power },
  { "__unm", call_one, ALGO_TAPE_NEGATE },
  { "__len", call_length },
  { "__eq", call_compare },
  { "__lt", call_compare },
  { "__le", call_compare },
};

static void
set_functions (lua_State *lua, const Function *table, gsize count)
{
  for (gsize i = 0; i < count; i++)
    {
      lua_pushinteger (lua, table[i].operation);
      lua_pushcclosure (lua, table[i].call, 1);
      lua_setfield (lua, -2, table[i].name);
    }
}

void
algo_vector_push_names (lua_State *lua, AlgoTape *tape)
{
  *(AlgoTape **) lua_getextraspace (lua) = tape;
  lua_newtable (lua);
  set_functions (lua, functions, G_N_ELEMENTS (functions));
  lua_pushnumber (lua, G_PI);
  lua_setfield (lua, -2, "pi");

  luaL_newmetatable (lua, NAME);
  set_functions (lua, operators, G_N_ELEMENTS (operators));
  lua_pushvalue (lua, -2);
  lua_pushcclosure (lua, call_index, 1);
  lua_setfield (lua, -2, "__index");
  lua_pop (lua, 1);

  push (lua, 0);
  lua_setfield (lua, -2, "x");
  lua_newtable (lua);
  lua_pushcfunction (lua, call_unknown);
  lua_setfield (lua, -2, "__index");
  lua_setmetatable (lua, -2);
}
