/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/assignment.h"

#include <math.h>

#define NONE G_MAXUINT

typedef struct
{
  guint count;
  const float *costs;
  double *price;    /* (count) of each column; with it, no row has a cheaper one than its own */
  guint *row_of;    /* (count) of each column, or NONE */
  guint *column_of; /* (count) of each row, or NONE */

  /* Of the search for a path from one row. */
  double *distance; /* (count) to each column */
  guint *from;      /* (count) the column before each on its path; NONE: the row itself */
  gboolean *done;   /* (count) */
} Assignment;

static double
reduced_cost (const Assignment *self, guint row, guint column)
{
  return self->costs[(gsize) row * self->count + column] - self->price[column];
}

/* Each column goes to the row that has it cheapest, the first column that asks for it. */
static void
assign_greedily (Assignment *self)
{
  for (guint column = 0; column < self->count; column++)
    {
      guint cheapest = 0;

      for (guint row = 1; row < self->count; row++)
        if (reduced_cost (self, row, column) < reduced_cost (self, cheapest, column))
          cheapest = row;
      self->price[column] = reduced_cost (self, cheapest, column);
      if (self->column_of[cheapest] != NONE)
        continue;
      self->column_of[cheapest] = column;
      self->row_of[column] = cheapest;
    }
}

/* Goes on from `row`, which is `at` away, to all columns that are not done. */
static void
relax (Assignment *self, guint row, guint through, double at)
{
  /* A row is no dearer by its own column than by any other. */
  const double own = through != NONE ? reduced_cost (self, row, through) : 0;

  for (guint column = 0; column < self->count; column++)
    {
      const double distance = at + reduced_cost (self, row, column) - own;

      if (self->done[column] || !(distance < self->distance[column]))
        continue;
      self->distance[column] = distance;
      self->from[column] = through;
    }
}

static guint
find_nearest (const Assignment *self)
{
  guint nearest = NONE;

  for (guint column = 0; column < self->count; column++)
    if (!self->done[column]
        && (nearest == NONE || self->distance[column] < self->distance[nearest]))
      nearest = column;
  return nearest;
}

/* Gives `row` a column, and others another where that is cheaper altogether. */
static void
augment (Assignment *self, guint row)
{
  guint column;

  for (column = 0; column < self->count; column++)
    {
      self->distance[column] = INFINITY;
      self->done[column] = FALSE;
    }
  relax (self, row, NONE, 0);
  while (self->row_of[column = find_nearest (self)] != NONE)
    {
      self->done[column] = TRUE;
      relax (self, self->row_of[column], column, self->distance[column]);
    }
  for (guint i = 0; i < self->count; i++)
    if (self->done[i])
      self->price[i] += self->distance[i] - self->distance[column];
  while (self->from[column] != NONE)
    {
      const guint before = self->from[column];

      self->row_of[column] = self->row_of[before];
      self->column_of[self->row_of[column]] = column;
      column = before;
    }
  self->row_of[column] = row;
  self->column_of[row] = column;
}

void
algo_assign (guint count, const float *costs, guint *columns)
{
  g_autofree double *price = g_new0 (double, count);
  g_autofree double *distance = g_new (double, count);
  g_autofree guint *row_of = g_new (guint, count);
  g_autofree guint *from = g_new (guint, count);
  g_autofree gboolean *done = g_new (gboolean, count);
  Assignment assignment = { .count = count,
                            .costs = costs,
                            .price = price,
                            .row_of = row_of,
                            .column_of = columns,
                            .distance = distance,
                            .from = from,
                            .done = done };

  for (guint i = 0; i < count; i++)
    row_of[i] = columns[i] = NONE;
  assign_greedily (&assignment);
  for (guint row = 0; row < count; row++)
    if (columns[row] == NONE)
      augment (&assignment, row);
}
