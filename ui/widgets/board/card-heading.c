/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/card-heading.h"

#include "ui/widgets/common/changed-text.h"

#define SPACING 6

/* Characters that are seen of long ones, where there is room for no more. */
#define LEAST_TITLE 7
#define LEAST_NAME 4

struct _AlgoCardHeading
{
  GtkBox parent_instance;

  /* Children. */
  GtkWidget *title;
  GtkWidget *name;
  GtkWidget *value;
};

G_DEFINE_FINAL_TYPE (AlgoCardHeading, algo_card_heading, GTK_TYPE_BOX)

void
algo_card_heading_set_title (AlgoCardHeading *self, const char *title)
{
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_width_chars (GTK_LABEL (self->title),
                             (int) MIN (g_utf8_strlen (title, -1), LEAST_TITLE));
  gtk_widget_set_tooltip_text (self->title, title);
}

void
algo_card_heading_set_number (AlgoCardHeading *self, const char *name, const char *value)
{
  if (value == NULL)
    name = value = "";
  algo_label_set_text (GTK_LABEL (self->name), name);
  gtk_label_set_width_chars (GTK_LABEL (self->name),
                             (int) MIN (g_utf8_strlen (name, -1), LEAST_NAME));
  algo_widget_set_tooltip (self->name, name);
  algo_label_set_text (GTK_LABEL (self->value), value);
}

static int
measure_width (GtkWidget *widget, int *least)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, least, &natural, NULL, NULL);
  return natural;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  AlgoCardHeading *self = ALGO_CARD_HEADING (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *natural = measure_width (self->title, minimum) + measure_width (self->name, NULL)
                 + measure_width (self->value, NULL) + 2 * SPACING;
      return;
    }
  for (GtkWidget *label = self->title; label != NULL; label = gtk_widget_get_next_sibling (label))
    {
      int least, enough;

      gtk_widget_measure (label, orientation, -1, &least, &enough, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, enough);
    }
}

static void
place (GtkWidget *label, int x, int width, int height)
{
  gtk_widget_size_allocate (label, &(GtkAllocation){ x, 0, width, height }, -1);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AlgoCardHeading *self = ALGO_CARD_HEADING (widget);
  int least_name;
  const int title = measure_width (self->title, NULL), value = measure_width (self->value, NULL);
  const int name = measure_width (self->name, &least_name);
  const int left = width - title - value - 2 * SPACING; /* for the name */
  const int name_width = MIN (name, left), value_x = width - value;
  const gboolean fits = left >= least_name;

  gtk_widget_set_child_visible (self->name, fits);
  gtk_widget_set_child_visible (self->value, fits);
  if (fits)
    {
      place (self->name, value_x - SPACING - name_width, name_width, height);
      place (self->value, value_x, value, height);
    }
  place (self->title, 0, fits ? value_x - 2 * SPACING - name_width : width, height);
}

static void
algo_card_heading_class_init (AlgoCardHeadingClass *class)
{
}

static GtkWidget *
add_label (AlgoCardHeading *self, PangoEllipsizeMode mode, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), mode);
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
algo_card_heading_init (AlgoCardHeading *self)
{
  self->title = add_label (self, PANGO_ELLIPSIZE_END, "card-title");
  self->name = add_label (self, PANGO_ELLIPSIZE_END, "dim-label");
  self->value = add_label (self, PANGO_ELLIPSIZE_NONE, "card-number");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0);
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (NULL, measure, allocate));
}
