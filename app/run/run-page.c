/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-page.h"

#include "app/run/actions.h"
#include "app/run/run-commands.h"
#include "app/run/run-panes.h"
#include "app/run/scene-maker.h"
#include "app/identity.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/weights/weights-picture.h"
#include "ui/widgets/common/changed-text.h"
#include "ui/widgets/panels/network-view.h"
#include "ui/widgets/questions/exhibit-bar.h"

#include <glib/gi18n-lib.h>

#define COMPARISON "comparison" /* the panel */
#define AT(member) G_STRUCT_OFFSET (AlgoRunPage, member)

struct _AlgoRunPage
{
  AlgoPage parent_instance;

  /* Template children. */
  AlgoRunPanes panes;
  AlgoMessageBar *diverged_bar;
  AlgoExhibitBar *exhibit_bar;
  GtkButton *run_button;
  GtkWidget *continue_button;

  AlgoBoard *board; /* borrowed */

  /* Owned. */
  GSettings *preferences;
  AlgoMessageBar *messages;
  AlgoRunModel *run;
  AlgoPlayhead *playhead;
  AlgoExhibits *exhibits;
  AlgoSceneMaker *maker;
  AlgoRunCommands commands;

  gboolean comparison_was_shown;
  gboolean told_unrecorded; /* that the run cannot be recorded, */
  gboolean told_loss;       /* and that closing loses it */
};

G_DEFINE_FINAL_TYPE (AlgoRunPage, algo_run_page, ALGO_TYPE_PAGE)

AlgoRunModel *
algo_run_page_get_run (AlgoRunPage *self)
{
  return self->run;
}

AlgoExhibits *
algo_run_page_get_exhibits (AlgoRunPage *self)
{
  return self->exhibits;
}

AlgoScene *
algo_run_page_get_scene (AlgoRunPage *self)
{
  return algo_board_get_scene (self->board);
}

/* Beside the panels, and in the same frame: title, timeline and side pane. */

static void
update_heading (AlgoRunPage *self)
{
  const AlgoHeading shown = algo_page_get_heading (ALGO_PAGE (self));
  const AlgoScene *scene = algo_run_page_get_scene (self);

  if (scene != NULL && algo_run_model_has_run (self->run))
    algo_page_set_heading (ALGO_PAGE (self), algo_run_heading (self->run, scene, &shown));
}

static void
on_shown (AlgoRunPage *self)
{
  AlgoScene *scene = algo_run_page_get_scene (self);

  if (scene == NULL)
    return;
  algo_run_panes_show (&self->panes, self->run, scene);
  algo_exhibits_set_seen (self->exhibits, scene->observation);
  update_heading (self);
}

static AlgoScene *
make_scene (AlgoPage *page)
{
  return algo_scene_maker_make (ALGO_RUN_PAGE (page)->maker);
}

/* Whether anybody looks, and at what. */

static gboolean
sees (AlgoRunPage *self, const char *panel)
{
  return gtk_widget_get_mapped (GTK_WIDGET (algo_board_get_view (self->board, panel)));
}

/* Studies are for panels that are seen: not while another one has all the room. */
static void
update_looking (AlgoRunPage *self)
{
  if (algo_page_is_closed (ALGO_PAGE (self)))
    return;
  algo_run_model_set_looking (self->run, algo_page_is_seen (ALGO_PAGE (self)),
                              sees (self, "generalisation"), sees (self, "direct"));
}

/* Nobody sees what is played back. */
static void
looking_changed (AlgoPage *page, gboolean looking)
{
  update_looking (ALGO_RUN_PAGE (page));
  if (!looking)
    algo_playhead_stop (ALGO_RUN_PAGE (page)->playhead);
}

static void
follow_panel (AlgoRunPage *self, const char *panel)
{
  static const char *const signals[] = { "map", "unmap" };

  for (guint i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (algo_board_get_view (self->board, panel), signals[i],
                             G_CALLBACK (update_looking), self,
                             G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* What the panels ask for. */

void
algo_run_page_go_to (AlgoRunPage *self, gint64 step, double log_beta, guint inputs)
{
  algo_question_pane_go_to (self->panes.question, log_beta, inputs);
  if (step >= 0)
    algo_playhead_go_to (self->playhead, step);
}

static void
on_edit (AlgoRunPage *self, const AlgoEdit *edit)
{
  algo_exhibits_edit (self->exhibits, edit);
}

/* What the run tells. */

static void
show_controls (AlgoRunPage *self, AlgoSessionState state)
{
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
show_state (AlgoRunPage *self)
{
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  g_autofree char *step = algo_number_format_count (status->step);
  g_autofree char *text =
      g_strdup_printf (_ ("Training diverged after step %s: the loss is no longer a finite "
                          "number. The last good networks are shown."),
                       step);

  if (status->state == ALGO_SESSION_DIVERGED)
    algo_message_bar_show (self->diverged_bar, text, _ ("_Restart…"), "win.restart-with", NULL);
  else
    algo_message_bar_hide (self->diverged_bar);
  show_controls (self, status->state);
  update_heading (self);
  algo_page_wake (ALGO_PAGE (self));
}

static void
on_run_changed (AlgoRunPage *self)
{
  /* What was said was of the run before. */
  self->told_unrecorded = self->told_loss = FALSE;
  algo_message_bar_hide (self->messages);
  if (algo_run_model_has_run (self->run))
    show_state (self);
}

/* Recording. */

static gboolean
has_failed (AlgoRunPage *self)
{
  return algo_run_model_get_recording (self->run)->state == ALGO_RECORDING_FAILED;
}

static void
warn (AlgoRunPage *self, const char *words)
{
  g_autofree char *text =
      g_strdup_printf ("%s\n%s", words, algo_run_model_get_recording (self->run)->message);

  algo_message_bar_show (self->messages, text, _ ("Save _As…"), "win.save-as", NULL);
}

static void
on_recording (AlgoRunPage *self)
{
  update_heading (self);
  if (has_failed (self) == self->told_unrecorded)
    return;
  self->told_unrecorded = has_failed (self);
  self->told_loss = FALSE;
  if (self->told_unrecorded)
    warn (self, _ ("The run cannot be recorded. Training goes on, and what it does is kept in "
                   "memory."));
  else
    algo_message_bar_hide (self->messages);
}

gboolean
algo_run_page_may_close (AlgoRunPage *self)
{
  algo_run_model_watch_recording (self->run);
  if (!has_failed (self) || self->told_loss)
    return TRUE;
  self->told_loss = TRUE;
  warn (self, _ ("The run is in memory only, and closing the window again loses it."));
  return FALSE;
}

/* What the networks in place of the run's tell. */

static char *
describe_edit (const AlgoEdit *edit)
{
  return edit != NULL ? algo_edit_describe (edit) : NULL;
}

static void
on_exhibit_shown (AlgoRunPage *self)
{
  const AlgoExhibit *exhibit = algo_exhibits_get (self->exhibits);
  g_autofree char *text = NULL, *undo = NULL, *redo = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->exhibit_bar), exhibit != NULL);
  if (exhibit == NULL)
    return;
  text = algo_exhibit_describe (exhibit);
  undo = describe_edit (algo_workbench_peek_undo (exhibit->workbench));
  redo = describe_edit (algo_workbench_peek_redo (exhibit->workbench));
  algo_exhibit_bar_set_text (self->exhibit_bar, text, undo, redo);
  /* Each draw of the noise would ask for another network. */
  gtk_switch_set_active (algo_question_pane_get_resample (self->panes.question), FALSE);
}

static void
on_kept (AlgoRunPage *self)
{
  self->comparison_was_shown = algo_board_is_shown (self->board, COMPARISON);
  algo_board_set_shown (self->board, COMPARISON, TRUE);
}

static void
on_unkept (AlgoRunPage *self)
{
  algo_board_set_shown (self->board, COMPARISON, self->comparison_was_shown);
}

/* Actions of its own. */

static void
add_actions (AlgoRunPage *self)
{
  static const struct
  {
    const char *panel, *key, *action;
    GSettingsBindFlags flags;
  } options[] = {
    { "weights", "sort-by-input", "sort", G_SETTINGS_BIND_DEFAULT },
    { "direct", "sort-by-input", NULL, G_SETTINGS_BIND_GET },
    { "approximation", "scatter-residual", "residuals", G_SETTINGS_BIND_DEFAULT },
  };
  g_autoptr (GAction) speed = g_settings_create_action (self->preferences, "playback-speed");
  static const AlgoAction of_question[] = {
    { "redraw-noise", G_CALLBACK (algo_question_pane_redraw_noise) },
    { "encoder", G_CALLBACK (algo_question_pane_switch_encoder) },
  };
  GActionMap *map = G_ACTION_MAP (algo_page_get_actions (ALGO_PAGE (self)));

  algo_actions_share (map, algo_run_model_get_actions (self->run));
  algo_actions_share (map, algo_playhead_get_actions (self->playhead));
  algo_actions_share (map, algo_exhibits_get_actions (self->exhibits));
  g_action_map_add_action (map, speed);
  algo_actions_add (map, of_question, G_N_ELEMENTS (of_question), self->panes.question);
  algo_actions_add_property (map, "resample",
                             algo_question_pane_get_resample (self->panes.question), "active");
  /* These come after the exhibits', in whose place some of them stand. */
  algo_run_commands_add (&self->commands, map);
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    {
      gpointer view = algo_board_get_view (self->board, options[i].panel);

      g_settings_bind (self->preferences, options[i].key, view, "option", options[i].flags);
      if (options[i].action != NULL)
        algo_actions_add_property (map, options[i].action, view, "option");
    }
}

static void
on_speed (AlgoRunPage *self)
{
  const int speed = g_settings_get_int (self->preferences, "playback-speed");

  algo_playhead_set_speed (self->playhead, speed);
  algo_timeline_set_speed (self->panes.timeline, (guint) speed);
}

/* What is kept for the next start. */

gboolean
algo_run_page_get_state (AlgoRunPage *self, AlgoWindowState *state)
{
  const AlgoSessionStatus *status = algo_run_model_get_status (self->run);
  gboolean is_nothing;

  if (!algo_run_model_has_run (self->run))
    return FALSE;
  /* A run without a name in which nothing happened leaves no file. */
  is_nothing = status->step == 0 && algo_run_model_is_unnamed (self->run);
  *state = (AlgoWindowState){
    .path = is_nothing ? NULL : g_strdup (algo_run_model_get_path (self->run)),
    .training = status->state == ALGO_SESSION_RUNNING,
    .question = *algo_run_model_get_question (self->run),
    .resample = gtk_switch_get_active (algo_question_pane_get_resample (self->panes.question)),
    .step = algo_playhead_get_step (self->playhead),
  };
  return TRUE;
}

void
algo_run_page_set_state (AlgoRunPage *self, const AlgoWindowState *state)
{
  algo_run_model_ask (self->run, &state->question, NULL);
  gtk_switch_set_active (algo_question_pane_get_resample (self->panes.question), state->resample);
  algo_playhead_go_to (self->playhead, state->step);
  if (state->training)
    algo_run_model_run (self->run);
}

/* AlgoPage. */

static gboolean
get_export (AlgoPage *page, AlgoPageExport *export)
{
  AlgoRunPage *self = ALGO_RUN_PAGE (page);
  g_autoptr (AlgoScene) scene = algo_scene_maker_make (self->maker);
  g_autoptr (AlgoSnapshot) snapshot = algo_run_model_ref_snapshot (self->run);
  gpointer graph = algo_board_get_view (self->board, "network");
  AlgoScene parts = *scene;

  if (snapshot == NULL)
    return FALSE;
  /* The graph is exported as it is on screen, if it is there. */
  parts.arrangement =
      sees (self, "network") ? (gpointer) algo_network_view_get_arrangement (graph) : NULL;
  parts.steps_per_second = 0; /* which is of the moment, and not of the run */
  export->scene = algo_scene_new (&parts);
  export->snapshot = g_steal_pointer (&snapshot);
  export->folder = algo_run_model_is_unnamed (self->run)
                       ? g_strdup (g_get_home_dir ())
                       : g_path_get_dirname (algo_run_model_get_path (self->run));
  return TRUE;
}

/* GtkWidget and GObject. */

void
algo_run_page_close (AlgoRunPage *self)
{
  if (algo_page_is_closed (ALGO_PAGE (self)))
    return;
  algo_page_close (ALGO_PAGE (self));
  algo_run_model_close (self->run);
}

static void
algo_run_page_dispose (GObject *object)
{
  AlgoRunPage *self = ALGO_RUN_PAGE (object);

  algo_run_page_close (self);
  g_clear_pointer (&self->maker, algo_scene_maker_free);
  g_clear_object (&self->exhibits);
  g_clear_object (&self->playhead);
  g_clear_object (&self->run);
  g_clear_object (&self->preferences);
  g_clear_object (&self->messages);

  G_OBJECT_CLASS (algo_run_page_parent_class)->dispose (object);
}

static gboolean
algo_run_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ALGO_RUN_PAGE (widget)->panes.question));
}

static void
algo_run_page_class_init (AlgoRunPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_run_page_dispose;
  ALGO_PAGE_CLASS (class)->make_scene = make_scene;
  ALGO_PAGE_CLASS (class)->get_export = get_export;
  ALGO_PAGE_CLASS (class)->looking_changed = looking_changed;
  widget_class->grab_focus = algo_run_page_grab_focus;

  g_type_ensure (ALGO_TYPE_EXHIBIT_BAR);
  g_type_ensure (ALGO_TYPE_MESSAGE_BAR);
  g_type_ensure (ALGO_TYPE_QUESTION_PANE);
  g_type_ensure (ALGO_TYPE_RUN_PANE);
  g_type_ensure (ALGO_TYPE_TIMELINE);
  algo_page_class_set_template (ALGO_PAGE_CLASS (class), ALGO_RESOURCE_PATH "/ui/run-page.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "question_pane", FALSE,
                                             AT (panes.question));
  gtk_widget_class_bind_template_child_full (widget_class, "run_pane", FALSE, AT (panes.run));
  gtk_widget_class_bind_template_child_full (widget_class, "timeline", FALSE, AT (panes.timeline));
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, diverged_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, exhibit_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, run_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, continue_button);
  gtk_widget_class_bind_template_callback (widget_class, algo_run_page_go_to);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
}

static void
algo_run_page_init (AlgoRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  algo_message_bar_dress (self->diverged_bar, "dialog-error-symbolic", FALSE);
  self->run = algo_run_model_new ();
  self->playhead = algo_playhead_new (self->run);
  self->exhibits = algo_exhibits_new (self->run, self->playhead);
  self->maker = algo_scene_maker_new (self->run, self->playhead, self->exhibits);
}

AlgoRunPage *
algo_run_page_new (GSettings *preferences, AlgoToast *toast, AlgoMessageBar *messages)
{
  AlgoRunPage *self = g_object_new (ALGO_TYPE_RUN_PAGE, NULL);
  const AlgoConnection connections[] = {
    { self->run, "changed", G_CALLBACK (algo_page_wake), self },
    { self->playhead, "changed", G_CALLBACK (algo_page_wake), self },
    { self->exhibits, "changed", G_CALLBACK (algo_page_wake), self },
    { self->run, "run-changed", G_CALLBACK (on_run_changed), self },
    { self->run, "state-changed", G_CALLBACK (show_state), self },
    { self->run, "path-changed", G_CALLBACK (update_heading), self },
    { self->run, "recording-changed", G_CALLBACK (on_recording), self },
    { self->playhead, "say", G_CALLBACK (algo_toast_show), toast },
    { self->playhead, "problem", G_CALLBACK (algo_message_bar_tell), messages },
    { self->exhibits, "shown", G_CALLBACK (on_exhibit_shown), self },
    { self->exhibits, "kept", G_CALLBACK (on_kept), self },
    { self->exhibits, "unkept", G_CALLBACK (on_unkept), self },
    { self->exhibits, "say", G_CALLBACK (algo_toast_show), toast },
    { self->exhibits, "hush", G_CALLBACK (algo_toast_hide), toast },
    { preferences, "changed::playback-speed", G_CALLBACK (on_speed), self },
    { self->panes.run, "rate-refused", G_CALLBACK (algo_message_bar_tell), messages },
  };

  algo_page_set_up (ALGO_PAGE (self), ALGO_PANEL_OF_RUN, toast, preferences, "panel-arrangement");
  self->board = algo_page_get_board (ALGO_PAGE (self));
  self->preferences = g_object_ref (preferences);
  self->messages = g_object_ref (messages);
  self->commands =
      (AlgoRunCommands){ GTK_WIDGET (self), self->run, self->exhibits, preferences, messages };
  algo_run_panes_connect (&self->panes, self->run, self->playhead);
  algo_run_model_set_threads (self->run, g_settings_get_uint (preferences, "threads"));
  algo_connect (connections, G_N_ELEMENTS (connections));
  follow_panel (self, "generalisation");
  follow_panel (self, "direct");
  add_actions (self);
  on_speed (self);
  show_state (self);
  return self;
}
