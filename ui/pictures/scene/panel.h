/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a panel is: all that the window, the figures, the tables and screen readers need to know of
 * one, in one static descriptor in one file (ui/pictures/.../NAME-panel.c). To add a panel: write
 * its file, name it in ui/pictures/meson.build, and in the table of ui/pictures/scene/panels.c.
 *
 * Functions of a panel draw and read one scene, depend on nothing else, and may be called from any
 * thread. */
#pragma once

#include "engine/formats/csv.h"
#include "ui/pictures/drawing/style.h"
#include "ui/pictures/scene/scene.h"

#include <math.h>

typedef struct _AlgoPanel AlgoPanel;

/* On which board a panel stands. */
typedef enum
{
  ALGO_PANEL_OF_RUN,
  ALGO_PANEL_OF_ENSEMBLE,
  ALGO_PANEL_OF_FIGURES, /* on none: in figures only */
} AlgoPanelSet;

/* Where a panel's cursor is. Each panel gives a meaning to those members that it needs, and leaves
 * the others 0. */
typedef struct
{
  guint part, row, column;
  gint64 index;
  gint64 step;
  double log_beta;
  double x, y;
} AlgoPanelCursor;

/* A panel as it is drawn: everything borrowed. */
typedef struct
{
  const AlgoPanel *panel;
  const AlgoScene *scene;
  double width, height; /* in the style's unit */
  const AlgoStyle *style;
  gboolean option;               /* the panel's option (AlgoPanel.option) is on */
  gboolean on_screen;            /* rather than in a figure: a card says title and number */
  const AlgoPanelCursor *cursor; /* NULL: none */
} AlgoPanelFrame;

/* What is shown where that is not what the scene is of: another step, size or complexity, or with
 * the encoder where it is off. A panel
 * starts from the scene's own and changes what differs. */
typedef struct
{
  guint64 step; /* ALGO_PANEL_NO_STEP: does not apply, as of a network that no run made */
  guint inputs, hidden;
  gboolean from_prior;
  double log_beta; /* not a number: does not apply */
} AlgoPanelBasis;

#define ALGO_PANEL_NO_STEP G_MAXUINT64

/* Where a person goes by activating a cursor. */
typedef struct
{
  gint64 step;     /* -1: stays */
  double log_beta; /* not a number: stays */
  guint inputs;    /* 0: stays */
  gint64 member;   /* of an ensemble, to be selected; -1: none */
} AlgoPanelDestination;

#define ALGO_PANEL_STAY ((AlgoPanelDestination){ .step = -1, .log_beta = NAN, .member = -1 })

typedef struct
{
  double width, height; /* points */
} AlgoPanelSize;

struct _AlgoPanel
{
  const char *name;  /* in commands, files and arrangements; never translated */
  const char *title; /* marked for translation, as are the next two */
  const char *label; /* what it shows, for assistive technology */
  const char *needs; /* what it is drawn from: "a run" */
  AlgoPanelSet set;
  gconstpointer
      kind; /* which of several it is that share the functions below; NULL: the only one */

  /* In figures: sizes at which it looks its best, alone in a narrow and in a wide figure; beside
   * others it is at least as wide as `narrow`. */
  AlgoPanelSize narrow, wide;
  double share;       /* of the width of a row, against that of its neighbours */
  gboolean in_layout; /* part of the figure of all panels */

  /* The name of the one thing that a person can set, "sort-by-input"; NULL: nothing. */
  const char *option;

  /* The title of what a scene shows, which is translated; NULL: the one above. */
  char *(*make_title) (const AlgoScene *scene);
  /* Whether there is anything to be drawn but "Not measured yet". */
  gboolean (*is_known) (const AlgoScene *scene);
  /* Whether two scenes look the same in this panel, cursor apart, and need not be drawn anew. */
  gboolean (*is_same) (const AlgoScene *a, const AlgoScene *b);
  /* Changes what differs from the scene's own; NULL: nothing ever does. */
  void (*get_basis) (const AlgoScene *scene, AlgoPanelBasis *basis);
  /* Whether it draws and describes what is not known, too, rather than that it says in its place
   * what this returns, which is translated and static; NULL: "Not measured yet". */
  gboolean draws_unknown;
  const char *(*describe_unknown) (const AlgoScene *scene);
  /* Draws all but the cursor, inside a clip as large as the frame. */
  void (*draw) (const AlgoPanelFrame *frame, cairo_t *cr);
  /* What it shows, in a few sentences; a new string. */
  char *(*describe) (const AlgoPanelFrame *frame);
  /* The panel's one number: what it is ("FVU", static or translated) and its value with its unit, a
   * new string. NULL: a panel without. Not called unless known. */
  char *(*get_number) (const AlgoPanel *panel, const AlgoScene *scene, const char **name);
  /* Adds the numbers that are drawn to an empty table, with a header. NULL: never. */
  void (*tabulate) (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv);

  /* The cursor; a panel without one leaves all of these NULL. Never called unless known. */

  /* Draws it, which there is, over the picture. NULL: the picture is drawn with it, frame->cursor.
   */
  void (*draw_cursor) (const AlgoPanelFrame *frame, cairo_t *cr);
  /* The place drawn at (x, y); FALSE where there is none. */
  gboolean (*pick) (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor);
  /* Moves *`cursor`, which frame->cursor may be, by steps to the right and down or, where
   * frame->cursor is NULL, puts it in its first place. FALSE where it cannot go. */
  gboolean (*move) (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor);
  /* The value under frame->cursor, a new string, and the area that it covers; NULL if that is no
   * place of this scene. */
  char *(*read) (const AlgoPanelFrame *frame, AlgoArea *area);
  /* Where frame->cursor leads; FALSE if nowhere. NULL: never anywhere. */
  gboolean (*lead) (const AlgoPanelFrame *frame, AlgoPanelDestination *destination);
};

/* The functions of a panel with a table and a cursor, by the names that they have in its file. */
#define ALGO_PANEL_FUNCTIONS                                                                       \
  .draw = draw, .describe = describe, .tabulate = tabulate, .draw_cursor = draw_cursor,            \
  .pick = pick, .move = move, .read = read

/* All panels, in the order of the menu and of figures, and a NULL. */
const AlgoPanel *const *algo_panels_get (void);
/* NULL if there is none of that name. */
const AlgoPanel *algo_panel_find (const char *name);

/* What is above it where it shows `scene`; a new string. */
char *algo_panel_make_title (const AlgoPanel *panel, const AlgoScene *scene);
/* Translated. */
const char *algo_panel_get_title (const AlgoPanel *panel);

/* Everybody else than panels calls these, and not a panel's own functions: a panel has the less of
 * the frame the more is said above it, and none of them asks one that is not known. */

/* Draws the picture, with what it is of in words above it where that is not what the scene is of,
 * and with the cursor where that is not drawn over it. */
void algo_panel_draw (const AlgoPanelFrame *frame, cairo_t *cr);
/* Whether two scenes look the same in it, with what is said above. */
gboolean algo_panel_is_same (const AlgoPanel *panel, const AlgoScene *a, const AlgoScene *b);
/* Draws the cursor over the picture, which need not be drawn anew where it moves: of a panel that
 * has AlgoPanel.draw_cursor. */
void algo_panel_draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr);
/* As the panel's. */
gboolean algo_panel_pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor);
gboolean
algo_panel_move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor);
char *algo_panel_read (const AlgoPanelFrame *frame, AlgoArea *area);
gboolean algo_panel_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination);
/* What the scene is of ("Step 1 325, log β −4.70, n = 16, h = 48"), what the picture is of where
 * that differs, and what it shows; a new string. */
char *algo_panel_describe (const AlgoPanelFrame *frame);
/* What the picture is of where that is not what the scene is of: "n = 16, step 1 300"; a new
 * string, NULL where all agrees. */
char *algo_panel_describe_basis (const AlgoPanel *panel, const AlgoScene *scene);
/* What the picture is of, whether that differs or not. */
AlgoPanelBasis algo_panel_get_basis (const AlgoPanel *panel, const AlgoScene *scene);
/* The numbers that are drawn, of a panel that is known: a table with a header, whose last columns
 * say which network and run they are of, where that is known and no column says it row by row. */
AlgoCsv *algo_panel_tabulate (const AlgoPanel *panel, const AlgoScene *scene);
/* The number as a card writes it: NULL while there is none. */
char *algo_panel_get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name);
