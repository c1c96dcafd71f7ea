/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/task-chooser.h"

#include "app/run/task-check.h"
#include "ui/pictures/drawing/task-text.h"
#include "ui/widgets/common/theme-style.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SMALL_WIDTH 54
#define SMALL_HEIGHT 34
#define MOST_ROWS 32 /* of tasks that are built in, and a field */

struct _AlgoTaskChooser
{
  GtkBox parent_instance;

  /* Template children. */
  GtkListBox *list;
  GtkWidget *details, *profile, *heading, *note;
  GtkWidget *parameter_box, *parameter_label, *parameter_spin, *expression;
  GtkAdjustment *parameter;
  GtkWidget *verdict_image, *verdict;

  AlgoTaskCheck *check;             /* of the field's text */
  const AlgoTask *tasks[MOST_ROWS]; /* by row; NULL of the field */
  AlgoTaskProfile *profiles;        /* of those */
  GtkWidget *pictures[MOST_ROWS];   /* of the rows */
  guint chosen;                     /* row */
  gboolean is_filling;              /* the spin button, by itself */
};

G_DEFINE_FINAL_TYPE (AlgoTaskChooser, algo_task_chooser, GTK_TYPE_BOX)

static guint
field_row (void)
{
  return algo_task_rows_count ();
}

static const AlgoTaskProfile *
get_profile (AlgoTaskChooser *self, guint row)
{
  return row < field_row () ? &self->profiles[row] : algo_task_check_get_profile (self->check);
}

static void
draw_profile (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer row)
{
  AlgoTaskChooser *self =
      ALGO_TASK_CHOOSER (gtk_widget_get_ancestor (GTK_WIDGET (area), ALGO_TYPE_TASK_CHOOSER));
  const gboolean is_large = GTK_WIDGET (area) == self->profile;
  const AlgoTaskProfile *profile =
      get_profile (self, is_large ? self->chosen : GPOINTER_TO_UINT (row));
  AlgoStyle style;

  algo_style_init_from_widget (&style, GTK_WIDGET (area));
  if (profile != NULL)
    algo_task_profile_draw (profile, cr, width, height, &style, is_large);
}

/* What is said of the one that is chosen. */

static const char *
describe_symmetry (const AlgoTask *task)
{
  switch (algo_task_symmetry (task))
    {
    case ALGO_SYMMETRY_PERMUTATIONS:
      return _ ("The same in whatever order the inputs are.");
    case ALGO_SYMMETRY_SHIFTS:
      return _ ("The same where all inputs are shifted round, but not in any order. The model can "
                "do it: it knows how far inputs are from each other.");
    case ALGO_SYMMETRY_NONE:
    default:
      return _ (
          "Not the same where inputs are shifted round. The model cannot do all of it: it has "
          "no features of the places, and knows only how far inputs are from each other.");
    }
}

static void
tell_profile (AlgoTaskChooser *self)
{
  const AlgoTaskProfile *profile = get_profile (self, self->chosen);
  g_autofree char *text = profile != NULL ? algo_task_profile_describe (profile) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->profile), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : _ ("No profile yet"), -1);
  gtk_widget_queue_draw (self->profile);
}

static void
show_parameter (AlgoTaskChooser *self, const AlgoTask *task)
{
  const AlgoTaskParameter *parameter = task != NULL ? &task->row->parameter : NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->parameter_box, parameter != NULL && parameter->name != NULL);
  if (parameter == NULL || parameter->name == NULL)
    return;
  self->is_filling = TRUE;
  gtk_adjustment_configure (self->parameter, task->parameter, parameter->least, parameter->most,
                            parameter->is_whole ? 1 : 0.1, 1, 0);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (self->parameter_spin), parameter->is_whole ? 0 : 2);
  self->is_filling = FALSE;
  label = g_strdup_printf ("_%s =", parameter->name);
  gtk_label_set_text_with_mnemonic (GTK_LABEL (self->parameter_label), label);
  gtk_widget_set_tooltip_text (self->parameter_box, _ (parameter->meaning));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->parameter_spin),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, parameter->name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ (parameter->meaning), -1);
}

static gboolean
is_blank (AlgoTaskChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->expression));

  return text[strspn (text, " ")] == '\0';
}

/* What begins with a small letter, as it comes after a file's name elsewhere. */
static char *
make_sentence (const char *message)
{
  GString *sentence = g_string_new (g_utf8_next_char (message));

  g_string_prepend_unichar (sentence, g_unichar_toupper (g_utf8_get_char (message)));
  return g_string_free (sentence, FALSE);
}

static void
show_verdict (AlgoTaskChooser *self)
{
  const char *message = is_blank (self) ? NULL : algo_task_check_get_message (self->check);
  const gboolean is_good = algo_task_check_get_task (self->check) != NULL;
  g_autofree char *wrong = message != NULL ? make_sentence (message) : NULL;
  const char *text = wrong != NULL     ? wrong
                     : is_good         ? _ ("Understood: finite, and not the same everywhere.")
                     : is_blank (self) ? _ ("Write a function of x.")
                                       : _ ("Being checked…");

  gtk_image_set_from_icon_name (GTK_IMAGE (self->verdict_image),
                                wrong != NULL ? "dialog-warning-symbolic"
                                : is_good     ? "emblem-ok-symbolic"
                                              : "document-edit-symbolic");
  gtk_label_set_text (GTK_LABEL (self->verdict), text);
  (wrong != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->expression,
                                                                            "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expression),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->expression), GTK_ACCESSIBLE_STATE_INVALID,
                               wrong != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* What was written, or the task of the row. */
static const AlgoTask *
peek_task (AlgoTaskChooser *self)
{
  return self->chosen == field_row () ? algo_task_check_get_task (self->check)
                                      : self->tasks[self->chosen];
}

static void
show_chosen (AlgoTaskChooser *self)
{
  const gboolean is_field = self->chosen == field_row ();
  const AlgoTask *task = peek_task (self);
  g_autofree char *heading = task != NULL ? algo_task_display_name (task) : NULL;

  gtk_label_set_text (GTK_LABEL (self->heading), heading != NULL ? heading : _ ("No function yet"));
  gtk_label_set_text (GTK_LABEL (self->note), task != NULL ? describe_symmetry (task) : "");
  gtk_widget_set_opacity (self->profile, task != NULL ? 1 : 0.3);
  show_parameter (self, is_field ? NULL : task);
  tell_profile (self);
}

static void
on_selected (AlgoTaskChooser *self, GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  self->chosen = (guint) gtk_list_box_row_get_index (row);
  show_chosen (self);
  g_signal_emit_by_name (self, "changed");
}

/* What a person writes. */

static void
choose_row (AlgoTaskChooser *self, guint row)
{
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) row));
}

/* Who writes a function wants it. */
static void
on_typed (AlgoTaskChooser *self)
{
  algo_task_check_set_text (self->check, gtk_editable_get_text (GTK_EDITABLE (self->expression)));
  choose_row (self, field_row ());
}

static void
show_row (AlgoTaskChooser *self, guint row)
{
  gtk_widget_queue_draw (self->pictures[row]);
  if (row != self->chosen)
    return;
  show_chosen (self);
  g_signal_emit_by_name (self, "changed");
}

static void
on_checked (AlgoTaskChooser *self)
{
  show_verdict (self);
  show_row (self, field_row ());
}

static void
set_row_task (AlgoTaskChooser *self, guint row, const AlgoTask *task)
{
  self->tasks[row] = task;
  algo_task_profile_measure (&self->profiles[row], task);
}

static void
on_parameter (AlgoTaskChooser *self)
{
  const AlgoTask *task = self->tasks[self->chosen];
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *assignment = NULL;

  if (self->is_filling || task == NULL)
    return;
  g_ascii_formatd (number, sizeof number, "%.2f", gtk_adjustment_get_value (self->parameter));
  assignment = g_strconcat (task->row->parameter.name, "=", number, NULL);
  task = algo_task_with_parameter (task, assignment, NULL);
  if (task == NULL)
    return;
  set_row_task (self, self->chosen, task);
  show_row (self, self->chosen);
}

/* From outside. */

void
algo_task_chooser_set_task (AlgoTaskChooser *self, const AlgoTask *task)
{
  guint row = 0;

  while (row < field_row () && algo_task_rows[row] != task->row)
    row++;
  if (row < field_row ())
    set_row_task (self, row, task);
  else
    gtk_editable_set_text (GTK_EDITABLE (self->expression), task->text);
  choose_row (self, row);
}

gboolean
algo_task_chooser_has_task (AlgoTaskChooser *self)
{
  return peek_task (self) != NULL;
}

const AlgoTask *
algo_task_chooser_get_task (AlgoTaskChooser *self)
{
  const AlgoTask *task = peek_task (self);

  return task != NULL ? algo_task_get (task->text, NULL) : NULL;
}

void
algo_task_chooser_bind (AlgoTaskChooser *self, GSettings *preferences)
{
  g_settings_bind (preferences, "expression", self->expression, "text", G_SETTINGS_BIND_DEFAULT);
}

void
algo_task_chooser_append (AlgoTaskChooser *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->details), widget);
}

/* Its parts. */

static GtkWidget *
make_label (const char *markup, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_row (AlgoTaskChooser *self, guint row, const char *title, const char *formula)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = g_object_new (GTK_TYPE_DRAWING_AREA, "content-width", SMALL_WIDTH,
                                     "content-height", SMALL_HEIGHT, "valign", GTK_ALIGN_CENTER,
                                     "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  g_autofree char *escaped = g_markup_escape_text (title, -1), *plain = NULL, *name = NULL;

  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (picture), draw_profile, GUINT_TO_POINTER (row),
                                  NULL);
  gtk_box_append (GTK_BOX (texts), make_label (escaped, "task-title"));
  gtk_box_append (GTK_BOX (texts), make_label (formula, "dim-label"));
  self->pictures[row] = picture;
  gtk_box_append (GTK_BOX (content), picture);
  gtk_box_append (GTK_BOX (content), texts);
  gtk_widget_add_css_class (content, "task");
  gtk_list_box_append (self->list, content);
  pango_parse_markup (formula, -1, 0, NULL, &plain, NULL, NULL);
  name = g_strdup_printf ("%s, %s", title, plain);
  gtk_accessible_update_property (GTK_ACCESSIBLE (
                                      gtk_list_box_get_row_at_index (self->list, (int) row)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
algo_task_chooser_dispose (GObject *object)
{
  AlgoTaskChooser *self = ALGO_TASK_CHOOSER (object);

  g_clear_object (&self->check);
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_TASK_CHOOSER);

  G_OBJECT_CLASS (algo_task_chooser_parent_class)->dispose (object);
}

static void
algo_task_chooser_finalize (GObject *object)
{
  g_free (ALGO_TASK_CHOOSER (object)->profiles);

  G_OBJECT_CLASS (algo_task_chooser_parent_class)->finalize (object);
}

static void
algo_task_chooser_class_init (AlgoTaskChooserClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_task_chooser_dispose;
  G_OBJECT_CLASS (class)->finalize = algo_task_chooser_finalize;
  algo_class_add_signal (class, "changed", 0);

  algo_widget_class_use_template (widget_class, "task-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, list);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, details);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, profile);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, heading);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, note);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, parameter);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, parameter_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, parameter_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, parameter_spin);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, expression);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, verdict_image);
  gtk_widget_class_bind_template_child (widget_class, AlgoTaskChooser, verdict);
  gtk_widget_class_bind_template_callback (widget_class, on_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_parameter);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
}

static void
algo_task_chooser_init (AlgoTaskChooser *self)
{
  self->check = algo_task_check_new ();
  self->profiles = g_new (AlgoTaskProfile, field_row ());
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->check, "changed", G_CALLBACK (on_checked), self,
                           G_CONNECT_SWAPPED);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->profile), draw_profile, NULL, NULL);
  for (guint i = 0; i < field_row (); i++)
    {
      g_autofree char *formula = algo_formula_set (algo_task_rows[i]->formula);

      set_row_task (self, i, algo_task_get (algo_task_rows[i]->name, NULL));
      add_row (self, i, _ (algo_task_rows[i]->title), formula);
    }
  add_row (self, field_row (), _ ("Your own"), "<i>f</i>\u2009(<i>x</i>) = …");
  show_verdict (self);
}
