/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/options.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "engine/settings.h"

#define MOST_OPTIONS 24

/* The command line as GOption reads it: values are still text. GOption's own numbers are signed,
 * and it says less clearly what is wrong with them. */
typedef struct
{
  GOptionEntry entries[MOST_OPTIONS];
  char *texts[MOST_OPTIONS];
  gboolean help, version;
  char **operands;
} RawLine;

static void
raw_line_clear (RawLine *raw)
{
  for (guint i = 0; i < MOST_OPTIONS; i++)
    g_free (raw->texts[i]);
  g_strfreev (raw->operands);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawLine, raw_line_clear)

static guint
count_options (const AlgoOption *options)
{
  guint count = 0;

  while (options[count].kind != ALGO_OPTION_END)
    count++;
  return count;
}

/* Borrows `raw`, which receives what is parsed. */
static GOptionContext *
context_new (const AlgoCommandHelp *command, const AlgoOption *options, RawLine *raw)
{
  GOptionContext *context = g_option_context_new (command->operands);
  guint count = count_options (options);

  for (guint i = 0; i < count; i++)
    raw->entries[i] = (GOptionEntry){
      .long_name = options[i].name,
      .short_name = options[i].short_name,
      .arg = options[i].kind == ALGO_OPTION_FLAG ? G_OPTION_ARG_NONE : G_OPTION_ARG_FILENAME,
      .arg_data = options[i].kind == ALGO_OPTION_FLAG ? options[i].value : &raw->texts[i],
      .description = options[i].description,
      .arg_description = options[i].argument,
    };
  raw->entries[count++] =
      (GOptionEntry){ "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help, N_ ("Show this help and exit"),
                      NULL };
  raw->entries[count++] = (GOptionEntry){
    "version", 0, 0, G_OPTION_ARG_NONE, &raw->version, N_ ("Show the version and exit"), NULL
  };
  raw->entries[count++] =
      (GOptionEntry){ G_OPTION_REMAINING, 0,    0,   G_OPTION_ARG_FILENAME_ARRAY,
                      &raw->operands,     NULL, NULL };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, raw->entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, command->description);
  return context;
}

static gboolean
read_count (const AlgoOption *option, const char *text)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, option->least, option->most, &value, NULL))
    {
      algo_console_error (_ ("--%s: '%s' is not a whole number from %u to %u"), option->name, text,
                          option->least, option->most);
      return FALSE;
    }
  *(guint *) option->value = value;
  return TRUE;
}

static gboolean
read_seed (const AlgoOption *option, const char *text)
{
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, option->value, NULL))
    return TRUE;
  algo_console_error (_ ("--%s: '%s' is not a whole number from 0 to %" PRIu64), option->name, text,
                      G_MAXUINT64);
  return FALSE;
}

/* Decimal digits only: strtod() also takes hexadecimal ones, names and leading spaces. */
static gboolean
parse_decimal (const char *text, double *value)
{
  gboolean is_decimal = text[0] != '\0' && text[strspn (text, "0123456789.eE+-")] == '\0';
  char *end;

  errno = 0;
  *value = g_ascii_strtod (text, &end);
  return is_decimal && *end == '\0' && errno == 0;
}

static gboolean
read_log_beta (const AlgoOption *option, const char *text)
{
  double value;

  if (!parse_decimal (text, &value) || !(value >= ALGO_MIN_LOG_BETA && value <= ALGO_MAX_LOG_BETA))
    {
      algo_console_error (_ ("--%s: '%s' is not a number from %g to %g"), option->name, text,
                          ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA);
      return FALSE;
    }
  *(double *) option->value = value;
  return TRUE;
}

static gboolean
read_real (const AlgoOption *option, const char *text)
{
  double value;

  if (!parse_decimal (text, &value) || !(value > 0 && value <= option->most))
    {
      algo_console_error (_ ("--%s: '%s' is not a number above 0 and at most %u"), option->name,
                          text, option->most);
      return FALSE;
    }
  *(double *) option->value = value;
  return TRUE;
}

static gboolean
read_file (const AlgoOption *option, char **text)
{
  char **value = option->value;

  if (**text == '\0')
    {
      algo_console_error (_ ("--%s: the name is empty"), option->name);
      return FALSE;
    }
  g_free (*value);
  *value = g_steal_pointer (text);
  return TRUE;
}

static gboolean
read_text (const AlgoOption *option, char **text)
{
  char **value = option->value;

  if (**text == '\0' || !g_utf8_validate (*text, -1, NULL))
    {
      algo_console_error (_ ("--%s: '%s' is not text"), option->name, *text);
      return FALSE;
    }
  g_free (*value);
  *value = g_steal_pointer (text);
  return TRUE;
}

static gboolean
read_value (const AlgoOption *option, char **text)
{
  if (*text == NULL)
    return TRUE;
  switch (option->kind)
    {
    case ALGO_OPTION_COUNT:
      return read_count (option, *text);
    case ALGO_OPTION_SEED:
      return read_seed (option, *text);
    case ALGO_OPTION_REAL:
      return read_real (option, *text);
    case ALGO_OPTION_LOG_BETA:
      return read_log_beta (option, *text);
    case ALGO_OPTION_FILE:
      return read_file (option, text);
    case ALGO_OPTION_TEXT:
      return read_text (option, text);
    case ALGO_OPTION_FLAG:
    case ALGO_OPTION_END:
      break;
    }
  return TRUE;
}

static gboolean
read_values (const AlgoCommandHelp *command, const AlgoOption *options, RawLine *raw)
{
  for (guint i = 0; options[i].kind != ALGO_OPTION_END; i++)
    if (!read_value (&options[i], &raw->texts[i]))
      return FALSE;
  if (command->operands == NULL && raw->operands != NULL)
    {
      algo_console_error (_ ("'%s': no argument is expected here"), raw->operands[0]);
      return FALSE;
    }
  return TRUE;
}

gboolean
algo_options_read (const AlgoCommandHelp *command,
                   const AlgoOption *options,
                   char *const *arguments,
                   char ***operands,
                   AlgoExit *status)
{
  g_auto (RawLine) raw = { 0 };
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) line = NULL;

  g_set_prgname (command->name);
  context = context_new (command, options, &raw);
  g_strv_builder_add (builder, command->name);
  g_strv_builder_addv (builder, (const char **) arguments);
  line = g_strv_builder_end (builder);

  *status = ALGO_EXIT_USAGE;
  if (!g_option_context_parse_strv (context, &line, &error))
    {
      algo_console_error ("%s", error->message);
      return FALSE;
    }
  if (raw.help || raw.version)
    {
      g_autofree char *help = g_option_context_get_help (context, TRUE, NULL);

      fputs (raw.help ? help : "algoscope-run " ALGO_VERSION "\n", stdout);
      *status = algo_console_finish (ALGO_EXIT_SUCCESS);
      return FALSE;
    }
  if (!read_values (command, options, &raw))
    return FALSE;
  *operands = g_steal_pointer (&raw.operands);
  *status = ALGO_EXIT_SUCCESS;
  return TRUE;
}

gboolean
algo_options_expect_one (char *const *operands)
{
  if (operands == NULL)
    algo_console_error (_ ("A file is needed; see --help"));
  else if (operands[1] != NULL)
    algo_console_error (_ ("'%s': only one file is expected here"), operands[1]);
  else
    return TRUE;
  return FALSE;
}
