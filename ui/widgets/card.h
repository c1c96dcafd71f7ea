/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel: a short title on the left, its one number on the right, and below them a picture. */
#pragma once

#include "ui/widgets/panel-view.h"

#define ALGO_TYPE_CARD (algo_card_get_type ())
G_DECLARE_FINAL_TYPE (AlgoCard, algo_card, ALGO, CARD, GtkWidget)

/* With a view of the panel of this name, which must exist (ui/widgets/panels.h). Main thread. */
AlgoCard *algo_card_new (const char *name);
/* Borrowed. */
const char *algo_card_get_name (AlgoCard *self);
AlgoPanelView *algo_card_get_view (AlgoCard *self);

/* Hands the scene to the view as algo_panel_view_update() does, and writes its number, though no
 * more often than it can be read. */
void algo_card_update (AlgoCard *self, const AlgoScene *scene, gboolean at_once);
