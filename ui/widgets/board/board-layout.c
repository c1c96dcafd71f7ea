/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sizes of the board, and places of its children. */
#include "ui/widgets/board/board-private.h"

#include "ui/widgets/common/theme-style.h"

/* Pixels, at the default size of text; what must hold text grows with it. */
#define SPACING 12
#define LEAST_WIDTH 230
#define LEAST_HEIGHT 225

static AlgoBoardSize
find_size (AlgoBoard *self, int width, int height)
{
  const double scale = algo_text_scale_from_widget (GTK_WIDGET (self));
  AlgoBoardSize size = { .width = width,
                         .height = height,
                         .spacing = SPACING,
                         .least_width = (int) (LEAST_WIDTH * scale),
                         .least_height = (int) (LEAST_HEIGHT * scale) };

  for (guint i = 0; i < self->cards->len; i++)
    {
      int least;

      gtk_widget_measure (g_ptr_array_index (self->cards, i), GTK_ORIENTATION_HORIZONTAL, -1,
                          &least, NULL, NULL, NULL);
      size.least_width = MAX (size.least_width, least);
    }
  return size;
}

void
algo_board_lay_out (AlgoBoard *self, int width, int height)
{
  self->size = find_size (self, width, height);
  g_array_unref (self->cells);
  self->cells = algo_board_geometry_new (self->arrangement, &self->size);
}

static GtkSizeRequestMode
board_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
board_measure (GtkWidget *widget,
               GtkOrientation orientation,
               int for_size,
               int *minimum,
               int *natural,
               int *minimum_baseline,
               int *natural_baseline)
{
  AlgoBoard *self = ALGO_BOARD (widget);
  AlgoBoardSize size = find_size (self, for_size, 0);

  if (size.width < 0)
    size.width = size.least_width;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = size.least_width;
  else if (self->full != NULL)
    *minimum = *natural = size.least_height;
  else
    *minimum = *natural = algo_board_geometry_least_height (self->arrangement, &size);
}

static void
allocate (GtkWidget *widget, const AlgoBoardBox *box)
{
  gtk_widget_size_allocate (widget, &(GtkAllocation){ box->x, box->y, box->width, box->height },
                            -1);
}

static void
board_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AlgoBoard *self = ALGO_BOARD (widget);

  algo_board_lay_out (self, width, height);
  if (self->full != NULL)
    allocate (GTK_WIDGET (self->full), &(AlgoBoardBox){ .width = width, .height = height });
  else
    for (guint i = 0; i < self->cells->len; i++)
      {
        const AlgoBoardCell *cell = &g_array_index (self->cells, AlgoBoardCell, i);

        allocate (GTK_WIDGET (algo_board_find_card (self, cell->name)), &cell->box);
      }
  if (gtk_widget_get_visible (self->bar))
    {
      /* A widget that was never measured must not be allocated. */
      gtk_widget_measure (self->bar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      allocate (self->bar, &self->pointer.bar_box);
    }
}

void
algo_board_add_layout (GtkWidgetClass *class)
{
  class->get_request_mode = board_get_request_mode;
  class->measure = board_measure;
  class->size_allocate = board_size_allocate;
}
