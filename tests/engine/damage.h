/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Databases damaged on purpose. Whatever fails, fails the test. */
#pragma once

#include "tests/folder.h"

#define DAMAGE_FILE_HEADER 100 /* bytes of a database */

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

/* For the file of a fixture, which is alone in its folder and never changed by being opened. */

/* What it opens as; NULL sets the error. */
typedef gpointer (*DamageOpenFunc) (const char *path, GError **error);

/* Opens it with other contents. */
gpointer damage_open (const FileFixture *fixture,
                      DamageOpenFunc open,
                      const char *contents,
                      gsize length,
                      GError **error);
/* Opens it with a bit of byte `at` turned over; NULL where that is refused, as it is in rows. */
gpointer damage_open_flipped (const FileFixture *fixture,
                              DamageOpenFunc open,
                              char *bytes,
                              gsize length,
                              gsize at,
                              GRand *random);
/* Changes it, and returns why it is not opened any more. */
GError *damage_spoil (const FileFixture *fixture, DamageOpenFunc open, const char *sql);
/* That it is refused at any length but its own, */
void damage_assert_whole (const FileFixture *fixture, DamageOpenFunc open);
/* and with the number of a newer version, or of this older one. */
void damage_assert_version (const FileFixture *fixture, DamageOpenFunc open, guint older);
