/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/window-private.h"

#include "app/run/autosave.h"
#include "app/window/recent-runs.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (AlgoWindow, algo_window, GTK_TYPE_APPLICATION_WINDOW)

/* What bars and the menu ask for. */

static void
on_message_closed (AlgoWindow *self)
{
  algo_window_hide_message (self);
}

static void
settle_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  algo_autosave_settle (data);
  g_task_return_boolean (task, TRUE);
}

static void
on_notice_closed (AlgoWindow *self)
{
  if (self->interrupted != NULL)
    {
      g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

      g_task_set_task_data (task, g_steal_pointer (&self->interrupted), g_free);
      g_task_run_in_thread (task, settle_in_thread);
    }
  algo_window_hide_notice (self);
}

/* Just before it shows. */
static void
on_menu (GtkMenuButton *button, gpointer user_data)
{
  AlgoWindow *self = user_data;

  algo_recent_runs_fill (self->recent_menu, "win.open-run", self->path);
}

/* What the side pane asks for. */

static void
on_question_changed (AlgoWindow *self)
{
  g_autoptr (GError) error = NULL;
  AlgoQuestion question;

  if (self->observer == NULL)
    return;
  algo_window_put_away (self);
  algo_question_pane_get_question (self->question_pane, &question);
  if (!algo_observer_ask (self->observer, &question, &error))
    algo_window_show_message (self, error->message);
  algo_window_wake (self);
}

/* A panel was asked to show another place. */
static void
on_go_to (AlgoWindow *self, gint64 step, double log_beta, guint inputs)
{
  algo_question_pane_go_to (self->question_pane, log_beta, inputs);
  if (step >= 0)
    algo_window_show_step (self, step);
}

static void
on_edit (AlgoWindow *self, gpointer edit)
{
  algo_window_edit (self, edit);
}

static void
on_rate_changed (AlgoWindow *self, double rate)
{
  g_autoptr (GError) error = NULL;

  if (!algo_session_set_rate (self->session, rate, &error))
    algo_window_show_message (self, error->message);
  algo_window_wake (self);
}

static void
on_rate_refused (AlgoWindow *self, const char *message)
{
  algo_window_show_message (self, message);
}

/* The session. */

gboolean
algo_window_restart (AlgoWindow *self, const AlgoSettings *settings)
{
  g_autoptr (GError) error = NULL;

  if (algo_window_begin_run (self, settings, &error))
    return TRUE;
  algo_window_show_message (self, error->message);
  return FALSE;
}

AlgoSession *
algo_window_get_session (AlgoWindow *self)
{
  return self->session;
}

/* Preferences. */

static void
restore_preferences (AlgoWindow *self)
{
  if (self->preferences == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->preferences, "window-width"),
                               g_settings_get_int (self->preferences, "window-height"));
  if (g_settings_get_boolean (self->preferences, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  algo_window_bind_panels (self);
  algo_window_restore_playback (self);
}

static void
save_size (AlgoWindow *self)
{
  int width, height;

  if (self->preferences == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->preferences, "window-width", MAX (width, 1));
  g_settings_set_int (self->preferences, "window-height", MAX (height, 1));
  g_settings_set_boolean (self->preferences, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* GtkWidget and GtkWindow. */

/* Nothing is asked: only where closing would lose something, and only once, it is said. */
static gboolean
keep_open (AlgoWindow *self)
{
  g_autofree char *text = NULL;

  algo_window_watch_recording (self);
  if (self->recording.state != ALGO_RECORDING_FAILED || self->close_anyway)
    return FALSE;
  self->close_anyway = TRUE;
  text =
      g_strdup_printf (_ ("The run is in memory only, and closing the window again loses it.\n%s"),
                       self->recording.message);
  algo_window_show_problem (self, text, _ ("Save _As…"), "win.save-as");
  return TRUE;
}

static gboolean
algo_window_close_request (GtkWindow *window)
{
  AlgoWindow *self = ALGO_WINDOW (window);

  save_size (self);
  algo_application_keep_session (ALGO_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))));
  if (keep_open (self))
    return TRUE;
  /* Out of sight before the threads are waited for, which may take a training step. */
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  return GTK_WINDOW_CLASS (algo_window_parent_class)->close_request (window);
}

static void
algo_window_realize (GtkWidget *widget)
{
  AlgoWindow *self = ALGO_WINDOW (widget);

  GTK_WIDGET_CLASS (algo_window_parent_class)->realize (widget);
  self->surface = gtk_native_get_surface (GTK_NATIVE (widget));
  g_signal_connect_object (self->surface, "notify::state",
                           G_CALLBACK (algo_window_update_visibility), self, G_CONNECT_SWAPPED);
}

static void
algo_window_unrealize (GtkWidget *widget)
{
  AlgoWindow *self = ALGO_WINDOW (widget);

  g_signal_handlers_disconnect_by_func (self->surface, algo_window_update_visibility, self);
  self->surface = NULL;
  GTK_WIDGET_CLASS (algo_window_parent_class)->unrealize (widget);
}

static void
algo_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (algo_window_parent_class)->map (widget);
  algo_window_update_visibility (ALGO_WINDOW (widget));
}

static void
algo_window_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (algo_window_parent_class)->unmap (widget);
  algo_window_update_visibility (ALGO_WINDOW (widget));
}

static void
algo_window_dispose (GObject *object)
{
  AlgoWindow *self = ALGO_WINDOW (object);

  algo_window_sleep (self);
  algo_window_drop_timeline (self);
  algo_window_drop_studies (self);
  g_clear_pointer (&self->observer, algo_observer_free);
  g_clear_pointer (&self->session, algo_session_free);
  algo_window_drop_run (self);
  algo_window_drop_exhibits (self);
  algo_window_drop_ensemble (self);
  g_clear_pointer (&self->interrupted, g_free);
  g_clear_pointer (&self->observation, algo_observation_unref);
  g_clear_pointer (&self->metrics, g_array_unref);
  g_clear_pointer (&self->grids, g_ptr_array_unref);
  g_clear_object (&self->preferences);
  algo_window_drop_actions (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_WINDOW);

  G_OBJECT_CLASS (algo_window_parent_class)->dispose (object);
}

static void
algo_window_finalize (GObject *object)
{
  g_ptr_array_unref (ALGO_WINDOW (object)->retired);

  G_OBJECT_CLASS (algo_window_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, step_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, restart_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, continue_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, ensemble_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, side_stack);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, view_stack);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, side_revealer);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, question_pane);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, run_pane);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, message_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, notice_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, notice_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, panels_menu);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, diverged_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, diverged_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, board);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, toast);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, timeline);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, exhibit_bar);
}

static void
ensure_types (void)
{
  g_type_ensure (ALGO_TYPE_BOARD);
  g_type_ensure (ALGO_TYPE_EXHIBIT_BAR);
  g_type_ensure (ALGO_TYPE_QUESTION_PANE);
  g_type_ensure (ALGO_TYPE_RUN_PANE);
  g_type_ensure (ALGO_TYPE_TIMELINE);
  g_type_ensure (ALGO_TYPE_TOAST);
}

static void
algo_window_class_init (AlgoWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_window_dispose;
  G_OBJECT_CLASS (class)->finalize = algo_window_finalize;
  widget_class->realize = algo_window_realize;
  widget_class->unrealize = algo_window_unrealize;
  widget_class->map = algo_window_map;
  widget_class->unmap = algo_window_unmap;
  GTK_WINDOW_CLASS (class)->close_request = algo_window_close_request;

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, ALGO_RESOURCE_PATH "/ui/window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_question_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_go_to);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_refused);
  gtk_widget_class_bind_template_callback (widget_class, on_message_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_notice_closed);
}

static void
algo_window_init (AlgoWindow *self)
{
  self->retired = g_ptr_array_new ();
  algo_window_begin_history (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  algo_window_add_actions (self);
  algo_window_add_ensemble_actions (self);
  algo_window_add_file_actions (self);
  algo_window_add_edit_actions (self);
  algo_window_add_export_actions (self);
  algo_window_add_panel_actions (self);
  algo_window_begin_studies (self);
  algo_window_add_timeline_actions (self);
  gtk_menu_button_set_create_popup_func (self->menu_button, on_menu, self, NULL);
}

static AlgoWindow *
create (AlgoApplication *application, GSettings *preferences)
{
  AlgoWindow *self = g_object_new (ALGO_TYPE_WINDOW, "application", application, NULL);

  if (preferences != NULL)
    self->preferences = g_object_ref (preferences);
  return self;
}

/* Once there is a session. */
static void
complete (AlgoWindow *self)
{
  restore_preferences (self);
  algo_window_watch_recording (self);
  algo_window_update_actions (self);
  algo_window_show_status (self);
  /* Not some button, which space would press: it runs and pauses. */
  gtk_widget_grab_focus (GTK_WIDGET (self->question_pane));
}

AlgoWindow *
algo_window_new (AlgoApplication *application,
                 GSettings *preferences,
                 const AlgoSettings *settings,
                 gboolean paused,
                 GError **error)
{
  AlgoWindow *self = create (application, preferences);

  if (!algo_window_begin_run (self, settings, error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  if (!paused)
    algo_session_run (self->session);
  complete (self);
  return self;
}

AlgoWindow *
algo_window_new_for_run (AlgoApplication *application,
                         GSettings *preferences,
                         const char *path,
                         GError **error)
{
  AlgoTrainerState *state = NULL;
  AlgoRecorder *recorder = algo_window_open_recorder (path, &state, error);
  AlgoWindow *self;

  if (recorder == NULL)
    return NULL;
  self = create (application, preferences);
  algo_window_take_run (self, recorder, state);
  complete (self);
  return self;
}
