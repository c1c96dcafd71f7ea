/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel: a short title on the left, its one number with its name and its menu on the right, and
 * below them a picture.
 *
 * Signal "asked" (const char *action, guint direction): a person activated that action of its menu
 * or keys: "card.hide", "card.export" or, with an AlgoBoardDirection, "card.move" and
 * "card.resize", to which the right is wider, the left narrower, down higher, up lower. Property
 * "full" (gboolean): it has the window for itself, and a button back. Main thread. */
#pragma once

#include "ui/widgets/panels/panel-view.h"

#define ALGO_TYPE_CARD (algo_card_get_type ())
G_DECLARE_FINAL_TYPE (AlgoCard, algo_card, ALGO, CARD, GtkBox)

AlgoCard *algo_card_new (const AlgoPanel *panel, AlgoPainter *painter);
/* Borrowed. */
const char *algo_card_get_name (AlgoCard *self);
const char *algo_card_get_title (AlgoCard *self);
AlgoPanelView *algo_card_get_view (AlgoCard *self);

/* The number that stands beside the title; NULL for none. */
void algo_card_set_number (AlgoCard *self, const char *name, const char *value);
void algo_card_set_full (AlgoCard *self, gboolean full);
/* Whether it can be carried by what is at (x, y) of it: anything but the picture and buttons. */
gboolean algo_card_is_handle (AlgoCard *self, double x, double y);
