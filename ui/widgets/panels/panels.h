/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panels of the window: one for each picture of ui/pictures/scene/panel.h that has a
 * view, so that whatever is on screen can be exported. */
#pragma once

#include "ui/pictures/scene/panel.h"
#include "ui/widgets/panels/panel-view.h"

/* How many there are. */
guint algo_panels_count (AlgoPanelSet set);
/* What it is called, where `index` is below their number, in the order in which they are listed. */
const AlgoPanel *algo_panels_get_panel (AlgoPanelSet set, guint index);
/* A new view, floating; NULL if no panel has that name. */
AlgoPanelView *algo_panel_view_new (const char *name);
