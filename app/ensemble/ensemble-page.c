/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/ensemble/ensemble-page.h"

#include "app/run/actions.h"
#include "app/identity.h"
#include "engine/run-file/schema.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/questions/ensemble-pane.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _AlgoEnsemblePage
{
  AlgoPage parent_instance;

  AlgoEnsemblePane *pane;   /* template child */
  AlgoConsensus *consensus; /* owned, or NULL */
  AlgoScene *scene;         /* of what the pane says, owned, or NULL */
};

static guint open_run;

G_DEFINE_FINAL_TYPE (AlgoEnsemblePage, algo_ensemble_page, ALGO_TYPE_PAGE)

/* What the panels show. */

static AlgoScene *
make_scene (AlgoPage *page)
{
  AlgoEnsemblePage *self = ALGO_ENSEMBLE_PAGE (page);

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

  if (self->consensus == NULL)
    return;
  g_clear_pointer (&self->scene, algo_scene_unref);
  self->scene = algo_scene_new (&parts);
  algo_page_wake (ALGO_PAGE (self));
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
    g_signal_emit (self, open_run, 0, path, algo_ensemble_pane_get_step (self->pane),
                   algo_ensemble_pane_get_log_beta (self->pane));
}

static void
on_select_seed (AlgoEnsemblePage *self, GVariant *seed)
{
  algo_ensemble_pane_select_seed (self->pane, g_variant_get_uint32 (seed));
}

/* The heading has its name without the suffix, and how many seeds there are. */
static void
update_heading (AlgoEnsemblePage *self)
{
  const AlgoEnsemble *ensemble = self->consensus->ensemble;
  const AlgoSettings *settings = &ensemble->settings;
  const guint count = ensemble->members->len;
  g_autofree char *seeds = g_strdup_printf (ngettext ("%u seed", "%u seeds", count), count);
  g_autofree char *steps = algo_number_format_count (settings->steps);
  char *name = g_filename_display_basename (ensemble->path != NULL ? ensemble->path : "");
  char *subtitle;

  if (g_str_has_suffix (name, ALGO_RUN_SUFFIX))
    name[strlen (name) - strlen (ALGO_RUN_SUFFIX)] = '\0';
  /* Translators: "33 seeds · 4000 steps · trained on n = 4 to 16" */
  subtitle = g_strdup_printf (_ ("%s · %s steps · trained on n = %u to %u"), seeds, steps,
                              settings->least, settings->most);
  algo_page_set_heading (ALGO_PAGE (self),
                         (AlgoHeading){ name, subtitle, g_strdup (ensemble->path) });
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
algo_ensemble_page_dispose (GObject *object)
{
  AlgoEnsemblePage *self = ALGO_ENSEMBLE_PAGE (object);

  algo_page_close (ALGO_PAGE (self));
  g_clear_pointer (&self->scene, algo_scene_unref);
  g_clear_pointer (&self->consensus, algo_consensus_unref);

  G_OBJECT_CLASS (algo_ensemble_page_parent_class)->dispose (object);
}

static void
algo_ensemble_page_class_init (AlgoEnsemblePageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_ensemble_page_dispose;
  ALGO_PAGE_CLASS (class)->make_scene = make_scene;
  ALGO_PAGE_CLASS (class)->get_export = get_export;

  open_run = g_signal_new ("open-run", ALGO_TYPE_ENSEMBLE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                           NULL, G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_INT64, G_TYPE_DOUBLE);

  g_type_ensure (ALGO_TYPE_ENSEMBLE_PANE);
  algo_page_class_set_template (ALGO_PAGE_CLASS (class), ALGO_RESOURCE_PATH "/ui/ensemble-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoEnsemblePage, pane);
  gtk_widget_class_bind_template_callback (widget_class, on_go_to);
  gtk_widget_class_bind_template_callback (widget_class, show_scene);
  gtk_widget_class_bind_template_callback (widget_class, on_seed_activated);
}

static void
algo_ensemble_page_init (AlgoEnsemblePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AlgoEnsemblePage *
algo_ensemble_page_new (GSettings *preferences, AlgoToast *toast)
{
  const AlgoAction action = { "select-seed", G_CALLBACK (on_select_seed), "u" };
  AlgoEnsemblePage *self = g_object_new (ALGO_TYPE_ENSEMBLE_PAGE, NULL);
  AlgoPage *page = ALGO_PAGE (self);

  algo_page_set_up (page, ALGO_PANEL_OF_ENSEMBLE, toast, preferences, "ensemble-arrangement");
  algo_actions_add (G_ACTION_MAP (algo_page_get_actions (page)), &action, 1, self);
  return self;
}
