/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/picture-fixture.h"

#include <string.h>

static void
set_up (PictureFixture *fixture, gconstpointer data)
{
  fixture->samples = picture_samples_new (16, 48, 700);
  algo_style_init (&fixture->style, ALGO_STYLE_LIGHT);
  fixture->none = g_ptr_array_new ();
}

static void
tear_down (PictureFixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->none);
  picture_samples_free (fixture->samples);
}

void
picture_fixture_add (const char *path, void (*test) (PictureFixture *, gconstpointer))
{
  g_test_add (path, PictureFixture, NULL, set_up, test, tear_down);
}

void
assert_contains (const char *text, const char *part)
{
  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}
