/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/restart-dialog.h"

#include "app/window/application.h"

#include <glib/gi18n-lib.h>

struct _AlgoRestartDialog
{
  GtkWindow parent_instance;

  /* Template children. */
  GtkEditable *seed_entry;
  GtkEditable *rate_entry;
  GtkSpinButton *steps_spin;
  GtkSpinButton *least_spin;
  GtkSpinButton *most_spin;
  GtkSpinButton *levels_spin;
  GtkSpinButton *batch_spin;
  GtkDropDown *model_drop; /* in the order of AlgoModel */
  GtkWidget *error_box;
  GtkLabel *error_label;

  AlgoSettings settings; /* to begin with */
};

enum
{
  SIGNAL_ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AlgoRestartDialog, algo_restart_dialog, GTK_TYPE_WINDOW)

static gboolean
read_seed (AlgoRestartDialog *self, guint64 *seed, char **message)
{
  const char *text = gtk_editable_get_text (self->seed_entry);

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, seed, NULL))
    return TRUE;
  *message =
      g_strdup_printf (_ ("“%s” is no seed: a seed is a whole number from 0 to 2⁶⁴ − 1"), text);
  return FALSE;
}

static gboolean
read_rate (AlgoRestartDialog *self, double *rate, char **message)
{
  const char *text = gtk_editable_get_text (self->rate_entry);
  char *end;

  *rate = g_strtod (text, &end);
  if (end != text && *end == '\0' && *rate > 0 && *rate <= ALGO_MAX_RATE)
    return TRUE;
  *message = g_strdup_printf (_ ("“%s” is no learning rate: it must be above 0 and at most %g"),
                              text, ALGO_MAX_RATE);
  return FALSE;
}

/* FALSE and a message, a new string, if something is not valid. */
static gboolean
read_settings (AlgoRestartDialog *self, AlgoSettings *settings, char **message)
{
  g_autoptr (GError) error = NULL;

  *settings = self->settings;
  if (!read_seed (self, &settings->seed, message) || !read_rate (self, &settings->rate, message))
    return FALSE;
  settings->steps = gtk_spin_button_get_value_as_int (self->steps_spin);
  settings->least = gtk_spin_button_get_value_as_int (self->least_spin);
  settings->most = gtk_spin_button_get_value_as_int (self->most_spin);
  settings->levels = gtk_spin_button_get_value_as_int (self->levels_spin);
  settings->batch = gtk_spin_button_get_value_as_int (self->batch_spin);
  settings->model = gtk_drop_down_get_selected (self->model_drop);
  if (settings->least > settings->most)
    {
      *message = g_strdup (_ ("The fewest inputs are more than the most"));
      return FALSE;
    }
  if (!algo_settings_validate (settings, &error))
    {
      *message = g_strdup (error->message);
      return FALSE;
    }
  return TRUE;
}

static void
on_accept (AlgoRestartDialog *self)
{
  g_autofree char *message = NULL;
  AlgoSettings settings;

  if (!read_settings (self, &settings, &message))
    {
      gtk_label_set_text (self->error_label, message);
      gtk_widget_set_visible (self->error_box, TRUE);
      return;
    }
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0, &settings);
  gtk_window_close (GTK_WINDOW (self));
}

static void
algo_restart_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_RESTART_DIALOG);

  G_OBJECT_CLASS (algo_restart_dialog_parent_class)->dispose (object);
}

static void
algo_restart_dialog_class_init (AlgoRestartDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_restart_dialog_dispose;

  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", ALGO_TYPE_RESTART_DIALOG, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               ALGO_RESOURCE_PATH "/ui/restart-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, seed_entry);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, rate_entry);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, steps_spin);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, least_spin);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, most_spin);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, levels_spin);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, batch_spin);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, model_drop);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
algo_restart_dialog_init (AlgoRestartDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AlgoRestartDialog *
algo_restart_dialog_new (GtkWindow *parent, const AlgoSettings *settings)
{
  AlgoRestartDialog *self = g_object_new (ALGO_TYPE_RESTART_DIALOG, "transient-for", parent, NULL);
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, settings->seed);
  g_autofree char *rate = g_strdup_printf ("%.3g", settings->rate);

  self->settings = *settings;
  gtk_editable_set_text (self->seed_entry, seed);
  gtk_editable_set_text (self->rate_entry, rate);
  gtk_spin_button_set_value (self->steps_spin, settings->steps);
  gtk_spin_button_set_value (self->least_spin, settings->least);
  gtk_spin_button_set_value (self->most_spin, settings->most);
  gtk_spin_button_set_value (self->levels_spin, settings->levels);
  gtk_spin_button_set_value (self->batch_spin, settings->batch);
  gtk_drop_down_set_selected (self->model_drop, settings->model);
  return self;
}
