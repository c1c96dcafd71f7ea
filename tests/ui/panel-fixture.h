/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One panel in a window of its own, with made-up data, for tests that drive it in process. */
#pragma once

#include "tests/ui/picture-samples.h"
#include "ui/widgets/panels/panel-view.h"

typedef struct
{
  PictureSamples *samples; /* of 16 inputs and 700 steps */
  AlgoScene scene;         /* parts of one, of these */
  GPtrArray *grids;
  GArray *metrics;
  AlgoObservation *observation;

  AlgoPainter *painter;
  GtkWindow *window;
  AlgoPanelView *view;

  /* What the view asked for last. */
  guint moves;
  gint64 step;
  double log_beta;
  guint inputs;
} PanelFixture;

/* `user_data` is the name of the panel; it shows the scene. */
void panel_fixture_set_up (PanelFixture *fixture, gconstpointer user_data);
void panel_fixture_tear_down (PanelFixture *fixture, gconstpointer user_data);

/* Shows the scene as it is now, and waits until it is painted. */
void panel_fixture_update (PanelFixture *fixture);
/* Waits until what is to be seen is painted. */
void panel_fixture_paint (PanelFixture *fixture);
/* Fails unless that is part of the description. */
void panel_fixture_check_described (PanelFixture *fixture, const char *part);
/* Fails unless the number is this; NULL: there is none. */
void panel_fixture_check_number (PanelFixture *fixture, const char *name, const char *number);
/* The size and style in which the view is drawn. */
AlgoPanelFrame panel_fixture_get_frame (PanelFixture *fixture, AlgoStyle *style);
/* The middle of what is read with the cursor there; fails if nothing is. */
void
panel_fixture_locate (PanelFixture *fixture, const AlgoPanelCursor *cursor, double *x, double *y);

/* The pointer goes there, and there a button goes down, the `n_press`th time in a row, and up. */
void panel_fixture_point (PanelFixture *fixture, double x, double y);
void panel_fixture_click (PanelFixture *fixture, int n_press, double x, double y);
void panel_fixture_drag (PanelFixture *fixture, double x, double y, double right, double down);
/* Whether anything came of it. */
gboolean panel_fixture_press_key (PanelFixture *fixture, guint key, GdkModifierType modifiers);
/* What is read out under the cursor, or NULL. */
const char *panel_fixture_get_readout (PanelFixture *fixture);
