/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/phase/phase-letters.h"

#include <math.h>

#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/regions.h"
#include "ui/pictures/drawing/text.h"

#define MAX_MAP_COLUMNS 200 /* of the coarse map on which letters find their places */
#define MAX_MAP_ROWS 100
#define MAP_CELL 0.25         /* of ordinary text, where the map is not as coarse as that anyway */
#define LETTER_SHARE 0.8      /* of the square in which it stands */
#define SMALLEST_LETTER 0.75  /* of ordinary text; where it does not fit, there is none */
#define LARGEST_LETTER 1.1667 /* of ordinary text */

/* Clears the cursor's lines from behind a letter about (x, y). */
static void
clear_cursor (const AlgoPhaseLetters *letters,
              cairo_t *cr,
              const AlgoStyle *style,
              const AlgoArea *behind,
              AlgoColour shade)
{
  double x = behind->x + behind->width / 2, y = behind->y + behind->height / 2;
  double line = 1.5 * style->hairline;

  if (!(fabs (letters->cursor_x - x) < behind->width / 2 + line)
      && !(fabs (letters->cursor_y - y) < behind->height / 2 + line))
    return;
  algo_colour_set_source (shade, cr);
  algo_style_add_rounded (cr, behind, MIN (behind->width, behind->height) / 4);
  cairo_fill (cr);
}

static void
draw_letter (const AlgoPhaseLetters *letters,
             cairo_t *cr,
             const AlgoStyle *style,
             const AlgoRegion *region,
             double cell)
{
  const char *letter = algo_phase_display_letter ((AlgoPhase) region->label);
  double x = letters->area.x + region->column * cell, y = letters->area.y + region->row * cell;
  AlgoTextFormat format = { .size = MIN (LARGEST_LETTER * style->text,
                                         LETTER_SHARE * region->side * cell),
                            .weight = ALGO_TEXT_BOLD,
                            .align = 0.5 };
  AlgoColour shade = style->card;
  double width;

  if (format.size < SMALLEST_LETTER * style->text)
    return;
  letters->at (letters->field, x, y, &shade);
  format.colour = algo_colour_contrasting (shade);
  width = algo_text_width (style, &format, letter) + style->gap;
  clear_cursor (letters, cr, style,
                &(AlgoArea){ x - width / 2, y - 0.6 * format.size, width, 1.2 * format.size },
                shade);
  algo_text_draw_middle (cr, style, &format, x, y, letter);
}

void
algo_phase_letter_draw (cairo_t *cr,
                        const AlgoStyle *style,
                        AlgoPhase phase,
                        double from,
                        double to,
                        double y)
{
  const char *letter = algo_phase_display_letter (phase);
  const AlgoTextFormat format = {
    .size = 0.9 * style->text_small,
    .weight = ALGO_TEXT_BOLD,
    .colour = algo_colour_contrasting (algo_style_phase_colour (style, phase)),
    .align = 0.5,
  };

  if (algo_text_width (style, &format, letter) + style->gap / 2 < to - from)
    algo_text_draw_middle (cr, style, &format, (from + to) / 2, y, letter);
}

void
algo_phase_letters_draw (const AlgoPhaseLetters *letters, cairo_t *cr, const AlgoStyle *style)
{
  const AlgoArea *area = &letters->area;
  double cell = MAX (MAP_CELL * style->text,
                     MAX (area->width / MAX_MAP_COLUMNS, area->height / MAX_MAP_ROWS));
  guint columns = (guint) MAX (area->width / cell, 0);
  guint rows = (guint) MAX (area->height / cell, 0);
  g_autofree guint8 *labels = g_new (guint8, (gsize) rows * columns);
  g_autoptr (GArray) regions = NULL;

  for (guint row = 0; row < rows; row++)
    for (guint column = 0; column < columns; column++)
      {
        AlgoColour shade;
        AlgoPhase phase = letters->at (letters->field, area->x + (column + 0.5) * cell,
                                       area->y + (row + 0.5) * cell, &shade);

        labels[row * columns + column] = phase < ALGO_N_PHASES ? (guint8) phase : ALGO_REGION_NONE;
      }
  regions = algo_regions_find (labels, rows, columns);
  for (guint i = 0; i < regions->len; i++)
    draw_letter (letters, cr, style, &g_array_index (regions, AlgoRegion, i), cell);
}
