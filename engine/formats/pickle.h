/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a pickle of Python says, without doing it.
 *
 * A pickle is a program that makes objects, and may call anything. Here nothing is called: what it
 * would call is noted with its arguments, and only those operations are known that make data. */
#pragma once

#include <glib.h>

typedef enum
{
  ALGO_PICKLE_OTHER, /* None, a truth value, a real number, bytes: of no account here */
  ALGO_PICKLE_WHOLE,
  ALGO_PICKLE_TEXT,
  ALGO_PICKLE_LIST,      /* or a tuple, or a set */
  ALGO_PICKLE_DICT,      /* keys and values by turns */
  ALGO_PICKLE_GLOBAL,    /* `text` is "module name" */
  ALGO_PICKLE_REFERENCE, /* to `arguments`, kept elsewhere */
  ALGO_PICKLE_OBJECT,    /* that `maker` would make of `arguments` */
} AlgoPickleKind;

typedef struct _AlgoPickleValue AlgoPickleValue;
struct _AlgoPickleValue
{
  AlgoPickleKind kind;
  gint64 whole;
  const char *text;
  GPtrArray *items; /* AlgoPickleValue, of a list or dict, or set on an object as if it were one;
                       NULL: none */
  const AlgoPickleValue *maker, *arguments, *state; /* NULL: none */
};

typedef struct _AlgoPickle AlgoPickle;

/* NULL and ALGO_ERROR_FORMAT, which says at which byte. Values may stand in themselves. */
AlgoPickle *algo_pickle_read (const guint8 *bytes, gsize length, GError **error);
void algo_pickle_free (AlgoPickle *pickle);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoPickle, algo_pickle_free)

/* Borrowed, as all that hangs on it. */
const AlgoPickleValue *algo_pickle_get_value (const AlgoPickle *pickle);
