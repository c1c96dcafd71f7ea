/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/window.h"

#include "app/export/export-dialog.h"
#include "app/identity.h"
#include "app/run/actions.h"
#include "app/window/recent-runs.h"
#include "app/window/shortcuts.h"
#include "ui/widgets/common/changed-text.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

struct _AlgoWindow
{
  GtkApplicationWindow parent_instance;

  /* Template children. */
  GtkLabel *title_label;
  GtkLabel *subtitle_label;
  GtkStack *controls; /* of each page */
  GtkStack *pages;
  GMenu *panels_menu; /* of the page that is shown */
  AlgoMessageBar *message_bar;
  AlgoMessageBar *notice_bar;
  AlgoToast *toast;

  GSettings *preferences; /* owned */
  GtkWidget *header;      /* borrowed, as the next two */
  AlgoRunPage *run_page;
  AlgoEnsemblePage *ensemble_page; /* NULL until there was an ensemble */
  AlgoWindowState *restored;       /* that it is to become, owned, or NULL */
};

G_DEFINE_FINAL_TYPE (AlgoWindow, algo_window, GTK_TYPE_APPLICATION_WINDOW)

AlgoRunPage *
algo_window_get_run_page (AlgoWindow *self)
{
  return self->run_page;
}

AlgoRunModel *
algo_window_get_run (AlgoWindow *self)
{
  return algo_run_page_get_run (self->run_page);
}

const char *
algo_window_get_path (AlgoWindow *self)
{
  AlgoRunModel *run = algo_window_get_run (self);

  if (algo_run_model_has_run (run))
    return algo_run_model_get_path (run);
  return self->restored != NULL ? self->restored->path : algo_run_model_get_opening (run);
}

AlgoWindow *
algo_window_find (GtkApplication *application, const char *path)
{
  for (GList *at = gtk_application_get_windows (application); at != NULL; at = at->next)
    if (ALGO_IS_WINDOW (at->data)
        && (g_strcmp0 (algo_window_get_path (at->data), path) == 0
            || g_strcmp0 (algo_run_model_get_opening (algo_window_get_run (at->data)), path) == 0))
      return at->data;
  return NULL;
}

void
algo_window_show_message (AlgoWindow *self, const char *message)
{
  if (message != NULL)
    algo_message_bar_tell (self->message_bar, message);
  else
    {
      algo_message_bar_hide (self->message_bar);
      algo_message_bar_hide (self->notice_bar);
    }
}

void
algo_window_say (AlgoWindow *self, const char *text)
{
  algo_toast_show (self->toast, text, NULL, NULL, NULL);
}

void
algo_window_offer_interrupted (AlgoWindow *self)
{
  algo_interrupted_offer (self->notice_bar);
}

/* Which page is shown. */

static AlgoPage *
get_page (AlgoWindow *self)
{
  return ALGO_PAGE (gtk_stack_get_visible_child (self->pages));
}

static void
show_heading (AlgoWindow *self, AlgoPage *page)
{
  const AlgoHeading heading = algo_page_get_heading (page);
  g_autofree char *title = NULL;

  if (page != get_page (self) || heading.title == NULL)
    return;
  title = g_strdup_printf (_ ("%s — Algoscope"), heading.title);
  if (g_strcmp0 (gtk_window_get_title (GTK_WINDOW (self)), title) != 0)
    gtk_window_set_title (GTK_WINDOW (self), title);
  algo_label_set_text (self->title_label, heading.title);
  algo_label_set_text (self->subtitle_label, heading.subtitle);
  algo_widget_set_tooltip (GTK_WIDGET (self->title_label), heading.tooltip);
}

static gboolean
is_seen (AlgoWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  GdkToplevelState hidden = GDK_TOPLEVEL_STATE_MINIMIZED;

#if GTK_CHECK_VERSION(4, 12, 0)
  hidden |= GDK_TOPLEVEL_STATE_SUSPENDED;
#endif
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && surface != NULL
         && (gdk_toplevel_get_state (GDK_TOPLEVEL (surface)) & hidden) == 0;
}

/* Nothing looks for what nobody sees. */
static void
update_looking (AlgoWindow *self)
{
  algo_page_set_looking (get_page (self), is_seen (self));
}

/* What a page has in the window is there while the page is. */
static void
show_page (AlgoWindow *self, AlgoPage *page)
{
  AlgoPage *before = get_page (self);
  const gboolean is_first = g_menu_model_get_n_items (G_MENU_MODEL (self->panels_menu)) == 0;

  if (before == page && !is_first)
    return;
  if (before != page)
    {
      algo_page_set_looking (before, FALSE);
      algo_actions_remove (G_ACTION_MAP (self), algo_page_get_actions (before));
    }
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  gtk_stack_set_visible_child (self->controls, algo_page_get_controls (page));
  algo_actions_share (G_ACTION_MAP (self), algo_page_get_actions (page));
  g_menu_remove_all (self->panels_menu);
  g_menu_append_section (self->panels_menu, NULL, algo_page_get_menu (page));
  algo_actions_set_state (G_ACTION_MAP (self), "ensemble",
                          g_variant_new_boolean (page != ALGO_PAGE (self->run_page)));
  show_heading (self, page);
  update_looking (self);
}

/* Export. */

/* All panels are exported where that is NULL, as it is where the action is activated. */
static void
export_panel (AlgoWindow *self, const char *panel)
{
  algo_export_dialog_open (get_page (self), panel, self->preferences, self->notice_bar);
}

static void
on_show_in_folder (AlgoWindow *self, GVariant *path)
{
  g_autofree char *folder = g_path_get_dirname (g_variant_get_string (path, NULL));
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_filename_to_uri (folder, NULL, &error);

  algo_message_bar_hide (self->notice_bar);
  if (uri == NULL || !g_app_info_launch_default_for_uri (uri, NULL, &error))
    algo_window_show_message (self, error->message);
}

/* Pages. */

static void
add_page (AlgoWindow *self, gpointer page, const char *name)
{
  gtk_stack_add_named (self->controls, algo_page_get_controls (page), name);
  gtk_stack_add_named (self->pages, page, name);
  g_signal_connect_object (page, "heading-changed", G_CALLBACK (show_heading), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (algo_page_get_board (page), "export-panel", G_CALLBACK (export_panel),
                           self, G_CONNECT_SWAPPED);
}

void
algo_window_show_run (AlgoWindow *self)
{
  show_page (self, ALGO_PAGE (self->run_page));
}

void
algo_window_show_ensemble (AlgoWindow *self, AlgoConsensus *consensus)
{
  if (self->ensemble_page == NULL)
    {
      self->ensemble_page = algo_ensemble_page_new (self->preferences, self->toast);
      add_page (self, self->ensemble_page, "ensemble");
      g_signal_connect_object (self->ensemble_page, "open-run",
                               G_CALLBACK (algo_window_open_run_at), self, G_CONNECT_SWAPPED);
      algo_actions_enable (G_ACTION_MAP (self), "ensemble", TRUE);
    }
  algo_ensemble_page_set_consensus (self->ensemble_page, consensus);
  show_page (self, ALGO_PAGE (self->ensemble_page));
}

static void
on_ensemble (AlgoWindow *self, GVariant *state)
{
  if (g_variant_get_boolean (state))
    show_page (self, ALGO_PAGE (self->ensemble_page));
  else
    algo_window_show_run (self);
}

/* What is kept for the next start. */

gboolean
algo_window_get_state (AlgoWindow *self, AlgoWindowState *state)
{
  if (self->restored != NULL)
    {
      g_autofree AlgoWindowState *copy = algo_window_state_copy (self->restored);

      *state = *copy;
      return TRUE;
    }
  if (!algo_run_page_get_state (self->run_page, state))
    return FALSE;
  if (get_page (self) != ALGO_PAGE (self->run_page))
    state->ensemble = g_strdup (algo_ensemble_page_get_path (self->ensemble_page));
  return state->path != NULL || state->ensemble != NULL;
}

static void
clear_restored (AlgoWindow *self)
{
  if (self->restored != NULL)
    algo_window_state_clear (self->restored);
  g_clear_pointer (&self->restored, g_free);
}

static void
on_restored (GObject *source, GAsyncResult *result, gpointer data)
{
  GWeakRef *reference = data;
  g_autoptr (AlgoWindow) self = g_weak_ref_get (reference);
  g_autofree char *ensemble = NULL;

  g_weak_ref_clear (reference);
  g_free (reference);
  if (self == NULL)
    return;
  if (algo_window_open_finish (result, NULL))
    algo_run_page_set_state (self->run_page, self->restored);
  ensemble = g_steal_pointer (&self->restored->ensemble);
  clear_restored (self);
  if (ensemble != NULL)
    algo_window_open_file (self, ensemble);
}

void
algo_window_restore (AlgoWindow *self, const AlgoWindowState *state, const AlgoSettings *settings)
{
  GWeakRef *reference;

  if (state->path == NULL)
    {
      algo_window_open_async (self, state->ensemble, settings, NULL, NULL);
      return;
    }
  self->restored = algo_window_state_copy (state);
  reference = g_new (GWeakRef, 1);
  g_weak_ref_init (reference, self);
  algo_window_open_async (self, state->path, settings, on_restored, reference);
}

static void
restore_size (AlgoWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->preferences, "window-width"),
                               g_settings_get_int (self->preferences, "window-height"));
  if (g_settings_get_boolean (self->preferences, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_size (AlgoWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->preferences, "window-width", MAX (width, 1));
  g_settings_set_int (self->preferences, "window-height", MAX (height, 1));
  g_settings_set_boolean (self->preferences, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
}

/* A toast is over the panels, and not over what is beside and below them. */
static gboolean
on_toast_position (GtkOverlay *overlay, GtkWidget *toast, GdkRectangle *area, gpointer user_data)
{
  GtkWidget *board = GTK_WIDGET (algo_page_get_board (get_page (user_data)));
  GtkWidget *scroller = gtk_widget_get_ancestor (board, GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (scroller, GTK_WIDGET (overlay), &bounds))
    return FALSE;
  *area = (GdkRectangle){ (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width,
                          (int) bounds.size.height };
  return TRUE;
}

/* GTK hides the title bar then, but the menu and the buttons in it are wanted: it goes to the top
 * of the content. */
static void
on_fullscreened (AlgoWindow *self)
{
  GtkWindow *window = GTK_WINDOW (self);
  const gboolean fullscreen = gtk_window_is_fullscreen (window);
  GtkBox *content = GTK_BOX (gtk_window_get_child (window));
  const gboolean inside = gtk_widget_get_parent (self->header) == GTK_WIDGET (content);
  g_autoptr (GtkWidget) header = g_object_ref (self->header);

  algo_actions_set_state (G_ACTION_MAP (self), "fullscreen", g_variant_new_boolean (fullscreen));
  if (fullscreen && !inside)
    {
      gtk_window_set_titlebar (window, gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
      gtk_box_prepend (content, header);
    }
  else if (!fullscreen && inside)
    {
      gtk_box_remove (content, header);
      gtk_window_set_titlebar (window, header);
    }
}

/* GtkWidget, GtkWindow and GObject. */

static gboolean
algo_window_close_request (GtkWindow *window)
{
  AlgoWindow *self = ALGO_WINDOW (window);

  save_size (self);
  if (!algo_run_page_may_close (self->run_page))
    return TRUE;
  /* It goes out of sight before the threads are waited for, which may take a training step. */
  gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
  return GTK_WINDOW_CLASS (algo_window_parent_class)->close_request (window);
}

static void
algo_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (algo_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "notify::state",
                           G_CALLBACK (update_looking), widget, G_CONNECT_SWAPPED);
}

static void
algo_window_unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_native_get_surface (GTK_NATIVE (widget)),
                                        update_looking, widget);
  GTK_WIDGET_CLASS (algo_window_parent_class)->unrealize (widget);
}

static void
algo_window_dispose (GObject *object)
{
  AlgoWindow *self = ALGO_WINDOW (object);

  if (self->run_page != NULL)
    algo_run_page_close (self->run_page);
  if (self->ensemble_page != NULL)
    algo_page_close (ALGO_PAGE (self->ensemble_page));
  clear_restored (self);
  /* Some hold on to widgets that, by way of their own actions, hold on to these. */
  algo_actions_remove (G_ACTION_MAP (self), G_ACTION_GROUP (self));
  g_clear_object (&self->preferences);
  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_WINDOW);

  G_OBJECT_CLASS (algo_window_parent_class)->dispose (object);
}

static void
algo_window_class_init (AlgoWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_window_dispose;
  widget_class->realize = algo_window_realize;
  widget_class->unrealize = algo_window_unrealize;
  GTK_WINDOW_CLASS (class)->close_request = algo_window_close_request;

  g_type_ensure (ALGO_TYPE_MESSAGE_BAR);
  g_type_ensure (ALGO_TYPE_TOAST);
  algo_widget_class_use_template (widget_class, "window.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, title_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, controls);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, panels_menu);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, message_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, AlgoWindow, toast);
  gtk_widget_class_bind_template_child_full (widget_class, "menu_button", FALSE, 0);
  gtk_widget_class_bind_template_child_full (widget_class, "recent_menu", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, on_toast_position);
}

static void
on_fullscreen (gpointer self, GVariant *state)
{
  g_object_set (self, "fullscreened", g_variant_get_boolean (state), NULL);
}

static void
on_help (AlgoWindow *self)
{
  GtkWindow *help = algo_shortcuts_window_new ();

  gtk_window_set_transient_for (help, GTK_WINDOW (self));
  gtk_window_present (help);
}

static void
algo_window_init (AlgoWindow *self)
{
  const AlgoAction actions[] = {
    { "export", G_CALLBACK (export_panel) },
    { "show-in-folder", G_CALLBACK (on_show_in_folder), "s" },
    { "ensemble", NULL, NULL, "false", G_CALLBACK (on_ensemble) },
    { "fullscreen", NULL, NULL, "false", G_CALLBACK (on_fullscreen) },
    { "show-help-overlay", G_CALLBACK (on_help) },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->header = gtk_window_get_titlebar (GTK_WINDOW (self));
  algo_actions_add (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  algo_actions_enable (G_ACTION_MAP (self), "ensemble", FALSE);
  g_signal_connect_after (self, "map", G_CALLBACK (update_looking), NULL);
  g_signal_connect_after (self, "unmap", G_CALLBACK (update_looking), NULL);
  algo_shortcuts_add_to_window (GTK_WIDGET (self));
  g_signal_connect (self, "notify::fullscreened", G_CALLBACK (on_fullscreened), NULL);
}

AlgoWindow *
algo_window_new (GtkApplication *application, GSettings *preferences)
{
  AlgoWindow *self = g_object_new (ALGO_TYPE_WINDOW, "application", application, NULL);

  self->preferences = g_object_ref (preferences);
  self->run_page = algo_run_page_new (preferences, self->toast, self->message_bar);
  add_page (self, self->run_page, "run");
  algo_window_add_opening (self);
  algo_window_show_run (self);
  restore_size (self);
  /* The focus is not on some button, which space would press: it runs and pauses. */
  gtk_widget_grab_focus (GTK_WIDGET (self->run_page));
  return self;
}

AlgoWindow *
algo_window_new_with_run (GtkApplication *application,
                          GSettings *preferences,
                          const AlgoSettings *settings,
                          gboolean paused,
                          GError **error)
{
  AlgoWindow *self = algo_window_new (application, preferences);

  if (!algo_run_model_begin (algo_window_get_run (self), settings, error))
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return NULL;
    }
  if (!paused)
    algo_run_model_run (algo_window_get_run (self));
  return self;
}
