/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/ensemble-pane.h"

#include "engine/settings.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/common/widget.h"
#include "ui/widgets/questions/complexity-slider.h"
#include "ui/widgets/questions/seed-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define FIRST_LOG_BETA (-4.0) /* where the panels of runs begin, too */

struct _AlgoEnsemblePane
{
  GtkBox parent_instance;

  /* Template children. */
  AlgoComplexitySlider *slider;
  GtkAdjustment *step_adjustment; /* the index of a grid */
  GtkScale *step_scale;
  GtkLabel *step_label;
  GtkLabel *members_label;
  GtkLabel *cell_label;
  GtkBox *head_box;
  GtkListBox *list;

  AlgoConsensus *consensus; /* owned, or NULL */
  gboolean setting;         /* not a person */
};

G_DEFINE_FINAL_TYPE (AlgoEnsemblePane, algo_ensemble_pane, GTK_TYPE_BOX)

static gsize
get_index (AlgoEnsemblePane *self)
{
  return (gsize) lround (gtk_adjustment_get_value (self->step_adjustment));
}

gint64
algo_ensemble_pane_get_step (AlgoEnsemblePane *self)
{
  if (self->consensus == NULL || self->consensus->history.count == 0)
    return -1;
  return (gint64) self->consensus->history.grids[get_index (self)]->step;
}

double
algo_ensemble_pane_get_log_beta (AlgoEnsemblePane *self)
{
  return algo_complexity_slider_get_log_beta (self->slider);
}

/* The list. */

static int
compare_seeds (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const AlgoCellMember *first = a, *second = b;
  const AlgoPhaseCounts *counts = user_data;
  const guint first_count = counts->counts[first->point->phase];
  const guint second_count = counts->counts[second->point->phase];

  if (first_count != second_count)
    return first_count > second_count ? -1 : 1;
  if (first->point->phase != second->point->phase)
    return (int) first->point->phase - (int) second->point->phase;
  return (first->member > second->member) - (first->member < second->member);
}

/* That log10 beta is nearest to. */
static guint
find_point (AlgoEnsemblePane *self)
{
  return algo_grid_find_point (self->consensus->history.range,
                               algo_ensemble_pane_get_log_beta (self));
}

/* The seeds behind the cell by their phases, the most frequent first, then the others. */
static void
fill_list (AlgoEnsemblePane *self)
{
  const AlgoEnsemble *ensemble = self->consensus->ensemble;
  const guint point = find_point (self);
  const gint64 step = algo_ensemble_pane_get_step (self);
  g_autoptr (GArray) cell = algo_ensemble_list_cell (ensemble, point, (guint64) MAX (step, 0));
  AlgoPhaseCounts counts = algo_ensemble_count_phases (ensemble, point, (guint64) MAX (step, 0));
  g_autofree gboolean *listed = g_new0 (gboolean, MAX (ensemble->members->len, 1));

  g_array_sort_with_data (cell, compare_seeds, &counts);
  for (guint i = 0; i < cell->len; i++)
    {
      const AlgoCellMember *at = &g_array_index (cell, AlgoCellMember, i);

      listed[at->member] = TRUE;
      gtk_list_box_append (self->list,
                           algo_seed_row_new (algo_ensemble_get_member (ensemble, at->member),
                                              at->member, at->point));
    }
  for (guint i = 0; i < ensemble->members->len; i++)
    if (!listed[i])
      gtk_list_box_append (self->list,
                           algo_seed_row_new (algo_ensemble_get_member (ensemble, i), i, NULL));
}

/* NULL if there is no such member. */
static GtkListBoxRow *
find_row (AlgoEnsemblePane *self, guint member)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (algo_seed_row_get_member (row) == member)
      return row;
  return NULL;
}

/* The seed that is selected stays so, wherever its row is then. */
static void
show_list (AlgoEnsemblePane *self)
{
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list);
  const gint member = selected != NULL ? (gint) algo_seed_row_get_member (selected) : -1;
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  if (self->consensus != NULL)
    fill_list (self);
  if (member >= 0)
    gtk_list_box_select_row (self->list, find_row (self, (guint) member));
}

void
algo_ensemble_pane_select_seed (AlgoEnsemblePane *self, guint member)
{
  GtkListBoxRow *row = find_row (self, member);
  graphene_rect_t bounds;

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->list, row);
  if (gtk_widget_compute_bounds (GTK_WIDGET (row), GTK_WIDGET (self->list), &bounds))
    gtk_adjustment_clamp_page (gtk_list_box_get_adjustment (self->list), bounds.origin.y,
                               bounds.origin.y + bounds.size.height);
}

/* What is looked at. */

/* The phases of a grid, NULL for none, along the slider. */
static void
show_grid (AlgoEnsemblePane *self, const AlgoGrid *grid)
{
  g_autoptr (GPtrArray) grids = g_ptr_array_new_with_free_func ((GDestroyNotify) algo_grid_unref);
  g_autoptr (AlgoScene) scene = NULL;
  AlgoScene parts = ALGO_SCENE_EMPTY;

  if (grid != NULL)
    {
      g_ptr_array_add (grids, algo_grid_ref ((AlgoGrid *) grid));
      parts.grids = grids;
      parts.range = self->consensus->history.range;
      parts.step = grid->step;
      parts.question.log_beta = algo_grid_log_beta (parts.range, find_point (self));
      parts.question.inputs = grid->inputs;
      parts.question.hidden = grid->hidden;
    }
  scene = algo_scene_new (&parts);
  algo_complexity_slider_set_scene (self->slider, scene);
}

static void
show_place (AlgoEnsemblePane *self)
{
  const AlgoConsensus *consensus = self->consensus;
  g_autofree char *log_beta = NULL;
  g_autofree char *step = NULL;
  g_autofree char *text = NULL;

  show_list (self);
  if (consensus == NULL || consensus->history.count == 0)
    {
      algo_label_set_text (self->step_label, "");
      algo_label_set_text (self->cell_label, "");
      show_grid (self, NULL);
      return;
    }
  log_beta = algo_number_format_log_beta (
      algo_grid_log_beta (consensus->history.range, find_point (self)));
  step = algo_number_format_count ((guint64) algo_ensemble_pane_get_step (self));
  text = g_strdup_printf (_ ("At step %s, log \u03b2 %s"), step, log_beta);
  algo_label_set_text (self->step_label, step);
  algo_label_set_text (self->cell_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->step_scale),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, step, -1);
  show_grid (self, consensus->history.grids[get_index (self)]);
}

static void
on_place_changed (AlgoEnsemblePane *self)
{
  if (self->setting)
    return;
  show_place (self);
  g_signal_emit_by_name (self, "place-changed");
}

void
algo_ensemble_pane_set_place (AlgoEnsemblePane *self, gint64 step, double log_beta)
{
  self->setting = TRUE;
  if (isfinite (log_beta))
    algo_complexity_slider_set_log_beta (self->slider, log_beta);
  if (step >= 0 && self->consensus != NULL)
    gtk_adjustment_set_value (self->step_adjustment,
                              (double) algo_grid_history_find (&self->consensus->history, step));
  self->setting = FALSE;
  show_place (self);
}

/* "30 complete, 1 partial, 1 missing, 1 damaged". */
static char *
describe_members (const AlgoEnsemble *ensemble)
{
  const guint complete = algo_ensemble_count_members (ensemble, ALGO_MEMBER_COMPLETE);
  const guint partial = algo_ensemble_count_members (ensemble, ALGO_MEMBER_PARTIAL);
  const guint missing = algo_ensemble_count_members (ensemble, ALGO_MEMBER_MISSING);
  const guint damaged = algo_ensemble_count_members (ensemble, ALGO_MEMBER_DAMAGED);
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (complete > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%u complete", "%u complete", complete), complete));
  if (partial > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%u partial", "%u partial", partial), partial));
  if (missing > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%u missing", "%u missing", missing), missing));
  if (damaged > 0)
    g_ptr_array_add (parts,
                     g_strdup_printf (ngettext ("%u damaged", "%u damaged", damaged), damaged));
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (_ (", "), (char **) parts->pdata);
}

void
algo_ensemble_pane_set_consensus (AlgoEnsemblePane *self, AlgoConsensus *consensus)
{
  g_autofree char *members = describe_members (consensus->ensemble);
  const gsize count = consensus->history.count;

  algo_consensus_ref (consensus);
  g_clear_pointer (&self->consensus, algo_consensus_unref);
  self->consensus = consensus;
  gtk_list_box_unselect_all (self->list);
  algo_label_set_text (self->members_label, members);
  self->setting = TRUE;
  algo_complexity_slider_set_range (self->slider, consensus->history.range);
  gtk_adjustment_set_upper (self->step_adjustment, MAX (count, 1) - 1);
  gtk_adjustment_set_page_increment (self->step_adjustment, MAX (count / 10, 1));
  self->setting = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->step_scale), count > 1);
  algo_ensemble_pane_set_place (self, (gint64) consensus->usual_step, NAN);
}

static void
on_row_activated (AlgoEnsemblePane *self, GtkListBoxRow *row)
{
  g_signal_emit_by_name (self, "seed-activated", algo_seed_row_get_member (row));
}

/* GObject. */

static void
algo_ensemble_pane_dispose (GObject *object)
{
  g_clear_pointer (&ALGO_ENSEMBLE_PANE (object)->consensus, algo_consensus_unref);

  G_OBJECT_CLASS (algo_ensemble_pane_parent_class)->dispose (object);
}

static void
algo_ensemble_pane_class_init (AlgoEnsemblePaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_ensemble_pane_dispose;
  algo_class_add_signal (class, "place-changed", 0);
  algo_class_add_signal (class, "seed-activated", 1, G_TYPE_UINT);

  g_type_ensure (ALGO_TYPE_COMPLEXITY_SLIDER);
  algo_widget_class_use_template (widget_class, "ensemble-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePane, slider);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePane, step_adjustment);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePane, step_scale);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePane, step_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePane, members_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePane, cell_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePane, head_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePane, list);
  gtk_widget_class_bind_template_callback (widget_class, on_place_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
}

static void
algo_ensemble_pane_init (AlgoEnsemblePane *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  algo_complexity_slider_set_log_beta (self->slider, FIRST_LOG_BETA);
  gtk_box_append (self->head_box, algo_seed_row_new_head ());
  self->setting = FALSE;
}
