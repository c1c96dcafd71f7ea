/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How phases look wherever they are drawn small: shades, marks, and the key that explains both. */
#pragma once

#include "engine/analysis/phase.h"
#include "ui/pictures/drawing/legend.h"

/* A phase's colour, the paler the less confident: on the card, never transparent. */
AlgoColour algo_phase_shade (const AlgoStyle *style, AlgoPhase phase, double confidence);

/* Adds the phase's mark to the path, about as large as a disc of this radius. Each phase has a
 * shape of its own: convexity a disc, pudding + and - triangles up and down, tilted one that leans,
 * double-sided a diamond ... */
void algo_phase_add_mark (cairo_t *cr, AlgoPhase phase, double x, double y, double radius);
/* The mark in the phase's colour with an outline that shows on any colour. */
void algo_phase_draw_mark (cairo_t *cr,
                           const AlgoStyle *style,
                           AlgoPhase phase,
                           double x,
                           double y,
                           double radius);

/* A field in the phase's colour with its letter. */
void
algo_phase_draw_chip (cairo_t *cr, const AlgoStyle *style, AlgoPhase phase, const AlgoArea *chip);

typedef enum
{
  ALGO_PHASE_KEY_CHIPS, /* coloured fields with letters */
  ALGO_PHASE_KEY_MARKS, /* marks, with letters before the names */
} AlgoPhaseKeyKind;

typedef struct
{
  AlgoPhaseKeyKind kind;
  gboolean phases[ALGO_N_PHASES]; /* which to explain */
  gboolean confidence;            /* explain the shades of confidence too */
  const char *shade_label;        /* "confidence 0", before them; NULL: that */
} AlgoPhaseKey;

/* On as few lines as hold it, at most `max_lines`, the middle of the first at y. With names; where
 * they do not fit, without; then without shades. Returns the lines used. */
guint algo_phase_key_draw (cairo_t *cr,
                           const AlgoStyle *style,
                           const AlgoPhaseKey *key,
                           double x,
                           double y,
                           double width,
                           guint max_lines);
double algo_phase_key_line_height (const AlgoStyle *style);
