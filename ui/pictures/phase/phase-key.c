/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/phase-key.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/analysis/phases.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-text.h"

#define PALEST 0.35 /* share of the phase's colour at confidence 0 */

AlgoColour
algo_phase_shade (const AlgoStyle *style, AlgoPhase phase, double confidence)
{
  double sure = isnan (confidence) ? 0 : CLAMP (confidence, 0, 1);

  return algo_colour_mix (style->card, algo_style_phase_colour (style, phase),
                          PALEST + (1 - PALEST) * sure);
}

/* A regular polygon, the first corner at `angle`, with the area of the disc. */
static void
add_polygon (cairo_t *cr, double x, double y, double radius, guint corners, double angle)
{
  double turn = 2 * G_PI / corners;
  double reach = radius * sqrt (2 * G_PI / (corners * sin (turn)));

  for (guint i = 0; i < corners; i++)
    {
      double at_x = x + reach * cos (angle + i * turn), at_y = y + reach * sin (angle + i * turn);

      if (i == 0)
        cairo_move_to (cr, at_x, at_y);
      else
        cairo_line_to (cr, at_x, at_y);
    }
  cairo_close_path (cr);
}

/* A plus sign, turned by `angle`. */
static void
add_cross (cairo_t *cr, double x, double y, double radius, double angle)
{
  static const double corners[12][2] = { { 1, 3 },   { -1, 3 },  { -1, 1 },  { -3, 1 },
                                         { -3, -1 }, { -1, -1 }, { -1, -3 }, { 1, -3 },
                                         { 1, -1 },  { 3, -1 },  { 3, 1 },   { 1, 1 } };
  double unit = 0.42 * radius;

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      double across = unit * (corners[i][0] * cos (angle) - corners[i][1] * sin (angle));
      double down = unit * (corners[i][0] * sin (angle) + corners[i][1] * cos (angle));

      if (i == 0)
        cairo_move_to (cr, x + across, y + down);
      else
        cairo_line_to (cr, x + across, y + down);
    }
  cairo_close_path (cr);
}

void
algo_phase_add_mark (cairo_t *cr, AlgoPhase phase, double x, double y, double radius)
{
  const AlgoPhaseMark *mark = &algo_phase_rows[MIN (phase, ALGO_PHASE_UNRECOGNISED)].mark;

  if (mark->corners == ALGO_MARK_CROSS)
    add_cross (cr, x, y, radius, mark->angle);
  else if (mark->corners > 0)
    add_polygon (cr, x, y, radius, mark->corners, mark->angle);
  else
    {
      cairo_new_sub_path (cr);
      cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
      cairo_close_path (cr);
    }
}

void
algo_phase_draw_mark (cairo_t *cr,
                      const AlgoStyle *style,
                      AlgoPhase phase,
                      double x,
                      double y,
                      double radius)
{
  AlgoColour colour = algo_style_phase_colour (style, phase);

  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_set_line_width (cr, 0.75 * style->hairline);
  algo_phase_add_mark (cr, phase, x, y, radius);
  algo_colour_set_source (colour, cr);
  cairo_fill_preserve (cr);
  algo_colour_set_source (algo_colour_mix (colour, style->foreground, 0.55), cr);
  cairo_stroke (cr);
  cairo_restore (cr);
}

double
algo_phase_key_line_height (const AlgoStyle *style)
{
  return 1.75 * style->text_small;
}

void
algo_phase_draw_chip (cairo_t *cr, const AlgoStyle *style, AlgoPhase phase, const AlgoArea *chip)
{
  AlgoColour colour = algo_style_phase_colour (style, phase);
  AlgoTextFormat letter = { .size = MIN (0.48 * chip->width, 0.65 * chip->height),
                            .weight = ALGO_TEXT_BOLD,
                            .colour = algo_colour_contrasting (colour),
                            .align = 0.5 };

  algo_colour_set_source (colour, cr);
  algo_style_add_rounded (cr, chip, chip->height / 5);
  cairo_fill (cr);
  algo_text_draw_middle (cr, style, &letter, chip->x + chip->width / 2, chip->y + chip->height / 2,
                         algo_phase_display_letter (phase));
}

#define SHADES 5

/* An AlgoLegendEntry.draw of the phase that is its data. */
static void
draw_chip (const AlgoLegendEntry *entry,
           cairo_t *cr,
           const AlgoStyle *style,
           const AlgoArea *sample)
{
  algo_phase_draw_chip (cr, style, GPOINTER_TO_UINT (entry->data), sample);
}

static void
draw_mark (const AlgoLegendEntry *entry,
           cairo_t *cr,
           const AlgoStyle *style,
           const AlgoArea *sample)
{
  algo_phase_draw_mark (cr, style, GPOINTER_TO_UINT (entry->data), sample->x + sample->width / 2,
                        sample->y + sample->height / 2, 0.36 * style->text_small);
}

static char *
make_label (const AlgoPhaseKey *key, AlgoPhase phase, gboolean named)
{
  const char *letter = algo_phase_display_letter (phase), *name = algo_phase_display_name (phase);

  if (key->kind == ALGO_PHASE_KEY_CHIPS)
    return named ? g_strdup (name) : NULL;
  return named ? g_strdup_printf ("%s\u2002%s", letter, name) : g_strdup (letter);
}

/* 0 where not all have room. */
static guint
draw_entries (cairo_t *cr,
              const AlgoStyle *style,
              const AlgoPhaseKey *key,
              double x,
              double y,
              double width,
              guint max_lines,
              gboolean named,
              gboolean confidence)
{
  const gboolean chips = key->kind == ALGO_PHASE_KEY_CHIPS;
  const char *shades = key->shade_label != NULL ? key->shade_label : _ ("confidence 0");
  const double line = algo_phase_key_line_height (style);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  AlgoLegendEntry entries[ALGO_N_PHASES + 1];
  AlgoColour colours[SHADES];
  guint count = 0, lines;

  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    if (key->phases[phase])
      {
        char *label = make_label (key, phase, named);

        g_ptr_array_add (labels, label);
        entries[count++] = (AlgoLegendEntry){ .key = ALGO_KEY_OWN,
                                              .label = label,
                                              .width = chips ? 1.755 : 1.17,
                                              .draw = chips ? draw_chip : draw_mark,
                                              .data = GUINT_TO_POINTER (phase) };
      }
  for (guint i = 0; i < SHADES; i++)
    colours[i] = algo_phase_shade (style, ALGO_PHASE_UNRECOGNISED, i / (SHADES - 1.0));
  if (confidence)
    entries[count++] = (AlgoLegendEntry){ .key = ALGO_KEY_SHADES,
                                          .low = named ? shades : "0",
                                          .label = "1",
                                          .width = 4.55,
                                          .shades = colours,
                                          .n_shades = SHADES };
  lines = algo_legend_draw_lines (NULL, style, x, y, width, line, G_MAXUINT, entries, count);
  return lines > max_lines
             ? 0
             : algo_legend_draw_lines (cr, style, x, y, width, line, max_lines, entries, count);
}

guint
algo_phase_key_draw (cairo_t *cr,
                     const AlgoStyle *style,
                     const AlgoPhaseKey *key,
                     double x,
                     double y,
                     double width,
                     guint max_lines)
{
  guint lines = 0;

  /* Phases say more than shades do, where there is no room for both. */
  for (gint confidence = key->confidence; lines == 0 && confidence >= 0; confidence--)
    for (gint named = 1; lines == 0 && named >= 0; named--)
      lines = draw_entries (cr, style, key, x, y, width, max_lines, named, confidence);
  return lines;
}
