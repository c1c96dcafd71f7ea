/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of the engine, one domain for all of it. */
#pragma once

#include <glib.h>

#define ALGO_ERROR (algo_error_quark ())

typedef enum
{
  ALGO_ERROR_SIZE,      /* a size or setting outside its range */
  ALGO_ERROR_FORMAT,    /* a file that is not what it should be */
  ALGO_ERROR_CHOICE,    /* a file that can be read in several ways: a person must say which */
  ALGO_ERROR_DIVERGED,  /* a loss or gradient that is no longer finite */
  ALGO_ERROR_CANCELLED, /* work that was given up on request */
} AlgoError;

GQuark algo_error_quark (void);

/* Puts a file's name before what was wrong with it: valid UTF-8 and on one line, whatever the name.
 * Does nothing if no error is set. */
void algo_error_prefix_path (GError **error, const char *path);
