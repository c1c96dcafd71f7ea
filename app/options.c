/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/options.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text.h"

/* What GOption fills in. Numbers come as text: GOption takes 64-bit ones as signed only, and says
 * less clearly what is wrong with them. */
typedef struct
{
  gboolean help, version, check, paused;
  char *seed, *steps, *least, *most, *levels, *batch, *threads, *rate;
  char **rest;
} RawOptions;

static void
raw_options_clear (RawOptions *raw)
{
  g_free (raw->seed);
  g_free (raw->steps);
  g_free (raw->least);
  g_free (raw->most);
  g_free (raw->levels);
  g_free (raw->batch);
  g_free (raw->threads);
  g_free (raw->rate);
  g_strfreev (raw->rest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RawOptions, raw_options_clear)

void
algo_options_clear (AlgoOptions *options)
{
  g_clear_pointer (&options->run, g_free);
}

static GOptionContext *
option_context_new (RawOptions *raw)
{
  const GOptionEntry entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &raw->help, N_ ("Show this help and exit"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &raw->version, N_ ("Show the version and exit"), NULL },
    { "check-display", 0, 0, G_OPTION_ARG_NONE, &raw->check,
      N_ ("Only tell, by the exit status, whether there is a display"), NULL },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &raw->seed, N_ ("Seed of the run"), N_ ("SEED") },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &raw->steps,
      N_ ("Steps after which training stops by itself"), N_ ("STEPS") },
    { "least", 0, 0, G_OPTION_ARG_STRING, &raw->least, N_ ("Fewest inputs trained on"),
      N_ ("INPUTS") },
    { "most", 0, 0, G_OPTION_ARG_STRING, &raw->most, N_ ("Most inputs trained on"), N_ ("INPUTS") },
    { "levels", 0, 0, G_OPTION_ARG_STRING, &raw->levels, N_ ("Latent levels"), N_ ("LEVELS") },
    { "batch", 0, 0, G_OPTION_ARG_STRING, &raw->batch, N_ ("Networks in a training step"),
      N_ ("NETWORKS") },
    { "threads", 0, 0, G_OPTION_ARG_STRING, &raw->threads,
      N_ ("Worker threads; 0 is one a processor"), N_ ("THREADS") },
    { "rate", 0, 0, G_OPTION_ARG_STRING, &raw->rate, N_ ("Peak learning rate"), N_ ("RATE") },
    { "paused", 0, 0, G_OPTION_ARG_NONE, &raw->paused, N_ ("Open without training"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->rest, NULL, N_ ("[RUN]") },
    { NULL },
  };
  GOptionContext *context = g_option_context_new (NULL);

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (
      context, _ ("Watch a hypernetwork discover algorithms that compute the L1 norm, from the "
                  "start or going on with RUN, a file that was recorded."));
  return context;
}

static gboolean
parse_whole (const char *option, const char *text, guint64 most, guint64 *value, GError **error)
{
  g_autofree char *most_text = NULL;

  if (g_ascii_string_to_unsigned (text, 10, 0, most, value, NULL))
    return TRUE;
  most_text = g_strdup_printf ("%" G_GUINT64_FORMAT, most);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("%s: '%s' is not a whole number from 0 to %s"), option, text, most_text);
  return FALSE;
}

static gboolean
parse_size (const char *option, const char *text, guint *value, GError **error)
{
  guint64 whole;

  if (text == NULL)
    return TRUE;
  if (!parse_whole (option, text, G_MAXUINT32, &whole, error))
    return FALSE;
  *value = whole;
  return TRUE;
}

static gboolean
parse_rate (const char *option, const char *text, double *value, GError **error)
{
  char *end;

  if (text == NULL)
    return TRUE;
  errno = 0;
  *value = g_ascii_strtod (text, &end);
  /* Decimal digits only: strtod() also takes hexadecimal ones, names and leading spaces. */
  if (end != text && *end == '\0' && errno == 0 && text[strspn (text, "0123456789.eE+-")] == '\0')
    return TRUE;
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("%s: '%s' is not a number such as 0.003"), option, text);
  return FALSE;
}

static gboolean
parse_settings (const RawOptions *raw, AlgoSettings *settings, GError **error)
{
  if (raw->seed != NULL && !parse_whole ("--seed", raw->seed, G_MAXUINT64, &settings->seed, error))
    return FALSE;
  return parse_size ("--steps", raw->steps, &settings->steps, error)
         && parse_size ("--least", raw->least, &settings->least, error)
         && parse_size ("--most", raw->most, &settings->most, error)
         && parse_size ("--levels", raw->levels, &settings->levels, error)
         && parse_size ("--batch", raw->batch, &settings->batch, error)
         && parse_size ("--threads", raw->threads, &settings->threads, error)
         && parse_rate ("--rate", raw->rate, &settings->rate, error)
         && algo_settings_validate (settings, error);
}

/* A run that is opened has its settings, and is paused. */
static gboolean
check_run (const RawOptions *raw, GError **error)
{
  const struct
  {
    const char *name, *value;
  } settings[] = {
    { "--seed", raw->seed }, { "--steps", raw->steps },   { "--least", raw->least },
    { "--most", raw->most }, { "--levels", raw->levels }, { "--batch", raw->batch },
    { "--rate", raw->rate },
  };

  if (raw->rest == NULL)
    return TRUE;
  if (raw->rest[1] != NULL)
    {
      g_autofree char *name = g_filename_display_name (raw->rest[1]);

      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION,
                   _ ("'%s': no argument is expected after the first"), name);
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (settings[i].value != NULL)
      {
        g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                     _ ("%s: the run that is opened has its own"), settings[i].name);
        return FALSE;
      }
  return TRUE;
}

static gboolean
parse_arguments (const char *const *arguments, AlgoOptions *options, GError **error)
{
  g_auto (RawOptions) raw = { 0 };
  g_autoptr (GOptionContext) context = option_context_new (&raw);
  g_auto (GStrv) copy = g_strdupv ((char **) arguments);

  *options = (AlgoOptions){ .settings = ALGO_SETTINGS_DEFAULT };
  if (!g_option_context_parse_strv (context, &copy, error))
    return FALSE;
  options->help = raw.help;
  options->version = raw.version;
  options->check = raw.check;
  options->paused = raw.paused;
  options->has_steps = raw.steps != NULL;
  if (options->help || options->version)
    return TRUE;
  if (!parse_settings (&raw, &options->settings, error) || !check_run (&raw, error))
    return FALSE;
  options->run = raw.rest != NULL ? g_strdup (raw.rest[0]) : NULL;
  return TRUE;
}

gboolean
algo_options_parse (const char *const *arguments, AlgoOptions *options, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (parse_arguments (arguments, options, &refusal))
    return TRUE;
  algo_options_clear (options);
  if (error != NULL)
    {
      /* It quotes an argument, which may hold anything, also what a terminal would obey. */
      g_autofree char *printable = algo_text_printable (refusal->message);

      g_set_error_literal (error, refusal->domain, refusal->code, printable);
    }
  return FALSE;
}

char *
algo_options_help (void)
{
  g_auto (RawOptions) raw = { 0 };
  g_autoptr (GOptionContext) context = option_context_new (&raw);

  return g_option_context_get_help (context, TRUE, NULL);
}
