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
#define LINE_ROOM 3           /* hairlines from a line to a letter beside it */

/* Whether a line of the cursor goes through it. */
static gboolean
is_crossed (const AlgoPhaseLetters *letters,
            const AlgoStyle *style,
            double x,
            double y,
            double cell)
{
  const double reach = cell / 2 + 1.5 * style->hairline;

  return fabs (letters->cursor_x - x) < reach || fabs (letters->cursor_y - y) < reach;
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

  if (format.size < SMALLEST_LETTER * style->text)
    return;
  letters->at (letters->field, x, y, &shade);
  format.colour = algo_colour_contrasting (shade);
  algo_text_draw_middle (cr, style, &format, x, y, letter);
}

void
algo_phase_letter_fit (const AlgoPhaseLetter *letter, cairo_t *cr, const AlgoStyle *style, double y)
{
  const char *text = algo_phase_display_letter (letter->phase);
  AlgoTextFormat format = { .size = letter->size,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = algo_colour_contrasting (letter->shade),
                            .align = 0.5 };
  double width = algo_text_width (style, &format, text);
  double from = letter->from, to = letter->to;

  if (fabs (letter->line - (from + to) / 2) < width / 2 + LINE_ROOM * style->hairline)
    {
      if (letter->line - from > to - letter->line)
        to = letter->line - LINE_ROOM * style->hairline;
      else
        from = letter->line + LINE_ROOM * style->hairline;
    }
  if (width > to - from - letter->margin)
    {
      format.size *= MAX (to - from - letter->margin, 0) / width;
      if (letter->least == 0 || format.size < letter->least)
        return;
    }
  algo_text_draw_middle (cr, style, &format, (from + to) / 2, y, text);
}

void
algo_phase_letter_draw (cairo_t *cr,
                        const AlgoStyle *style,
                        AlgoPhase phase,
                        double from,
                        double to,
                        double y)
{
  const AlgoPhaseLetter letter = { .phase = phase,
                                   .shade = algo_style_phase_colour (style, phase),
                                   .size = 0.9 * style->text_small,
                                   .from = from,
                                   .to = to,
                                   .margin = style->gap / 2,
                                   .line = NAN };

  algo_phase_letter_fit (&letter, cr, style, y);
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
        const double x = area->x + (column + 0.5) * cell, y = area->y + (row + 0.5) * cell;
        AlgoColour shade;
        AlgoPhase phase = letters->at (letters->field, x, y, &shade);
        guint8 *label = &labels[row * columns + column];

        *label = ALGO_REGION_NONE;
        if (phase < ALGO_N_PHASES)
          *label = (guint8) phase
                   | (is_crossed (letters, style, x, y, cell) ? ALGO_REGION_KEPT_FREE : 0);
      }
  regions = algo_regions_find (labels, rows, columns);
  for (guint i = 0; i < regions->len; i++)
    draw_letter (letters, cr, style, &g_array_index (regions, AlgoRegion, i), cell);
}
