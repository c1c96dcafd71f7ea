/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/run-page.h"

#include "app/run/recording-warning.h"
#include "app/run/run-commands.h"
#include "app/run/run-controls.h"
#include "app/run/run-side.h"
#include "app/run/run-timeline.h"
#include "app/run/run-words.h"
#include "app/run/scene-maker.h"
#include "app/window/application.h"
#include "app/window/board-menu.h"
#include "app/window/presenter.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/panels/network-view.h"
#include "ui/widgets/questions/exhibit-bar.h"

#include <glib/gi18n-lib.h>

#define COMPARISON "comparison" /* the panel */

struct _AlgoRunPage
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkRevealer *revealer;
  AlgoRunSide *side;
  AlgoMessageBar *diverged_bar;
  AlgoBoard *board;
  AlgoExhibitBar *exhibit_bar;
  AlgoTimeline *timeline;

  /* Owned. */
  GtkWidget *controls;
  GSettings *preferences;
  AlgoToast *toast;
  AlgoMessageBar *messages;
  AlgoRunModel *run;
  AlgoPlayhead *playhead;
  AlgoExhibits *exhibits;
  AlgoSceneMaker *maker;
  AlgoPresenter *presenter;
  AlgoBoardMenu *menu;
  AlgoRecordingWarning *warning;
  GSimpleActionGroup *actions;
  AlgoRunCommands commands;
  char *title, *subtitle, *place; /* of the heading */

  gboolean visible; /* as far as the window knows */
  gboolean comparison_was_shown;
};

static void algo_run_page_be_page (AlgoPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AlgoRunPage,
                               algo_run_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ALGO_TYPE_PAGE, algo_run_page_be_page))

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

static void
show_message (AlgoRunPage *self, const char *text)
{
  algo_message_bar_show (self->messages, text, NULL, NULL, NULL);
}

/* Beside the panels, and in the same frame: title, timeline and side pane. */

/* A run that another has just replaced keeps its name until the panels, too, have the other. */
static void
update_heading (AlgoRunPage *self)
{
  const AlgoScene *scene = algo_run_page_get_scene (self);

  if (scene == NULL || !algo_run_model_has_run (self->run))
    return;
  g_free (self->subtitle);
  self->subtitle = algo_run_progress (self->run, scene);
  if (self->title == NULL || scene->generation == algo_run_model_get_generation (self->run))
    {
      g_free (self->title);
      g_free (self->place);
      self->title = algo_run_name (self->run);
      self->place = algo_run_place (self->run);
    }
  algo_page_heading_changed (ALGO_PAGE (self));
}

static void
on_shown (AlgoRunPage *self)
{
  const AlgoScene *scene = algo_run_page_get_scene (self);

  if (scene == NULL)
    return;
  algo_run_side_show (self->side, scene);
  algo_run_timeline_show (self->timeline, self->run, scene);
  algo_exhibits_set_seen (self->exhibits, scene->observation);
  update_heading (self);
}

static AlgoScene *
make_scene (gpointer data)
{
  return algo_scene_maker_make (ALGO_RUN_PAGE (data)->maker);
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
  if (self->presenter == NULL)
    return;
  algo_run_model_set_looking (self->run,
                              self->visible && !algo_presenter_is_stalled (self->presenter));
  algo_run_model_want_generalisation (self->run, sees (self, "generalisation"));
  algo_run_model_want_direct (self->run, sees (self, "direct"));
}

static void
follow_panel (AlgoRunPage *self, const char *panel)
{
  gpointer view = algo_board_get_view (self->board, panel);

  g_signal_connect_object (view, "map", G_CALLBACK (update_looking), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (view, "unmap", G_CALLBACK (update_looking), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

/* What the panels ask for. */

void
algo_run_page_go_to (AlgoRunPage *self, gint64 step, double log_beta, guint inputs)
{
  algo_run_side_go_to (self->side, log_beta, inputs);
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
  update_heading (self);
}

static void
on_run_changed (AlgoRunPage *self)
{
  if (!algo_run_model_has_run (self->run))
    return;
  show_state (self);
  algo_presenter_wake (self->presenter);
}

gboolean
algo_run_page_may_close (AlgoRunPage *self)
{
  return algo_recording_warning_may_close (self->warning);
}

/* What the networks in place of the run's tell. */

static void
on_exhibit_shown (AlgoRunPage *self)
{
  g_autofree char *text = algo_exhibits_describe (self->exhibits);
  g_autofree char *undo = algo_exhibits_describe_undo (self->exhibits);
  g_autofree char *redo = algo_exhibits_describe_redo (self->exhibits);

  gtk_widget_set_visible (GTK_WIDGET (self->exhibit_bar), text != NULL);
  if (text == NULL)
    return;
  algo_exhibit_bar_set_text (self->exhibit_bar, text, undo, redo);
  /* Each draw of the noise would ask for another network. */
  algo_run_side_set_resample (self->side, FALSE);
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
add_property_action (AlgoRunPage *self, const char *name, gpointer object, const char *property)
{
  g_autoptr (GPropertyAction) action = g_property_action_new (name, object, property);

  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

static void
add_actions (AlgoRunPage *self)
{
  GActionMap *map = G_ACTION_MAP (self->actions);

  algo_page_add_actions (map, algo_run_model_get_actions (self->run));
  algo_page_add_actions (map, algo_playhead_get_actions (self->playhead));
  algo_page_add_actions (map, algo_exhibits_get_actions (self->exhibits));
  algo_page_add_actions (map, algo_board_menu_get_actions (self->menu));
  algo_run_side_add_actions (self->side, map);
  /* After the exhibits', in whose place some of them come. */
  algo_run_commands_add (&self->commands, map);
  add_property_action (self, "sort", algo_board_get_view (self->board, "weights"), "option");
  add_property_action (self, "residuals", algo_board_get_view (self->board, "approximation"),
                       "option");
}

static void
bind_preferences (AlgoRunPage *self)
{
  const struct
  {
    const char *key;
    gpointer object;
    const char *property;
    GSettingsBindFlags flags;
  } bindings[] = {
    { "sort-by-input", algo_board_get_view (self->board, "weights"), "option",
      G_SETTINGS_BIND_DEFAULT },
    { "sort-by-input", algo_board_get_view (self->board, "direct"), "option", G_SETTINGS_BIND_GET },
    { "scatter-residual", algo_board_get_view (self->board, "approximation"), "option",
      G_SETTINGS_BIND_DEFAULT },
    { "playback-speed", self->playhead, "speed", G_SETTINGS_BIND_DEFAULT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->preferences, bindings[i].key, bindings[i].object, bindings[i].property,
                     bindings[i].flags);
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
    .resample = algo_run_side_get_resample (self->side),
    .step = algo_playhead_get_step (self->playhead),
  };
  return TRUE;
}

void
algo_run_page_set_state (AlgoRunPage *self, const AlgoWindowState *state)
{
  algo_run_model_ask (self->run, &state->question, NULL);
  algo_run_side_set_resample (self->side, state->resample);
  algo_playhead_go_to (self->playhead, state->step);
  if (state->training)
    algo_run_model_run (self->run);
}

/* AlgoPage. */

static AlgoBoard *
get_board (AlgoPage *page)
{
  return ALGO_RUN_PAGE (page)->board;
}

static GtkWidget *
get_controls (AlgoPage *page)
{
  return ALGO_RUN_PAGE (page)->controls;
}

static GActionGroup *
get_actions (AlgoPage *page)
{
  return G_ACTION_GROUP (ALGO_RUN_PAGE (page)->actions);
}

static GMenuModel *
get_menu (AlgoPage *page)
{
  return algo_board_menu_get_model (ALGO_RUN_PAGE (page)->menu);
}

static void
get_heading (AlgoPage *page, AlgoHeading *heading)
{
  AlgoRunPage *self = ALGO_RUN_PAGE (page);

  *heading = (AlgoHeading){ self->title, self->subtitle, self->place };
}

/* The graph is exported as it is on screen, if it is there. */
static const AlgoArrangement *
get_arrangement (AlgoRunPage *self)
{
  gpointer view = algo_board_get_view (self->board, "network");

  return sees (self, "network") ? algo_network_view_get_arrangement (view) : NULL;
}

static gboolean
get_export (AlgoPage *page, AlgoPageExport *export)
{
  AlgoRunPage *self = ALGO_RUN_PAGE (page);
  g_autoptr (AlgoScene) scene = algo_scene_maker_make (self->maker);
  g_autoptr (AlgoSnapshot) snapshot = algo_run_model_ref_snapshot (self->run);
  g_autoptr (GHashTable) provenance = algo_exhibits_make_provenance (self->exhibits);
  const AlgoArrangement *arrangement = get_arrangement (self);
  g_autoptr (AlgoArrangement) copy = NULL;
  AlgoScene parts = *scene;

  if (snapshot == NULL)
    return FALSE;
  copy = arrangement != NULL ? algo_arrangement_copy (arrangement) : NULL;
  parts.arrangement = copy;
  parts.steps_per_second = 0; /* which is of the moment, and not of the run */
  parts.provenance = provenance != NULL ? provenance : parts.provenance;
  export->scene = algo_scene_new (&parts);
  export->snapshot = g_steal_pointer (&snapshot);
  export->folder = algo_run_model_is_unnamed (self->run)
                       ? g_strdup (g_get_home_dir ())
                       : g_path_get_dirname (algo_run_model_get_path (self->run));
  return TRUE;
}

static void
set_looking (AlgoPage *page, gboolean looking)
{
  AlgoRunPage *self = ALGO_RUN_PAGE (page);

  self->visible = looking;
  update_looking (self);
  if (looking)
    algo_presenter_wake (self->presenter);
}

static void
algo_run_page_be_page (AlgoPageInterface *interface)
{
  interface->get_board = get_board;
  interface->get_controls = get_controls;
  interface->get_actions = get_actions;
  interface->get_menu = get_menu;
  interface->get_heading = get_heading;
  interface->get_export = get_export;
  interface->set_looking = set_looking;
}

/* GtkWidget and GObject. */

void
algo_run_page_close (AlgoRunPage *self)
{
  if (self->presenter == NULL)
    return;
  algo_presenter_stop (self->presenter);
  g_clear_object (&self->presenter);
  algo_board_menu_stop (self->menu);
  algo_run_model_close (self->run);
}

static void
algo_run_page_dispose (GObject *object)
{
  AlgoRunPage *self = ALGO_RUN_PAGE (object);

  algo_run_page_close (self);
  g_clear_object (&self->maker);
  g_clear_object (&self->exhibits);
  g_clear_object (&self->playhead);
  g_clear_object (&self->run);
  g_clear_object (&self->menu);
  g_clear_object (&self->warning);
  g_clear_object (&self->actions);
  g_clear_object (&self->controls);
  g_clear_object (&self->preferences);
  g_clear_object (&self->toast);
  g_clear_object (&self->messages);
  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_RUN_PAGE);

  G_OBJECT_CLASS (algo_run_page_parent_class)->dispose (object);
}

static void
algo_run_page_finalize (GObject *object)
{
  AlgoRunPage *self = ALGO_RUN_PAGE (object);

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->place);

  G_OBJECT_CLASS (algo_run_page_parent_class)->finalize (object);
}

static gboolean
algo_run_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ALGO_RUN_PAGE (widget)->side));
}

static void
algo_run_page_class_init (AlgoRunPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_run_page_dispose;
  G_OBJECT_CLASS (class)->finalize = algo_run_page_finalize;
  widget_class->grab_focus = algo_run_page_grab_focus;

  g_type_ensure (ALGO_TYPE_BOARD);
  g_type_ensure (ALGO_TYPE_EXHIBIT_BAR);
  g_type_ensure (ALGO_TYPE_MESSAGE_BAR);
  g_type_ensure (ALGO_TYPE_RUN_SIDE);
  g_type_ensure (ALGO_TYPE_TIMELINE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, ALGO_RESOURCE_PATH "/ui/run-page.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "box", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, revealer);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, side);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, diverged_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, board);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, exhibit_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPage, timeline);
  gtk_widget_class_bind_template_callback (widget_class, algo_run_page_go_to);
  gtk_widget_class_bind_template_callback (widget_class, on_edit);
  gtk_widget_class_bind_template_callback (widget_class, on_shown);
}

static void
algo_run_page_init (AlgoRunPage *self)
{
  self->actions = g_simple_action_group_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->run = algo_run_model_new ();
  self->playhead = algo_playhead_new (self->run);
  self->exhibits = algo_exhibits_new (self->run, self->playhead);
  self->maker = algo_scene_maker_new (self->run, self->playhead, self->exhibits);
  self->presenter = algo_presenter_new (self->board, make_scene, self);
  self->controls = g_object_ref_sink (GTK_WIDGET (algo_run_controls_new (self->run)));
  algo_run_timeline_connect (self->timeline, self->playhead);
  follow_panel (self, "generalisation");
  follow_panel (self, "direct");
}

/* To what the models tell. */
static void
listen (AlgoRunPage *self)
{
  const struct
  {
    gpointer object;
    const char *signal;
    GCallback callback;
    gpointer listener;
  } connections[] = {
    { self->maker, "changed", G_CALLBACK (algo_presenter_wake), self->presenter },
    { self->presenter, "notify::stalled", G_CALLBACK (update_looking), self },
    { self->run, "run-changed", G_CALLBACK (on_run_changed), self },
    { self->run, "notify::state", G_CALLBACK (show_state), self },
    { self->run, "notify::path", G_CALLBACK (update_heading), self },
    { self->run, "notify::recording", G_CALLBACK (update_heading), self },
    { self->playhead, "say", G_CALLBACK (algo_toast_show), self->toast },
    { self->playhead, "problem", G_CALLBACK (show_message), self },
    { self->exhibits, "shown", G_CALLBACK (on_exhibit_shown), self },
    { self->exhibits, "kept", G_CALLBACK (on_kept), self },
    { self->exhibits, "unkept", G_CALLBACK (on_unkept), self },
    { self->exhibits, "say", G_CALLBACK (algo_toast_show), self->toast },
    { self->exhibits, "hush", G_CALLBACK (algo_toast_hide), self->toast },
  };

  for (guint i = 0; i < G_N_ELEMENTS (connections); i++)
    g_signal_connect_object (connections[i].object, connections[i].signal, connections[i].callback,
                             connections[i].listener, G_CONNECT_SWAPPED);
}

AlgoRunPage *
algo_run_page_new (GSettings *preferences, AlgoToast *toast, AlgoMessageBar *messages)
{
  AlgoRunPage *self = g_object_new (ALGO_TYPE_RUN_PAGE, NULL);

  self->preferences = g_object_ref (preferences);
  self->toast = g_object_ref (toast);
  self->messages = g_object_ref (messages);
  self->commands =
      (AlgoRunCommands){ GTK_WIDGET (self), self->run, self->exhibits, preferences, messages };
  self->warning = algo_recording_warning_new (self->run, messages);
  algo_run_side_set_run (self->side, self->run, messages);
  self->menu = algo_board_menu_new (self->board, ALGO_PANEL_OF_RUN, self->revealer, toast,
                                    preferences, "panel-arrangement");
  algo_run_model_set_threads (self->run, g_settings_get_uint (preferences, "threads"));
  listen (self);
  add_actions (self);
  bind_preferences (self);
  show_state (self);
  return self;
}
