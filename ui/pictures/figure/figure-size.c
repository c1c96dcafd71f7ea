/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-size.h"

#include <glib/gi18n-lib.h>

#include "engine/error.h"
#include "engine/text.h"

#define NUMBER "[0-9]+\\.?[0-9]*|\\.[0-9]+" /* decimal, whatever the locale */

static const struct
{
  const char *name;
  double points;
} units[] = {
  { "mm", ALGO_POINTS_PER_INCH / ALGO_MM_PER_INCH },
  { "in", ALGO_POINTS_PER_INCH },
  { "pt", 1 },
};

static const AlgoFigurePreset presets[] = {
  { "89mm", N_ ("Nature, one column") },      { "183mm", N_ ("Nature, two columns") },
  { "88mm", N_ ("A&A, one column") },         { "180mm", N_ ("A&A, two columns") },
  { "3.25in", N_ ("ICML, ACM, one column") }, { "6.75in", N_ ("ICML, ACM, two columns") },
};

const AlgoFigurePreset *
algo_figure_presets_get (guint *count)
{
  *count = G_N_ELEMENTS (presets);
  return presets;
}

/* 0 where there is no such unit. */
static double
find_unit (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (name, units[i].name))
      return units[i].points;
  return 0;
}

/* A unit of the height is the width's too where that has none. */
static gboolean
read_size (const char *text, AlgoFigureSize *size)
{
  g_autoptr (GRegex) sizes =
      g_regex_new ("^(" NUMBER ")(mm|in|pt)?(?:x(" NUMBER ")(mm|in|pt))?\\z", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_auto (GStrv) parts = NULL;
  double width_unit, height_unit;

  if (!g_regex_match (sizes, text, 0, &match))
    return FALSE;
  parts = g_match_info_fetch_all (match);
  height_unit = g_strv_length (parts) > 4 ? find_unit (parts[4]) : 0;
  width_unit = g_strv_length (parts) > 2 ? find_unit (parts[2]) : 0;
  size->height = height_unit > 0 ? g_ascii_strtod (parts[3], NULL) * height_unit : 0;
  size->width = g_ascii_strtod (parts[1], NULL) * (width_unit > 0 ? width_unit : height_unit);
  return size->width > 0 && (height_unit <= 0 || size->height > 0);
}

static gboolean
side_is_possible (double side)
{
  return side >= ALGO_FIGURE_LEAST_SIDE && side <= ALGO_FIGURE_MOST_SIDE;
}

gboolean
algo_figure_size_validate (const AlgoFigureSize *size, GError **error)
{
  if (side_is_possible (size->width) && side_is_possible (size->height))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("A figure of %.4g by %.4g points is not possible: sides are from %g to %g"),
               size->width, size->height, ALGO_FIGURE_LEAST_SIDE, ALGO_FIGURE_MOST_SIDE);
  return FALSE;
}

gboolean
algo_figure_text_validate (double text, GError **error)
{
  if (text >= ALGO_FIGURE_LEAST_TEXT && text <= ALGO_FIGURE_MOST_TEXT)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("Text of %.4g points is not possible: it is from %g to %g"), text,
               ALGO_FIGURE_LEAST_TEXT, ALGO_FIGURE_MOST_TEXT);
  return FALSE;
}

gboolean
algo_figure_size_parse (const char *text, AlgoFigureSize *size, GError **error)
{
  AlgoFigureSize known;

  if (!read_size (text, size))
    {
      g_autofree char *printable = algo_text_printable (text);

      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("'%s' is not a size such as 89mm, 3.25in, 240pt or 89x60mm"), printable);
      return FALSE;
    }
  known = *size;
  if (known.height <= 0)
    known.height = ALGO_FIGURE_LEAST_SIDE;
  return algo_figure_size_validate (&known, error);
}
