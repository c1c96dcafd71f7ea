/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For tests of what can be read off pictures. */
#pragma once

#include "tests/ui/picture-samples.h"

typedef struct
{
  PictureSamples *samples; /* of 16 inputs and 48 hidden neurons, after 700 steps */
  AlgoStyle style;         /* light */
  GPtrArray *none;         /* no grids */
} PictureFixture;

/* Adds a test that takes the fixture, made anew for it. */
void picture_fixture_add (const char *path, void (*test) (PictureFixture *, gconstpointer));

/* That `part` is in `text`, which is shown if not. */
void assert_contains (const char *text, const char *part);
