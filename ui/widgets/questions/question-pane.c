/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/question-pane.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/common/widget.h"
#include "ui/widgets/questions/complexity-slider.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RESAMPLE_INTERVAL 500 /* ms */

struct _AlgoQuestionPane
{
  GtkBox parent_instance;

  /* Template children. */
  AlgoComplexitySlider *slider;
  GtkSpinButton *inputs_spin;
  GtkLabel *hidden_label;
  GtkWidget *size_note;
  GtkLabel *size_label;
  GtkLabel *draw_label;
  GtkSwitch *encoder_switch;
  GtkSwitch *resample_switch;

  guint hidden;
  guint64 noise_seed;
  gboolean setting; /* several parts of the question at once */
  guint trained_least, trained_most;
  guint resample_timer; /* 0: off */
};

G_DEFINE_FINAL_TYPE (AlgoQuestionPane, algo_question_pane, GTK_TYPE_BOX)

void
algo_question_pane_get_question (AlgoQuestionPane *self, AlgoQuestion *question)
{
  guint inputs = gtk_spin_button_get_value_as_int (self->inputs_spin);

  *question = (AlgoQuestion){ .log_beta = algo_complexity_slider_get_log_beta (self->slider),
                              .inputs = inputs,
                              .hidden = self->hidden,
                              .noise_seed = self->noise_seed,
                              .from_prior = !gtk_switch_get_active (self->encoder_switch) };
}

static void
emit_changed (AlgoQuestionPane *self)
{
  if (!self->setting)
    g_signal_emit_by_name (self, "question-changed");
}

static void
update_size (AlgoQuestionPane *self)
{
  guint inputs = gtk_spin_button_get_value_as_int (self->inputs_spin);
  gboolean trained = inputs >= self->trained_least && inputs <= self->trained_most;
  g_autofree char *count = algo_number_format_count (self->hidden);
  g_autofree char *note = NULL;

  gtk_label_set_text (self->hidden_label, count);
  if (self->trained_least == self->trained_most)
    note = g_strdup_printf (_ ("Trained on %u inputs only"), self->trained_least);
  else
    note = g_strdup_printf (_ ("Trained on %u to %u inputs only"), self->trained_least,
                            self->trained_most);
  gtk_label_set_text (self->size_label, note);
  gtk_widget_set_visible (self->size_note, !trained);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->inputs_spin),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, trained ? "" : note, -1);
}

static void
update_draw (AlgoQuestionPane *self)
{
  /* Draws are counted from 1 for people, from 0 as seeds. */
  g_autofree char *count = algo_number_format_count (self->noise_seed + 1);

  gtk_label_set_text (self->draw_label, count);
}

static void
on_inputs_changed (AlgoQuestionPane *self)
{
  self->hidden =
      ALGO_HIDDEN_PER_INPUT * (guint) gtk_spin_button_get_value_as_int (self->inputs_spin);
  update_size (self);
  emit_changed (self);
}

void
algo_question_pane_redraw_noise (AlgoQuestionPane *self)
{
  self->noise_seed++;
  update_draw (self);
  emit_changed (self);
}

void
algo_question_pane_switch_encoder (AlgoQuestionPane *self)
{
  gtk_switch_set_active (self->encoder_switch, !gtk_switch_get_active (self->encoder_switch));
}

void
algo_question_pane_go_to (AlgoQuestionPane *self, double log_beta, guint inputs)
{
  if (isfinite (log_beta))
    algo_complexity_slider_set_log_beta (self->slider, log_beta);
  if (inputs > 0)
    gtk_spin_button_set_value (self->inputs_spin, inputs);
}

void
algo_question_pane_set_question (AlgoQuestionPane *self, const AlgoQuestion *question)
{
  self->setting = TRUE;
  self->noise_seed = question->noise_seed;
  update_draw (self);
  gtk_switch_set_active (self->encoder_switch, !question->from_prior);
  algo_question_pane_go_to (self, question->log_beta, question->inputs);
  self->setting = FALSE;
  self->hidden = question->hidden;
  update_size (self);
  emit_changed (self);
}

static gboolean
on_resample_timer (gpointer user_data)
{
  AlgoQuestionPane *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    algo_question_pane_redraw_noise (self);
  return G_SOURCE_CONTINUE;
}

void
algo_question_pane_set_trained_sizes (AlgoQuestionPane *self, guint least, guint most)
{
  self->trained_least = least;
  self->trained_most = most;
  update_size (self);
}

void
algo_question_pane_set_trained_range (AlgoQuestionPane *self, AlgoBetaRange range)
{
  algo_complexity_slider_set_range (self->slider, range);
}

void
algo_question_pane_set_scene (AlgoQuestionPane *self, AlgoScene *scene)
{
  algo_complexity_slider_set_scene (self->slider, scene);
}

static void
on_resample (AlgoQuestionPane *self)
{
  g_clear_handle_id (&self->resample_timer, g_source_remove);
  if (gtk_switch_get_active (self->resample_switch))
    self->resample_timer = g_timeout_add (RESAMPLE_INTERVAL, on_resample_timer, self);
}

GtkSwitch *
algo_question_pane_get_resample (AlgoQuestionPane *self)
{
  return self->resample_switch;
}

static void
algo_question_pane_dispose (GObject *object)
{
  g_clear_handle_id (&ALGO_QUESTION_PANE (object)->resample_timer, g_source_remove);

  G_OBJECT_CLASS (algo_question_pane_parent_class)->dispose (object);
}

static gboolean
algo_question_pane_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ALGO_QUESTION_PANE (widget)->slider));
}

static void
algo_question_pane_class_init (AlgoQuestionPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->grab_focus = algo_question_pane_grab_focus;
  G_OBJECT_CLASS (class)->dispose = algo_question_pane_dispose;

  algo_class_add_signal (class, "question-changed", 0);

  g_type_ensure (ALGO_TYPE_COMPLEXITY_SLIDER);
  algo_widget_class_use_template (widget_class, "question-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, slider);
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, inputs_spin);
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, hidden_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, size_note);
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, size_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, draw_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, encoder_switch);
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, resample_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_inputs_changed);
  gtk_widget_class_bind_template_callback (widget_class, emit_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_resample);
}

static void
algo_question_pane_init (AlgoQuestionPane *self)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->hidden =
      ALGO_HIDDEN_PER_INPUT * (guint) gtk_spin_button_get_value_as_int (self->inputs_spin);
  algo_question_pane_set_trained_sizes (self, settings.least, settings.most);
  update_draw (self);
}
