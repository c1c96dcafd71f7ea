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
  AlgoOption options[ALGO_MOST_OPTIONS]; /* those of settings among them */
  guint count;
  GOptionEntry entries[ALGO_MOST_OPTIONS + 4]; /* help, version, operands and the end */
  char *texts[ALGO_MOST_OPTIONS];
  gboolean help;
} RawLine;

static void
raw_line_clear (RawLine *raw)
{
  for (guint i = 0; i < raw->count; i++)
    g_free (raw->texts[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawLine, raw_line_clear)

void
algo_command_line_clear (AlgoCommandLine *line)
{
  g_clear_pointer (&line->help, g_free);
  g_clear_pointer (&line->operands, g_strfreev);
}

gboolean
algo_command_line_has (const AlgoCommandLine *line, const char *option)
{
  return g_strv_contains (line->given, option);
}

/* Makes the option --`name` for the setting of that name. */
static AlgoOption
option_of_setting (const char *name, gsize settings)
{
  static const AlgoOptionKind kinds[] = {
    [ALGO_SETTING_SEED] = ALGO_OPTION_SEED, [ALGO_SETTING_COUNT] = ALGO_OPTION_COUNT,
    [ALGO_SETTING_REAL] = ALGO_OPTION_REAL, [ALGO_SETTING_MODEL] = ALGO_OPTION_MODEL,
    [ALGO_SETTING_TASK] = ALGO_OPTION_TASK, [ALGO_SETTING_LOG_BETA] = ALGO_OPTION_LOG_BETA
  };

  for (guint i = 0; i < ALGO_N_SETTINGS; i++)
    {
      const AlgoSettingRow *row = &algo_setting_rows[i];

      if (g_str_equal (name, row->name))
        return (AlgoOption){ .kind = kinds[row->kind],
                             .name = row->name,
                             .offset = settings + row->offset,
                             .least = row->least,
                             .most = row->most,
                             .description = row->help,
                             .argument = row->argument };
    }
  g_return_val_if_reached ((AlgoOption){ 0 });
}

static AlgoOption
option_of_task_parameter (gsize settings)
{
  return (AlgoOption){ .kind = ALGO_OPTION_TASK_PARAMETER,
                       .name = "task-parameter",
                       .offset = settings + G_STRUCT_OFFSET (AlgoSettings, task),
                       .description = N_ ("A number that the function depends on, such as t=0.5"),
                       .argument = N_ ("NAME=NUMBER") };
}

static void
list_options (const AlgoOption *options, gpointer values, RawLine *raw)
{
  for (; options->kind != ALGO_OPTION_END; options++)
    {
      g_auto (GStrv) names = g_strsplit (options->name, " ", -1);

      if (options->kind == ALGO_OPTION_SETTINGS)
        G_STRUCT_MEMBER (AlgoSettings, values, options->offset) = ALGO_SETTINGS_DEFAULT;
      for (guint i = 0; names[i] != NULL; i++)
        {
          g_assert (raw->count + 1 < ALGO_MOST_OPTIONS);
          raw->options[raw->count++] = options->kind == ALGO_OPTION_SETTINGS
                                           ? option_of_setting (names[i], options->offset)
                                           : *options;
          if (options->kind == ALGO_OPTION_SETTINGS && g_str_equal (names[i], "task"))
            raw->options[raw->count++] = option_of_task_parameter (options->offset);
        }
    }
}

/* The context borrows `raw`, whose options are listed, `values` and `line`, which receive what is
 * parsed. */
static GOptionContext *
context_new (const AlgoCommandHelp *command, RawLine *raw, gpointer values, AlgoCommandLine *line)
{
  GOptionContext *context =
      g_option_context_new (command->operands != NULL ? _ (command->operands) : NULL);
  GOptionEntry *entry = raw->entries;

  for (guint i = 0; i < raw->count; i++)
    {
      const AlgoOption *option = &raw->options[i];
      const gboolean is_force = option->kind == ALGO_OPTION_FORCE;
      const gboolean is_flag = option->kind == ALGO_OPTION_FLAG || is_force;

      *entry++ = (GOptionEntry){
        .long_name = option->name,
        .short_name = option->short_name,
        .arg = is_flag ? G_OPTION_ARG_NONE : G_OPTION_ARG_FILENAME,
        .arg_data = is_force  ? &line->force
                    : is_flag ? G_STRUCT_MEMBER_P (values, option->offset)
                              : (gpointer) &raw->texts[i],
        .description = option->description,
        .arg_description = option->argument,
      };
    }
  *entry++ =
      (GOptionEntry){ "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help, N_ ("Show this help and exit"),
                      NULL };
  *entry++ = (GOptionEntry){
    "version", 0, 0, G_OPTION_ARG_NONE, &line->version, N_ ("Show the version and exit"), NULL
  };
  *entry = (GOptionEntry){ G_OPTION_REMAINING, 0,    0,   G_OPTION_ARG_FILENAME_ARRAY,
                           &line->operands,    NULL, NULL };

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, raw->entries, GETTEXT_PACKAGE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_description (context,
                                    command->description != NULL ? _ (command->description) : NULL);
  return context;
}

gboolean
algo_command_line_refuse (GError **error, const char *format, ...)
{
  va_list values;

  va_start (values, format);
  if (error != NULL)
    *error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, format, values);
  va_end (values);
  return FALSE;
}

/* Takes decimal digits only: strtod() also takes hexadecimal ones, names and leading spaces. */
static gboolean
parse_decimal (const char *text, double *value)
{
  gboolean is_decimal = text[0] != '\0' && text[strspn (text, "0123456789.eE+-")] == '\0';
  char *end;

  errno = 0;
  *value = g_ascii_strtod (text, &end);
  return is_decimal && *end == '\0' && errno == 0;
}

/* Returns FALSE if the text says no such value; `reason` is set only where there is more to be
 * said. */
static gboolean
parse_value (const AlgoOption *option, const char *text, gpointer value, GError **reason)
{
  const gboolean is_output = option->kind == ALGO_OPTION_OUTPUT;
  double *real = value;
  const AlgoTask **task = value;
  guint64 whole;

  switch (option->kind)
    {
    case ALGO_OPTION_COUNT:
      if (!g_ascii_string_to_unsigned (text, 10, option->least, option->most, &whole, NULL))
        return FALSE;
      *(guint *) value = (guint) whole;
      return TRUE;
    case ALGO_OPTION_SEED:
      return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, value, NULL);
    case ALGO_OPTION_REAL:
      return parse_decimal (text, real) && *real > 0 && *real <= option->most;
    case ALGO_OPTION_LOG_BETA:
      return parse_decimal (text, real) && *real >= ALGO_LEAST_LOG_BETA
             && *real <= ALGO_MOST_LOG_BETA;
    case ALGO_OPTION_MODEL:
      return algo_model_find (text, value);
    case ALGO_OPTION_TASK:
      return (*task = algo_task_get (text, reason)) != NULL;
    case ALGO_OPTION_TASK_PARAMETER:
      return (*task = algo_task_with_parameter (*task, text, reason)) != NULL;
    default:
      g_free (*(char **) value);
      *(char **) value = g_strdup (is_output && g_str_equal (text, "-") ? "/dev/stdout" : text);
      return (*text != '\0' || option->kind == ALGO_OPTION_OPTIONAL_TEXT)
             && (option->kind == ALGO_OPTION_FILE || is_output || g_utf8_validate (text, -1, NULL));
    }
}

static gboolean
read_value (const AlgoOption *option, const char *text, gpointer value, GError **error)
{
  const char *name = option->name;
  g_autoptr (GError) reason = NULL;

  if (parse_value (option, text, value, &reason))
    return TRUE;
  switch (option->kind)
    {
    case ALGO_OPTION_COUNT:
      return algo_command_line_refuse (error, _ ("--%s: '%s' is not a whole number from %u to %u"),
                                       name, text, option->least, option->most);
    case ALGO_OPTION_SEED:
      return algo_command_line_refuse (
          error, _ ("--%s: '%s' is not a whole number from 0 to 18446744073709551615"), name, text);
    case ALGO_OPTION_REAL:
      return algo_command_line_refuse (error,
                                       _ ("--%s: '%s' is not a number above 0 and at most %u"),
                                       name, text, option->most);
    case ALGO_OPTION_LOG_BETA:
      return algo_command_line_refuse (error, _ ("--%s: '%s' is not a number from %g to %g"), name,
                                       text, ALGO_LEAST_LOG_BETA, ALGO_MOST_LOG_BETA);
    case ALGO_OPTION_MODEL:
      return algo_command_line_refuse (error, _ ("--%s: '%s' is none of '%s', '%s' and '%s'"), name,
                                       text, algo_model_name (ALGO_MODEL_REFERENCE),
                                       algo_model_name (ALGO_MODEL_BALANCED),
                                       algo_model_name (ALGO_MODEL_PAIRED));
    case ALGO_OPTION_FILE:
    case ALGO_OPTION_OUTPUT:
      return algo_command_line_refuse (error, _ ("--%s: the name is empty"), name);
    case ALGO_OPTION_TASK:
    case ALGO_OPTION_TASK_PARAMETER:
      return algo_command_line_refuse (error, "--%s: %s", name, reason->message);
    default:
      return algo_command_line_refuse (error, _ ("--%s: '%s' is not text"), name, text);
    }
}

static gboolean
read_values (const AlgoCommandHelp *command,
             const RawLine *raw,
             gpointer values,
             AlgoCommandLine *line,
             GError **error)
{
  guint n_given = 0;

  for (guint i = 0; i < raw->count; i++)
    {
      const AlgoOption *option = &raw->options[i];
      gpointer value = G_STRUCT_MEMBER_P (values, option->offset);

      if (raw->texts[i] == NULL)
        continue;
      if (!read_value (option, raw->texts[i], value, error))
        return FALSE;
      line->given[n_given++] = option->name;
    }
  return command->operands != NULL || line->operands == NULL
         || algo_command_line_refuse (error, _ ("'%s': no argument is expected here"),
                                      line->operands[0]);
}

/* Tells whether the word is an option that is given nothing, and needs nothing. */
static gboolean
stands_alone (const AlgoOption *options, const char *word)
{
  for (guint i = 0; options[i].kind != ALGO_OPTION_END; i++)
    if (options[i].kind == ALGO_OPTION_OPTIONAL_TEXT && g_str_has_prefix (word, "--")
        && g_str_equal (word + strlen ("--"), options[i].name))
      return TRUE;
  return FALSE;
}

/* Lists the words as GOption reads them, to which an option has a value or has none. */
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
                        gpointer values,
                        AlgoCommandLine *line,
                        GError **error)
{
  g_auto (RawLine) raw = { 0 };
  g_autoptr (GOptionContext) context = NULL;
  g_auto (GStrv) words = list_words (command, options, arguments);

  *line = (AlgoCommandLine){ 0 };
  list_options (options, values, &raw);
  context = context_new (command, &raw, values, line);
  if (g_option_context_parse_strv (context, &words, error))
    {
      if (raw.help)
        line->help = g_option_context_get_help (context, TRUE, NULL);
      if (raw.help || line->version || read_values (command, &raw, values, line, error))
        return TRUE;
    }
  algo_command_line_clear (line);
  return FALSE;
}
