/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/timeline/timeline.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

struct _AlgoTimeline
{
  GtkBox parent_instance;

  /* Template children. */
  GtkButton *play_button;
  GtkMenuButton *speed_button;
  AlgoTimelineStrip *strip;
  GtkLabel *basis_label;
  GtkLabel *step_label;
  GtkLabel *phase_label;
  GtkWidget *announcer;
  GtkWidget *memory_box;
  GtkStack *branch_stack;
  GtkWidget *branch_button;
  GtkWidget *branching_box;
  GtkProgressBar *branching_bar;
};

G_DEFINE_FINAL_TYPE (AlgoTimeline, algo_timeline, GTK_TYPE_BOX)

static void
on_picked (AlgoTimeline *self, gint64 step)
{
  g_signal_emit_by_name (self, "picked", step);
}

/* Where the phases of the strip are of something else than all the rest, that stands beside them.
 */
static void
show_basis (AlgoTimeline *self, const AlgoScene *scene)
{
  g_autofree char *basis = algo_panel_describe_basis (algo_panel_find ("phase-diagram"), scene);

  if (basis != NULL)
    algo_label_set_text (self->basis_label, basis);
  gtk_widget_set_visible (GTK_WIDGET (self->basis_label), basis != NULL);
}

void
algo_timeline_set_scene (AlgoTimeline *self, AlgoScene *scene)
{
  const AlgoObservation *observation = scene->observation;
  g_autofree char *step = algo_number_format_count (scene->step);
  g_autofree char *text = g_strdup_printf (_ ("Step %s"), step);

  algo_panel_view_show_scene (ALGO_PANEL_VIEW (self->strip), scene);
  algo_label_set_text (self->step_label, text);
  algo_label_set_text (self->phase_label, observation != NULL ? algo_phase_display_name (
                                              observation->classification.phase)
                                                              : "");
  show_basis (self, scene);
}

void
algo_timeline_announce (AlgoTimeline *self, const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->announcer), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

void
algo_timeline_set_playing (AlgoTimeline *self, gboolean playing)
{
  gtk_button_set_icon_name (self->play_button, playing ? "media-playback-pause-symbolic"
                                                       : "media-playback-start-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->play_button),
                               playing ? _ ("Stop playing the run back (P)")
                                       : _ ("Play the run back (P)"));
}

void
algo_timeline_set_speed (AlgoTimeline *self, guint steps_per_second)
{
  g_autofree char *number = algo_number_format_count (steps_per_second);
  g_autofree char *text = g_strdup_printf (_ ("%s steps/s"), number);

  gtk_menu_button_set_label (self->speed_button, text);
}

void
algo_timeline_set_memory_only (AlgoTimeline *self, const char *reason, guint64 recorded)
{
  algo_timeline_strip_set_recorded (self->strip, reason != NULL ? recorded : G_MAXUINT64);
  gtk_widget_set_visible (self->memory_box, reason != NULL);
  if (reason == NULL)
    return;
  algo_widget_set_tooltip (self->memory_box, reason);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->memory_box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  reason, -1);
}

void
algo_timeline_show_branching (AlgoTimeline *self, guint64 taken, guint64 total)
{
  const double share = total > 0 ? (double) taken / (double) total : 0;
  g_autofree char *text = algo_number_format_percent (share);

  gtk_progress_bar_set_fraction (self->branching_bar, share);
  gtk_progress_bar_set_text (self->branching_bar, text);
  gtk_stack_set_visible_child (self->branch_stack, self->branching_box);
}

void
algo_timeline_hide_branching (AlgoTimeline *self)
{
  gtk_stack_set_visible_child (self->branch_stack, self->branch_button);
}

static void
algo_timeline_class_init (AlgoTimelineClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  algo_class_add_signal (class, "picked", 1, G_TYPE_INT64);

  g_type_ensure (ALGO_TYPE_TIMELINE_STRIP);
  gtk_widget_class_set_css_name (widget_class, "timeline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  algo_widget_class_use_template (widget_class, "timeline.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, play_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, speed_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, strip);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, basis_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, step_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, phase_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, announcer);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, memory_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, branch_stack);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, branch_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, branching_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoTimeline, branching_bar);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
}

static void
algo_timeline_init (AlgoTimeline *self)
{
  g_autoptr (AlgoScene) scene = algo_scene_new (&ALGO_SCENE_EMPTY);

  gtk_widget_init_template (GTK_WIDGET (self));
  algo_timeline_set_playing (self, FALSE);
  algo_timeline_announce (self, _ ("The phase has not changed yet"));
  algo_timeline_set_scene (self, scene);
}
