/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/sandbox.h"

#include <glib/gi18n-lib.h>
#include <lauxlib.h>
#include <lua.h>
#include <string.h>

#include "engine/error.h"
#include "engine/task/vector.h"
#include "engine/text.h"

#define MOST_MEMORY (1 << 20)
#define MOST_INSTRUCTIONS 100000
#define INSTRUCTIONS_AT_ONCE 1000
#define CHUNK "expression"

typedef struct
{
  const char *text;
  AlgoTape *tape;
  gsize memory; /* in use */
} Sandbox;

/* lua_Alloc, with a bound. */
static void *
allocate (void *data, void *block, size_t old_size, size_t new_size)
{
  Sandbox *self = data;
  const gsize freed = block != NULL ? old_size : 0;
  void *moved;

  if (new_size > 0 && self->memory - freed + new_size > MOST_MEMORY)
    return NULL;
  if (new_size == 0)
    {
      g_free (block);
      moved = NULL;
    }
  else
    moved = g_realloc (block, new_size);
  self->memory = self->memory - freed + new_size;
  return moved;
}

/* Counts in the hook's own terms: it is called every so many instructions. */
static void
count_instructions (lua_State *lua, lua_Debug *at)
{
  lua_Integer left;

  lua_rawgetp (lua, LUA_REGISTRYINDEX, (void *) count_instructions);
  left = lua_tointeger (lua, -1) - INSTRUCTIONS_AT_ONCE;
  lua_pop (lua, 1);
  if (left <= 0)
    luaL_error (lua, "%s", _ ("the expression takes too long"));
  lua_pushinteger (lua, left);
  lua_rawsetp (lua, LUA_REGISTRYINDEX, (void *) count_instructions);
}

static void
bound_instructions (lua_State *lua)
{
  lua_pushinteger (lua, MOST_INSTRUCTIONS);
  lua_rawsetp (lua, LUA_REGISTRYINDEX, (void *) count_instructions);
  lua_sethook (lua, count_instructions, LUA_MASKCOUNT, INSTRUCTIONS_AT_ONCE);
}

static void
load_text (lua_State *lua, const Sandbox *self)
{
  luaL_Buffer buffer;
  const char *source;
  size_t length;

  luaL_buffinit (lua, &buffer);
  luaL_addstring (&buffer, "return ");
  luaL_addstring (&buffer, self->text);
  luaL_pushresult (&buffer);
  source = lua_tolstring (lua, -1, &length);
  if (luaL_loadbufferx (lua, source, length, "=" CHUNK, "t") != LUA_OK)
    lua_error (lua);
  algo_vector_push_names (lua, self->tape);
  lua_setupvalue (lua, -2, 1);
}

/* All that may raise an error. */
static int
work_through (lua_State *lua)
{
  const Sandbox *self = lua_touserdata (lua, 1);
  int result;

  bound_instructions (lua);
  load_text (lua, self);
  lua_call (lua, 0, LUA_MULTRET);
  /* Below what it gives stand the sandbox and the text. */
  if (lua_gettop (lua) != 3)
    return luaL_error (lua, "%s", _ ("one value is wanted"));
  result = algo_vector_get (lua, -1);
  if (result < 0)
    return luaL_error (lua, _ ("the result is no number of x (%s)"), luaL_typename (lua, -1));
  if (algo_tape_width (self->tape, result) != 1)
    return luaL_error (
        lua, _ ("the result is a vector of %d numbers: take its sum, mean, norm, max or min"),
        (int) algo_tape_width (self->tape, result));
  algo_tape_finish (self->tape, result);
  return 0;
}

static void
set_error (lua_State *lua, int status, GError **error)
{
  const char *message = lua_type (lua, -1) == LUA_TSTRING ? lua_tostring (lua, -1) : "";
  g_autofree char *printable = NULL;

  /* It is one line, always. */
  if (g_str_has_prefix (message, CHUNK ":1: "))
    message += strlen (CHUNK ":1: ");
  if (status == LUA_ERRMEM)
    message = _ ("it needs too much memory");
  printable = algo_text_printable (message);
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE, _ ("the expression is not understood: %s"),
               printable);
}

AlgoTape *
algo_sandbox_run (const char *text, guint inputs, GError **error)
{
  g_autoptr (AlgoTape) tape = algo_tape_new (inputs);
  Sandbox sandbox = { .text = text, .tape = tape };
  lua_State *lua = lua_newstate (allocate, &sandbox);
  int status;

  lua_pushcfunction (lua, work_through);
  lua_pushlightuserdata (lua, &sandbox);
  status = lua_pcall (lua, 1, 0, 0);
  if (status != LUA_OK)
    set_error (lua, status, error);
  lua_close (lua);
  return status == LUA_OK ? g_steal_pointer (&tape) : NULL;
}
