/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/board-geometry.h"

#include <math.h>
#include <string.h>

#define ROW_ZONE                                                                                   \
  0.2 /* of the height of a panel, at its top and bottom: a row of its own is meant */
#define BAR 4

/* A line of panels before it has a place, and a panel before it has one in its line. */
typedef struct
{
  guint row;
  guint n_cells;
} Line;

/* Part of a length that is shared out. */
typedef struct
{
  double share;
  gboolean least; /* or its share */
  int length;
} Part;

static const AlgoBoardRow *
get_row (const AlgoBoardArrangement *arrangement, guint row)
{
  return g_ptr_array_index (arrangement->rows, row);
}

static AlgoBoardCell *
get_cell (const GArray *cells, guint index)
{
  return &g_array_index (cells, AlgoBoardCell, index);
}

/* Those that their share would make too short get the least length, and the others the rest. */
static void
share_out (GArray *parts, int length, int least)
{
  double rest = length, sum = 0, end = 0;
  gboolean settled = FALSE;

  for (guint i = 0; i < parts->len; i++)
    sum += g_array_index (parts, Part, i).share;
  while (!settled)
    {
      settled = TRUE;
      for (guint i = 0; i < parts->len; i++)
        {
          Part *part = &g_array_index (parts, Part, i);

          if (part->least || part->share * rest >= least * sum)
            continue;
          part->least = TRUE;
          rest -= least;
          sum -= part->share;
          settled = FALSE;
        }
    }
  for (guint i = 0; i < parts->len; i++)
    {
      Part *part = &g_array_index (parts, Part, i);
      const double begin = end;

      end += part->least ? least : part->share * rest / sum;
      part->length = (int) (round (end) - round (begin));
    }
}

static guint
count_cells (const AlgoBoardRow *row)
{
  guint count = 0;

  for (guint i = 0; i < row->places->len; i++)
    count += g_array_index (row->places, AlgoBoardPlace, i).shown ? 1 : 0;
  return count;
}

/* Of all rows that show something. */
static GArray *
break_into_lines (const AlgoBoardArrangement *arrangement, const AlgoBoardSize *size)
{
  const guint most = MAX (1, (size->width + size->spacing) / (size->least_width + size->spacing));
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));

  for (guint row = 0; row < arrangement->rows->len; row++)
    {
      const guint n_cells = count_cells (get_row (arrangement, row));
      const guint n_lines = (n_cells + most - 1) / most;

      for (guint i = 0; i < n_lines; i++)
        {
          const Line line = { .row = row,
                              .n_cells = n_cells * (i + 1) / n_lines - n_cells * i / n_lines };

          g_array_append_val (lines, line);
        }
    }
  return lines;
}

static int
sum_least (guint count, int least, int spacing)
{
  return (int) count * (least + spacing) - spacing;
}

int
algo_board_geometry_least_height (const AlgoBoardArrangement *arrangement,
                                  const AlgoBoardSize *size)
{
  g_autoptr (GArray) lines = break_into_lines (arrangement, size);

  return sum_least (lines->len, size->least_height, size->spacing);
}

/* Gives the last `n_cells` cells, a line's, their places along it. */
static void
lay_out_line (const AlgoBoardArrangement *arrangement,
              const AlgoBoardSize *size,
              GArray *cells,
              guint n_cells)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (Part));
  const guint first = cells->len - n_cells;
  int x = 0;

  for (guint i = first; i < cells->len; i++)
    {
      const AlgoBoardCell *cell = get_cell (cells, i);
      const GArray *places = get_row (arrangement, cell->row)->places;
      const Part part = { .share = g_array_index (places, AlgoBoardPlace, cell->column).share };

      g_array_append_val (parts, part);
    }
  share_out (parts, size->width - ((int) n_cells - 1) * size->spacing, size->least_width);
  for (guint i = 0; i < n_cells; i++)
    {
      AlgoBoardCell *cell = get_cell (cells, first + i);

      cell->box.x = x;
      cell->box.width = g_array_index (parts, Part, i).length;
      x += cell->box.width + size->spacing;
    }
}

static GArray *
share_out_height (const AlgoBoardArrangement *arrangement,
                  const AlgoBoardSize *size,
                  const GArray *lines)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (Part));

  for (guint i = 0; i < lines->len; i++)
    {
      const Part part = { .share =
                              get_row (arrangement, g_array_index (lines, Line, i).row)->share };

      g_array_append_val (parts, part);
    }
  share_out (parts, size->height - ((int) lines->len - 1) * size->spacing, size->least_height);
  return parts;
}

/* The next place of a row that shows something, from `column` on. */
static guint
next_shown (const AlgoBoardRow *row, guint column)
{
  while (!g_array_index (row->places, AlgoBoardPlace, column).shown)
    column++;
  return column;
}

GArray *
algo_board_geometry_new (const AlgoBoardArrangement *arrangement, const AlgoBoardSize *size)
{
  g_autoptr (GArray) lines = break_into_lines (arrangement, size);
  g_autoptr (GArray) heights = share_out_height (arrangement, size, lines);
  GArray *cells = g_array_new (FALSE, FALSE, sizeof (AlgoBoardCell));
  guint column = 0;
  int y = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);
      const AlgoBoardRow *row = get_row (arrangement, line->row);
      const int height = g_array_index (heights, Part, i).length;

      if (i == 0 || line->row != g_array_index (lines, Line, i - 1).row)
        column = 0;
      for (guint j = 0; j < line->n_cells; j++, column++)
        {
          AlgoBoardCell cell = { .row = line->row, .line = i, .box = { .y = y, .height = height } };

          column = next_shown (row, column);
          cell.column = column;
          cell.name = g_array_index (row->places, AlgoBoardPlace, column).name;
          g_array_append_val (cells, cell);
        }
      lay_out_line (arrangement, size, cells, line->n_cells);
      y += height + size->spacing;
    }
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

static AlgoBoardPlace *
find_place (const AlgoBoardArrangement *arrangement, const AlgoBoardCell *cell)
{
  return &g_array_index (get_row (arrangement, cell->row)->places, AlgoBoardPlace, cell->column);
}

static double
clamp_share (double share)
{
  return CLAMP (share, ALGO_BOARD_LEAST_SHARE, ALGO_BOARD_MOST_SHARE);
}

/* Shares that mean what is seen: of a line, each panel's width against the mean. */
static void
move_column_gap (AlgoBoardArrangement *arrangement,
                 const GArray *cells,
                 const AlgoBoardSize *size,
                 const AlgoBoardGap *gap,
                 double at)
{
  const AlgoBoardBox *first = &get_cell (cells, gap->first)->box;
  const AlgoBoardBox *second = &get_cell (cells, gap->second)->box;
  const guint line = get_cell (cells, gap->first)->line;
  const int both = first->width + second->width;
  const double width = CLAMP (at - size->spacing / 2.0 - first->x, size->least_width,
                              MAX (size->least_width, both - size->least_width));
  double sum = 0, count = 0;

  for (guint i = 0; i < cells->len; i++)
    if (get_cell (cells, i)->line == line)
      {
        sum += get_cell (cells, i)->box.width;
        count++;
      }
  for (guint i = 0; i < cells->len; i++)
    {
      const AlgoBoardCell *cell = get_cell (cells, i);
      const double seen = i == gap->first    ? width
                          : i == gap->second ? both - width
                                             : cell->box.width;

      if (cell->line == line)
        find_place (arrangement, cell)->share = clamp_share (seen * count / sum);
    }
}

static guint
count_lines (const GArray *cells, guint row)
{
  guint count = 0;

  for (guint i = 0; i < cells->len; i++)
    if (get_cell (cells, i)->row == row
        && (i == 0 || get_cell (cells, i)->line != get_cell (cells, i - 1)->line))
      count++;
  return count;
}

/* Likewise each row's height, which all of its lines have. */
static void
move_row_gap (AlgoBoardArrangement *arrangement,
              const GArray *cells,
              const AlgoBoardSize *size,
              const AlgoBoardGap *gap,
              double at)
{
  const AlgoBoardCell *upper = get_cell (cells, gap->first), *lower = get_cell (cells, gap->second);
  const double upper_lines = count_lines (cells, upper->row);
  const double lower_lines = count_lines (cells, lower->row);
  const int upper_room = MAX (upper->box.height - size->least_height, 0);
  const int lower_room = MAX (lower->box.height - size->least_height, 0);
  const double by = CLAMP (at - size->spacing / 2.0 - (upper->box.y + upper->box.height),
                           -upper_room * upper_lines, lower_room * lower_lines);
  double sum = 0, count = 0;

  for (guint i = 0; i < cells->len; i++)
    if (i == 0 || get_cell (cells, i)->line != get_cell (cells, i - 1)->line)
      {
        sum += get_cell (cells, i)->box.height;
        count++;
      }
  for (guint i = 0; i < cells->len; i++)
    {
      const AlgoBoardCell *cell = get_cell (cells, i);
      AlgoBoardRow *row = g_ptr_array_index (arrangement->rows, cell->row);
      double seen = cell->box.height;

      if (cell->row == upper->row)
        seen += by / upper_lines;
      else if (cell->row == lower->row)
        seen -= by / lower_lines;
      row->share = clamp_share (seen * count / sum);
    }
}

void
algo_board_geometry_move_gap (AlgoBoardArrangement *arrangement,
                              const GArray *cells,
                              const AlgoBoardSize *size,
                              const AlgoBoardGap *gap,
                              double at)
{
  if (gap->between_rows)
    move_row_gap (arrangement, cells, size, gap, at);
  else
    move_column_gap (arrangement, cells, size, gap, at);
}

/* The gap that ends a panel, on the right or below; of the last one, that which begins it. */
static gboolean
find_gap_of (const GArray *cells, guint index, gboolean between_rows, AlgoBoardGap *gap)
{
  const AlgoBoardCell *cell = get_cell (cells, index);
  gboolean found = FALSE;

  for (guint i = 1; i < cells->len; i++)
    {
      const AlgoBoardCell *first = get_cell (cells, i - 1), *second = get_cell (cells, i);
      const gboolean is_gap =
          between_rows ? first->row != second->row : first->line == second->line;
      const gboolean ends = between_rows ? first->row == cell->row : i - 1 == index;
      const gboolean begins = between_rows ? second->row == cell->row : i == index;

      if (!is_gap || (!begins && !ends))
        continue;
      *gap = (AlgoBoardGap){ .between_rows = between_rows, .first = i - 1, .second = i };
      found = TRUE;
      if (ends)
        break;
    }
  return found;
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
  const AlgoBoardBox *first;
  AlgoBoardGap gap;
  gboolean is_first;
  guint index = 0;
  double at;

  while (index < cells->len && strcmp (get_cell (cells, index)->name, name) != 0)
    index++;
  if (index == cells->len || !find_gap_of (cells, index, between_rows, &gap))
    return FALSE;
  first = &get_cell (cells, gap.first)->box;
  is_first = between_rows ? get_cell (cells, gap.first)->row == get_cell (cells, index)->row
                          : gap.first == index;
  if (direction == ALGO_BOARD_LEFT || direction == ALGO_BOARD_UP)
    by = -by;
  at = (between_rows ? first->y + first->height : first->x + first->width) + size->spacing / 2.0;
  algo_board_geometry_move_gap (arrangement, cells, size, &gap, at + (is_first ? by : -by));
  return TRUE;
}

/* Where a panel goes. */

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
  int top = G_MAXINT, bottom = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const AlgoBoardBox *box = &get_cell (cells, i)->box;

      if (get_cell (cells, i)->row != row)
        continue;
      top = MIN (top, box->y);
      bottom = MAX (bottom, box->y + box->height);
    }
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
