/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders for what a test writes. Whatever fails, fails the test. */
#pragma once

#include <glib.h>

/* A new, empty folder; its path. */
char *folder_new (void);
/* How many files and folders are in it, hidden ones too. */
guint folder_count (const char *folder);
/* Deletes it with all that is in it, and frees its path. */
void folder_free (char *folder);

/* For a test of one file, which is to be alone in its folder when the test is over, or not there.
 */
typedef struct
{
  char *folder;
  char *path; /* in it */
} FileFixture;

void file_fixture_set_up (FileFixture *fixture, gconstpointer data);
void file_fixture_tear_down (FileFixture *fixture, gconstpointer data);
