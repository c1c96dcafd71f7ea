/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run with its playhead, its exhibits and the maker of its scenes, as a window has them. */
#pragma once

#include "app/run/scene-maker.h"

typedef struct
{
  AlgoRunModel *run;
  AlgoPlayhead *playhead;
  AlgoExhibits *exhibits;
  AlgoSceneMaker *maker;
  GSource *wakeup; /* that makes scenes */
  char *folder;
  guint scenes;            /* that were made and found to be whole */
  guint64 latest;          /* step of the last of them */
  GHashTable *steps_shown; /* of them, as of g_int64_hash() */
} ModelFixture;

/* Small enough that hundreds of steps take no time worth mentioning; only n of `inputs`. */
AlgoSettings model_settings (guint64 seed, guint inputs);

/* In place of g_test_init() and g_test_run(): files go to a folder of the test's own. */
void model_test_init (int *argc, char ***argv);
int model_test_run (void);

/* With somebody who looks and wants all there is; without a run. */
void model_fixture_set_up (ModelFixture *fixture, gconstpointer data);
/* Closes what is not closed yet, and waits until nothing is left of it. */
void model_fixture_tear_down (ModelFixture *fixture, gconstpointer data);
/* Closes the run and drops all four, at once. */
void model_fixture_drop (ModelFixture *fixture);

/* A path in the test's folder; a new string. */
char *model_fixture_path (ModelFixture *fixture, const char *name);

/* Runs the main loop until `holds` does. */
void model_fixture_wait (ModelFixture *fixture, gboolean (*holds) (ModelFixture *fixture));
gboolean model_has_network (ModelFixture *fixture); /* in the scene */
gboolean model_is_finished (ModelFixture *fixture);
gboolean model_is_recorded (ModelFixture *fixture); /* all of a run that rests */

/* Begins, runs to the end, and waits until all that is to be known of it is. */
void model_fixture_finish_run (ModelFixture *fixture, const AlgoSettings *settings);
/* The same, saved under that name; another run is begun then. */
void
model_fixture_make_file (ModelFixture *fixture, const AlgoSettings *settings, const char *path);

/* Makes a scene, and sees that it is whole. */
AlgoScene *model_fixture_make_scene (ModelFixture *fixture);
void model_fixture_assert_empty (ModelFixture *fixture);

void model_activate (GActionGroup *actions, const char *name);
gboolean model_can (GActionGroup *actions, const char *name);

/* For what is asked for asynchronously. */
typedef struct
{
  gboolean is_done, succeeded;
  GError *error;
} ModelReply;

void model_on_opened (GObject *source, GAsyncResult *result, gpointer reply);
void model_on_saved (GObject *source, GAsyncResult *result, gpointer reply);
void model_on_network_opened (GObject *source, GAsyncResult *result, gpointer reply);
/* Runs the main loop until the answer is there. */
void model_reply_wait (ModelReply *reply);
void model_reply_assert_cancelled (ModelReply *reply);
