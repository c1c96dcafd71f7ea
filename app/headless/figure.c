/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws figures for papers. */
#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "app/export/export-plan.h"
#include "app/headless/command.h"
#include "app/headless/destination.h"
#include "app/headless/subject.h"
#include "engine/error.h"

typedef struct
{
  AlgoSubjectOptions subject;
  char *panels, *size, *formats, *output;
  char *other; /* a file to compare with, or NULL */
  double text; /* size of ordinary text, points */
  guint dpi;
  gboolean tables;
  gboolean list_panels;
} FigureOptions;

#define AT(member) G_STRUCT_OFFSET (FigureOptions, member)

static const AlgoOption options[] = {
  { ALGO_OPTION_TEXT, "panel", AT (panels), N_ ("Panels, parted by commas, or all (all)"),
    N_ ("NAMES") },
  { ALGO_OPTION_FLAG, "list-panels", AT (list_panels), N_ ("Show the names of the panels and exit"),
    .is_enough = TRUE },
  ALGO_SUBJECT_OPTION_ENTRIES (subject),
  { ALGO_OPTION_FILE, "with", AT (other),
    N_ ("Another file, whose network the panel comparison sets beside this"), N_ ("FILE") },
  { ALGO_OPTION_TEXT, "size", AT (size),
    N_ ("Size on paper (89mm for one panel, 183mm for several)"), N_ ("SIZE") },
  { ALGO_OPTION_REAL, "text", AT (text), N_ ("Size of text (6)"), N_ ("POINTS"), 0,
    (guint) ALGO_FIGURE_MOST_TEXT },
  { ALGO_OPTION_TEXT, "format", AT (formats),
    N_ ("Formats, parted by commas: pdf, svg, png, eps (as FILE ends)"), N_ ("FORMATS") },
  { ALGO_OPTION_COUNT, "dpi", AT (dpi), N_ ("Resolution of PNG (300)"), N_ ("DPI"),
    ALGO_FIGURE_LEAST_DPI, ALGO_FIGURE_MOST_DPI },
  { ALGO_OPTION_FLAG, "csv", AT (tables),
    N_ ("Write what is drawn beside it, as a table for each panel") },
  { ALGO_OPTION_OUTPUT, "output", AT (output), N_ ("Where to write"), N_ ("FILE"),
    .short_name = 'o', .is_needed = TRUE },
  ALGO_OPTION_ENTRY_FORCE,
  { ALGO_OPTION_END },
};

static gboolean
list_panels (void)
{
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    printf ("%-14s  %s\n", (*panel)->name, algo_panel_get_title (*panel));
  return TRUE;
}

static char *
join_panel_names (void)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (*panel)->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Adds the panels of these names, and none for all. */
static gboolean
read_panels (const char *text, AlgoFigure *figure, GError **error)
{
  g_auto (GStrv) names = g_strsplit (text, ",", -1);

  for (guint i = 0; !g_str_equal (text, "all") && names[i] != NULL; i++)
    {
      const AlgoPanel *panel = algo_panel_find (names[i]);
      g_autofree char *known = panel == NULL ? join_panel_names () : NULL;

      if (panel == NULL)
        return algo_command_line_refuse (
            error, _ ("--panel: '%s' is not a panel; it must be all, or some of: %s"), names[i],
            known);
      if (!algo_figure_add_panel (figure, panel))
        return algo_command_line_refuse (error, _ ("--panel: more than %d panels"),
                                         ALGO_FIGURE_MAX_PANELS);
    }
  return TRUE;
}

/* A single format goes to the output as it is; each of several has its own ending. */
static gboolean
read_formats (const FigureOptions *asked, AlgoExportPlan *plan, GError **error)
{
  const char *dot = strrchr (asked->output, '.');
  AlgoFigureFormat format;
  const gboolean has_ending = dot != NULL && algo_figure_format_find (dot + 1, &format);
  g_auto (GStrv) names = NULL;
  guint count = 0;

  if (asked->formats == NULL && !has_ending)
    return algo_command_line_refuse (
        error, _ ("--output: '%s' does not end in .pdf, .svg, .png or .eps; see --format"),
        asked->output);
  plan->stem =
      has_ending ? g_strndup (asked->output, dot - asked->output) : g_strdup (asked->output);
  names = g_strsplit (asked->formats != NULL ? asked->formats : dot + 1, ",", -1);
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!algo_figure_format_find (names[i], &format))
        return algo_command_line_refuse (
            error, _ ("--format: '%s' is not a format; it must be some of: pdf, svg, png, eps"),
            names[i]);
      count += !plan->formats[format];
      plan->formats[format] = TRUE;
    }
  plan->path = count == 1 ? g_strdup (asked->output) : NULL;
  return TRUE;
}

/* Takes in what the texts say, as far as that can be known before the file is opened. */
static gboolean
interpret (const FigureOptions *asked, gboolean force, AlgoExportPlan *plan, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (GPtrArray) paths = NULL;
  const char *usual;

  if (!read_panels (asked->panels != NULL ? asked->panels : "all", &plan->figure, error)
      || !read_formats (asked, plan, error))
    return FALSE;
  usual = plan->figure.n_panels == 1 ? ALGO_FIGURE_ONE_PANEL : ALGO_FIGURE_SEVERAL_PANELS;
  if (!algo_figure_size_parse (asked->size != NULL ? asked->size : usual, &plan->size, &refusal))
    return algo_command_line_refuse (error, "--size: %s", refusal->message);
  if (!algo_figure_text_validate (asked->text, &refusal))
    return algo_command_line_refuse (error, "--text: %s", refusal->message);
  paths = algo_export_plan_list (plan);
  if (paths->len > 1 && algo_destination_is_stdout (asked->output))
    return algo_command_line_refuse (error, _ ("--output: standard output takes one file"));
  for (guint i = 0; i < paths->len; i++)
    if (!algo_destination_check_file (paths->pdata[i], force, error))
      return FALSE;
  return TRUE;
}

/* Tells whether a panel was asked for by its name. */
static gboolean
is_asked (const AlgoFigure *figure, const char *name)
{
  for (guint i = 0; i < figure->n_panels; i++)
    if (g_str_equal (figure->panels[i]->name, name))
      return TRUE;
  return FALSE;
}

/* Compares with the network that the other file has for as many inputs, at its last step. */
static AlgoScene *
compare (const FigureOptions *asked, const AlgoScene *scene, GError **error)
{
  AlgoSubjectOptions subject = asked->subject;
  g_autoptr (AlgoScene) other = NULL;

  subject.step = ALGO_SUBJECT_LAST_STEP;
  subject.inputs = CLAMP (scene->observation->network->inputs, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS);
  subject.may_yield = TRUE;
  other = algo_subject_open (asked->other, &subject, ALGO_SCENE_NETWORK, error);
  return other != NULL ? algo_scene_compare (scene, other) : NULL;
}

/* Opens what is drawn, with all that the panels asked for need. */
static AlgoScene *
open_scene (const FigureOptions *asked, const char *path, const AlgoFigure *figure, GError **error)
{
  AlgoSceneParts parts = ALGO_SCENE_FIGURES;
  g_autoptr (AlgoScene) scene = NULL;

  if (algo_ensemble_is_in (path) && asked->other == NULL)
    return algo_subject_open_ensemble (path, &asked->subject, error);
  if (is_asked (figure, "generalisation"))
    parts |= ALGO_SCENE_GENERALISATION;
  if (is_asked (figure, "direct"))
    parts |= ALGO_SCENE_DIRECT;
  scene = algo_subject_open (path, &asked->subject, parts, error);
  return scene == NULL || asked->other == NULL ? g_steal_pointer (&scene)
                                               : compare (asked, scene, error);
}

/* Returns FALSE if a panel cannot be drawn from this source. */
static gboolean
fill (AlgoFigure *figure, const AlgoScene *scene, GError **error)
{
  figure->scene = scene;
  for (guint i = 0; i < figure->n_panels; i++)
    if (!figure->panels[i]->is_known (scene))
      {
        g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("--panel: '%s' is drawn from %s"),
                     figure->panels[i]->name, _ (figure->panels[i]->needs));
        return FALSE;
      }
  if (figure->n_panels == 0)
    algo_figure_init_layout (figure, scene);
  return TRUE;
}

static gboolean
save (const AlgoExportPlan *plan, GError **error)
{
  g_autoptr (GPtrArray) paths = algo_export_plan_list (plan);

  for (guint i = 0; i < paths->len; i++)
    if (!algo_console_report_written (paths->pdata[i], algo_export_plan_save (plan, i, error)))
      return FALSE;
  return TRUE;
}

static gboolean
run (gconstpointer values, const AlgoCommandLine *line, GError **error)
{
  const FigureOptions *asked = values;
  g_auto (AlgoExportPlan)
      plan = { .text = asked->text, .dpi = asked->dpi, .tables = asked->tables };
  g_autoptr (AlgoScene) scene = NULL;

  if (asked->list_panels)
    return list_panels ();
  return interpret (asked, line->force, &plan, error)
         && (scene = open_scene (asked, line->operands[0], &plan.figure, error)) != NULL
         && fill (&plan.figure, scene, error) && save (&plan, error);
}

const AlgoCommand algo_command_figure = {
  .help = {
    .name = "algoscope-run figure",
    .operands = N_ ("RUN|ENSEMBLE|PARAMETERS|NETWORK"),
    .summary = N_ ("Draws a figure for a paper: one panel, some, or all as (a), (b), (c)."),
    .description =
        N_ ("RUN and PARAMETERS are what train --output writes, ENSEMBLE what gather does, and\n"
            "NETWORK is a file that classify reads. SIZE is a width, whose height\n"
            "is then what suits it, or both: 89mm or 183mm (Nature), 88mm or 180mm (A&A),\n"
            "3.25in or 6.75in (ICML, ACM), 240pt, 89x60mm. Text is as large at any size: with\n"
            "6 pt, axis numbers are 5 pt and titles 7 pt. With several formats, each has its own\n"
            "ending in place of that of FILE. Equal figures give equal bytes."),
  },
  .options = options,
  .size = sizeof (FigureOptions),
  .defaults = &(const FigureOptions){ .subject = ALGO_SUBJECT_OPTIONS_DEFAULT,
                                      .text = ALGO_FIGURE_TEXT,
                                      .dpi = ALGO_FIGURE_DPI },
  .run = run,
};
