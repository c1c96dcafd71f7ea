/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of an ensemble: what runs of many seeds say together.
 *
 * All of them draw the same struct and share one notion of a place, so that one widget shows any of
 * them. Medians are lines, quartiles bands, phases have their colours and letters. */
#pragma once

#include <math.h>

#include "ui/pictures/ensemble/ensemble-consensus.h"
#include "ui/pictures/drawing/style.h"

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
  const AlgoEnsemblePlace *hover; /* NULL: none */
} AlgoEnsemblePicture;

/* Whether there is anything to draw: members with grids. */
gboolean algo_ensemble_picture_is_known (const AlgoEnsemblePicture *picture);

void algo_ensemble_picture_draw (const AlgoEnsemblePicture *picture,
                                 cairo_t *cr,
                                 double width,
                                 double height,
                                 const AlgoStyle *style);
/* Only what marks `hover`, over the rest of the picture. */
void algo_ensemble_picture_draw_cursor (const AlgoEnsemblePicture *picture,
                                        cairo_t *cr,
                                        double width,
                                        double height,
                                        const AlgoStyle *style);
/* What it shows, in a few sentences; a new string. */
char *algo_ensemble_picture_describe (const AlgoEnsemblePicture *picture);

/* What stands at (x, y) of a picture of this size; FALSE where there is nothing. */
gboolean algo_ensemble_picture_pick (const AlgoEnsemblePicture *picture,
                                     double width,
                                     double height,
                                     const AlgoStyle *style,
                                     double x,
                                     double y,
                                     AlgoEnsemblePlace *place);
/* Where it is drawn; FALSE if it is not. */
gboolean algo_ensemble_picture_locate (const AlgoEnsemblePicture *picture,
                                       double width,
                                       double height,
                                       const AlgoStyle *style,
                                       const AlgoEnsemblePlace *place,
                                       AlgoArea *area);
/* Goes so many to the right and down, as far as there are any; from ALGO_ENSEMBLE_PLACE_NONE, to
 * what is chosen, or the first. FALSE if there is nothing at all. */
gboolean algo_ensemble_picture_move (const AlgoEnsemblePicture *picture,
                                     gint right,
                                     gint down,
                                     AlgoEnsemblePlace *place);
/* A new string; NULL if there is no such place. */
char *algo_ensemble_picture_describe_place (const AlgoEnsemblePicture *picture,
                                            const AlgoEnsemblePlace *place);
/* The one number of its panel, as AlgoPanel has it. */
void algo_ensemble_picture_get_number (const AlgoEnsemblePicture *picture,
                                       const char **name,
                                       char **value);
