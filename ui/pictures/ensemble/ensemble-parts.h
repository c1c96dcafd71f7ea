/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of pictures of ensembles, and what they have in common. Everything is for pictures with
 * measured members. */
#pragma once

#include "engine/formats/csv.h"
#include "ui/pictures/ensemble/ensemble-consensus.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/drawing/plot.h"

#include <math.h>

typedef struct _AlgoEnsembleBands AlgoEnsembleBands;
typedef struct _AlgoEnsembleKind AlgoEnsembleKind;

/* What can be pointed at. Each picture knows some of it. */
typedef struct
{
  double log_beta; /* not a number: of no one beta */
  gint64 step;     /* negative: of no one step */
  guint inputs;    /* 0: of no one size */
  gint phase;      /* an AlgoPhase; negative: of none */
  gint member;     /* an index into the ensemble's; negative: of none */
  guint plot;      /* of several, the one that it is in */
} AlgoEnsemblePlace;

#define ALGO_ENSEMBLE_PLACE_NONE                                                                   \
  ((AlgoEnsemblePlace){ .log_beta = NAN, .step = -1, .phase = -1, .member = -1 })

typedef struct
{
  const AlgoEnsembleKind *kind;
  const AlgoConsensus *consensus; /* NULL: none yet */
  double log_beta;                /* that is chosen; not finite: none, and the least is shown */
  gint64 step;                    /* that is chosen; negative: the usual one */
  double width, height;
  const AlgoStyle *style;
  const AlgoEnsemblePlace *hover; /* for draw_cursor() */
} AlgoEnsemblePicture;

/* What panels differ in; of a consensus with grids. */
struct _AlgoEnsembleKind
{
  void (*draw) (const AlgoEnsemblePicture *picture, cairo_t *cr);
  /* NULL: a frame around what locate() finds. */
  void (*draw_cursor) (const AlgoEnsemblePicture *picture, cairo_t *cr);
  /* In a few sentences; a new string, as is describe_place()'s. */
  char *(*describe) (const AlgoEnsemblePicture *picture);
  /* What stands at (x, y); FALSE where there is nothing. */
  gboolean (*pick) (const AlgoEnsemblePicture *picture,
                    double x,
                    double y,
                    AlgoEnsemblePlace *place);
  /* Where it is drawn; FALSE if it is not. */
  gboolean (*locate) (const AlgoEnsemblePicture *picture,
                      const AlgoEnsemblePlace *place,
                      AlgoArea *area);
  /* Goes so many to the right and down, as far as there are any; from ALGO_ENSEMBLE_PLACE_NONE, to
   * what is chosen, or the first. FALSE if there is nothing at all. */
  gboolean (*move) (const AlgoEnsemblePicture *picture,
                    gint right,
                    gint down,
                    AlgoEnsemblePlace *place);
  /* NULL if there is no such place. */
  char *(*describe_place) (const AlgoEnsemblePicture *picture, const AlgoEnsemblePlace *place);
  void (*get_number) (const AlgoEnsemblePicture *picture, const char **name, char **value);
  void (*tabulate) (const AlgoEnsemblePicture *picture, AlgoCsv *csv); /* see ensemble-table.h */
  const AlgoEnsembleBands *bands; /* of those in ui/pictures/ensemble/ensemble-bands.h */
};

extern const AlgoEnsembleKind algo_ensemble_phases, algo_ensemble_map, algo_ensemble_entropy,
    algo_ensemble_fvu, algo_ensemble_kl, algo_ensemble_order, algo_ensemble_time,
    algo_ensemble_transitions, algo_ensemble_generalisation, algo_ensemble_direct;

/* What is chosen. */

guint64 algo_ensemble_picture_get_step (const AlgoEnsemblePicture *picture);
/* Of the grid of the consensus at or before it. */
gsize algo_ensemble_picture_get_index (const AlgoEnsemblePicture *picture);
/* Of the grid over log10 beta. */
guint algo_ensemble_picture_get_point (const AlgoEnsemblePicture *picture);
/* That point's log10 beta. */
double algo_ensemble_picture_get_log_beta (const AlgoEnsemblePicture *picture);

/* The head, above the plots: how many seeds of what, and a key. */

typedef struct
{
  guint key_lines; /* below the text, or beside it */
  gboolean beside;
  double height; /* of all; 0 where there is no room for it */
} AlgoEnsembleHead;

AlgoEnsembleHead
algo_ensemble_head_make (double width, double height, const AlgoStyle *style, guint key_width);
#define ALGO_ENSEMBLE_PHASE_KEY 62 /* of small text, that names of the usual phases take */
/* Draws the text from x on. Returns where the key begins, the middle of its first line in `y`. */
double algo_ensemble_head_draw (const AlgoEnsembleHead *head,
                                cairo_t *cr,
                                const AlgoStyle *style,
                                double x,
                                const char *text,
                                double *y);
/* The same with the phases of `key`. */
void algo_ensemble_head_draw_phases (const AlgoEnsembleHead *head,
                                     cairo_t *cr,
                                     const AlgoStyle *style,
                                     double x,
                                     double width,
                                     const char *text,
                                     const AlgoPhaseKey *key);

/* New strings. */

/* "33 seeds", or "31 of 33 seeds" if that is not all there should be. */
char *algo_ensemble_describe_seeds (const AlgoEnsemblePicture *picture, guint count);
/* "33 seeds, step 4 000", of as many as count there. */
char *algo_ensemble_describe_step (const AlgoEnsemblePicture *picture);
/* "33 seeds, log β −3.97". */
char *algo_ensemble_describe_beta (const AlgoEnsemblePicture *picture, guint count);
/* "Tilted 20, Double-sided 10, Mixed 3", the most first. */
char *algo_ensemble_describe_counts (const AlgoPhaseCounts *counts);
/* "step 4 000, log β −3.97: Tilted 20, ... of 33 seeds", of a grid of the consensus. */
char *algo_ensemble_describe_cell (const AlgoEnsemblePicture *picture, gsize index, guint point);

/* Drawing. */

/* Marks in a key the phases that were counted. */
void algo_ensemble_add_to_key (const AlgoPhaseCounts *counts, AlgoPhaseKey *key);
/* The places between which point `point` of the grid stands along an axis of its whole range. */
void algo_ensemble_find_edges (const AlgoAxis *axis,
                               const AlgoStyle *style,
                               guint point,
                               double *from,
                               double *to);
/* Fills the stack of counts between places `from` and `to`, on the plot's y: counts, or shares of
 * them if `share`. */
void algo_ensemble_fill_stack (const AlgoPlot *plot,
                               cairo_t *cr,
                               const AlgoStyle *style,
                               const AlgoPhaseCounts *counts,
                               gboolean share,
                               double from,
                               double to);
/* The phase of the stack at a value of y, and its ends; negative above it. */
gint algo_ensemble_find_in_stack (const AlgoPhaseCounts *counts,
                                  gboolean share,
                                  double value,
                                  double *low,
                                  double *high);

/* A line through medians and the band between quartiles, within a faint one of all. */
void algo_ensemble_draw_spreads (const AlgoPlot *plot,
                                 cairo_t *cr,
                                 const AlgoStyle *style,
                                 AlgoColour colour,
                                 const double *x, /* (count), places */
                                 const AlgoSpread *spreads,
                                 guint count);
/* The legend of that. */
void algo_ensemble_draw_spread_key (cairo_t *cr,
                                    const AlgoStyle *style,
                                    double x,
                                    double y,
                                    double width);
