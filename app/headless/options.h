/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options of a command, read strictly: a number is all of its argument, in range, with a decimal
 * point whatever the locale. */
#pragma once

#include "app/headless/console.h"

typedef enum
{
  ALGO_OPTION_END,
  ALGO_OPTION_FLAG,     /* gboolean */
  ALGO_OPTION_COUNT,    /* guint */
  ALGO_OPTION_SEED,     /* guint64, the whole range */
  ALGO_OPTION_REAL,     /* double, above 0 */
  ALGO_OPTION_LOG_BETA, /* double, in the trained range */
  ALGO_OPTION_FILE,     /* char *, owned by the caller */
  ALGO_OPTION_TEXT,     /* the same, of UTF-8 */
} AlgoOptionKind;

typedef struct
{
  AlgoOptionKind kind;
  const char *name;
  gpointer value;          /* keeps what it holds when the option is not given */
  guint least, most;       /* of a count; of a real number only `most`, and it must be above 0 */
  const char *description; /* marked for translation */
  const char *argument;    /* what stands for the value in the help; marked for translation */
  char short_name;         /* 0: none */
} AlgoOption;

typedef struct
{
  const char *name;        /* "algoscope-run train" */
  const char *operands;    /* what follows the options: "FILE…", or NULL if nothing may */
  const char *summary;     /* above the options in the help; marked for translation */
  const char *description; /* below them; marked for translation */
} AlgoCommandHelp;

/* Reads the command line `arguments` (NULL-terminated, without the program's and the command's
 * name) into `options` (which end with ALGO_OPTION_END); sets g_get_prgname() to the command's
 * name. `operands` receives the rest, a new array. FALSE when the command has nothing more to do:
 * it was asked for --help or --version, which are added to every command, or an error line was
 * written. `status` is what the program should exit with, success as long as there is more to do.
 */
gboolean algo_options_read (const AlgoCommandHelp *command,
                            const AlgoOption *options,
                            char *const *arguments,
                            char ***operands,
                            AlgoExit *status);

/* Whether there is exactly one operand, a file; otherwise writes an error line. */
gboolean algo_options_expect_one (char *const *operands);
