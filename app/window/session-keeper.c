/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/session-keeper.h"

#include "app/window/window-state.h"
#include "app/window/window.h"

#include <glib/gstdio.h>

#define INTERVAL 1 /* seconds */
#define GRACE 5    /* of those, in which windows are closed one after the other */

struct _AlgoSessionKeeper
{
  GtkApplication *application;
  char *kept; /* as it was written last, or NULL */
  guint timer;
  guint grace; /* looks still to be left out */
};

static char *
get_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "algoscope", "session", NULL);
}

GArray *
algo_session_keeper_take (void)
{
  g_autofree char *path = get_path ();
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return algo_window_states_new ();
  g_unlink (path);
  return algo_window_states_parse (text);
}

/* The file is written whole or not at all, but without waiting until it is on the disk: at worst it
 * is lost with the power, which is no loss of any work. */
static void
write_text (const char *text)
{
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *other = g_strconcat (path, ".new", NULL);

  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents_full (other, text, -1, G_FILE_SET_CONTENTS_NONE, 0600, NULL))
    g_rename (other, path);
}

static void
save (AlgoSessionKeeper *keeper)
{
  g_autoptr (GArray) states = algo_window_states_new ();
  g_autofree char *text = NULL;

  for (GList *at = gtk_application_get_windows (keeper->application); at != NULL; at = at->next)
    if (ALGO_IS_WINDOW (at->data))
      {
        AlgoWindowState state = { 0 };

        if (algo_window_get_state (at->data, &state))
          g_array_append_val (states, state);
      }
  /* The last window takes the program with it, which is then what was open. */
  if (states->len == 0)
    return;
  text = algo_window_states_to_text (states);
  if (g_strcmp0 (text, keeper->kept) == 0)
    return;
  write_text (text);
  g_free (keeper->kept);
  keeper->kept = g_steal_pointer (&text);
}

static gboolean
on_timer (gpointer data)
{
  AlgoSessionKeeper *keeper = data;

  if (keeper->grace > 0)
    keeper->grace--;
  else
    save (keeper);
  return G_SOURCE_CONTINUE;
}

void
algo_session_keeper_save (AlgoSessionKeeper *keeper)
{
  if (keeper->grace == 0)
    save (keeper);
}

void
algo_session_keeper_finish (AlgoSessionKeeper *keeper)
{
  save (keeper);
  /* A window may also stay open, and all goes on as before. */
  keeper->grace = GRACE;
}

AlgoSessionKeeper *
algo_session_keeper_new (GtkApplication *application)
{
  AlgoSessionKeeper *keeper = g_new (AlgoSessionKeeper, 1);

  *keeper = (AlgoSessionKeeper){ .application = application };
  keeper->timer = g_timeout_add_seconds (INTERVAL, on_timer, keeper);
  return keeper;
}

void
algo_session_keeper_free (AlgoSessionKeeper *keeper)
{
  g_source_remove (keeper->timer);
  g_free (keeper->kept);
  g_free (keeper);
}
