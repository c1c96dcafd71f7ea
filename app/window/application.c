/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/application.h"

#include "app/run/autosave.h"
#include "app/run/heap.h"
#include "app/window/colour-scheme.h"
#include "app/run/network-file.h"
#include "app/window/options.h"
#include "app/window/preferences-window.h"
#include "app/window/preferences.h"
#include "app/window/session-keeper.h"
#include "app/window/window.h"
#include "engine/ensemble/ensemble.h"

#include <glib/gi18n-lib.h>

#define EXIT_USAGE 2

struct _AlgoApplication
{
  GtkApplication parent_instance;

  GSettings *preferences; /* owned, or NULL */
  AlgoColourSchemeManager *colour_scheme;
  AlgoSessionKeeper *keeper;
  GtkWindow *preferences_window; /* borrowed, or NULL */
};

G_DEFINE_FINAL_TYPE (AlgoApplication, algo_application, GTK_TYPE_APPLICATION)

static void
present (AlgoApplication *self, AlgoWindow *window)
{
  const gboolean is_first = gtk_application_get_windows (GTK_APPLICATION (self))->next == NULL;

  gtk_window_present (GTK_WINDOW (window));
  if (is_first)
    algo_window_offer_interrupted (window);
}

static AlgoWindow *
open_window (AlgoApplication *self, const AlgoOptions *options)
{
  AlgoSettings settings = options->settings;
  g_autoptr (GError) error = NULL;
  AlgoWindow *window;

  if (!options->has_steps && self->preferences != NULL)
    settings.steps = g_settings_get_uint (self->preferences, "step-budget");
  if (settings.threads == 0 && self->preferences != NULL)
    settings.threads = g_settings_get_uint (self->preferences, "threads");
  window = algo_window_new (self, self->preferences, &settings, options->paused, &error);
  if (window == NULL)
    g_printerr ("algoscope: %s\n", error->message);
  else
    present (self, window);
  return window;
}

/* A window on a run, the one there is if it has one. FALSE and an error, and a window that waits
 * and says so, if the run cannot be opened. */
static gboolean
open_run (AlgoApplication *self, const char *path, GError **error)
{
  AlgoWindow *window = algo_window_find (GTK_APPLICATION (self), path);
  g_autoptr (GError) reason = NULL;

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return TRUE;
    }
  window = algo_window_new_for_run (self, self->preferences, path, &reason);
  if (window != NULL)
    {
      present (self, window);
      return TRUE;
    }
  window = open_window (self, &(AlgoOptions){ .settings = ALGO_SETTINGS_DEFAULT, .paused = TRUE });
  if (window != NULL)
    algo_window_show_message (window, reason->message);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* A window that does not train until it is told to, with a network in place of the run's. */
static gboolean
open_network (AlgoApplication *self, const AlgoOptions *options, const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (AlgoNetwork) network = algo_network_file_load (path, &reason);
  AlgoOptions paused = *options;
  AlgoWindow *window;

  paused.paused = TRUE;
  window = open_window (self, &paused);
  if (window != NULL && network != NULL)
    algo_window_open_network (window, path);
  else if (window != NULL)
    algo_window_show_message (window, reason->message);
  if (reason != NULL)
    g_propagate_error (error, g_steal_pointer (&reason));
  return network != NULL;
}

/* The same with an ensemble, which the window reads. */
static void
open_ensemble (AlgoApplication *self, const AlgoOptions *options, const char *path)
{
  AlgoOptions paused = *options;
  AlgoWindow *window;

  paused.paused = TRUE;
  window = open_window (self, &paused);
  if (window != NULL)
    algo_window_open_ensemble (window, path);
}

/* A window as it was. FALSE if nothing of it is left. */
static gboolean
restore_window (AlgoApplication *self, const AlgoWindowState *state)
{
  AlgoWindow *window = NULL;

  if (state->path == NULL)
    {
      open_ensemble (self, &(AlgoOptions){ .settings = ALGO_SETTINGS_DEFAULT }, state->ensemble);
      return TRUE;
    }
  /* A run without a name may have been removed with others that are old. */
  if (!g_file_test (state->path, G_FILE_TEST_EXISTS) && algo_autosave_contains (state->path))
    return FALSE;
  if (open_run (self, state->path, NULL))
    window = algo_window_find (GTK_APPLICATION (self), state->path);
  if (window != NULL)
    algo_window_set_state (window, state);
  if (window != NULL && state->ensemble != NULL)
    algo_window_open_ensemble (window, state->ensemble);
  return TRUE;
}

/* What was open when the program ended. FALSE if nothing of it can be. */
static gboolean
restore_session (AlgoApplication *self)
{
  g_autoptr (GArray) states = NULL;
  gboolean opened = FALSE;

  if (!algo_preferences_get (self->preferences, "restore-session"))
    return FALSE;
  states = algo_session_keeper_take ();
  for (guint i = 0; i < states->len; i++)
    {
      AlgoWindowState *state = &g_array_index (states, AlgoWindowState, i);

      state->training &= algo_preferences_get (self->preferences, "train-at-start");
      opened = restore_window (self, state) || opened;
    }
  return opened;
}

static gboolean
open_file (AlgoApplication *self, const AlgoOptions *options, const char *path, GError **error)
{
  if (algo_ensemble_is_in (path))
    {
      open_ensemble (self, options, path);
      return TRUE;
    }
  return algo_network_file_is_one (path) ? open_network (self, options, path, error)
                                         : open_run (self, path, error);
}

/* Actions. */

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoApplication *self = user_data;
  GList *windows = g_list_copy_deep (gtk_application_get_windows (GTK_APPLICATION (self)),
                                     (GCopyFunc) (void (*) (void)) g_object_ref, NULL);

  algo_session_keeper_finish (self->keeper);
  /* Windows that are closed, not dropped, remember their size. */
  g_list_foreach (windows, (GFunc) (void (*) (void)) gtk_window_close, NULL);
  g_list_free_full (windows, g_object_unref);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource (ALGO_RESOURCE_PATH "/ui/about-dialog.ui");
  GtkAboutDialog *dialog = GTK_ABOUT_DIALOG (gtk_builder_get_object (builder, "about_dialog"));

  gtk_about_dialog_set_version (dialog, ALGO_VERSION);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), gtk_application_get_active_window (user_data));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* One for all windows. */
static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoApplication *self = user_data;

  if (self->preferences_window == NULL)
    {
      GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

      g_set_weak_pointer (&self->preferences_window,
                          GTK_WINDOW (algo_preferences_window_new (parent, self->preferences)));
    }
  gtk_window_present (self->preferences_window);
}

static void
on_colour_scheme (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  AlgoApplication *self = user_data;
  AlgoColourScheme scheme = algo_colour_scheme_from_name (g_variant_get_string (state, NULL));
  /* Whoever asks over the session bus may name one that is none. */
  const char *name = algo_colour_scheme_get_name (scheme);

  g_simple_action_set_state (action, g_variant_new_string (name));
  algo_colour_scheme_manager_set_scheme (self->colour_scheme, scheme);
  if (self->preferences != NULL)
    g_settings_set_string (self->preferences, "colour-scheme", name);
}

static void
add_actions (AlgoApplication *self)
{
  const GActionEntry entries[] = {
    { .name = "quit", .activate = on_quit },
    { .name = "about", .activate = on_about },
    { .name = "preferences", .activate = on_preferences },
    { .name = "colour-scheme",
      .parameter_type = "s",
      .state = "'system'",
      .change_state = on_colour_scheme },
  };
  const struct
  {
    const char *action;
    const char *accels[3];
  } accels[] = {
    { "app.quit", { "<Control>q" } },
    { "app.preferences", { "<Control>comma" } },
    { "window.close", { "<Control>w" } },
    { "win.open", { "<Control>o" } },
    { "win.save-as", { "<Control>s", "<Control><Shift>s" } },
    { "win.export", { "<Control>e" } },
    { "win.step", { "<Control>period" } },
    { "win.restart-same", { "<Control>r" } },
    { "win.restart-new", { "<Control><Shift>r" } },
    { "win.restart-with", { "<Control>n" } },
    { "win.continue", { "<Control>Return" } },
    { "win.side-pane", { "F9" } },
    { "win.earlier", { "<Alt>Left" } },
    { "win.later", { "<Alt>Right" } },
    { "win.live", { "<Alt>End" } },
    { "win.branch", { "<Control>b" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.keep", { "<Control>k" } },
    { "win.ensemble", { "<Alt>Home" } },
    { "win.fullscreen", { "F11" } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), accels[i].action,
                                           accels[i].accels);
}

static void
use_colour_scheme (AlgoApplication *self)
{
  g_autofree char *name = g_settings_get_string (self->preferences, "colour-scheme");

  g_action_group_change_action_state (G_ACTION_GROUP (self), "colour-scheme",
                                      g_variant_new_string (name));
}

/* Without them nothing can be preferred. */
static void
use_preferences (AlgoApplication *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "preferences");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->preferences != NULL);
  if (self->preferences == NULL)
    return;
  use_colour_scheme (self);
  g_signal_connect_object (self->preferences, "changed::colour-scheme",
                           G_CALLBACK (use_colour_scheme), self, G_CONNECT_SWAPPED);
}

void
algo_application_keep_session (AlgoApplication *self)
{
  algo_session_keeper_save (self->keeper);
}

/* GApplication. */

static void
algo_application_startup (GApplication *application)
{
  AlgoApplication *self = ALGO_APPLICATION (application);
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  algo_heap_share ();
  G_APPLICATION_CLASS (algo_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (ALGO_APPLICATION_ID);
  gtk_css_provider_load_from_resource (css, ALGO_RESOURCE_PATH "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  self->preferences = algo_preferences_open ();
  self->colour_scheme = algo_colour_scheme_manager_new (gtk_settings_get_default ());
  self->keeper = algo_session_keeper_new (GTK_APPLICATION (self));
  add_actions (self);
  use_preferences (self);
}

static void
algo_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  AlgoApplication *self = ALGO_APPLICATION (application);
  const AlgoOptions defaults = { .settings = ALGO_SETTINGS_DEFAULT,
                                 .paused =
                                     !algo_preferences_get (self->preferences, "train-at-start") };

  if (window != NULL)
    gtk_window_present (window);
  else if (!restore_session (self))
    open_window (self, &defaults);
}

/* In the process that was started: what needs no window, and what is wrong, is answered here. */
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
  if (options.help)
    {
      g_autofree char *help = algo_options_help ();

      g_print ("%s", help);
      return TRUE;
    }
  if (options.version)
    {
      g_print ("algoscope %s\n", ALGO_VERSION);
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

/* In the process that is running: arguments open another window, none show the one there is. */
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

      if (!open_file (ALGO_APPLICATION (application), &options, path != NULL ? path : options.file,
                      &error))
        g_application_command_line_printerr (command_line, "algoscope: %s\n", error->message);
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

  g_clear_object (&self->colour_scheme);
  g_clear_object (&self->preferences);

  G_APPLICATION_CLASS (algo_application_parent_class)->shutdown (application);
}

/* Also of one that was never run. */
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
