/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An edit as signals carry it: a boxed type, whose copies have an order of their own. Any thread.
 */
#pragma once

#include "engine/run/workbench.h"

#include <glib-object.h>

#define ALGO_TYPE_EDIT (algo_edit_get_type ())
GType algo_edit_get_type (void);
