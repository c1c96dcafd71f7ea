/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/panel-layout.h"

#include "ui/widgets/theme-style.h"

/* Pixels, at the default size of text; what must hold text grows with it. */
#define SPACING 12
#define LEAST_WIDTH 320  /* of a panel, unless it asks for more */
#define LEAST_HEIGHT 300 /* of a row */
#define FIRST_SHARE 0.53 /* of the height for the first panel where there are two rows */
#define LEAST_FIRST_HEIGHT 300
#define FIRST_RATIO 3.3 /* a wide first panel asks for this part of its width as height, ... */
#define FIRST_EXTRA 60  /* ... but for no more than this above its least */

struct _AlgoPanelLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (AlgoPanelLayout, algo_panel_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  guint n_panels;
  int least_width;  /* of a panel */
  int least_height; /* of a row after the first */
  int least_first;  /* of the first row, at a width where that does not ask for more */
  guint columns;    /* of the panels after the first */
  guint rows;
} Shape;

static Shape
find_shape (GtkWidget *widget, int width)
{
  double scale = algo_text_scale_from_widget (widget);
  Shape shape = { .least_width = LEAST_WIDTH * scale,
                  .least_height = LEAST_HEIGHT * scale,
                  .least_first = LEAST_FIRST_HEIGHT * scale };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int least;

        gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
        shape.least_width = MAX (shape.least_width, least);
        shape.n_panels++;
      }
  if (shape.n_panels > 1)
    {
      shape.columns =
          CLAMP ((width + SPACING) / (shape.least_width + SPACING), 1, (int) shape.n_panels - 1);
      shape.rows = (shape.n_panels - 1 + shape.columns - 1) / shape.columns;
    }
  return shape;
}

static int
least_first_height (const Shape *shape, int width)
{
  return CLAMP ((int) (width / FIRST_RATIO), shape->least_first, shape->least_first + FIRST_EXTRA);
}

static int
least_height (const Shape *shape, int width)
{
  return least_first_height (shape, width) + shape->rows * (SPACING + shape->least_height);
}

static GtkSizeRequestMode
algo_panel_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
algo_panel_layout_measure (GtkLayoutManager *manager,
                           GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  Shape shape = find_shape (widget, for_size);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = shape.least_width;
  else
    *minimum = *natural = least_height (&shape, for_size < 0 ? shape.least_width : for_size);
}

/* The height of the first panel; the rows below share what is left evenly. */
static int
find_first_height (const Shape *shape, int width, int height)
{
  int rest = height - (int) shape->rows * (SPACING + shape->least_height);

  if (shape->rows == 0)
    return height;
  if (shape->rows == 1)
    return CLAMP ((int) (FIRST_SHARE * (height - SPACING)),
                  MIN (least_first_height (shape, width), rest), MAX (rest, 0));
  return least_first_height (shape, width)
         + (height - least_height (shape, width)) / (int) (shape->rows + 1);
}

static void
allocate_row (GtkWidget **child, guint count, int y, int width, int height)
{
  int left = 0;

  for (guint i = 0; i < count; i++)
    {
      int right = (int) ((width + SPACING) * (i + 1) / count) - SPACING;

      while (!gtk_widget_should_layout (*child))
        *child = gtk_widget_get_next_sibling (*child);
      gtk_widget_size_allocate (*child, &(GtkAllocation){ left, y, right - left, height }, -1);
      *child = gtk_widget_get_next_sibling (*child);
      left = right + SPACING;
    }
}

static void
algo_panel_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            int width,
                            int height,
                            int baseline)
{
  Shape shape = find_shape (widget, width);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  guint left = shape.n_panels;
  int first, y = 0;

  if (left == 0)
    return;
  first = find_first_height (&shape, width, height);
  allocate_row (&child, 1, 0, width, first);
  left--;
  y = first + SPACING;
  for (guint row = 0; row < shape.rows; row++)
    {
      guint count = MIN (left, shape.columns);
      int bottom = first + (height - first) * (int) (row + 1) / (int) shape.rows;

      allocate_row (&child, count, y, width, bottom - y);
      left -= count;
      y = bottom + SPACING;
    }
}

static void
algo_panel_layout_class_init (AlgoPanelLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->get_request_mode = algo_panel_layout_get_request_mode;
  layout_class->measure = algo_panel_layout_measure;
  layout_class->allocate = algo_panel_layout_allocate;
}

static void
algo_panel_layout_init (AlgoPanelLayout *self)
{
}

GtkLayoutManager *
algo_panel_layout_new (void)
{
  return g_object_new (ALGO_TYPE_PANEL_LAYOUT, NULL);
}
