/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Legends: samples with what they mean, on one line or several. */
#pragma once

#include "ui/pictures/drawing/style.h"

typedef enum
{
  ALGO_KEY_LINE,
  ALGO_KEY_DASHED,
  ALGO_KEY_BAND, /* a band with a line in it */
  ALGO_KEY_BOX,
  ALGO_KEY_DOT,
  ALGO_KEY_SHADES, /* a bar of colours, with words on both sides */
  ALGO_KEY_OWN,    /* as `draw` has it */
} AlgoKey;

typedef struct _AlgoLegendEntry AlgoLegendEntry;

struct _AlgoLegendEntry
{
  AlgoKey key;
  AlgoColour colour;
  const char *label; /* Pango markup; NULL: none */
  double width;      /* of the sample, in heights of small text; 0: a line's */
  /* Of shades. */
  const char *low;
  const AlgoColour *shades;
  guint n_shades;
  /* Of the caller's own: draws the sample in an area of that width and a line's height. */
  void (*draw) (const AlgoLegendEntry *entry,
                cairo_t *cr,
                const AlgoStyle *style,
                const AlgoArea *sample);
  gconstpointer data; /* for it */
};

/* Entries on one line, or as many as fit `width` on each of at most `max_lines`, the middle of the
 * first at y; what does not fit is left out. Returns the lines used. */
guint algo_legend_draw (cairo_t *cr,
                        const AlgoStyle *style,
                        double x,
                        double y,
                        double width,
                        guint max_lines,
                        const AlgoLegendEntry *entries,
                        guint n_entries);
/* The height of one line. */
double algo_legend_line_height (const AlgoStyle *style);
/* The same with lines of another height; only counts the lines where `cr` is NULL. */
guint algo_legend_draw_lines (cairo_t *cr,
                              const AlgoStyle *style,
                              double x,
                              double y,
                              double width,
                              double line_height,
                              guint max_lines,
                              const AlgoLegendEntry *entries,
                              guint n_entries);
