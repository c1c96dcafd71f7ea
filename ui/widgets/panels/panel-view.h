/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The base of every picture that is a panel: what it takes from the scene, and its one number.
 *
 * What a person does on it is told by signals:
 * - "go-to" (gint64 step, double log_beta, guint inputs): show this place; -1, not a number and 0
 *   leave the step, the complexity and the size as they are.
 * - "edit" (gpointer, a const AlgoEdit * borrowed during the emission): change the network.
 * Main thread. */
#pragma once

#include "ui/widgets/panels/picture-area.h"
#include "ui/pictures/scene/scene.h"

#define ALGO_TYPE_PANEL_VIEW (algo_panel_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (AlgoPanelView, algo_panel_view, ALGO, PANEL_VIEW, AlgoPictureArea)

struct _AlgoPanelViewClass
{
  AlgoPictureAreaClass parent_class;

  /* Takes from the scene what it draws, and calls algo_picture_area_changed() if that differs from
   * what it drew before. */
  void (*update) (AlgoPanelView *self, const AlgoScene *scene);
  /* The panel's one number: what it is ("FVU", borrowed) and its value with its unit, a new string.
   * NULL for a panel without; both stay NULL while there is none. */
  void (*get_number) (AlgoPanelView *self, const char **name, char **value);
};

void algo_panel_view_update (AlgoPanelView *self, const AlgoScene *scene);
void algo_panel_view_get_number (AlgoPanelView *self, const char **name, char **value);

/* For subclasses. */
void algo_panel_view_go_to (AlgoPanelView *self, gint64 step, double log_beta, guint inputs);
void algo_panel_view_edit (AlgoPanelView *self, gconstpointer edit);
/* Sets a property that is a `flag` of what is drawn. */
void algo_panel_view_set_flag (AlgoPanelView *self,
                               gboolean *flag,
                               const GValue *value,
                               GParamSpec *pspec);
