/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/page.h"

G_DEFINE_INTERFACE (AlgoPage, algo_page, GTK_TYPE_WIDGET)

enum
{
  SIGNAL_HEADING_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
algo_page_default_init (AlgoPageInterface *interface)
{
  signals[SIGNAL_HEADING_CHANGED] =
      g_signal_new ("heading-changed", ALGO_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

void
algo_page_export_clear (AlgoPageExport *export)
{
  g_clear_pointer (&export->scene, algo_scene_unref);
  g_clear_pointer (&export->snapshot, algo_snapshot_unref);
  g_clear_pointer (&export->folder, g_free);
}

AlgoBoard *
algo_page_get_board (AlgoPage *self)
{
  return ALGO_PAGE_GET_IFACE (self)->get_board (self);
}

GtkWidget *
algo_page_get_controls (AlgoPage *self)
{
  return ALGO_PAGE_GET_IFACE (self)->get_controls (self);
}

GActionGroup *
algo_page_get_actions (AlgoPage *self)
{
  return ALGO_PAGE_GET_IFACE (self)->get_actions (self);
}

GMenuModel *
algo_page_get_menu (AlgoPage *self)
{
  return ALGO_PAGE_GET_IFACE (self)->get_menu (self);
}

void
algo_page_get_heading (AlgoPage *self, AlgoHeading *heading)
{
  ALGO_PAGE_GET_IFACE (self)->get_heading (self, heading);
}

gboolean
algo_page_get_export (AlgoPage *self, AlgoPageExport *export)
{
  return ALGO_PAGE_GET_IFACE (self)->get_export (self, export);
}

void
algo_page_set_looking (AlgoPage *self, gboolean looking)
{
  ALGO_PAGE_GET_IFACE (self)->set_looking (self, looking);
}

void
algo_page_heading_changed (AlgoPage *self)
{
  g_signal_emit (self, signals[SIGNAL_HEADING_CHANGED], 0);
}

void
algo_page_add_actions (GActionMap *map, GActionGroup *from)
{
  g_auto (GStrv) names = g_action_group_list_actions (from);

  for (guint i = 0; names[i] != NULL; i++)
    g_action_map_add_action (map, g_action_map_lookup_action (G_ACTION_MAP (from), names[i]));
}
