/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window-private.h"

#include "app/background.h"
#include "ui/widgets/panel-layout.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (AlgoWindow, algo_window, GTK_TYPE_APPLICATION_WINDOW)

/* Messages. */

void
algo_window_show_message (AlgoWindow *self, const char *message)
{
  gtk_label_set_text (self->message_label, message);
  gtk_widget_set_visible (self->message_bar, TRUE);
}

static void
on_message_closed (AlgoWindow *self)
{
  gtk_widget_set_visible (self->message_bar, FALSE);
}

/* What the side pane asks for. */

static void
on_question_changed (AlgoWindow *self)
{
  g_autoptr (GError) error = NULL;
  AlgoQuestion question;

  if (self->observer == NULL)
    return;
  algo_question_pane_get_question (self->question_pane, &question);
  if (!algo_observer_ask (self->observer, &question, &error))
    algo_window_show_message (self, error->message);
  algo_window_wake (self);
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

  if (!algo_session_restart (self->session, settings, &error))
    {
      algo_window_show_message (self, error->message);
      return FALSE;
    }
  gtk_widget_set_visible (self->message_bar, FALSE);
  algo_question_pane_set_trained_sizes (self->question_pane, settings->least, settings->most);
  algo_window_wake (self);
  return TRUE;
}

typedef struct
{
  const AlgoSettings *settings;
  GError **error;
} NewSession;

static gpointer
new_session (gpointer data)
{
  NewSession *arguments = data;

  return algo_session_new (arguments->settings, arguments->error);
}

typedef struct
{
  AlgoSession *session;
  AlgoQuestion question;
} NewObserver;

static gpointer
new_observer (gpointer data)
{
  NewObserver *arguments = data;

  return algo_observer_new (arguments->session, &arguments->question);
}

static gboolean
start_session (AlgoWindow *self, const AlgoSettings *settings, gboolean paused, GError **error)
{
  NewObserver arguments = { 0 };

  self->session = algo_background_call (ALGO_BACKGROUND_TRAINING, new_session,
                                        &(NewSession){ settings, error });
  if (self->session == NULL)
    return FALSE;
  algo_question_pane_set_trained_sizes (self->question_pane, settings->least, settings->most);
  arguments.session = self->session;
  algo_question_pane_get_question (self->question_pane, &arguments.question);
  self->observer = algo_background_call (ALGO_BACKGROUND_OBSERVING, new_observer, &arguments);
  if (!paused)
    algo_session_run (self->session);
  algo_session_get_status (self->session, &self->status);
  return TRUE;
}

AlgoSession *
algo_window_get_session (AlgoWindow *self)
{
  return self->session;
}

AlgoObservation *
algo_window_get_observation (AlgoWindow *self)
{
  return self->observation;
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
  g_settings_bind (self->preferences, "sort-by-input", self->weights_view, "sort-by-input",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->preferences, "scatter-residual", self->approximation_view, "residuals",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->preferences, "side-pane", self->side_revealer, "reveal-child",
                   G_SETTINGS_BIND_DEFAULT);
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

static gboolean
algo_window_close_request (GtkWindow *window)
{
  save_size (ALGO_WINDOW (window));
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
  g_clear_pointer (&self->observer, algo_observer_free);
  g_clear_pointer (&self->session, algo_session_free);
  g_clear_pointer (&self->observation, algo_observation_unref);
  g_clear_object (&self->preferences);
  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_WINDOW);

  G_OBJECT_CLASS (algo_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, run_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, continue_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, side_revealer);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, question_pane);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, run_pane);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, message_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, diverged_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, diverged_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, weights_card);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, approximation_card);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, phase_card);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, training_card);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, weights_view);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, approximation_view);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, phase_view);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, training_view);
}

static void
ensure_types (void)
{
  g_type_ensure (ALGO_TYPE_APPROXIMATION_VIEW);
  g_type_ensure (ALGO_TYPE_CARD);
  g_type_ensure (ALGO_TYPE_PANEL_LAYOUT);
  g_type_ensure (ALGO_TYPE_PHASE_VIEW);
  g_type_ensure (ALGO_TYPE_QUESTION_PANE);
  g_type_ensure (ALGO_TYPE_RUN_PANE);
  g_type_ensure (ALGO_TYPE_TRAINING_VIEW);
  g_type_ensure (ALGO_TYPE_WEIGHTS_VIEW);
}

static void
algo_window_class_init (AlgoWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_window_dispose;
  widget_class->realize = algo_window_realize;
  widget_class->unrealize = algo_window_unrealize;
  widget_class->map = algo_window_map;
  widget_class->unmap = algo_window_unmap;
  GTK_WINDOW_CLASS (class)->close_request = algo_window_close_request;

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class, ALGO_RESOURCE_PATH "/ui/window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, on_question_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_refused);
  gtk_widget_class_bind_template_callback (widget_class, on_message_closed);
}

static void
algo_window_init (AlgoWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  algo_window_add_actions (self);
}

AlgoWindow *
algo_window_new (AlgoApplication *application,
                 GSettings *preferences,
                 const AlgoSettings *settings,
                 gboolean paused,
                 GError **error)
{
  AlgoWindow *self = g_object_new (ALGO_TYPE_WINDOW, "application", application, NULL);

  if (preferences != NULL)
    self->preferences = g_object_ref (preferences);
  if (!start_session (self, settings, paused, error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  restore_preferences (self);
  algo_window_update_actions (self);
  algo_window_show_status (self);
  return self;
}
