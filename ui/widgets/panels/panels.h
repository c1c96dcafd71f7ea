/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of the window: one for each picture of ui/pictures/figure/figure-panel.h that has a
 * view, so that whatever is on screen can be exported. */
#pragma once

#include "ui/pictures/figure/figure-panel.h"
#include "ui/widgets/panels/panel-view.h"

/* Those that stand on one board. */
typedef enum
{
  ALGO_PANELS_OF_RUN,
  ALGO_PANELS_OF_ENSEMBLE,
} AlgoViewSet;

/* How many there are. */
guint algo_panels_count (AlgoViewSet set);
/* What it is called, where `index` is below their number, in the order in which they are listed. */
const AlgoFigurePanel *algo_panels_get_panel (AlgoViewSet set, guint index);
/* A new view, floating; NULL if no panel has that name. */
AlgoPanelView *algo_panel_view_new (const char *name);
