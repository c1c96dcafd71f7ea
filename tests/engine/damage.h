/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases damaged on purpose. Whatever fails, fails the test. */
#pragma once

#include <glib.h>

/* Runs SQL on it, as anybody could. */
void damage_execute (const char *path, const char *sql);

/* New bytes; free with g_free(). */
char *damage_read (const char *path, gsize *length);
/* Without syncing, which would take most of the time. */
void damage_write (const char *path, const char *contents, gsize length);

gsize damage_page_size (const char *bytes);
/* Whether byte `at` of a file without free pages is of a row. */
gboolean damage_is_in_row (const char *bytes, gsize at);

/* That a file was refused in one line that begins with its path. */
void damage_assert_refusal (const char *path, const GError *error);
