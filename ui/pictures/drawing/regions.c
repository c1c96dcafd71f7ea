/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/regions.h"

typedef struct
{
  const guint8 *labels;
  guint rows, columns;
  guint *owners; /* (rows, columns): one more than the region's index; 0: none yet */
  guint *sides;  /* (rows, columns): of the largest square of one label that ends there */
} Map;

/* What the squares of a region's largest side add up to. */
typedef struct
{
  double column, row, distance;
  guint count;
} Squares;

/* Marks the region of `start` as `owner`. `stack` has room for every cell, once. */
static guint
flood (const Map *map, guint start, guint owner, guint *stack)
{
  guint depth = 0, cells = 0;

  stack[depth++] = start;
  map->owners[start] = owner;
  while (depth > 0)
    {
      guint cell = stack[--depth];
      guint column = cell % map->columns, row = cell / map->columns;
      const struct
      {
        gboolean exists;
        guint cell;
      } neighbours[] = { { column > 0, cell - 1 },
                         { column + 1 < map->columns, cell + 1 },
                         { row > 0, cell - map->columns },
                         { row + 1 < map->rows, cell + map->columns } };

      cells++;
      for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
        if (neighbours[i].exists && map->owners[neighbours[i].cell] == 0
            && map->labels[neighbours[i].cell] == map->labels[start])
          {
            map->owners[neighbours[i].cell] = owner;
            stack[depth++] = neighbours[i].cell;
          }
    }
  return cells;
}

static void
find_owners (const Map *map, GArray *regions)
{
  guint count = map->rows * map->columns;
  g_autofree guint *stack = g_new (guint, count);

  for (guint cell = 0; cell < count; cell++)
    if (map->owners[cell] == 0 && map->labels[cell] != ALGO_REGION_NONE)
      {
        AlgoRegion region = { .label = map->labels[cell] };

        region.cells = flood (map, cell, regions->len + 1, stack);
        g_array_append_val (regions, region);
      }
}

/* A square ends at its lower right cell; it is one larger than the least of those that end beside,
 * above and between. */
static void
find_sides (const Map *map, GArray *regions)
{
  for (guint row = 0; row < map->rows; row++)
    for (guint column = 0; column < map->columns; column++)
      {
        guint cell = row * map->columns + column, side = 0;
        guint owner = map->owners[cell];
        AlgoRegion *region;

        if (owner == 0)
          continue;
        if (row > 0 && column > 0 && map->owners[cell - 1] == owner
            && map->owners[cell - map->columns] == owner
            && map->owners[cell - map->columns - 1] == owner)
          side = MIN (MIN (map->sides[cell - 1], map->sides[cell - map->columns]),
                      map->sides[cell - map->columns - 1]);
        map->sides[cell] = side + 1;
        region = &g_array_index (regions, AlgoRegion, owner - 1);
        region->side = MAX (region->side, side + 1);
      }
}

/* Calls back for the middle of each of the largest squares of each region. */
static void
visit_squares (const Map *map,
               GArray *regions,
               Squares *squares,
               void (*visit) (AlgoRegion *region, Squares *sum, double column, double row))
{
  for (guint cell = 0; cell < map->rows * map->columns; cell++)
    if (map->owners[cell] > 0)
      {
        AlgoRegion *region = &g_array_index (regions, AlgoRegion, map->owners[cell] - 1);

        if (map->sides[cell] == region->side)
          visit (region, &squares[map->owners[cell] - 1],
                 cell % map->columns + 1 - region->side / 2.0,
                 cell / map->columns + 1 - region->side / 2.0);
      }
}

static void
add_square (AlgoRegion *region, Squares *sum, double column, double row)
{
  sum->column += column;
  sum->row += row;
  sum->count++;
}

static void
offer_square (AlgoRegion *region, Squares *sum, double column, double row)
{
  double across = column - sum->column / sum->count, down = row - sum->row / sum->count;
  double distance = across * across + down * down;

  if (distance < sum->distance)
    {
      sum->distance = distance;
      region->column = column;
      region->row = row;
    }
}

GArray *
algo_regions_find (const guint8 *labels, guint rows, guint columns)
{
  GArray *regions = g_array_new (FALSE, FALSE, sizeof (AlgoRegion));
  g_autofree guint *owners = g_new0 (guint, rows * columns);
  g_autofree guint *sides = g_new0 (guint, rows * columns);
  g_autofree Squares *squares = NULL;
  const Map map = {
    .labels = labels, .rows = rows, .columns = columns, .owners = owners, .sides = sides
  };

  find_owners (&map, regions);
  find_sides (&map, regions);
  squares = g_new0 (Squares, regions->len);
  visit_squares (&map, regions, squares, add_square);
  for (guint i = 0; i < regions->len; i++)
    squares[i].distance = G_MAXDOUBLE;
  visit_squares (&map, regions, squares, offer_square);
  return regions;
}
