/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What memory a window takes while runs follow each other in it: restarts, then files that are
 * opened. Run by hand:
 * xvfb-run -a -s '-screen 0 1400x900x24' build/tests/bench/memory-bench --limit 250
 * It ends with status 1 if the window ever took more megabytes than that. */
#include "app/run/closing.h"
#include "app/window/preferences.h"
#include "app/window/application.h"
#include "app/window/window.h"
#include "tests/engine/recorded-run.h"

#include <glib/gstdio.h>

#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define WIDTH 1400
#define HEIGHT 900
#define MEGABYTE 1e6
#define FILE_STEPS 30

typedef struct
{
  AlgoWindow *window;
  double seconds; /* that a run is trained and looked at */
  double most;    /* megabytes, so far */
} Bench;

static gboolean
on_time_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (double seconds)
{
  gboolean is_over = FALSE;

  g_timeout_add ((guint) (seconds * 1000), on_time_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* Megabytes in memory that belong to the process alone, as /proc/self/statm has them in pages. */
static double
get_resident (void)
{
  g_autofree char *text = NULL;
  long total = 0, resident = 0;

  if (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL))
    sscanf (text, "%ld %ld", &total, &resident);
  return resident * (double) sysconf (_SC_PAGESIZE) / MEGABYTE;
}

/* What is in use is kept by somebody; what is free is kept by the allocator. */
static void
report (Bench *bench, const char *what, guint number)
{
  const double resident = get_resident ();
  const struct mallinfo2 heap = mallinfo2 ();

  bench->most = MAX (bench->most, resident);
  printf ("%-8s %2u: %6.1f MB; of the heap %6.1f MB in use, %6.1f MB free\n", what, number,
          resident, (heap.uordblks + heap.hblkhd) / MEGABYTE, heap.fordblks / MEGABYTE);
  fflush (stdout);
}

static void
activate (Bench *bench, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (bench->window), action, parameter);
}

static void
restart (Bench *bench, guint count)
{
  for (guint i = 1; i <= count; i++)
    {
      activate (bench, "restart-new", NULL);
      run_for (bench->seconds);
      report (bench, "restart", i);
    }
}

/* Opened runs rest until they are told to go on. */
static void
open_files (Bench *bench, const char *folder, guint count)
{
  for (guint i = 1; i <= count; i++)
    {
      g_autofree char *name = g_strdup_printf ("run-%u.algoscope", i);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

      settings.seed = i;
      recorded_run_make_with (path, &settings, FILE_STEPS);
      activate (bench, "open-run", g_variant_new_string (path));
      run_for (bench->seconds / 2);
      if (strstr (gtk_window_get_title (GTK_WINDOW (bench->window)), "run-") == NULL)
        g_error ("%s was not opened.", path);
      activate (bench, "run-pause", NULL);
      run_for (bench->seconds / 2);
      report (bench, "file", i);
    }
}

static void
open_window (Bench *bench, const char *preset)
{
  AlgoApplication *application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autoptr (GSettings) preferences = algo_preferences_open_in_memory ();
  g_autoptr (GError) error = NULL;

  settings.steps = ALGO_MAX_STEPS;
  g_application_register (G_APPLICATION (application), NULL, NULL);
  bench->window = algo_window_new_with_run (GTK_APPLICATION (application), preferences, &settings,
                                            FALSE, &error);
  if (bench->window == NULL)
    g_error ("%s", error->message);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (bench->window));
  activate (bench, "arrange", g_variant_new_string (preset));
}

int
main (int argc, char **argv)
{
  Bench bench = { .seconds = 4 };
  g_autofree char *preset = NULL;
  char *folder;
  int restarts = 20, files = 20;
  double limit = G_MAXDOUBLE;
  const GOptionEntry entries[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, "Which panels are shown", "NAME" },
    { "restarts", 0, 0, G_OPTION_ARG_INT, &restarts, "How many", "NUMBER" },
    { "files", 0, 0, G_OPTION_ARG_INT, &files, "How many", "NUMBER" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &bench.seconds, "How long each run goes on",
      "SECONDS" },
    { "limit", 0, 0, G_OPTION_ARG_DOUBLE, &limit, "That must not be passed", "MEGABYTES" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "memory-bench: %s\n", error->message);
      return 2;
    }
  folder = folder_new ();
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  gtk_init ();
  open_window (&bench, preset != NULL ? preset : "everything");
  run_for (bench.seconds);
  report (&bench, "window", 1);
  restart (&bench, MAX (restarts, 0));
  open_files (&bench, folder, MAX (files, 0));
  gtk_window_destroy (GTK_WINDOW (bench.window));
  while (g_main_context_iteration (NULL, FALSE) || algo_closing_count () > 0)
    ;
  report (&bench, "closed", 1);
  folder_free (folder);
  printf ("most: %.1f MB\n", bench.most);
  return bench.most > limit;
}
