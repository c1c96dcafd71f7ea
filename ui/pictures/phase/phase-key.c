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

/* One entry of a key being laid out; its sizes are the same for all. */
typedef struct
{
  cairo_t *cr; /* NULL: only measure */
  const AlgoStyle *style;
  const AlgoPhaseKey *key;
  gboolean named;
  double left, right, at, y;
  guint line;
} Writer;

static double
chip_height (const AlgoStyle *style)
{
  return 1.3 * style->text_small;
}

/* Sample, gap, label: where the next one begins, on another line if this one is full. */
static double
writer_advance (Writer *writer, double width)
{
  double x;

  if (writer->at > writer->left && writer->at + width > writer->right)
    {
      writer->at = writer->left;
      writer->line++;
    }
  x = writer->at;
  writer->at += width + (writer->named ? 2 : 1) * writer->style->gap;
  return x;
}

static double
writer_middle (const Writer *writer)
{
  return writer->y + writer->line * algo_phase_key_line_height (writer->style);
}

void
algo_phase_draw_chip (cairo_t *cr, const AlgoStyle *style, AlgoPhase phase, const AlgoArea *chip)
{
  AlgoColour colour = algo_style_phase_colour (style, phase);
  AlgoTextFormat letter = { .size = 0.85 * style->text_small,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = algo_colour_contrasting (colour),
                            .align = 0.5 };

  algo_colour_set_source (colour, cr);
  algo_style_add_rounded (cr, chip, chip->height / 5);
  cairo_fill (cr);
  algo_text_draw_middle (cr, style, &letter, chip->x + chip->width / 2, chip->y + chip->height / 2,
                         algo_phase_display_letter (phase));
}

static void
write_phase (Writer *writer, AlgoPhase phase)
{
  const AlgoStyle *style = writer->style;
  gboolean chips = writer->key->kind == ALGO_PHASE_KEY_CHIPS;
  double sample = (chips ? 1.35 : 0.9) * chip_height (style);
  double gap = 0.6 * style->gap;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  g_autofree char *label = NULL;
  double width, x, middle;

  if (writer->named && chips)
    label = g_strdup (algo_phase_display_name (phase));
  else if (writer->named)
    label = g_strdup_printf ("%s\u2002%s", algo_phase_display_letter (phase),
                             algo_phase_display_name (phase));
  else
    label = g_strdup (chips ? "" : algo_phase_display_letter (phase));
  width = sample + (*label != '\0' ? gap + algo_text_width (style, &format, label) : 0);
  x = writer_advance (writer, width);
  middle = writer_middle (writer);
  if (writer->cr == NULL)
    return;
  if (chips)
    algo_phase_draw_chip (writer->cr, style, phase,
                          &(AlgoArea){ x, middle - chip_height (style) / 2, sample,
                                       chip_height (style) });
  else
    algo_phase_draw_mark (writer->cr, style, phase, x + sample / 2, middle,
                          0.36 * style->text_small);
  if (*label != '\0')
    algo_text_draw_middle (writer->cr, style, &format, x + sample + gap, middle, label);
}

#define SHADES 5

/* "confidence 0 [shades] 1" */
static void
write_confidence (Writer *writer)
{
  const AlgoStyle *style = writer->style;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  const char *shades =
      writer->key->shade_label != NULL ? writer->key->shade_label : _ ("confidence 0");
  const char *label = writer->named ? shades : "0";
  double gap = 0.6 * style->gap, shade = 0.7 * chip_height (style);
  double text = algo_text_width (style, &format, label);
  double x = writer_advance (writer, text + gap + SHADES * shade + gap
                                         + algo_text_width (style, &format, "1"));
  double middle = writer_middle (writer);

  if (writer->cr == NULL)
    return;
  algo_text_draw_middle (writer->cr, style, &format, x, middle, label);
  x += text + gap;
  for (guint i = 0; i < SHADES; i++)
    {
      double from = algo_style_snap (style, x + i * shade);
      double to = algo_style_snap (style, x + (i + 1) * shade);

      algo_colour_set_source (
          algo_phase_shade (style, ALGO_PHASE_UNRECOGNISED, (double) i / (SHADES - 1)), writer->cr);
      cairo_rectangle (writer->cr, from, middle - chip_height (style) / 2,
                       to - from + (i + 1 < SHADES ? style->cell_overlap : 0), chip_height (style));
      cairo_fill (writer->cr);
    }
  algo_text_draw_middle (writer->cr, style, &format, x + SHADES * shade + gap, middle, "1");
}

/* Writes or measures everything. Returns the lines used. */
static guint
write_key (Writer writer, double x, double y, double width)
{
  guint entries = 0;

  writer.left = writer.at = x;
  writer.right = x + width;
  writer.y = y;
  for (guint phase = 0; phase < ALGO_N_PHASES; phase++)
    if (writer.key->phases[phase])
      {
        write_phase (&writer, (AlgoPhase) phase);
        entries++;
      }
  if (writer.key->confidence)
    {
      write_confidence (&writer);
      entries++;
    }
  return entries > 0 ? writer.line + 1 : 0;
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
  Writer writer = { .style = style, .key = key, .named = TRUE };

  if (max_lines == 0)
    return 0;
  if (write_key (writer, x, y, width) > max_lines)
    writer.named = FALSE;
  if (write_key (writer, x, y, width) > max_lines)
    return 0;
  writer.cr = cr;
  return write_key (writer, x, y, width);
}
