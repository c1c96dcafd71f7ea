/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/application.h"

#include "app/identity.h"
#include "app/run/actions.h"
#include "app/run/autosave.h"
#include "app/window/colour-scheme.h"
#include "app/window/options.h"
#include "app/window/preferences.h"
#include "app/window/session-keeper.h"
#include "app/window/shortcuts.h"
#include "app/window/window.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#ifdef __GLIBC__
#  include <malloc.h>
#endif

#define EXIT_USAGE 2
#define HEAPS 2 /* training takes no memory while it runs: few threads ever meet at a heap */

struct _AlgoApplication
{
  GtkApplication parent_instance;

  GSettings *preferences; /* owned */
  AlgoColourSchemeManager *colour_scheme;
  AlgoSessionKeeper *keeper;
  GtkWindow *preferences_window; /* borrowed, or NULL */
};

G_DEFINE_FINAL_TYPE (AlgoApplication, algo_application, GTK_TYPE_APPLICATION)

static void
get_settings (AlgoApplication *self, const AlgoOptions *options, AlgoSettings *settings)
{
  *settings = options->settings;
  if (!options->has_steps)
    settings->steps = g_settings_get_uint (self->preferences, "step-budget");
  if (settings->threads == 0)
    settings->threads = g_settings_get_uint (self->preferences, "threads");
}

/* The window is still among those that are open. */
static gboolean
on_close_request (AlgoApplication *self)
{
  algo_session_keeper_save (self->keeper);
  return FALSE;
}

static void
present (AlgoApplication *self, AlgoWindow *window)
{
  const gboolean is_first = gtk_application_get_windows (GTK_APPLICATION (self))->next == NULL;

  g_signal_connect_object (window, "close-request", G_CALLBACK (on_close_request), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
  if (is_first)
    algo_window_offer_interrupted (window);
}

static void
open_window (AlgoApplication *self, const AlgoOptions *options)
{
  AlgoSettings settings;
  g_autoptr (GError) error = NULL;
  AlgoWindow *window;

  get_settings (self, options, &settings);
  window = algo_window_new_with_run (GTK_APPLICATION (self), self->preferences, &settings,
                                     options->paused, &error);
  if (window == NULL)
    g_printerr ("algoscope: %s\n", error->message);
  else
    present (self, window);
}

/* Opens a window as it was. Returns FALSE if nothing of it is left. */
static gboolean
restore_window (AlgoApplication *self, const AlgoWindowState *state)
{
  const AlgoOptions defaults = { .settings = ALGO_SETTINGS_DEFAULT };
  AlgoSettings settings;
  AlgoWindow *window;

  /* A run without a name may have been removed with others that are old. */
  if (state->path != NULL && !g_file_test (state->path, G_FILE_TEST_EXISTS)
      && algo_autosave_contains (state->path))
    return FALSE;
  get_settings (self, &defaults, &settings);
  window = algo_window_new (GTK_APPLICATION (self), self->preferences);
  algo_window_restore (window, state, &settings);
  present (self, window);
  return TRUE;
}

/* Opens what was open when the program ended. Returns FALSE if nothing of it can be. */
static gboolean
restore_session (AlgoApplication *self)
{
  g_autoptr (GArray) states = NULL;
  gboolean opened = FALSE;

  if (!g_settings_get_boolean (self->preferences, "restore-session"))
    return FALSE;
  states = algo_session_keeper_take ();
  for (guint i = 0; i < states->len; i++)
    {
      AlgoWindowState *state = &g_array_index (states, AlgoWindowState, i);

      state->training &= g_settings_get_boolean (self->preferences, "train-at-start");
      opened = restore_window (self, state) || opened;
    }
  return opened;
}

/* The process that asked for it waits until this lets go of its command line. */
static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GApplicationCommandLine) command_line = data;
  g_autoptr (GError) error = NULL;

  if (!algo_window_open_finish (result, &error))
    g_application_command_line_printerr (command_line, "algoscope: %s\n", error->message);
}

/* The file is shown in the window that has it, or in one of its own. */
static void
open_file (AlgoApplication *self,
           const AlgoOptions *options,
           const char *path,
           GApplicationCommandLine *command_line)
{
  AlgoWindow *window = algo_window_find (GTK_APPLICATION (self), path);
  AlgoSettings settings;

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  get_settings (self, options, &settings);
  window = algo_window_new (GTK_APPLICATION (self), self->preferences);
  algo_window_open_async (window, path, &settings, on_opened, g_object_ref (command_line));
  present (self, window);
}

/* Actions. */

static void
on_quit (AlgoApplication *self)
{
  GList *windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (self)),
                                     (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  algo_session_keeper_finish (self->keeper);
  /* Windows that are closed, not dropped, remember their size. */
  g_list_foreach (windows, (GFunc) (void (*) (void)) gtk_window_close, NULL);
  g_list_free_full (windows, g_object_unref);
}

static void
on_about (GtkApplication *self)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (ALGO_RESOURCE_PATH "/ui/about-dialog.ui");
  GtkAboutDialog *dialog = GTK_ABOUT_DIALOG (gtk_builder_get_object (builder, "about_dialog"));

  gtk_about_dialog_set_version (dialog, ALGO_VERSION);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), gtk_application_get_active_window (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* There is one for all windows. */
static void
on_preferences (AlgoApplication *self)
{
  if (self->preferences_window == NULL)
    {
      GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

      g_set_weak_pointer (&self->preferences_window,
                          algo_preferences_window_new (parent, self->preferences));
    }
  gtk_window_present (self->preferences_window);
}

static void
use_colour_scheme (AlgoApplication *self)
{
  algo_colour_scheme_manager_set_scheme (self->colour_scheme,
                                         g_settings_get_enum (self->preferences, "colour-scheme"));
}

static void
add_actions (AlgoApplication *self)
{
  const AlgoAction actions[] = {
    { "quit", G_CALLBACK (on_quit) },
    { "about", G_CALLBACK (on_about) },
    { "preferences", G_CALLBACK (on_preferences) },
  };
  g_autoptr (GAction) colour_scheme = g_settings_create_action (self->preferences, "colour-scheme");

  algo_actions_add (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_action_map_add_action (G_ACTION_MAP (self), colour_scheme);
  algo_shortcuts_add_to_application (GTK_APPLICATION (self));
}

/* GApplication. */

static void
algo_application_startup (GApplication *application)
{
  AlgoApplication *self = ALGO_APPLICATION (application);
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

#ifdef __GLIBC__
  /* Each run brings threads of its own, and those would have heaps of their own, which do not
   * shrink when the threads are gone: after twenty runs more was kept so than was in use. */
  mallopt (M_ARENA_MAX, HEAPS);
#endif
  G_APPLICATION_CLASS (algo_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (ALGO_APPLICATION_ID);
  gtk_css_provider_load_from_resource (css, ALGO_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->preferences = algo_preferences_open ();
  self->colour_scheme = algo_colour_scheme_manager_new (gtk_settings_get_default ());
  self->keeper = algo_session_keeper_new (GTK_APPLICATION (self));
  add_actions (self);
  use_colour_scheme (self);
  g_signal_connect_object (self->preferences, "changed::colour-scheme",
                           G_CALLBACK (use_colour_scheme), self, G_CONNECT_SWAPPED);
}

static void
algo_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  AlgoApplication *self = ALGO_APPLICATION (application);
  const AlgoOptions defaults = {
    .settings = ALGO_SETTINGS_DEFAULT,
    .paused = !g_settings_get_boolean (self->preferences, "train-at-start"),
  };

  if (window != NULL)
    gtk_window_present (window);
  else if (!restore_session (self))
    open_window (self, &defaults);
}

/* This is the process that was started: what needs no window, and what is wrong, is answered here.
 */
static gboolean
algo_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  g_autoptr (GError) error = NULL;
  g_auto (AlgoOptions) options = { 0 };

  *status = EXIT_SUCCESS;
  if (!algo_options_parse ((const char *const *) *arguments, &options, &error))
    {
      g_printerr ("algoscope: %s\n", error->message);
      *status = EXIT_USAGE;
      return TRUE;
    }
  if (options.help != NULL || options.version)
    {
      g_print ("%s", options.help != NULL ? options.help : "algoscope " ALGO_VERSION "\n");
      return TRUE;
    }
  if (!gtk_init_check ())
    {
      if (!options.check)
        g_printerr (_ ("algoscope: there is no display to open a window on. "
                       "To train without one, use algoscope-run train.\n"));
      *status = EXIT_FAILURE;
      return TRUE;
    }
  return options.check;
}

/* This is the process that is running: arguments open another window, none show the one there is.
 */
static int
algo_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  g_autoptr (GError) error = NULL;
  g_auto (AlgoOptions) options = { 0 };
  int count;
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, &count);

  if (!algo_options_parse ((const char *const *) arguments, &options, &error))
    {
      g_application_command_line_printerr (command_line, "algoscope: %s\n", error->message);
      return EXIT_USAGE;
    }
  if (options.file != NULL)
    {
      g_autoptr (GFile) file =
          g_application_command_line_create_file_for_arg (command_line, options.file);
      g_autofree char *path = g_file_get_path (file);

      open_file (ALGO_APPLICATION (application), &options, path != NULL ? path : options.file,
                 command_line);
    }
  else if (count > 1)
    open_window (ALGO_APPLICATION (application), &options);
  else
    g_application_activate (application);
  return EXIT_SUCCESS;
}

static void
algo_application_shutdown (GApplication *application)
{
  AlgoApplication *self = ALGO_APPLICATION (application);

  g_clear_pointer (&self->colour_scheme, algo_colour_scheme_manager_free);
  g_clear_object (&self->preferences);

  G_APPLICATION_CLASS (algo_application_parent_class)->shutdown (application);
}

/* It may also be one that was never run. */
static void
algo_application_dispose (GObject *object)
{
  AlgoApplication *self = ALGO_APPLICATION (object);

  g_clear_pointer (&self->keeper, algo_session_keeper_free);
  g_clear_weak_pointer (&self->preferences_window);

  G_OBJECT_CLASS (algo_application_parent_class)->dispose (object);
}

static void
algo_application_class_init (AlgoApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_application_dispose;
  application_class->startup = algo_application_startup;
  application_class->activate = algo_application_activate;
  application_class->local_command_line = algo_application_local_command_line;
  application_class->command_line = algo_application_command_line;
  application_class->shutdown = algo_application_shutdown;
}

static void
algo_application_init (AlgoApplication *self)
{
}

AlgoApplication *
algo_application_new (GApplicationFlags flags)
{
  return g_object_new (ALGO_TYPE_APPLICATION, "application-id", ALGO_APPLICATION_ID, "flags",
                       flags | G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       ALGO_RESOURCE_PATH, NULL);
}
