/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-size.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/error.h"
#include "engine/text.h"

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

/* Digits with at most one point, which strtod() alone would not insist on. Returns where they end,
 * or NULL. */
static const char *
read_number (const char *text, double *value)
{
  gsize length = strspn (text, "0123456789.");
  char *end;

  errno = 0;
  *value = g_ascii_strtod (text, &end);
  return length > 0 && end == text + length && errno == 0 ? end : NULL;
}

/* 0 where there is no unit. */
static const char *
read_unit (const char *text, double *points)
{
  *points = 0;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_has_prefix (text, units[i].name))
      {
        *points = units[i].points;
        return text + strlen (units[i].name);
      }
  return text;
}

static gboolean
read_size (const char *text, AlgoFigureSize *size)
{
  double width_unit, height_unit;
  const char *at = read_number (text, &size->width);

  size->height = 0;
  if (at == NULL)
    return FALSE;
  at = read_unit (at, &width_unit);
  if (*at == 'x')
    {
      at = read_number (at + 1, &size->height);
      if (at == NULL || size->height <= 0)
        return FALSE;
      at = read_unit (at, &height_unit);
      if (width_unit == 0)
        width_unit = height_unit;
      size->height *= height_unit;
      if (height_unit == 0)
        return FALSE;
    }
  size->width *= width_unit;
  return *at == '\0' && width_unit > 0;
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
