/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings that a run is a function of as text, by the names that they have in files: "seed",
 * "least", "most", "levels", "batch", "points", "steps", "rate", "model", "log-beta-from" and
 * "log-beta-to". Any thread. */
#pragma once

#include "engine/settings.h"

/* In the order above; names are never translated. */
guint algo_settings_count_fields (void);
const char *algo_settings_field_name (guint field);
/* The field of that name; FALSE if there is none. */
gboolean algo_settings_find_field (const char *name, guint *field);

/* The value as algo_settings_parse_field() reads it back, to the bit, whatever the locale; a new
 * string. */
char *algo_settings_format_field (const AlgoSettings *settings, guint field);
/* FALSE, and the settings as they were, if `text` is not a number that fits, or no model. That it
 * is in range is for algo_settings_validate() to say. */
gboolean algo_settings_parse_field (AlgoSettings *settings, guint field, const char *text);

/* The first field in which two settings differ, their seeds apart; FALSE if there is none. */
gboolean algo_settings_find_difference (const AlgoSettings *a, const AlgoSettings *b, guint *field);
