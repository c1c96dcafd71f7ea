/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of phases: all that is said of each in one row, for the classifier, the formulas, the
 * files and the pictures. A new phase is a value of AlgoPhase and a row in phases.c. */
#pragma once

#include "engine/analysis/order-parameters.h"
#include "engine/analysis/phase.h"

/* What is asked of an order parameter. */
typedef struct
{
  gboolean asked;
  double low, high;
  /* Of localisation: a bound on its odds, lambda / (1 - lambda), over the odds of random weights.
   * That compares networks of all n. */
  gboolean low_is_odds, high_is_odds;
} AlgoRange;

typedef AlgoRange AlgoRanges[ALGO_N_ORDER_PARAMETERS];

/* A phase is recognised where all that is asked holds. A phase may have several regions. */
typedef struct
{
  gboolean pinned; /* asks for one of `algo_pinned_ranges` besides */
  AlgoRanges ranges;
} AlgoPhaseRegion;

#define ALGO_PINNED_RANGES 3
extern const AlgoRanges algo_pinned_ranges[ALGO_PINNED_RANGES];

/* What is known of an input's arms from the weights. */
typedef struct
{
  double plus, minus;             /* as in order-parameters.h */
  double plus_count, minus_count; /* neurons */
} AlgoArms;

/* One input's p, m and l, as formula.h has them. */
typedef struct
{
  double plus, minus, linear;
} AlgoSides;

#define ALGO_MAX_CONSTANTS 5

/* The algorithm in closed form; see formula.h. */
typedef struct
{
  /* NULL where the sum is over the network's own neurons. */
  AlgoSides (*choose_sides) (double polarity, const AlgoArms *arms);
  /* Names of what is fitted, of "scale", "bias", "plus", "minus", "background", "sharpness" and
   * "offset"; up to NULL. Never translated. */
  const char *constants[ALGO_MAX_CONSTANTS + 1];
  double exact_scale; /* of the algorithm that computes the norm exactly; NAN if none does */
  /* Where a network is in no known phase: by growing rank formulas are tried on it, simpler ones
   * first. 0 for one whose functions another has too. */
  guint rank;
  gboolean is_sided; /* each input takes a side of its own */
  /* As Pango markup, after "f (x) ≈" and as a whole: in braces the name of a constant for its
   * number, with a plus before it for its sign and number as a further term, or "bent" for the name
   * of the bent function. */
  const char *fitted, *ideal;
  double width; /* in sizes of text, up to which the fitted one takes two lines */
} AlgoClosedForm;

/* A regular polygon, turned by `angle`. */
typedef struct
{
  guint corners; /* 0: a disc */
  double angle;
} AlgoPhaseMark;

/* How many other draws of a hypernetwork at one beta are of the phase that one of them is. */
typedef struct
{
  double at_edge; /* share of them where that is on a threshold */
  double margin;  /* spreads within which e times fewer disagree */
} AlgoPhaseAgreement;

#define ALGO_MARK_CROSS 12 /* corners of a plus sign */

#define ALGO_COLOUR_OF_TEXT 0xff000000

typedef struct
{
  const char *name;            /* in files and tables, never translated */
  const char *letter;          /* in plain characters, likewise */
  const char *shown;           /* the letter as it is shown */
  const char *title, *summary; /* a sentence: what a network in this phase does; both marked for
                                  translation */
  guint32 colour;              /* 0xRRGGBB, or ALGO_COLOUR_OF_TEXT */
  AlgoPhaseMark mark;
  AlgoPhaseAgreement agreement;
  gboolean
      flickers; /* a single point of a grid that shows it between two that agree says nothing */
  const AlgoPhaseRegion *regions;
  guint n_regions;     /* none for what no other is */
  AlgoClosedForm form; /* all 0 where there is none */
} AlgoPhaseRow;

extern const AlgoPhaseRow algo_phase_rows[ALGO_N_PHASES];

/* Whether the phase is an algorithm that has a closed form. */
gboolean algo_phase_has_form (AlgoPhase phase);
