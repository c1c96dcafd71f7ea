/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/question-pane.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/questions/complexity-slider.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RESAMPLE_INTERVAL 500 /* ms */

struct _AlgoQuestionPane
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *box;
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

enum
{
  PROP_0,
  PROP_RESAMPLE,
  N_PROPERTIES
};

enum
{
  SIGNAL_QUESTION_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AlgoQuestionPane, algo_question_pane, GTK_TYPE_WIDGET)

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
    g_signal_emit (self, signals[SIGNAL_QUESTION_CHANGED], 0);
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
algo_question_pane_set_size (AlgoQuestionPane *self, guint inputs, guint hidden)
{
  const gboolean setting = self->setting;

  self->setting = TRUE;
  gtk_spin_button_set_value (self->inputs_spin, inputs);
  self->setting = setting;
  self->hidden = hidden;
  update_size (self);
  emit_changed (self);
}

void
algo_question_pane_set_question (AlgoQuestionPane *self, const AlgoQuestion *question)
{
  self->setting = TRUE;
  self->noise_seed = question->noise_seed;
  update_draw (self);
  gtk_switch_set_active (self->encoder_switch, !question->from_prior);
  algo_question_pane_go_to (self, question->log_beta, 0);
  algo_question_pane_set_size (self, question->inputs, question->hidden);
  self->setting = FALSE;
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

static void
set_resample (AlgoQuestionPane *self, gboolean resample)
{
  if (resample == (self->resample_timer != 0))
    return;
  if (resample)
    self->resample_timer = g_timeout_add (RESAMPLE_INTERVAL, on_resample_timer, self);
  else
    g_clear_handle_id (&self->resample_timer, g_source_remove);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RESAMPLE]);
}

void
algo_question_pane_set_trained_sizes (AlgoQuestionPane *self, guint least, guint most)
{
  self->trained_least = least;
  self->trained_most = most;
  update_size (self);
}

void
algo_question_pane_set_scene (AlgoQuestionPane *self, const AlgoScene *scene)
{
  g_autofree char *of = algo_scene_describe (scene);

  algo_complexity_slider_set_grid (self->slider, (AlgoGrid *) algo_scene_get_grid (scene), of);
}

static void
algo_question_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RESAMPLE:
      g_value_set_boolean (value, ALGO_QUESTION_PANE (object)->resample_timer != 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_question_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RESAMPLE:
      set_resample (ALGO_QUESTION_PANE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_question_pane_dispose (GObject *object)
{
  AlgoQuestionPane *self = ALGO_QUESTION_PANE (object);

  g_clear_handle_id (&self->resample_timer, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_QUESTION_PANE);

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
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->grab_focus = algo_question_pane_grab_focus;
  object_class->get_property = algo_question_pane_get_property;
  object_class->set_property = algo_question_pane_set_property;
  object_class->dispose = algo_question_pane_dispose;

  properties[PROP_RESAMPLE] =
      g_param_spec_boolean ("resample", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[SIGNAL_QUESTION_CHANGED] =
      g_signal_new ("question-changed", ALGO_TYPE_QUESTION_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 0);

  g_type_ensure (ALGO_TYPE_COMPLEXITY_SLIDER);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/algoscope/Algoscope/ui/question-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoQuestionPane, box);
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
}

static void
algo_question_pane_init (AlgoQuestionPane *self)
{
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;

  gtk_widget_init_template (GTK_WIDGET (self));
  g_object_bind_property (self, "resample", self->resample_switch, "active",
                          G_BINDING_BIDIRECTIONAL);
  self->hidden =
      ALGO_HIDDEN_PER_INPUT * (guint) gtk_spin_button_get_value_as_int (self->inputs_spin);
  algo_question_pane_set_trained_sizes (self, settings.least, settings.most);
  update_draw (self);
}
