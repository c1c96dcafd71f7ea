/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Command lines of both programs, read strictly: a number is all of its argument, in range, with a
 * decimal point whatever the locale. */
#pragma once

#include <glib.h>

#define ALGO_MOST_OPTIONS 32

typedef enum
{
  ALGO_OPTION_END,
  ALGO_OPTION_FLAG,     /* gboolean */
  ALGO_OPTION_COUNT,    /* guint */
  ALGO_OPTION_SEED,     /* guint64, the whole range */
  ALGO_OPTION_REAL,     /* double, above 0 */
  ALGO_OPTION_LOG_BETA, /* double, in the range that can be trained on */
  ALGO_OPTION_MODEL,    /* AlgoModel, by its name */
  ALGO_OPTION_TASK,     /* const AlgoTask *, of a name or an expression */
  /* The same, whose parameter is set: to be listed behind the task. */
  ALGO_OPTION_TASK_PARAMETER,
  ALGO_OPTION_FILE,   /* char *, freed by whoever has the values */
  ALGO_OPTION_OUTPUT, /* the same, to be written; "-" is standard output, "/dev/stdout" then */
  ALGO_OPTION_TEXT,   /* the same, of UTF-8 */
  /* The same; empty where the option stands alone. What it is given follows a '='. */
  ALGO_OPTION_OPTIONAL_TEXT,
  /* AlgoSettings, those by default unless they are given: an option, as AlgoSettingRow has it, for
   * each setting that `name` lists, parted by spaces, and for the task two. */
  ALGO_OPTION_SETTINGS,
  ALGO_OPTION_FORCE, /* that of AlgoCommandLine */
} AlgoOptionKind;

typedef struct
{
  AlgoOptionKind kind;
  const char *name;
  gsize offset; /* of the value, which keeps what it holds when the option is not given */
  const char *description; /* marked for translation */
  const char *argument;    /* what stands for the value in the help; marked for translation */
  guint least, most;       /* of a count; of a real number only `most`, and it must be above 0 */
  char short_name;         /* 0: none */
  gboolean is_needed;      /* there is nothing to do without it */
  gboolean is_enough;      /* nothing else is needed with it */
} AlgoOption;

#define ALGO_OPTION_ENTRY_FORCE                                                                    \
  {                                                                                                \
    ALGO_OPTION_FORCE, "force", 0, N_ ("Write over what is there")                                 \
  }

typedef struct
{
  const char *name;        /* "algoscope-run train" */
  const char *operands;    /* what follows the options: "FILE…", or NULL if nothing may */
  const char *summary;     /* above the options in the help; both marked for translation */
  const char *description; /* below them */
} AlgoCommandHelp;

typedef struct
{
  char *help;       /* the text of --help if that was asked for, or NULL */
  gboolean version; /* --version was asked for */
  gboolean force;   /* what is there may be written over */
  char **operands;  /* what is not an option, or NULL */
  /* The names of the options that were given a value, NULL-terminated, borrowed. */
  const char *given[ALGO_MOST_OPTIONS + 1];
} AlgoCommandLine; /* clear with algo_command_line_clear() */

/* Reads `arguments` (NULL-terminated, without the program's name) into `values`, a struct with the
 * values of `options`, which end with ALGO_OPTION_END; --help and --version are added to them.
 * Nothing is read further when one of those is there. Returns FALSE and an error of one option or
 * operand, which it quotes as it came: G_OPTION_ERROR. Then there is nothing to clear but the
 * values. */
gboolean algo_command_line_read (const AlgoCommandHelp *command,
                                 const AlgoOption *options,
                                 char *const *arguments,
                                 gpointer values,
                                 AlgoCommandLine *line,
                                 GError **error);
void algo_command_line_clear (AlgoCommandLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoCommandLine, algo_command_line_clear)

gboolean algo_command_line_has (const AlgoCommandLine *line, const char *option);

/* Returns FALSE, and sets an error of the command line. */
gboolean algo_command_line_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
