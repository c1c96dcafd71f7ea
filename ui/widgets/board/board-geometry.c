/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/board-geometry.h"

#include <math.h>
#include <string.h>

#define ROW_ZONE                                                                                   \
  0.2 /* of the height of a panel, at its top and bottom: a row of its own is meant */
#define BAR 4

static AlgoBoardCell *
get_cell (const GArray *cells, guint index)
{
  return &g_array_index (cells, AlgoBoardCell, index);
}

/* Those that their share of the length would make too short get the least length, and the others
 * the rest. `lengths`, of double, has their shares, and then the lengths. */
static void
share_out (GArray *lengths, int length, int least)
{
  double *parts = (double *) (gpointer) lengths->data;
  g_autofree gboolean *is_least = g_new0 (gboolean, MAX (lengths->len, 1));
  double rest = length, sum = 0, end = 0;
  gboolean settled = FALSE;

  for (guint i = 0; i < lengths->len; i++)
    sum += parts[i];
  while (!settled)
    {
      settled = TRUE;
      for (guint i = 0; i < lengths->len; i++)
        {
          if (is_least[i] || parts[i] * rest >= least * sum)
            continue;
          is_least[i] = TRUE;
          rest -= least;
          sum -= parts[i];
          settled = FALSE;
        }
    }
  for (guint i = 0; i < lengths->len; i++)
    {
      const double begin = end;

      end += is_least[i] ? least : parts[i] * rest / sum;
      parts[i] = round (end) - round (begin);
    }
}

/* All panels that are shown, in lines, without a place yet. */
static GArray *
break_into_lines (const AlgoBoardArrangement *arrangement, const AlgoBoardSize *size)
{
  const guint most = MAX (1, (size->width + size->spacing) / (size->least_width + size->spacing));
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (AlgoBoardCell));
  guint line = 0, column = 0, nth = 0;

  for (guint i = 0; i < arrangement->places->len; i++)
    {
      const AlgoBoardPlace *place = algo_board_arrangement_get (arrangement, i);
      const guint count = algo_board_arrangement_count_row (arrangement, place->row);
      const guint n_lines = (count + most - 1) / most;
      AlgoBoardCell cell = { .name = place->name, .row = place->row };

      if (i == 0 || place[-1].row != place->row)
        column = nth = 0;
      cell.column = column++;
      if (!place->shown)
        continue;
      /* The last of its line, of which line k of L ends before cell (k + 1) count / L. */
      while (nth >= count * (cell.line + 1) / n_lines)
        cell.line++;
      cell.line += line;
      nth++;
      if (nth == count)
        line += n_lines;
      g_array_append_val (cells, cell);
    }
  return cells;
}

static guint
count_lines (const GArray *cells)
{
  return cells->len > 0 ? get_cell (cells, cells->len - 1)->line + 1 : 0;
}

int
algo_board_geometry_least_height (const AlgoBoardArrangement *arrangement,
                                  const AlgoBoardSize *size)
{
  g_autoptr (GArray) cells = break_into_lines (arrangement, size);

  return (int) count_lines (cells) * (size->least_height + size->spacing) - size->spacing;
}

static gboolean
is_first_of_line (const GArray *cells, guint index)
{
  return index == 0 || get_cell (cells, index)->line != get_cell (cells, index - 1)->line;
}

static AlgoBoardPlace *
find_place (const AlgoBoardArrangement *arrangement, const AlgoBoardCell *cell)
{
  return algo_board_arrangement_find (arrangement, cell->name, NULL, NULL);
}

/* Gives each line its place on the board. */
static void
share_out_height (const AlgoBoardArrangement *arrangement, const AlgoBoardSize *size, GArray *cells)
{
  g_autoptr (GArray) heights = g_array_new (FALSE, FALSE, sizeof (double));
  int y = 0, height = 0;

  for (guint i = 0; i < cells->len; i++)
    if (is_first_of_line (cells, i))
      g_array_append_val (heights, *algo_board_arrangement_get_height (arrangement,
                                                                       get_cell (cells, i)->row));
  share_out (heights, size->height - ((int) heights->len - 1) * size->spacing, size->least_height);
  for (guint i = 0; i < cells->len; i++)
    {
      AlgoBoardCell *cell = get_cell (cells, i);

      if (i > 0 && is_first_of_line (cells, i))
        y += height + size->spacing;
      height = (int) g_array_index (heights, double, cell->line);
      cell->box.y = y;
      cell->box.height = height;
    }
}

/* Gives the cells of the line that begins with that one their places along it; returns its end. */
static guint
lay_out_line (const AlgoBoardArrangement *arrangement,
              const AlgoBoardSize *size,
              GArray *cells,
              guint first)
{
  g_autoptr (GArray) widths = g_array_new (FALSE, FALSE, sizeof (double));
  guint end = first;
  int x = 0;

  do
    g_array_append_val (widths, find_place (arrangement, get_cell (cells, end))->share);
  while (++end < cells->len && !is_first_of_line (cells, end));
  share_out (widths, size->width - ((int) widths->len - 1) * size->spacing, size->least_width);
  for (guint i = first; i < end; i++)
    {
      AlgoBoardCell *cell = get_cell (cells, i);

      cell->box.x = x;
      cell->box.width = (int) g_array_index (widths, double, i - first);
      x += cell->box.width + size->spacing;
    }
  return end;
}

GArray *
algo_board_geometry_new (const AlgoBoardArrangement *arrangement, const AlgoBoardSize *size)
{
  GArray *cells = break_into_lines (arrangement, size);

  share_out_height (arrangement, size, cells);
  for (guint i = 0; i < cells->len;)
    i = lay_out_line (arrangement, size, cells, i);
  return cells;
}

/* Gaps. */

static gboolean
is_within (double at, int begin, int end)
{
  return at >= begin && at < end;
}

gboolean
algo_board_geometry_find_gap (const GArray *cells, double x, double y, AlgoBoardGap *gap)
{
  for (guint i = 1; i < cells->len; i++)
    {
      const AlgoBoardCell *first = get_cell (cells, i - 1), *second = get_cell (cells, i);

      *gap = (AlgoBoardGap){ .between_rows = first->line != second->line,
                             .first = i - 1,
                             .second = i };
      if (!gap->between_rows && is_within (y, first->box.y, first->box.y + first->box.height)
          && is_within (x, first->box.x + first->box.width, second->box.x))
        return TRUE;
      if (first->row != second->row
          && is_within (y, first->box.y + first->box.height, second->box.y)
          && is_within (x, 0, first->box.x + first->box.width))
        return TRUE;
    }
  return FALSE;
}

static double
clamp_share (double share)
{
  return CLAMP (share, ALGO_BOARD_LEAST_SHARE, ALGO_BOARD_MOST_SHARE);
}

/* Of the widths of a line's panels, or of the heights of all lines. */
static double
find_mean (const GArray *cells, gboolean of_heights, guint line)
{
  double sum = 0, count = 0;

  for (guint i = 0; i < cells->len; i++)
    if (of_heights ? is_first_of_line (cells, i) : get_cell (cells, i)->line == line)
      {
        sum += of_heights ? get_cell (cells, i)->box.height : get_cell (cells, i)->box.width;
        count++;
      }
  return sum / count;
}

static guint
count_lines_of_row (const GArray *cells, guint row)
{
  guint count = 0;

  for (guint i = 0; i < cells->len; i++)
    count += get_cell (cells, i)->row == row && is_first_of_line (cells, i) ? 1 : 0;
  return count;
}

/* Sets shares that mean what is seen: of a line, each panel's width against the mean; and likewise
 * each row's height, which all of its lines have. */
void
algo_board_geometry_move_gap (AlgoBoardArrangement *arrangement,
                              const GArray *cells,
                              const AlgoBoardSize *size,
                              const AlgoBoardGap *gap,
                              double at)
{
  const gboolean rows = gap->between_rows;
  const AlgoBoardCell *first = get_cell (cells, gap->first),
                      *second = get_cell (cells, gap->second);
  const double first_lines = rows ? count_lines_of_row (cells, first->row) : 1;
  const double second_lines = rows ? count_lines_of_row (cells, second->row) : 1;
  const int least = rows ? size->least_height : size->least_width;
  const int first_length = rows ? first->box.height : first->box.width;
  const int second_length = rows ? second->box.height : second->box.width;
  const double by =
      CLAMP (at - size->spacing / 2.0 - (rows ? first->box.y : first->box.x) - first_length,
             -MAX (first_length - least, 0) * first_lines,
             MAX (second_length - least, 0) * second_lines);
  const double mean = find_mean (cells, rows, first->line);

  for (guint i = 0; i < cells->len; i++)
    {
      const AlgoBoardCell *cell = get_cell (cells, i);
      double seen = rows ? cell->box.height : cell->box.width;

      if (rows ? cell->row == first->row : i == gap->first)
        seen += by / first_lines;
      else if (rows ? cell->row == second->row : i == gap->second)
        seen -= by / second_lines;
      if (rows)
        *algo_board_arrangement_get_height (arrangement, cell->row) = clamp_share (seen / mean);
      else if (cell->line == first->line)
        find_place (arrangement, cell)->share = clamp_share (seen / mean);
    }
}

/* Of all lines of a row. */
static void
find_edges (const GArray *cells, guint row, int *top, int *bottom)
{
  *top = G_MAXINT;
  *bottom = 0;
  for (guint i = 0; i < cells->len; i++)
    {
      const AlgoBoardBox *box = &get_cell (cells, i)->box;

      if (get_cell (cells, i)->row != row)
        continue;
      *top = MIN (*top, box->y);
      *bottom = MAX (*bottom, box->y + box->height);
    }
}

/* The number of cells, if it has none. */
static guint
find_cell (const GArray *cells, const char *name)
{
  guint index = 0;

  while (index < cells->len && strcmp (get_cell (cells, index)->name, name) != 0)
    index++;
  return index;
}

gboolean
algo_board_geometry_resize (AlgoBoardArrangement *arrangement,
                            const GArray *cells,
                            const AlgoBoardSize *size,
                            const char *name,
                            AlgoBoardDirection direction,
                            int by)
{
  const gboolean between_rows = direction == ALGO_BOARD_UP || direction == ALGO_BOARD_DOWN;
  const AlgoBoardBox *box;
  const guint index = find_cell (cells, name);
  AlgoBoardGap gap;
  int begin, end;

  if (index == cells->len)
    return FALSE;
  box = &get_cell (cells, index)->box;
  begin = box->x;
  end = box->x + box->width;
  if (between_rows)
    find_edges (cells, get_cell (cells, index)->row, &begin, &end);
  if (direction == ALGO_BOARD_LEFT || direction == ALGO_BOARD_UP)
    by = -by;
  /* The gap that ends it, on the right or below or, at the end, that which begins it. */
  if (algo_board_geometry_find_gap (cells, between_rows ? 0 : end, between_rows ? end : box->y,
                                    &gap))
    algo_board_geometry_move_gap (arrangement, cells, size, &gap, end + size->spacing / 2.0 + by);
  else if (algo_board_geometry_find_gap (cells, between_rows ? 0 : begin - 1,
                                         between_rows ? begin - 1 : box->y, &gap))
    algo_board_geometry_move_gap (arrangement, cells, size, &gap, begin - size->spacing / 2.0 - by);
  else
    return FALSE;
  return TRUE;
}

/* Where a panel goes. */

/* The column of a row where the middle of the board is. */
static guint
find_middle (const GArray *cells, const AlgoBoardSize *size, guint row)
{
  guint column = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const AlgoBoardCell *cell = get_cell (cells, i);

      if (cell->row != row)
        continue;
      if (cell->box.x + cell->box.width / 2.0 > size->width / 2.0)
        return cell->column;
      column = cell->column + 1;
    }
  return column;
}

gboolean
algo_board_geometry_move (AlgoBoardArrangement *arrangement,
                          const GArray *cells,
                          const AlgoBoardSize *size,
                          const char *name,
                          AlgoBoardDirection direction)
{
  const gboolean back = direction == ALGO_BOARD_LEFT || direction == ALGO_BOARD_UP;
  const gboolean sideways = direction == ALGO_BOARD_LEFT || direction == ALGO_BOARD_RIGHT;
  const guint index = find_cell (cells, name);
  const guint neighbour = back ? index - 1 : index + 1; /* past the last, where there is none */
  AlgoBoardTarget target;
  guint row;

  if (index == cells->len)
    return FALSE;
  row = get_cell (cells, index)->row;
  /* Out of its row or, where it is alone in that, into the next one: as if its middle was the
   * board's. */
  if (!sideways && algo_board_arrangement_count_row (arrangement, row) > 1)
    target = (AlgoBoardTarget){ .row = back ? row : row + 1, .own_row = TRUE };
  else if (neighbour >= cells->len)
    return FALSE;
  else
    {
      const AlgoBoardCell *next = get_cell (cells, neighbour);

      target = (AlgoBoardTarget){ .row = next->row };
      if (!sideways)
        target.column = find_middle (cells, size, next->row);
      else if (next->row == row)
        target.column = back ? next->column : next->column + 1;
      else
        target.column = back ? G_MAXINT : 0;
    }
  return algo_board_arrangement_move_to (arrangement, name, &target);
}

static double
distance (const AlgoBoardBox *box, double x, double y)
{
  const double right = MAX (MAX (box->x - x, x - (box->x + box->width)), 0);
  const double down = MAX (MAX (box->y - y, y - (box->y + box->height)), 0);

  return hypot (right, down);
}

static const AlgoBoardCell *
find_nearest (const GArray *cells, double x, double y)
{
  const AlgoBoardCell *nearest = get_cell (cells, 0);

  for (guint i = 1; i < cells->len; i++)
    if (distance (&get_cell (cells, i)->box, x, y) < distance (&nearest->box, x, y))
      nearest = get_cell (cells, i);
  return nearest;
}

/* The bar above or below all lines of a row. */
static AlgoBoardBox
find_row_bar (const GArray *cells, const AlgoBoardSize *size, guint row, gboolean below)
{
  int top, bottom;

  find_edges (cells, row, &top, &bottom);
  return (AlgoBoardBox){ .y = below ? bottom + (size->spacing - BAR) / 2
                                    : top - (size->spacing + BAR) / 2,
                         .width = size->width,
                         .height = BAR };
}

void
algo_board_geometry_find_target (const GArray *cells,
                                 const AlgoBoardSize *size,
                                 double x,
                                 double y,
                                 AlgoBoardTarget *target,
                                 AlgoBoardBox *bar)
{
  const AlgoBoardCell *cell = find_nearest (cells, x, y);
  const AlgoBoardBox *box = &cell->box;
  const double down = (y - box->y) / box->height;
  const gboolean after = x > box->x + box->width / 2.0;

  *target = (AlgoBoardTarget){ .row = cell->row };
  if (down < ROW_ZONE || down > 1 - ROW_ZONE)
    {
      const gboolean below = down > 0.5;

      target->own_row = TRUE;
      target->row += below ? 1 : 0;
      *bar = find_row_bar (cells, size, cell->row, below);
      return;
    }
  target->column = cell->column + (after ? 1 : 0);
  *bar = (AlgoBoardBox){ .x = after ? box->x + box->width + (size->spacing - BAR) / 2
                                    : box->x - (size->spacing + BAR) / 2,
                         .y = box->y,
                         .width = BAR,
                         .height = box->height };
}
