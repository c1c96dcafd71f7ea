/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/restart-dialog.h"

#include "app/window/task-chooser.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

struct _AlgoRestartDialog
{
  GtkWindow parent_instance;

  /* Template children. */
  AlgoTaskChooser *task;
  GtkGrid *grid;
  GtkWidget *accept_button;
  GtkWidget *error_box;
  GtkLabel *error_label;

  GtkWidget *editors[ALGO_N_SETTINGS]; /* by the rows of settings; NULL where none is asked for */
  AlgoSettings settings;               /* to begin with */
};

G_DEFINE_FINAL_TYPE (AlgoRestartDialog, algo_restart_dialog, GTK_TYPE_WINDOW)

static gboolean
read_seed (GtkWidget *entry, guint64 *seed, char **message)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, seed, NULL))
    return TRUE;
  *message =
      g_strdup_printf (_ ("“%s” is no seed: a seed is a whole number from 0 to 2⁶⁴ − 1"), text);
  return FALSE;
}

static gboolean
read_rate (GtkWidget *entry, double *rate, char **message)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));
  char *end;

  *rate = g_strtod (text, &end);
  if (end != text && *end == '\0' && *rate > 0 && *rate <= ALGO_MAX_RATE)
    return TRUE;
  *message = g_strdup_printf (_ ("“%s” is no learning rate: it must be above 0 and at most %g"),
                              text, ALGO_MAX_RATE);
  return FALSE;
}

static gboolean
read_editor (GtkWidget *editor, AlgoSettingKind kind, gpointer value, char **message)
{
  switch (kind)
    {
    case ALGO_SETTING_SEED:
      return read_seed (editor, value, message);
    case ALGO_SETTING_REAL:
      return read_rate (editor, value, message);
    case ALGO_SETTING_LOG_BETA:
      *(double *) value = gtk_spin_button_get_value (GTK_SPIN_BUTTON (editor));
      return TRUE;
    case ALGO_SETTING_MODEL:
      *(AlgoModel *) value = gtk_drop_down_get_selected (GTK_DROP_DOWN (editor));
      return TRUE;
    default:
      *(guint *) value = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (editor));
      return TRUE;
    }
}

/* FALSE and a message, a new string, if something is not valid. */
static gboolean
read_settings (AlgoRestartDialog *self, AlgoSettings *settings, char **message)
{
  g_autoptr (GError) error = NULL;

  *settings = self->settings;
  settings->task = algo_task_chooser_get_task (self->task);
  if (settings->task == NULL)
    {
      *message = g_strdup (_ ("There is no function to compute"));
      return FALSE;
    }
  for (guint i = 0; i < ALGO_N_SETTINGS; i++)
    if (self->editors[i] != NULL
        && !read_editor (self->editors[i], algo_setting_rows[i].kind,
                         G_STRUCT_MEMBER_P (settings, algo_setting_rows[i].offset), message))
      return FALSE;
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
  g_signal_emit_by_name (self, "accepted", &settings);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_task_changed (AlgoRestartDialog *self)
{
  gtk_widget_set_sensitive (self->accept_button, algo_task_chooser_has_task (self->task));
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

  algo_class_add_signal (class, "accepted", 1, G_TYPE_POINTER);

  g_type_ensure (ALGO_TYPE_TASK_CHOOSER);
  algo_widget_class_use_template (widget_class, "restart-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, task);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, grid);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, error_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoRestartDialog, error_label);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_bind_template_callback (widget_class, on_task_changed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
algo_restart_dialog_init (AlgoRestartDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GtkWidget *
make_entry (const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_entry_set_max_length (GTK_ENTRY (entry), 24);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  return entry;
}

static GtkWidget *
make_spin (const AlgoSettingRow *row, double least, double most, guint digits, double value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, row->step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  gtk_spin_button_set_increments (GTK_SPIN_BUTTON (spin), row->step, row->page);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (spin), TRUE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  return spin;
}

static GtkWidget *
make_drop (AlgoModel model)
{
  const char *titles[ALGO_N_MODELS + 1] = { NULL };
  GtkWidget *drop;

  for (guint i = 0; i < ALGO_N_MODELS; i++)
    titles[i] = _ (algo_model_title (i));
  drop = gtk_drop_down_new_from_strings (titles);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), model);
  return drop;
}

static GtkWidget *
make_editor (const AlgoSettingRow *row, gconstpointer value)
{
  g_autofree char *text = NULL;

  switch (row->kind)
    {
    case ALGO_SETTING_SEED:
      text = g_strdup_printf ("%" G_GUINT64_FORMAT, *(const guint64 *) value);
      return make_entry (text);
    case ALGO_SETTING_REAL:
      text = g_strdup_printf ("%.3g", *(const double *) value);
      return make_entry (text);
    case ALGO_SETTING_LOG_BETA:
      return make_spin (row, ALGO_LEAST_LOG_BETA, ALGO_MOST_LOG_BETA, 2, *(const double *) value);
    case ALGO_SETTING_MODEL:
      return make_drop (*(const AlgoModel *) value);
    default:
      return make_spin (row, row->least, row->most, 0, *(const guint *) value);
    }
}

#define LINES 5 /* of settings in a column */

/* A title and what is chosen there, under the setting's name. */
static void
add_editor (AlgoRestartDialog *self, guint setting)
{
  const AlgoSettingRow *row = &algo_setting_rows[setting];
  const int place = (int) row->row - 1, column = 2 * (place / LINES), line = place % LINES;
  GtkWidget *title = gtk_label_new_with_mnemonic (_ (row->title));
  GtkWidget *editor = make_editor (row, G_STRUCT_MEMBER_P (&self->settings, row->offset));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_mnemonic_widget (GTK_LABEL (title), editor);
  gtk_widget_set_name (editor, row->name);
  if (row->tip != NULL)
    gtk_widget_set_tooltip_text (editor, _ (row->tip));
  gtk_accessible_update_property (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (title)), -1);
  gtk_grid_attach (self->grid, title, column, line, 1, 1);
  gtk_grid_attach (self->grid, editor, column + 1, line, 1, 1);
  self->editors[setting] = editor;
}

AlgoRestartDialog *
algo_restart_dialog_new (GtkWindow *parent, const AlgoSettings *settings, GSettings *preferences)
{
  AlgoRestartDialog *self = g_object_new (ALGO_TYPE_RESTART_DIALOG, "transient-for", parent, NULL);

  self->settings = *settings;
  if (preferences != NULL)
    algo_task_chooser_bind (self->task, preferences);
  algo_task_chooser_append (self->task, GTK_WIDGET (self->grid));
  algo_task_chooser_append (self->task, self->error_box);
  algo_task_chooser_set_task (self->task, algo_settings_get_task (settings));
  /* From the top down, as that is the order in which the keyboard goes through them. */
  for (guint row = 1; row <= ALGO_N_SETTINGS; row++)
    for (guint i = 0; i < ALGO_N_SETTINGS; i++)
      if (algo_setting_rows[i].row == row)
        add_editor (self, i);
  return self;
}
