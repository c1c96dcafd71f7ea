/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ensemble/ensemble-page.h"

#include "app/window/application.h"
#include "app/window/board-menu.h"
#include "app/window/presenter.h"
#include "engine/run-file/schema.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/questions/ensemble-pane.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _AlgoEnsemblePage
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkRevealer *revealer;
  AlgoEnsemblePane *pane;
  AlgoBoard *board;
  GtkWidget *controls;

  /* Owned. */
  AlgoPresenter *presenter;
  AlgoBoardMenu *menu;
  GSimpleActionGroup *actions;
  AlgoConsensus *consensus; /* or NULL */
  AlgoScene *scene;         /* of what the pane says, or NULL */
  char *title, *subtitle;   /* of the heading */
};

enum
{
  SIGNAL_OPEN_RUN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void algo_ensemble_page_be_page (AlgoPageInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AlgoEnsemblePage,
                               algo_ensemble_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (ALGO_TYPE_PAGE, algo_ensemble_page_be_page))

/* What the panels show. */

static AlgoScene *
make_scene (gpointer data)
{
  AlgoEnsemblePage *self = data;

  return self->scene != NULL ? algo_scene_ref (self->scene) : NULL;
}

static void
show_scene (AlgoEnsemblePage *self)
{
  const AlgoScene parts = {
    .consensus = self->consensus,
    .chosen = algo_ensemble_pane_get_step (self->pane),
    .question.log_beta = algo_ensemble_pane_get_log_beta (self->pane),
  };

  if (self->consensus == NULL || self->presenter == NULL)
    return;
  g_clear_pointer (&self->scene, algo_scene_unref);
  self->scene = algo_scene_new (&parts);
  algo_presenter_wake (self->presenter);
}

static void
on_go_to (AlgoEnsemblePage *self, gint64 step, double log_beta, guint inputs)
{
  algo_ensemble_pane_set_place (self->pane, step, log_beta);
  show_scene (self);
}

static void
on_seed_activated (AlgoEnsemblePage *self, guint index)
{
  const AlgoEnsembleMember *member = algo_ensemble_get_member (self->consensus->ensemble, index);
  g_autofree char *path = algo_ensemble_get_run_path (self->consensus->ensemble, member);

  if (path != NULL)
    g_signal_emit (self, signals[SIGNAL_OPEN_RUN], 0, path,
                   algo_ensemble_pane_get_step (self->pane),
                   algo_ensemble_pane_get_log_beta (self->pane));
}

static void
on_select_seed (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  AlgoEnsemblePage *self = user_data;

  algo_ensemble_pane_select_seed (self->pane, g_variant_get_uint32 (parameter));
}

/* Its heading: its name without the suffix, and how many seeds there are. */
static void
update_heading (AlgoEnsemblePage *self)
{
  const AlgoEnsemble *ensemble = self->consensus->ensemble;
  const AlgoSettings *settings = &ensemble->settings;
  const guint count = ensemble->members->len;
  g_autofree char *seeds = g_strdup_printf (ngettext ("%u seed", "%u seeds", count), count);
  g_autofree char *steps = algo_number_format_count (settings->steps);
  char *name = g_filename_display_basename (ensemble->path != NULL ? ensemble->path : "");

  if (g_str_has_suffix (name, ALGO_RUN_SUFFIX))
    name[strlen (name) - strlen (ALGO_RUN_SUFFIX)] = '\0';
  g_free (self->title);
  g_free (self->subtitle);
  self->title = name;
  /* Translators: "33 seeds · 4000 steps · trained on n = 4 to 16" */
  self->subtitle = g_strdup_printf (_ ("%s · %s steps · trained on n = %u to %u"), seeds, steps,
                                    settings->least, settings->most);
  algo_page_heading_changed (ALGO_PAGE (self));
}

void
algo_ensemble_page_set_consensus (AlgoEnsemblePage *self, AlgoConsensus *consensus)
{
  g_clear_pointer (&self->consensus, algo_consensus_unref);
  self->consensus = algo_consensus_ref (consensus);
  algo_ensemble_pane_set_consensus (self->pane, consensus);
  update_heading (self);
  show_scene (self);
}

const char *
algo_ensemble_page_get_path (AlgoEnsemblePage *self)
{
  return self->consensus != NULL ? self->consensus->ensemble->path : NULL;
}

/* AlgoPage. */

static AlgoBoard *
get_board (AlgoPage *page)
{
  return ALGO_ENSEMBLE_PAGE (page)->board;
}

static GtkWidget *
get_controls (AlgoPage *page)
{
  return ALGO_ENSEMBLE_PAGE (page)->controls;
}

static GActionGroup *
get_actions (AlgoPage *page)
{
  return G_ACTION_GROUP (ALGO_ENSEMBLE_PAGE (page)->actions);
}

static GMenuModel *
get_menu (AlgoPage *page)
{
  return algo_board_menu_get_model (ALGO_ENSEMBLE_PAGE (page)->menu);
}

static void
get_heading (AlgoPage *page, AlgoHeading *heading)
{
  AlgoEnsemblePage *self = ALGO_ENSEMBLE_PAGE (page);

  *heading = (AlgoHeading){ self->title, self->subtitle, algo_ensemble_page_get_path (self) };
}

static gboolean
get_export (AlgoPage *page, AlgoPageExport *export)
{
  AlgoEnsemblePage *self = ALGO_ENSEMBLE_PAGE (page);

  if (self->scene == NULL)
    return FALSE;
  *export = (AlgoPageExport){ .scene = algo_scene_ref (self->scene),
                              .folder = g_path_get_dirname (algo_ensemble_page_get_path (self)) };
  return TRUE;
}

static void
set_looking (AlgoPage *page, gboolean looking)
{
  if (looking)
    algo_presenter_wake (ALGO_ENSEMBLE_PAGE (page)->presenter);
}

static void
algo_ensemble_page_be_page (AlgoPageInterface *interface)
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
algo_ensemble_page_close (AlgoEnsemblePage *self)
{
  if (self->presenter == NULL)
    return;
  algo_presenter_stop (self->presenter);
  g_clear_object (&self->presenter);
  algo_board_menu_stop (self->menu);
}

static void
algo_ensemble_page_dispose (GObject *object)
{
  AlgoEnsemblePage *self = ALGO_ENSEMBLE_PAGE (object);

  algo_ensemble_page_close (self);
  g_clear_object (&self->menu);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->scene, algo_scene_unref);
  g_clear_pointer (&self->consensus, algo_consensus_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_ENSEMBLE_PAGE);

  G_OBJECT_CLASS (algo_ensemble_page_parent_class)->dispose (object);
}

static void
algo_ensemble_page_finalize (GObject *object)
{
  g_free (ALGO_ENSEMBLE_PAGE (object)->title);
  g_free (ALGO_ENSEMBLE_PAGE (object)->subtitle);

  G_OBJECT_CLASS (algo_ensemble_page_parent_class)->finalize (object);
}

static void
algo_ensemble_page_class_init (AlgoEnsemblePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_ensemble_page_dispose;
  G_OBJECT_CLASS (class)->finalize = algo_ensemble_page_finalize;

  signals[SIGNAL_OPEN_RUN] =
      g_signal_new ("open-run", ALGO_TYPE_ENSEMBLE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_DOUBLE);

  g_type_ensure (ALGO_TYPE_BOARD);
  g_type_ensure (ALGO_TYPE_ENSEMBLE_PANE);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               ALGO_RESOURCE_PATH "/ui/ensemble-page.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "box", FALSE, 0);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePage, revealer);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePage, pane);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePage, board);
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePage, controls);
  gtk_widget_class_bind_template_callback (widget_class, on_go_to);
  gtk_widget_class_bind_template_callback (widget_class, show_scene);
  gtk_widget_class_bind_template_callback (widget_class, on_seed_activated);
}

static void
algo_ensemble_page_init (AlgoEnsemblePage *self)
{
  const GActionEntry entry = { .name = "select-seed",
                               .parameter_type = "u",
                               .activate = on_select_seed };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), &entry, 1, self);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->presenter = algo_presenter_new (self->board, make_scene, self);
}

AlgoEnsemblePage *
algo_ensemble_page_new (GSettings *preferences, AlgoToast *toast)
{
  AlgoEnsemblePage *self = g_object_new (ALGO_TYPE_ENSEMBLE_PAGE, NULL);

  self->menu = algo_board_menu_new (self->board, ALGO_PANEL_OF_ENSEMBLE, self->revealer, toast,
                                    preferences, "ensemble-arrangement");
  algo_page_add_actions (G_ACTION_MAP (self->actions), algo_board_menu_get_actions (self->menu));
  return self;
}
