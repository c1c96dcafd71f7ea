/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/regions.h"

typedef struct
{
  const guint8 *labels;
  guint rows, columns;
  guint *owners; /* (rows, columns): one more than the region's index; 0: none yet */
  guint *sides;  /* (rows, columns): of the largest square of one label that ends there */
} Map;

/* What the middles of a region's largest squares add up to, and the least square of a distance of
 * one from their mean. */
typedef struct
{
  double column, row, distance;
  guint count;
} Squares;

static guint8
get_label (const Map *map, guint cell)
{
  return map->labels[cell] & (guint8) ~ALGO_REGION_KEPT_FREE;
}

/* Marks the region of `start` as `owner`. `stack` has room for every cell, once. */
static void
flood (const Map *map, guint start, guint owner, guint *stack)
{
  guint depth = 0;

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

      for (guint i = 0; i < G_N_ELEMENTS (neighbours); i++)
        if (neighbours[i].exists && map->owners[neighbours[i].cell] == 0
            && get_label (map, neighbours[i].cell) == get_label (map, start))
          {
            map->owners[neighbours[i].cell] = owner;
            stack[depth++] = neighbours[i].cell;
          }
    }
}

static void
find_owners (const Map *map, GArray *regions)
{
  guint count = map->rows * map->columns;
  g_autofree guint *stack = g_new (guint, count);

  for (guint cell = 0; cell < count; cell++)
    if (map->owners[cell] == 0 && map->labels[cell] != ALGO_REGION_NONE)
      {
        const AlgoRegion region = { .label = get_label (map, cell) };

        g_array_append_val (regions, region);
        flood (map, cell, regions->len, stack);
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

        if (owner == 0 || (map->labels[cell] & ALGO_REGION_KEPT_FREE) != 0)
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

/* Of each region's largest squares the one nearest to the mean of them all. */
static void
choose_squares (const Map *map, GArray *regions)
{
  g_autofree Squares *squares = g_new0 (Squares, regions->len);

  for (guint pass = 0; pass < 2; pass++)
    for (guint cell = 0; cell < map->rows * map->columns; cell++)
      {
        const guint owner = map->owners[cell];
        AlgoRegion *region = owner > 0 ? &g_array_index (regions, AlgoRegion, owner - 1) : NULL;
        Squares *sum = owner > 0 ? &squares[owner - 1] : NULL;
        double column, row, distance;

        if (region == NULL || region->side == 0 || map->sides[cell] != region->side)
          continue;
        column = cell % map->columns + 1 - region->side / 2.0;
        row = cell / map->columns + 1 - region->side / 2.0;
        if (pass == 0)
          {
            sum->column += column;
            sum->row += row;
            sum->count++;
            sum->distance = G_MAXDOUBLE;
            continue;
          }
        distance = (column - sum->column / sum->count) * (column - sum->column / sum->count)
                   + (row - sum->row / sum->count) * (row - sum->row / sum->count);
        if (distance >= sum->distance)
          continue;
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
  const Map map = {
    .labels = labels, .rows = rows, .columns = columns, .owners = owners, .sides = sides
  };

  find_owners (&map, regions);
  find_sides (&map, regions);
  choose_squares (&map, regions);
  return regions;
}
