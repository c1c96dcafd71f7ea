/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An ensemble in place of the run, and the way from its seeds to their runs and back. */
#include "app/window/window-private.h"
#include "engine/run-file/schema.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/common/changed-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define PAGE "ensemble"    /* of the stacks, where "run" is the other */
#define FRAMES_TO_SETTLE 3 /* after panels came into sight, until all know where they are */

/* What the panels show. */

static void
get_scene (AlgoWindow *self, AlgoScene *scene)
{
  *scene =
      (AlgoScene){ .consensus = self->consensus,
                   .chosen = algo_ensemble_pane_get_step (self->ensemble_pane),
                   .question.log_beta = algo_ensemble_pane_get_log_beta (self->ensemble_pane) };
}

/* Panels that were out of sight did not take the scene then. */
static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  AlgoWindow *self = user_data;
  AlgoScene scene;

  get_scene (self, &scene);
  algo_board_update (self->ensemble_board, &scene, TRUE);
  algo_board_write_numbers (self->ensemble_board);
  if (--self->ensemble_frames > 0)
    return G_SOURCE_CONTINUE;
  self->ensemble_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
show_scene (AlgoWindow *self)
{
  if (!self->ensemble_is_shown)
    return;
  self->ensemble_frames = FRAMES_TO_SETTLE;
  if (self->ensemble_tick == 0)
    self->ensemble_tick =
        gtk_widget_add_tick_callback (GTK_WIDGET (self->ensemble_board), on_frame, self, NULL);
}

static void
on_go_to (AlgoWindow *self, gint64 step, double log_beta, guint inputs)
{
  algo_ensemble_pane_set_place (self->ensemble_pane, step, log_beta);
  show_scene (self);
}

static void
on_seed_activated (AlgoWindow *self, guint index)
{
  const AlgoEnsembleMember *member = algo_ensemble_get_member (self->consensus->ensemble, index);
  g_autofree char *path = algo_ensemble_get_run_path (self->consensus->ensemble, member);

  if (path != NULL)
    algo_window_open_run_at (self, path, algo_ensemble_pane_get_step (self->ensemble_pane),
                             algo_ensemble_pane_get_log_beta (self->ensemble_pane));
}

/* The view. */

static void
add_view (AlgoWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->ensemble_board =
      g_object_new (ALGO_TYPE_BOARD, "ensemble", TRUE, "margin-top", 12, "margin-bottom", 12,
                    "margin-start", 12, "margin-end", 12, NULL);
  self->ensemble_pane = algo_ensemble_pane_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->ensemble_board));
  gtk_stack_add_named (self->view_stack, scroller, PAGE);
  gtk_stack_add_named (self->side_stack, GTK_WIDGET (self->ensemble_pane), PAGE);
  algo_window_connect_board (self, self->ensemble_board);
  g_signal_connect_object (self->ensemble_board, "go-to", G_CALLBACK (on_go_to), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ensemble_board, "uncovered", G_CALLBACK (show_scene), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                           "changed", G_CALLBACK (show_scene), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                           "value-changed", G_CALLBACK (show_scene), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ensemble_pane, "place-changed", G_CALLBACK (show_scene), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ensemble_pane, "seed-activated", G_CALLBACK (on_seed_activated),
                           self, G_CONNECT_SWAPPED);
  if (self->preferences != NULL)
    g_settings_bind (self->preferences, "ensemble-arrangement", self->ensemble_board, "arrangement",
                     G_SETTINGS_BIND_DEFAULT);
}

/* One button, which leads to what is not shown. */
static void
show_button (AlgoWindow *self)
{
  const gboolean shown = self->ensemble_is_shown;
  GtkButton *button = self->ensemble_button;
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "ensemble");

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), self->consensus != NULL);
  gtk_widget_set_visible (GTK_WIDGET (button), self->consensus != NULL);
  gtk_button_set_label (button, shown ? _ ("_Back to the Run") : _ ("Back to the _Ensemble"));
  gtk_button_set_use_underline (button, TRUE);
  gtk_widget_set_tooltip_text (GTK_WIDGET (button),
                               shown ? _ ("Show the run of this window again (Alt+Home)")
                                     : _ ("Show the ensemble again (Alt+Home)"));
}

/* "ensemble", without the suffix. */
static char *
make_title (const AlgoEnsemble *ensemble)
{
  char *name = g_filename_display_basename (ensemble->path != NULL ? ensemble->path : "");

  if (g_str_has_suffix (name, ALGO_RUN_SUFFIX))
    name[strlen (name) - strlen (ALGO_RUN_SUFFIX)] = '\0';
  return name;
}

void
algo_window_show_ensemble_status (AlgoWindow *self)
{
  const AlgoEnsemble *ensemble = self->consensus->ensemble;
  const AlgoSettings *settings = &ensemble->settings;
  const guint count = ensemble->members->len;
  g_autofree char *name = make_title (ensemble);
  g_autofree char *title = g_strdup_printf (_ ("%s — Algoscope"), name);
  g_autofree char *seeds = g_strdup_printf (ngettext ("%u seed", "%u seeds", count), count);
  g_autofree char *steps = algo_number_format_count (settings->steps);
  /* Translators: "33 seeds · 4000 steps · trained on n = 4 to 16" */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · %s steps · trained on n = %u to %u"), seeds,
                                               steps, settings->least, settings->most);

  algo_label_set_text (self->title_label, name);
  gtk_window_set_title (GTK_WINDOW (self), title);
  algo_widget_set_tooltip (GTK_WIDGET (self->title_label), ensemble->path);
  algo_label_set_text (self->subtitle_label, subtitle);
}

void
algo_window_show_ensemble (AlgoWindow *self, gboolean shown)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "ensemble");

  shown = shown && self->consensus != NULL;
  if (shown == self->ensemble_is_shown)
    {
      show_button (self);
      return;
    }
  self->ensemble_is_shown = shown;
  gtk_stack_set_visible_child_name (self->view_stack, shown ? PAGE : "run");
  gtk_stack_set_visible_child_name (self->side_stack, shown ? PAGE : "run");
  gtk_widget_set_visible (GTK_WIDGET (self->timeline), !shown);
  gtk_widget_set_visible (GTK_WIDGET (self->run_button), !shown);
  gtk_widget_set_visible (self->step_button, !shown);
  gtk_widget_set_visible (self->restart_button, !shown);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
  show_button (self);
  algo_window_use_board (self);
  algo_window_stop_playback (self);
  algo_window_update_actions (self);
  algo_window_update_edit_actions (self);
  if (self->past != NULL)
    algo_window_update_timeline_actions (self);
  algo_window_show_status (self);
  if (shown)
    show_scene (self);
  else
    algo_window_wake (self);
}

/* Reading. */

static gpointer
read_ensemble (const char *path, GError **error)
{
  g_autoptr (AlgoEnsemble) ensemble = algo_ensemble_read (path, error);

  return ensemble != NULL ? algo_consensus_new (ensemble) : NULL;
}

static void
take_ensemble (AlgoWindow *self, gpointer consensus, const char *path)
{
  g_clear_pointer (&self->consensus, algo_consensus_unref);
  self->consensus = algo_consensus_ref (consensus);
  if (self->ensemble_board == NULL)
    add_view (self);
  algo_ensemble_pane_set_consensus (self->ensemble_pane, self->consensus);
  algo_window_show_ensemble (self, TRUE);
  algo_window_show_ensemble_status (self);
  show_scene (self);
}

void
algo_window_open_ensemble (AlgoWindow *self, const char *path)
{
  static const AlgoWindowReader reader = {
    .read = read_ensemble,
    .free = (GDestroyNotify) algo_consensus_unref,
    .take = take_ensemble,
  };

  algo_window_read (self, path, &reader);
}

/* Export. */

AlgoScene *
algo_window_make_ensemble_scene (AlgoWindow *self)
{
  AlgoScene parts = ALGO_SCENE_EMPTY;

  parts.consensus = self->consensus;
  parts.chosen = algo_ensemble_pane_get_step (self->ensemble_pane);
  parts.question.log_beta = algo_ensemble_pane_get_log_beta (self->ensemble_pane);
  return algo_scene_new (&parts);
}

static void
on_ensemble (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  algo_window_show_ensemble (user_data, g_variant_get_boolean (state));
}

static void
on_select_seed (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoWindow *self = user_data;

  if (self->consensus != NULL)
    algo_ensemble_pane_select_seed (self->ensemble_pane, g_variant_get_uint32 (parameter));
}

void
algo_window_add_ensemble_actions (AlgoWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "ensemble", .state = "false", .change_state = on_ensemble },
    { .name = "select-seed", .parameter_type = "u", .activate = on_select_seed },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  show_button (self);
}

void
algo_window_drop_ensemble (AlgoWindow *self)
{
  if (self->ensemble_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self->ensemble_board), self->ensemble_tick);
  self->ensemble_tick = 0;
  self->ensemble_is_shown = FALSE;
  g_clear_pointer (&self->consensus, algo_consensus_unref);
}
