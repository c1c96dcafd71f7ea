/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts allocations in any thread while switched on. */
#pragma once

#include <glib.h>

void allocations_count_from_now (void);
/* Stops counting. */
guint allocations_counted (void);
