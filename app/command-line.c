/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/command-line.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/settings.h"

/* The command line as GOption reads it: values are still text. GOption's own numbers are signed,
 * and it says less clearly what is wrong with them. */
typedef struct
{
  GOptionEntry entries[ALGO_MOST_OPTIONS + 4]; /* help, version, operands and the end */
  char *texts[ALGO_MOST_OPTIONS];
  gboolean help;
} RawLine;

static void
raw_line_clear (RawLine *raw)
{
  for (guint i = 0; i < ALGO_MOST_OPTIONS; i++)
    g_free (raw->texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawLine, raw_line_clear)

void
algo_command_line_clear (AlgoCommandLine *line)
{
  g_clear_pointer (&line->help, g_free);
  g_clear_pointer (&line->operands, g_strfreev);
}

/* Borrows `raw` and `line`, which receive what is parsed. */
static GOptionContext *
context_new (const AlgoCommandHelp *command,
             const AlgoOption *options,
             RawLine *raw,
             AlgoCommandLine *line)
{
  GOptionContext *context = g_option_context_new (command->operands);
  guint count = 0;

  for (; options[count].kind != ALGO_OPTION_END; count++)
    {
      const AlgoOption *option = &options[count];
      const gboolean is_flag = option->kind == ALGO_OPTION_FLAG;

      g_assert (count < ALGO_MOST_OPTIONS);
      raw->entries[count] = (GOptionEntry){
        .long_name = option->name,
        .short_name = option->short_name,
        .arg = is_flag ? G_OPTION_ARG_NONE : G_OPTION_ARG_FILENAME,
        .arg_data = is_flag ? option->value : &raw->texts[count],
        .description = option->description,
        .arg_description = option->argument,
      };
    }
  raw->entries[count++] =
      (GOptionEntry){ "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help, N_ ("Show this help and exit"),
                      NULL };
  raw->entries[count++] = (GOptionEntry){
    "version", 0, 0, G_OPTION_ARG_NONE, &line->version, N_ ("Show the version and exit"), NULL
  };
  raw->entries[count++] =
      (GOptionEntry){ G_OPTION_REMAINING, 0,    0,   G_OPTION_ARG_FILENAME_ARRAY,
                      &line->operands,    NULL, NULL };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, raw->entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, command->summary);
  g_option_context_set_description (context, command->description);
  return context;
}

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, values);
  va_end (values);
  return FALSE;
}

static gboolean
read_count (const AlgoOption *option, const char *text, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, option->least, option->most, &value, NULL))
    return fail (error, _ ("--%s: '%s' is not a whole number from %u to %u"), option->name, text,
                 option->least, option->most);
  *(guint *) option->value = (guint) value;
  return TRUE;
}

static gboolean
read_seed (const AlgoOption *option, const char *text, GError **error)
{
  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, option->value, NULL)
         || fail (error, _ ("--%s: '%s' is not a whole number from 0 to 18446744073709551615"),
                  option->name, text);
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
read_log_beta (const AlgoOption *option, const char *text, GError **error)
{
  double value;

  if (!parse_decimal (text, &value) || !(value >= ALGO_MIN_LOG_BETA && value <= ALGO_MAX_LOG_BETA))
    return fail (error, _ ("--%s: '%s' is not a number from %g to %g"), option->name, text,
                 ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA);
  *(double *) option->value = value;
  return TRUE;
}

static gboolean
read_real (const AlgoOption *option, const char *text, GError **error)
{
  double value;

  if (!parse_decimal (text, &value) || !(value > 0 && value <= option->most))
    return fail (error, _ ("--%s: '%s' is not a number above 0 and at most %u"), option->name, text,
                 option->most);
  *(double *) option->value = value;
  return TRUE;
}

/* Keeps the text itself. */
static gboolean
read_model (const AlgoOption *option, const char *text, GError **error)
{
  if (!algo_model_find (text, option->value))
    return fail (error, _ ("--%s: '%s' is none of '%s', '%s' and '%s'"), option->name, text,
                 algo_model_name (ALGO_MODEL_REFERENCE), algo_model_name (ALGO_MODEL_BALANCED),
                 algo_model_name (ALGO_MODEL_PAIRED));
  return TRUE;
}

static void
take_text (const AlgoOption *option, char **text)
{
  char **value = option->value;

  g_free (*value);
  *value = g_steal_pointer (text);
}

static gboolean
read_file (const AlgoOption *option, char **text, GError **error)
{
  if (**text == '\0')
    return fail (error, _ ("--%s: the name is empty"), option->name);
  take_text (option, text);
  return TRUE;
}

static gboolean
read_text (const AlgoOption *option, char **text, GError **error)
{
  if (**text == '\0' || !g_utf8_validate (*text, -1, NULL))
    return fail (error, _ ("--%s: '%s' is not text"), option->name, *text);
  take_text (option, text);
  return TRUE;
}

static gboolean
read_value (const AlgoOption *option, char **text, GError **error)
{
  switch (option->kind)
    {
    case ALGO_OPTION_COUNT:
      return read_count (option, *text, error);
    case ALGO_OPTION_SEED:
      return read_seed (option, *text, error);
    case ALGO_OPTION_REAL:
      return read_real (option, *text, error);
    case ALGO_OPTION_LOG_BETA:
      return read_log_beta (option, *text, error);
    case ALGO_OPTION_MODEL:
      return read_model (option, *text, error);
    case ALGO_OPTION_FILE:
      return read_file (option, text, error);
    case ALGO_OPTION_OPTIONAL_TEXT:
      if (**text == '\0')
        {
          take_text (option, text);
          return TRUE;
        }
      return read_text (option, text, error);
    case ALGO_OPTION_TEXT:
      return read_text (option, text, error);
    case ALGO_OPTION_FLAG:
    case ALGO_OPTION_END:
      break;
    }
  return TRUE;
}

static gboolean
read_values (const AlgoCommandHelp *command,
             const AlgoOption *options,
             RawLine *raw,
             AlgoCommandLine *line,
             GError **error)
{
  guint n_given = 0;

  for (guint i = 0; options[i].kind != ALGO_OPTION_END; i++)
    if (raw->texts[i] != NULL)
      {
        if (!read_value (&options[i], &raw->texts[i], error))
          return FALSE;
        line->given[n_given++] = options[i].name;
      }
  return command->operands != NULL || line->operands == NULL
         || fail (error, _ ("'%s': no argument is expected here"), line->operands[0]);
}

/* Whether the word is an option that is given nothing, and needs nothing. */
static gboolean
stands_alone (const AlgoOption *options, const char *word)
{
  for (guint i = 0; options[i].kind != ALGO_OPTION_END; i++)
    if (options[i].kind == ALGO_OPTION_OPTIONAL_TEXT && g_str_has_prefix (word, "--")
        && g_str_equal (word + strlen ("--"), options[i].name))
      return TRUE;
  return FALSE;
}

/* As GOption reads them, to which an option has a value or has none. */
static GStrv
list_words (const AlgoCommandHelp *command, const AlgoOption *options, char *const *arguments)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean are_operands = FALSE;

  g_strv_builder_add (builder, command->name);
  for (guint i = 0; arguments[i] != NULL; i++)
    {
      g_autofree char *empty = g_strconcat (arguments[i], "=", NULL);

      are_operands = are_operands || g_str_equal (arguments[i], "--");
      g_strv_builder_add (builder, !are_operands && stands_alone (options, arguments[i])
                                       ? empty
                                       : arguments[i]);
    }
  return g_strv_builder_end (builder);
}

gboolean
algo_command_line_read (const AlgoCommandHelp *command,
                        const AlgoOption *options,
                        char *const *arguments,
                        AlgoCommandLine *line,
                        GError **error)
{
  g_auto (RawLine) raw = { 0 };
  g_autoptr (GOptionContext) context = context_new (command, options, &raw, line);
  g_auto (GStrv) words = list_words (command, options, arguments);

  *line = (AlgoCommandLine){ 0 };
  if (g_option_context_parse_strv (context, &words, error))
    {
      if (raw.help)
        line->help = g_option_context_get_help (context, TRUE, NULL);
      if (raw.help || line->version || read_values (command, options, &raw, line, error))
        return TRUE;
    }
  algo_command_line_clear (line);
  return FALSE;
}
