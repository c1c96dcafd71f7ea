/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of each phase without the encoder: a row for each phase that networks show with it,
 * a column for each that they show without, and in it a mark whose area is their share of the row.
 * Of all seeds and all log10 betas of the grid, at the end of training. */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-text.h"

#define LABEL_WIDTH 6.0   /* of small text, that phases with the encoder and their title take */
#define LABEL_HEIGHT 1.9  /* likewise of those without, and again of their title */
#define NUMBERS_WIDTH 5.0 /* of a cell, from which on it has its number in words, too */
#define NUMBERS_HEIGHT 1.2
#define MOST_ROOM 6.0     /* that a mark takes of a cell */
#define LEAST_RADIUS 0.12 /* of a mark, so that one network is seen */

/* Those that are seen at all. */
typedef struct
{
  AlgoPriorCounts counts;
  guint n_rows, n_columns;
  AlgoPhase rows[ALGO_N_PHASES], columns[ALGO_N_PHASES];
  guint networks, unchanged; /* how many there are, and keep their phase */
} Matrix;

typedef struct
{
  AlgoEnsembleHead head;
  AlgoArea area;        /* of all cells */
  double width, height; /* of one */
} Layout;

static Matrix
count_matrix (const AlgoScene *scene)
{
  Matrix matrix = { .counts = algo_ensemble_count_priors (scene->consensus->ensemble) };

  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    {
      guint without = 0;

      for (AlgoPhase with = 0; with < ALGO_N_PHASES; with++)
        without += matrix.counts.without[with].counts[phase];
      if (matrix.counts.without[phase].total > 0)
        matrix.rows[matrix.n_rows++] = phase;
      if (without > 0)
        matrix.columns[matrix.n_columns++] = phase;
      matrix.networks += without;
      matrix.unchanged += matrix.counts.without[phase].counts[phase];
    }
  return matrix;
}

static const char *
describe_none (void)
{
  return _ ("What phases become without the encoder was not measured");
}

/* Of the networks of a row, how many a column has. */
static double
get_share (const Matrix *matrix, AlgoPhase with, AlgoPhase without)
{
  const AlgoPhaseCounts *counts = &matrix->counts.without[with];

  return (double) counts->counts[without] / MAX (counts->total, 1);
}

static Layout
layout_make (const AlgoPanelFrame *frame, const Matrix *matrix)
{
  const double text = frame->style->text_small;
  Layout layout = { .head = algo_ensemble_head_make (frame, ALGO_ENSEMBLE_PHASE_KEY) };
  const gboolean is_labelled = layout.head.height > 0;
  const double left = is_labelled ? LABEL_WIDTH * text : 0;
  const double top = layout.head.height + (is_labelled ? 2 * LABEL_HEIGHT * text : 0);

  layout.area = (AlgoArea){ left, top, frame->width - left, frame->height - top };
  layout.width = layout.area.width / MAX (matrix->n_columns, 1);
  layout.height = layout.area.height / MAX (matrix->n_rows, 1);
  return layout;
}

static AlgoArea
get_cell (const Layout *layout, guint row, guint column)
{
  return (AlgoArea){ layout->area.x + column * layout->width, layout->area.y + row * layout->height,
                     layout->width, layout->height };
}

static void
draw_chip (cairo_t *cr, const AlgoStyle *style, AlgoPhase phase, double x, double y)
{
  const double width = 1.7 * style->text_small, height = 1.3 * style->text_small;

  algo_phase_draw_chip (cr, style, phase,
                        &(AlgoArea){ x - width / 2, y - height / 2, width, height });
}

/* The phases along both sides, and what either side is. */
static void
draw_labels (const Layout *layout, const Matrix *matrix, cairo_t *cr, const AlgoStyle *style)
{
  const double text = style->text_small;
  const double columns_y = layout->area.y - 0.5 * LABEL_HEIGHT * text;
  const AlgoTextFormat format = { .size = text,
                                  .colour = style->foreground,
                                  .max_width = LABEL_WIDTH * text - style->gap };
  AlgoTextFormat wide = format;

  wide.max_width = layout->area.width;
  algo_text_draw_middle (cr, style, &format, 0, columns_y, _ ("encoder on"));
  algo_text_draw_middle (cr, style, &wide, layout->area.x, columns_y - LABEL_HEIGHT * text,
                         _ ("encoder off"));
  for (guint row = 0; row < matrix->n_rows; row++)
    draw_chip (cr, style, matrix->rows[row], layout->area.x - style->gap - text,
               layout->area.y + (row + 0.5) * layout->height);
  for (guint column = 0; column < matrix->n_columns; column++)
    draw_chip (cr, style, matrix->columns[column], layout->area.x + (column + 0.5) * layout->width,
               columns_y);
}

static void
draw_cell (cairo_t *cr, const AlgoStyle *style, const AlgoArea *cell, AlgoPhase phase, double share)
{
  const double text = style->text_small;
  const gboolean has_number =
      cell->width > NUMBERS_WIDTH * text && cell->height > NUMBERS_HEIGHT * text;
  const double room =
      MIN (MIN (cell->height, has_number ? cell->width / 2 : cell->width), MOST_ROOM * text);
  const AlgoTextFormat format = { .size = text, .colour = style->foreground, .align = 0.5 };
  g_autofree char *number = algo_number_format_percent (share);

  if (share == 0)
    return;
  algo_phase_draw_mark (cr, style, phase, cell->x + (has_number ? 0.27 : 0.5) * cell->width,
                        cell->y + cell->height / 2,
                        MAX (0.32 * room * sqrt (share), LEAST_RADIUS * text));
  if (has_number)
    algo_text_draw_middle (cr, style, &format, cell->x + 0.72 * cell->width,
                           cell->y + cell->height / 2, number);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  const Matrix matrix = count_matrix (frame->scene);
  const Layout layout = layout_make (frame, &matrix);
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_MARKS };
  g_autofree char *text = algo_ensemble_describe_seeds (frame->scene, matrix.counts.members);

  if (matrix.networks == 0)
    {
      algo_text_draw_empty (cr, style, frame->width, frame->height, describe_none ());
      return;
    }
  for (guint row = 0; row < matrix.n_rows; row++)
    for (guint column = 0; column < matrix.n_columns; column++)
      {
        const AlgoPhase with = matrix.rows[row], without = matrix.columns[column];
        const AlgoArea cell = get_cell (&layout, row, column);

        key.phases[with] = key.phases[without] = TRUE;
        if (with == without)
          algo_colour_fill (algo_style_tint (style, style->dim, 0.13), cr, cell.x, cell.y,
                            cell.width, cell.height);
        cairo_rectangle (cr, cell.x, cell.y, cell.width, cell.height);
        cairo_set_line_width (cr, style->hairline);
        algo_colour_set_source (style->faint, cr);
        cairo_stroke (cr);
        draw_cell (cr, style, &cell, without, get_share (&matrix, with, without));
      }
  if (layout.head.height > 0)
    draw_labels (&layout, &matrix, cr, style);
  algo_ensemble_head_draw_phases (&layout.head, frame, cr, 0, text, &key);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const Matrix matrix = count_matrix (frame->scene);
  GString *text;
  g_autofree char *seeds = algo_ensemble_describe_seeds (frame->scene, matrix.counts.members);

  if (matrix.networks == 0)
    return g_strdup (describe_none ());
  text = g_string_new (NULL);
  g_string_append_printf (text, _ ("%s, without the encoder."), seeds);
  for (guint row = 0; row < matrix.n_rows; row++)
    {
      const AlgoPhase with = matrix.rows[row];
      g_autofree char *shares = algo_ensemble_describe_counts (&matrix.counts.without[with], TRUE);
      /* Translators: a phase, and what its networks are without the encoder, with their shares */
      g_autofree char *of_row =
          g_strdup_printf (_ ("%s becomes %s"), algo_phase_display_name (with), shares);

      g_string_append_printf (text, _ (" %s."), of_row);
    }
  return g_string_free (text, FALSE);
}

/* How many keep their phase. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const Matrix matrix = count_matrix (scene);

  if (matrix.networks == 0)
    return NULL;
  *name = _ ("unchanged");
  return algo_number_format_percent ((double) matrix.unchanged / matrix.networks);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const Matrix matrix = count_matrix (scene);

  algo_csv_add_names (csv, "phase", "without_encoder", "networks", "share", NULL);
  for (guint row = 0; row < matrix.n_rows; row++)
    for (guint column = 0; column < matrix.n_columns; column++)
      {
        const AlgoPhase with = matrix.rows[row], without = matrix.columns[column];

        algo_csv_add_text (csv, algo_phase_name (with));
        algo_csv_add_text (csv, algo_phase_name (without));
        algo_csv_add_whole (csv, matrix.counts.without[with].counts[without]);
        algo_csv_add_real (csv, get_share (&matrix, with, without));
        algo_csv_end_row (csv);
      }
}

/* The cursor is at a row and a column of those there are. */

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const Matrix matrix = count_matrix (frame->scene);
  const Layout layout = layout_make (frame, &matrix);
  const double row = floor ((y - layout.area.y) / layout.height);
  const double column = floor ((x - layout.area.x) / layout.width);

  if (!(row >= 0 && row < matrix.n_rows && column >= 0 && column < matrix.n_columns))
    return FALSE;
  *cursor = ALGO_ENSEMBLE_NOWHERE;
  cursor->row = (guint) row;
  cursor->column = (guint) column;
  return TRUE;
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const Matrix matrix = count_matrix (frame->scene);

  if (matrix.networks == 0)
    return FALSE;
  algo_ensemble_begin_move (frame, &right, &down, cursor);
  cursor->row = algo_panel_step (cursor->row, down, matrix.n_rows);
  cursor->column = algo_panel_step (cursor->column, right, matrix.n_columns);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const Matrix matrix = count_matrix (frame->scene);
  const Layout layout = layout_make (frame, &matrix);
  const guint row = frame->cursor->row, column = frame->cursor->column;
  const AlgoPhaseCounts *counts;
  g_autofree char *share = NULL;

  if (row >= matrix.n_rows || column >= matrix.n_columns)
    return NULL;
  *area = get_cell (&layout, row, column);
  counts = &matrix.counts.without[matrix.rows[row]];
  share =
      algo_number_format_percent (get_share (&matrix, matrix.rows[row], matrix.columns[column]));
  /* Translators: "Double-sided becomes Scattered: 61 %, 120 of 196 networks" */
  return g_strdup_printf (_ ("%s becomes %s: %s, %u of %u networks"),
                          algo_phase_display_name (matrix.rows[row]),
                          algo_phase_display_name (matrix.columns[column]), share,
                          counts->counts[matrix.columns[column]], counts->total);
}

const AlgoPanel algo_panel_ensemble_prior = {
  ALGO_ENSEMBLE_PANEL,
  .name = "ensemble-prior",
  .title = N_ ("Without the encoder"),
  .label = N_ ("What phases become without the encoder"),
  .narrow = { 240, 190 },
  .wide = { 519, 200 },
  .in_layout = TRUE,
  .draw = draw,
  .get_number = get_number,
  .draw_cursor = algo_ensemble_draw_cursor,
};
