/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A panel: a short title on the left, its one number on the right, and below them a picture. */
#pragma once

#include "ui/widgets/picture-area.h"

#define ALGO_TYPE_CARD (algo_card_get_type ())
G_DECLARE_FINAL_TYPE (AlgoCard, algo_card, ALGO, CARD, GtkWidget)

/* The number: what it is ("FVU") and its value with its unit ("0.00812"); value NULL shows
 * neither. Cheap when nothing changes. Main thread. */
void algo_card_set_number (AlgoCard *self, const char *name, const char *value);
