/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/headless/figure-options.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/headless/options.h"
#include "ui/pictures/figure/figure-file.h"

/* What is still text. */
typedef struct
{
  char *panels, *size, *formats;
} Texts;

static void
texts_clear (Texts *texts)
{
  g_free (texts->panels);
  g_free (texts->size);
  g_free (texts->formats);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Texts, texts_clear)

void
algo_figure_options_clear (AlgoFigureOptions *options)
{
  g_clear_pointer (&options->source, g_free);
  g_clear_pointer (&options->other, g_free);
  g_clear_pointer (&options->output, g_free);
  g_clear_pointer (&options->panels, g_ptr_array_unref);
}

static char *
join_panel_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (*panel)->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static gboolean
read_panels (AlgoFigureOptions *options, const char *text)
{
  g_auto (GStrv) names = NULL;

  options->panels = g_ptr_array_new ();
  if (text == NULL || strcmp (text, "all") == 0)
    return TRUE;
  names = g_strsplit (text, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      const AlgoPanel *panel = algo_panel_find (names[i]);

      if (panel == NULL)
        {
          g_autofree char *known = join_panel_names ();

          algo_console_error (_ ("--panel: '%s' is not a panel; it must be all, or some of: %s"),
                              names[i], known);
          return FALSE;
        }
      if (options->panels->len == ALGO_FIGURE_MAX_PANELS)
        {
          algo_console_error (_ ("--panel: more than %d panels"), ALGO_FIGURE_MAX_PANELS);
          return FALSE;
        }
      g_ptr_array_add (options->panels, (gpointer) panel);
    }
  return TRUE;
}

static gboolean
has_format (const AlgoFigureOptions *options, AlgoFigureFormat format)
{
  for (guint i = 0; i < options->n_formats; i++)
    if (options->formats[i] == format)
      return TRUE;
  return FALSE;
}

/* The ending of the output, after its dot; NULL if it is not that of a format. */
static const char *
find_ending (const char *output, AlgoFigureFormat *format)
{
  const char *dot = strrchr (output, '.');

  return dot != NULL && algo_figure_format_find (dot + 1, format) ? dot + 1 : NULL;
}

static gboolean
read_formats (AlgoFigureOptions *options, const char *text)
{
  g_auto (GStrv) names = g_strsplit (text != NULL ? text : "", ",", -1);
  AlgoFigureFormat format;

  if (text == NULL)
    {
      if (find_ending (options->output, &format) == NULL)
        {
          algo_console_error (_ ("--output: '%s' does not end in .pdf, .svg, .png or .eps; see "
                                 "--format"),
                              options->output);
          return FALSE;
        }
      options->formats[options->n_formats++] = format;
      return TRUE;
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!algo_figure_format_find (names[i], &format))
        {
          algo_console_error (_ ("--format: '%s' is not a format; it must be some of: pdf, svg, "
                                 "png, eps"),
                              names[i]);
          return FALSE;
        }
      if (!has_format (options, format))
        options->formats[options->n_formats++] = format;
    }
  return TRUE;
}

static gboolean
read_size (AlgoFigureOptions *options, const char *text)
{
  const char *usual =
      options->panels->len == 1 ? ALGO_FIGURE_ONE_PANEL : ALGO_FIGURE_SEVERAL_PANELS;
  g_autoptr (GError) error = NULL;

  if (algo_figure_size_parse (text != NULL ? text : usual, &options->size, &error))
    return TRUE;
  algo_console_error ("--size: %s", error->message);
  return FALSE;
}

static gboolean
check_text (const AlgoFigureOptions *options)
{
  g_autoptr (GError) error = NULL;

  if (algo_figure_text_validate (options->text, &error))
    return TRUE;
  algo_console_error ("--text: %s", error->message);
  return FALSE;
}

/* What the texts say, now that all of them are there. */
static gboolean
interpret (AlgoFigureOptions *options, char **operands, const Texts *texts)
{
  if (options->list_panels)
    return TRUE;
  if (!algo_options_expect_one (operands))
    return FALSE;
  options->source = g_strdup (operands[0]);
  if (options->output == NULL)
    {
      algo_console_error (_ ("--output is needed; see --help"));
      return FALSE;
    }
  return read_panels (options, texts->panels) && read_formats (options, texts->formats)
         && read_size (options, texts->size) && check_text (options);
}

gboolean
algo_figure_options_read (AlgoFigureOptions *options, char *const *arguments, AlgoExit *status)
{
  const AlgoCommandHelp help = {
    .name = "algoscope-run figure",
    .operands = _ ("RUN|ENSEMBLE|PARAMETERS|NETWORK"),
    .summary = _ ("Draws a figure for a paper: one panel, some, or all as (a), (b), (c)."),
    .description =
        _ ("RUN and PARAMETERS are what train --output writes, ENSEMBLE what gather does, and\n"
           "NETWORK is a safetensors file with W0, b0, W1 and b1. SIZE is a width, whose height\n"
           "is then what suits it, or both: 89mm or 183mm (Nature), 88mm or 180mm (A&A),\n"
           "3.25in or 6.75in (ICML, ACM), 240pt, 89x60mm. Text is as large at any size: with\n"
           "6 pt, axis numbers are 5 pt and titles 7 pt. With several formats, each has its own\n"
           "ending in place of that of FILE. Equal figures give equal bytes."),
  };
  g_auto (Texts) texts = { 0 };
  g_auto (GStrv) operands = NULL;
  AlgoSubjectOptions *subject = &options->subject;
  const AlgoOption entries[] = {
    { ALGO_OPTION_TEXT, "panel", &texts.panels,
      .description = N_ ("Panels, parted by commas, or all (all)"), .argument = N_ ("NAMES") },
    { ALGO_OPTION_FLAG, "list-panels", &options->list_panels,
      .description = N_ ("Show the names of the panels and exit") },
    ALGO_SUBJECT_OPTION_ENTRIES (subject),
    { ALGO_OPTION_FILE, "with", &options->other,
      .description = N_ ("Another file, whose network the panel comparison sets beside this"),
      .argument = N_ ("FILE") },
    { ALGO_OPTION_TEXT, "size", &texts.size,
      .description = N_ ("Size on paper (89mm for one panel, 183mm for several)"),
      .argument = N_ ("SIZE") },
    { ALGO_OPTION_REAL, "text", &options->text, 0, (guint) ALGO_FIGURE_MOST_TEXT,
      N_ ("Size of text (6)"), N_ ("POINTS") },
    { ALGO_OPTION_TEXT, "format", &texts.formats,
      .description = N_ ("Formats, parted by commas: pdf, svg, png, eps (as FILE ends)"),
      .argument = N_ ("FORMATS") },
    { ALGO_OPTION_COUNT, "dpi", &options->dpi, ALGO_FIGURE_LEAST_DPI, ALGO_FIGURE_MOST_DPI,
      N_ ("Resolution of PNG (300)"), N_ ("DPI") },
    { ALGO_OPTION_FLAG, "csv", &options->tables,
      .description = N_ ("Write what is drawn beside it, as a table for each panel") },
    { ALGO_OPTION_FILE, "output", &options->output, .description = N_ ("Where to write"),
      .argument = N_ ("FILE"), .short_name = 'o' },
    { ALGO_OPTION_END },
  };

  if (!algo_options_read (&help, entries, arguments, &operands, status))
    return FALSE;
  if (interpret (options, operands, &texts))
    return TRUE;
  *status = ALGO_EXIT_USAGE;
  return FALSE;
}

/* The output without the ending of a format. */
static char *
get_stem (const AlgoFigureOptions *options)
{
  AlgoFigureFormat format;
  const char *ending = find_ending (options->output, &format);

  return ending != NULL ? g_strndup (options->output, ending - 1 - options->output)
                        : g_strdup (options->output);
}

char *
algo_figure_options_get_path (const AlgoFigureOptions *options, AlgoFigureFormat format)
{
  g_autofree char *stem = get_stem (options);

  return options->n_formats == 1
             ? g_strdup (options->output)
             : g_strdup_printf ("%s.%s", stem, algo_figure_format_name (format));
}

char *
algo_figure_options_get_table_path (const AlgoFigureOptions *options, const AlgoPanel *panel)
{
  g_autofree char *stem = get_stem (options);

  return g_strdup_printf ("%s-%s.csv", stem, panel->name);
}
