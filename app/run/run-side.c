/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-side.h"

#include "app/run/actions.h"
#include "app/identity.h"
#include "ui/widgets/questions/question-pane.h"
#include "ui/widgets/questions/run-pane.h"

struct _AlgoRunSide
{
  GtkWidget parent_instance;

  /* Template children. */
  AlgoQuestionPane *question_pane;
  AlgoRunPane *run_pane;

  /* Owned. */
  AlgoRunModel *run;
  AlgoMessageBar *messages;
};

G_DEFINE_FINAL_TYPE (AlgoRunSide, algo_run_side, GTK_TYPE_WIDGET)

static void
on_question_changed (AlgoRunSide *self)
{
  g_autoptr (GError) error = NULL;
  AlgoQuestion question;

  if (self->run == NULL)
    return;
  algo_question_pane_get_question (self->question_pane, &question);
  if (!algo_run_model_ask (self->run, &question, &error))
    algo_message_bar_tell (self->messages, error->message);
}

static void
show_question (AlgoRunSide *self)
{
  const AlgoQuestion asked = *algo_run_model_get_question (self->run);
  AlgoQuestion shown;

  algo_question_pane_get_question (self->question_pane, &shown);
  if (algo_question_equal (&shown, &asked))
    return;
  /* It would ask for each part of the question by itself. */
  g_signal_handlers_block_by_func (self->question_pane, on_question_changed, self);
  algo_question_pane_set_question (self->question_pane, &asked);
  g_signal_handlers_unblock_by_func (self->question_pane, on_question_changed, self);
  /* A complexity that this run was not trained on has given way. */
  on_question_changed (self);
}

static void
on_run_changed (AlgoRunSide *self)
{
  AlgoSettings settings;

  if (!algo_run_model_has_run (self->run))
    return;
  algo_run_model_get_settings (self->run, &settings);
  algo_question_pane_set_trained_sizes (self->question_pane, settings.least, settings.most);
  algo_question_pane_set_trained_range (self->question_pane,
                                        algo_settings_get_beta_range (&settings));
  show_question (self);
}

static void
on_rate_changed (AlgoRunSide *self, double rate)
{
  g_autoptr (GError) error = NULL;

  if (!algo_run_model_set_rate (self->run, rate, &error))
    algo_message_bar_tell (self->messages, error->message);
}

static void
on_rate_refused (AlgoRunSide *self, const char *text)
{
  algo_message_bar_tell (self->messages, text);
}

void
algo_run_side_show (AlgoRunSide *self, const AlgoScene *scene)
{
  AlgoSessionStatus status = *algo_run_model_get_status (self->run);

  status.seed = scene->seed;
  status.step = scene->latest;
  status.budget = scene->budget;
  status.steps_per_second = scene->steps_per_second;
  algo_run_pane_set_status (self->run_pane, &status);
  algo_question_pane_set_scene (self->question_pane, scene);
}

void
algo_run_side_go_to (AlgoRunSide *self, double log_beta, guint inputs)
{
  algo_question_pane_go_to (self->question_pane, log_beta, inputs);
}

gboolean
algo_run_side_get_resample (AlgoRunSide *self)
{
  return gtk_switch_get_active (algo_question_pane_get_resample (self->question_pane));
}

void
algo_run_side_set_resample (AlgoRunSide *self, gboolean resample)
{
  gtk_switch_set_active (algo_question_pane_get_resample (self->question_pane), resample);
}

void
algo_run_side_add_actions (AlgoRunSide *self, GActionMap *map)
{
  const AlgoAction action = { "redraw-noise", G_CALLBACK (algo_question_pane_redraw_noise) };

  algo_actions_add (map, &action, 1, self->question_pane);
  algo_actions_add_property (map, "resample",
                             algo_question_pane_get_resample (self->question_pane), "active");
}

static void
algo_run_side_dispose (GObject *object)
{
  AlgoRunSide *self = ALGO_RUN_SIDE (object);

  g_clear_object (&self->run);
  g_clear_object (&self->messages);
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_RUN_SIDE);

  G_OBJECT_CLASS (algo_run_side_parent_class)->dispose (object);
}

static gboolean
algo_run_side_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ALGO_RUN_SIDE (widget)->question_pane));
}

static void
algo_run_side_class_init (AlgoRunSideClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_run_side_dispose;
  widget_class->grab_focus = algo_run_side_grab_focus;

  g_type_ensure (ALGO_TYPE_QUESTION_PANE);
  g_type_ensure (ALGO_TYPE_RUN_PANE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ALGO_RESOURCE_PATH "/ui/run-side.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "box", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunSide, question_pane);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunSide, run_pane);
  gtk_widget_class_bind_template_callback (widget_class, on_question_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_refused);
}

static void
algo_run_side_init (AlgoRunSide *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
algo_run_side_set_run (AlgoRunSide *self, AlgoRunModel *run, AlgoMessageBar *messages)
{
  self->run = g_object_ref (run);
  self->messages = g_object_ref (messages);
  on_question_changed (self);
  g_signal_connect_object (run, "run-changed", G_CALLBACK (on_run_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "question-changed", G_CALLBACK (show_question), self,
                           G_CONNECT_SWAPPED);
}
