/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panels/panel-view.h"

enum
{
  SIGNAL_GO_TO,
  SIGNAL_EDIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE (AlgoPanelView, algo_panel_view, ALGO_TYPE_PICTURE_AREA)

void
algo_panel_view_update (AlgoPanelView *self, const AlgoScene *scene)
{
  ALGO_PANEL_VIEW_GET_CLASS (self)->update (self, scene);
}

void
algo_panel_view_get_number (AlgoPanelView *self, const char **name, char **value)
{
  *name = NULL;
  *value = NULL;
  if (ALGO_PANEL_VIEW_GET_CLASS (self)->get_number != NULL)
    ALGO_PANEL_VIEW_GET_CLASS (self)->get_number (self, name, value);
}

void
algo_panel_view_go_to (AlgoPanelView *self, gint64 step, double log_beta, guint inputs)
{
  g_signal_emit (self, signals[SIGNAL_GO_TO], 0, step, log_beta, inputs);
}

void
algo_panel_view_edit (AlgoPanelView *self, gconstpointer edit)
{
  g_signal_emit (self, signals[SIGNAL_EDIT], 0, edit);
}

void
algo_panel_view_set_flag (AlgoPanelView *self,
                          gboolean *flag,
                          const GValue *value,
                          GParamSpec *pspec)
{
  if (*flag == g_value_get_boolean (value))
    return;
  *flag = g_value_get_boolean (value);
  algo_picture_area_changed (ALGO_PICTURE_AREA (self));
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
algo_panel_view_class_init (AlgoPanelViewClass *class)
{
  signals[SIGNAL_GO_TO] =
      g_signal_new ("go-to", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_UINT);
  signals[SIGNAL_EDIT] = g_signal_new ("edit", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
algo_panel_view_init (AlgoPanelView *self)
{
}
