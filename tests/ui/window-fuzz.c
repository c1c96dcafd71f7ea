/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window in hands that know nothing: actions by their names, whatever can be pressed, turned or
 * typed into, real keys and a real pointer, files of all kinds, windows closed and opened, in an
 * order that a seed gives. No crash, no warning; under the address sanitizer no leak either.
 *
 * What is done is printed line by line, before it is done. The suite does 250 things; by
 * hand, in a build with sanitizers as tests/run.sh makes it:
 *
 *   tests/ui/own-display.sh build-address/tests/ui/window-fuzz --seed 7 --actions 20000
 *
 * The same seed does the same things, but threads come to their ends when they like: what fails
 * once may need a second try, or the seeds near it. */
#include "app/run/closing.h"
#include "app/window/preferences.h"
#include "app/window/application.h"
#include "app/window/window.h"
#include "engine/ensemble/ensemble-writer.h"
#include "engine/formats/network-file.h"
#include "tests/engine/recorded-run.h"
#include "tests/engine/sample-ensembles.h"
#include "tests/ui/window-fuzz.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define MOST_WINDOWS 3
#define MOST_SECONDS 120 /* that one thing may take, on a machine that is busy */

/* What GTK says of itself, whatever the program does. */
static const char *const excused[] = {
  /* Where a menu belongs to what is beyond the screen's edge. */
  "gdk_monitor_get_geometry: assertion",
  /* Where a tooltip was due when its window was closed. */
  "gdk_surface_get_device_position: assertion",
  "_gtk_widget_find_at_coords: assertion",
  /* Where it rounds the height of a line of text one way and the other. */
  "reports a minimum height of",
  /* Where a menu finds no room in a small window. */
  "attempt to allocate GtkScrolledWindow scrolledwindow",
  "attempt to allocate GtkPopoverContent contents",
  /* Where two buttons were held at once. */
  "Broken accounting of active state",
  NULL,
};

/* GLib lets go of its table of the first 2,048 quarks, 16 kB, when a larger one is needed, as
 * others may be reading it. It was made before main, where the sanitizer sees no more of the stack
 * than g_malloc: so its address is kept, rather than what g_malloc returns excused. */
#ifdef __SANITIZE_ADDRESS__
#  define QUARKS_IN_TABLE 2048
static const volatile void *first_quarks;

void __sanitizer_malloc_hook (const volatile void *block, size_t size);
void
__sanitizer_malloc_hook (const volatile void *block, size_t size)
{
  if (first_quarks == NULL && size == QUARKS_IN_TABLE * sizeof (char *))
    first_quarks = block;
}
#endif

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize count, gpointer user_data)
{
  g_autofree char *text = g_log_writer_format_fields (level, fields, count, FALSE);

  if ((level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING)) == 0)
    return G_LOG_WRITER_HANDLED;
  for (guint i = 0; excused[i] != NULL; i++)
    if (strstr (text, excused[i]) != NULL)
      return G_LOG_WRITER_HANDLED;
  fprintf (stderr, "%s\n", text);
  abort ();
}

/* Files. */

static char *
add_file (Fuzz *fuzz, const char *name)
{
  char *path = g_build_filename (fuzz->folder, name, NULL);

  g_ptr_array_add (fuzz->files, path);
  return path;
}

static void
make_files (Fuzz *fuzz)
{
  g_autoptr (AlgoEnsemble) ensemble = ensemble_sample_new (4, 100);
  g_autoptr (AlgoNetwork) network = algo_network_new (3, 9);
  AlgoSettings other = RECORDED_SETTINGS;

  other.least = other.most = 5;
  other.seed = 3;
  for (guint j = 0; j < 9; j++)
    network->W0[(j % 3) * 9 + j] = network->W1[j] = 1 + j;
  fuzz->files = g_ptr_array_new_with_free_func (g_free);
  recorded_run_make (add_file (fuzz, "seed-0001.algoscope"), 30);
  recorded_run_make (add_file (fuzz, "long.algoscope"), 300);
  recorded_run_make_with (add_file (fuzz, "five.algoscope"), &other, 60);
  if (!algo_ensemble_save (ensemble, add_file (fuzz, "ensemble.algoscope"), NULL)
      || !algo_network_save (network, add_file (fuzz, "network.safetensors"), NULL, NULL)
      || !g_file_set_contents (add_file (fuzz, "text.algoscope"), "a text", -1, NULL)
      || !g_file_set_contents (add_file (fuzz, "text.safetensors"), "a text", -1, NULL)
      || g_mkdir (add_file (fuzz, "folder.algoscope"), 0700) != 0)
    g_error ("Files cannot be written to %s.", fuzz->folder);
  add_file (fuzz, "missing.algoscope");
}

/* All that is written goes to a folder that is deleted. */
static char *
make_home (void)
{
  static const char *const folders[] = { "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
                                         "XDG_CACHE_HOME", "HOME" };
  char *home = folder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (home, folders[i], NULL);

      if (g_mkdir (path, 0700) != 0)
        g_error ("%s cannot be made.", path);
      g_setenv (folders[i], path, TRUE);
    }
  if (g_chdir (home) != 0)
    g_error ("%s cannot be entered.", home);
  return home;
}

/* Windows. */

guint
fuzz_choose (Fuzz *fuzz, guint count)
{
  return count > 0 ? g_rand_int (fuzz->random) % count : 0;
}

const char *
fuzz_choose_file (Fuzz *fuzz)
{
  return g_ptr_array_index (fuzz->files, fuzz_choose (fuzz, fuzz->files->len));
}

static guint
count_windows (Fuzz *fuzz)
{
  return g_list_length (gtk_application_get_windows (GTK_APPLICATION (fuzz->application)));
}

static void
open_window (Fuzz *fuzz)
{
  const AlgoSettings settings = { .seed = fuzz_choose (fuzz, 10),
                                  .least = 2,
                                  .most = 2 + fuzz_choose (fuzz, 3),
                                  .levels = 1,
                                  .batch = 2,
                                  .log_beta_from = ALGO_MIN_LOG_BETA,
                                  .log_beta_to = ALGO_MAX_LOG_BETA,
                                  .points = 16,
                                  .steps = fuzz_choose (fuzz, 2) ? 60 : ALGO_MAX_STEPS,
                                  .threads = 1,
                                  .rate = 1e-3 };
  g_autoptr (GSettings) preferences = algo_preferences_open_in_memory ();
  AlgoWindow *window;

  fuzz_say (fuzz, "open a window");
  window = algo_window_new_with_run (GTK_APPLICATION (fuzz->application), preferences, &settings,
                                     fuzz_choose (fuzz, 3) == 0, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
resize (Fuzz *fuzz, GtkWindow *window)
{
  int width = 200 + fuzz_choose (fuzz, 1200), height = 200 + fuzz_choose (fuzz, 700);

  fuzz_say (fuzz, "resize to %d x %d", width, height);
  gtk_window_set_default_size (window, width, height);
}

static void
do_to_window (Fuzz *fuzz)
{
  GtkWindow *window = fuzz_choose_window (fuzz);

  switch (fuzz_choose (fuzz, 5))
    {
    case 0:
      fuzz_say (fuzz, "close %s", G_OBJECT_TYPE_NAME (window));
      gtk_window_close (window);
      break;
    case 1:
      if (count_windows (fuzz) < MOST_WINDOWS)
        open_window (fuzz);
      break;
    case 2:
      fuzz_say (fuzz, "present %s", G_OBJECT_TYPE_NAME (window));
      gtk_window_present (window);
      break;
    default:
      resize (fuzz, window);
    }
}

static void
do_wait (Fuzz *fuzz)
{
  fuzz_say (fuzz, "wait");
  fuzz_run (fuzz, 50 + fuzz_choose (fuzz, 250));
}

/* There is always one, and never a crowd. */
static void
keep_order (Fuzz *fuzz)
{
  GListModel *all = gtk_window_get_toplevels ();

  if (count_windows (fuzz) == 0)
    open_window (fuzz);
  if (g_list_model_get_n_items (all) > MOST_WINDOWS + 2)
    {
      g_autoptr (GtkWindow) last = g_list_model_get_item (all, g_list_model_get_n_items (all) - 1);

      fuzz_say (fuzz, "close %s", G_OBJECT_TYPE_NAME (last));
      gtk_window_destroy (last);
    }
}

static void
do_one (Fuzz *fuzz)
{
  static const struct
  {
    guint weight;
    void (*act) (Fuzz *fuzz);
  } deeds[] = {
    { 30, fuzz_do_action }, { 10, fuzz_do_shortcut }, { 25, fuzz_do_control },
    { 20, fuzz_do_keys },   { 12, fuzz_do_pointer },  { 6, fuzz_do_drop },
    { 5, do_to_window },    { 3, do_wait },
  };
  guint sum = 0, chosen;

  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    sum += deeds[i].weight;
  chosen = fuzz_choose (fuzz, sum);
  for (guint i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      if (chosen < deeds[i].weight)
        {
          deeds[i].act (fuzz);
          break;
        }
      chosen -= deeds[i].weight;
    }
}

static void
close_all (Fuzz *fuzz)
{
  GListModel *all = gtk_window_get_toplevels ();

  fuzz_say (fuzz, "close all windows");
  while (g_list_model_get_n_items (all) > 0)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, 0);

      gtk_window_destroy (window);
    }
  while (g_main_context_iteration (NULL, FALSE) || algo_closing_count () > 0)
    ;
}

static void
run_all (Fuzz *fuzz, guint actions)
{
  while (fuzz->number < actions)
    {
      keep_order (fuzz);
      if (!fuzz_answer_dialog (fuzz))
        do_one (fuzz);
      fuzz_settle (fuzz);
      fuzz->number++;
    }
  close_all (fuzz);
}

int
main (int argc, char **argv)
{
  int seed = 1, actions = 300;
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Of the order", "SEED" },
    { "actions", 0, 0, G_OPTION_ARG_INT, &actions, "How many", "NUMBER" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  Fuzz fuzz = { .most_seconds = MOST_SECONDS };

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "window-fuzz: %s\n", error->message);
      return 2;
    }
  g_log_set_writer_func (write_log, NULL, NULL);
  fuzz.folder = make_home ();
  make_files (&fuzz);
  gtk_init ();
  fuzz.hands = hands_new ();
  fuzz.random = g_rand_new_with_seed (seed);
  fuzz.application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (fuzz.application), NULL, NULL);
  printf ("1..1\n# seed %d\n", seed);
  run_all (&fuzz, actions);
  g_clear_object (&fuzz.application);
  g_rand_free (fuzz.random);
  g_clear_pointer (&fuzz.hands, hands_free);
  g_ptr_array_unref (fuzz.files);
  folder_free (fuzz.folder);
  printf ("ok 1 - %d things done in the order of seed %d\n", actions, seed);
  return 0;
}
