/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-controls.h"

#include "app/window/application.h"
#include "ui/widgets/common/changed-text.h"

#include <glib/gi18n-lib.h>

struct _AlgoRunControls
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkButton *run_button;
  GtkWidget *continue_button;

  AlgoRunModel *run; /* owned */
};

G_DEFINE_FINAL_TYPE (AlgoRunControls, algo_run_controls, GTK_TYPE_WIDGET)

static void
show_state (AlgoRunControls *self)
{
  const AlgoSessionState state = algo_run_model_get_status (self->run)->state;
  const gboolean running = state == ALGO_SESSION_RUNNING;

  gtk_button_set_icon_name (self->run_button, running ? "media-playback-pause-symbolic"
                                                      : "media-playback-start-symbolic");
  algo_widget_set_tooltip (GTK_WIDGET (self->run_button),
                           running ? _ ("Pause training (Space)") : _ ("Train (Space)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  running ? _ ("Pause") : _ ("Run"), -1);
  gtk_widget_set_visible (self->continue_button, state == ALGO_SESSION_FINISHED);
}

static void
algo_run_controls_dispose (GObject *object)
{
  g_clear_object (&ALGO_RUN_CONTROLS (object)->run);
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_RUN_CONTROLS);

  G_OBJECT_CLASS (algo_run_controls_parent_class)->dispose (object);
}

static void
algo_run_controls_class_init (AlgoRunControlsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_run_controls_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ALGO_RESOURCE_PATH "/ui/run-controls.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "box", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunControls, run_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunControls, continue_button);
}

static void
algo_run_controls_init (AlgoRunControls *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AlgoRunControls *
algo_run_controls_new (AlgoRunModel *run)
{
  AlgoRunControls *self = g_object_new (ALGO_TYPE_RUN_CONTROLS, NULL);

  self->run = g_object_ref (run);
  g_signal_connect_object (run, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  show_state (self);
  return self;
}
