/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of the window program. */
#pragma once

#include "engine/settings.h"

typedef struct
{
  AlgoSettings settings;
  char *file;         /* path of a run or a network to open, or NULL */
  gboolean paused;    /* open without training */
  gboolean begin;     /* a run, instead of going on with what was open: so does every argument */
  gboolean has_steps; /* the step budget was given, and goes before the one that was last used */
  char *help;         /* only show this text; NULL: that was not asked for */
  gboolean version;   /* only show the version */
  gboolean check;     /* only tell, by the exit status, whether there is a display */
} AlgoOptions;        /* clear with algo_options_clear() */

void algo_options_clear (AlgoOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoOptions, algo_options_clear)

/* Reads `arguments`, NULL-terminated, the program's name first. Returns FALSE and an error that
 * names the argument, fit to be shown, if one is unknown, malformed or out of range; there is then
 * nothing to clear. Any thread may call it. */
gboolean algo_options_parse (const char *const *arguments, AlgoOptions *options, GError **error);
