/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/board-private.h"

#include "ui/widgets/common/theme-style.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>

/* Pixels, at the default size of text; what must hold text grows with it. */
#define SPACING 12
#define LEAST_WIDTH 230
#define LEAST_HEIGHT 225

enum
{
  PROP_ARRANGEMENT = 1,
  PROP_ENSEMBLE,
};

G_DEFINE_FINAL_TYPE (AlgoBoard, algo_board, GTK_TYPE_WIDGET)

static AlgoCard *
get_card (AlgoBoard *self, guint index)
{
  return g_ptr_array_index (self->cards, index);
}

AlgoCard *
algo_board_find_card (AlgoBoard *self, const char *name)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (g_str_equal (algo_card_get_name (get_card (self, i)), name))
      return get_card (self, i);
  return NULL;
}

AlgoPanelView *
algo_board_get_view (AlgoBoard *self, const char *name)
{
  AlgoCard *card = algo_board_find_card (self, name);

  return card != NULL ? algo_card_get_view (card) : NULL;
}

/* The arrangement. */

/* Children are in the order in which they are seen, which is that of assistive technology. */
static void
order_children (AlgoBoard *self)
{
  GtkWidget *previous = NULL;

  for (guint i = 0; i < self->arrangement->places->len; i++)
    {
      const AlgoBoardPlace *place = algo_board_arrangement_get (self->arrangement, i);
      GtkWidget *card = GTK_WIDGET (algo_board_find_card (self, place->name));

      gtk_widget_insert_after (card, GTK_WIDGET (self), previous);
      previous = card;
    }
}

static void
show_cards (AlgoBoard *self)
{
  for (guint i = 0; i < self->cards->len; i++)
    {
      AlgoCard *card = get_card (self, i);
      const gboolean shown =
          self->full != NULL
              ? card == self->full
              : algo_board_arrangement_is_shown (self->arrangement, algo_card_get_name (card));

      algo_card_set_full (card, card == self->full);
      gtk_widget_set_visible (GTK_WIDGET (card), shown);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  algo_board_uncovered (self);
}

void
algo_board_changed (AlgoBoard *self)
{
  algo_board_forget_pointer (self);
  algo_board_lay_out (self, self->size.width, self->size.height);
  order_children (self);
  show_cards (self);
  g_object_notify (G_OBJECT (self), "arrangement");
}

static AlgoBoardArrangement *
parse_default (AlgoBoard *self)
{
  guint count;

  return algo_board_arrangement_parse (algo_board_presets_get (self->set, &count)->arrangement,
                                       self->names);
}

char *
algo_board_get_arrangement (AlgoBoard *self)
{
  return algo_board_arrangement_to_text (self->arrangement);
}

void
algo_board_set_arrangement (AlgoBoard *self, const char *text)
{
  AlgoBoardArrangement *arrangement = algo_board_arrangement_parse (text, self->names);
  g_autofree char *before = algo_board_get_arrangement (self);
  g_autofree char *after = NULL;

  if (arrangement == NULL)
    arrangement = parse_default (self);
  algo_board_arrangement_free (self->arrangement);
  self->arrangement = arrangement;
  after = algo_board_get_arrangement (self);
  if (!g_str_equal (before, after))
    algo_board_changed (self);
}

gboolean
algo_board_is_shown (AlgoBoard *self, const char *name)
{
  return algo_board_arrangement_is_shown (self->arrangement, name);
}

/* All of the board for one panel. */

const char *
algo_board_get_full_panel (AlgoBoard *self)
{
  return self->full != NULL ? algo_card_get_name (self->full) : NULL;
}

void
algo_board_set_full_panel (AlgoBoard *self, const char *name)
{
  AlgoCard *card = name != NULL ? algo_board_find_card (self, name) : NULL;

  if (card == self->full)
    return;
  algo_board_forget_pointer (self);
  self->full = card;
  show_cards (self);
  if (card != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (algo_card_get_view (card)));
  g_signal_emit_by_name (self, "full-panel-changed");
}

/* What a card tells. */

static void
on_go_to (AlgoBoard *self, gint64 step, double log_beta, guint inputs)
{
  g_signal_emit_by_name (self, "go-to", step, log_beta, inputs);
}

static void
on_edit (AlgoBoard *self, AlgoEdit *edit)
{
  g_signal_emit_by_name (self, "edit", edit);
}

static void
on_full (AlgoBoard *self, GParamSpec *pspec, AlgoCard *card)
{
  gboolean full;

  g_object_get (card, "full", &full, NULL);
  if (full != (card == self->full))
    algo_board_set_full_panel (self, full ? algo_card_get_name (card) : NULL);
}

static void
add_card (AlgoBoard *self, const AlgoPanel *panel)
{
  AlgoCard *card = algo_card_new (panel, self->painter);
  AlgoPanelView *view = algo_card_get_view (card);

  g_signal_connect_object (view, "go-to", G_CALLBACK (on_go_to), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "edit", G_CALLBACK (on_edit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "asked", G_CALLBACK (algo_board_obey), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (card, "notify::full", G_CALLBACK (on_full), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (card), GTK_WIDGET (self));
  g_ptr_array_add (self->cards, card);
}

/* Sizes, and places of children. */

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

/* GtkWidget and GObject. */

static void
algo_board_map (GtkWidget *widget)
{
  AlgoBoard *self = ALGO_BOARD (widget);
  GtkWidget *parent = gtk_widget_get_parent (widget);

  GTK_WIDGET_CLASS (algo_board_parent_class)->map (widget);
  algo_board_uncovered (self);
  if (!GTK_IS_SCROLLABLE (parent))
    return;
  self->scrolling = g_object_ref (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (parent)));
  g_signal_connect_swapped (self->scrolling, "value-changed", G_CALLBACK (algo_board_uncovered),
                            self);
  g_signal_connect_swapped (self->scrolling, "changed", G_CALLBACK (algo_board_uncovered), self);
}

static void
algo_board_unmap (GtkWidget *widget)
{
  AlgoBoard *self = ALGO_BOARD (widget);

  if (self->scrolling != NULL)
    g_signal_handlers_disconnect_by_func (self->scrolling, algo_board_uncovered, self);
  g_clear_object (&self->scrolling);
  algo_board_covered (self);
  GTK_WIDGET_CLASS (algo_board_parent_class)->unmap (widget);
}

static void
algo_board_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AlgoBoard *self = ALGO_BOARD (object);

  switch (id)
    {
    case PROP_ARRANGEMENT:
      g_value_take_string (value, algo_board_get_arrangement (self));
      break;
    case PROP_ENSEMBLE:
      g_value_set_boolean (value, self->set == ALGO_PANEL_OF_ENSEMBLE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_board_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AlgoBoard *self = ALGO_BOARD (object);

  switch (id)
    {
    case PROP_ARRANGEMENT:
      algo_board_set_arrangement (self, g_value_get_string (value));
      break;
    case PROP_ENSEMBLE:
      self->set = g_value_get_boolean (value) ? ALGO_PANEL_OF_ENSEMBLE : ALGO_PANEL_OF_RUN;
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/* Once it is known which panels it has. */
static void
algo_board_constructed (GObject *object)
{
  AlgoBoard *self = ALGO_BOARD (object);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  G_OBJECT_CLASS (algo_board_parent_class)->constructed (object);

  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if ((*panel)->set == self->set)
      {
        g_ptr_array_add (names, (gpointer) (*panel)->name);
        add_card (self, *panel);
      }
  g_ptr_array_add (names, NULL);
  self->names = (const char **) g_ptr_array_steal (names, NULL);
  self->bar = g_object_new (GTK_TYPE_BOX, "css-name", "bar", "visible", FALSE, "can-target", FALSE,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  self->arrangement = parse_default (self);
  order_children (self);
  show_cards (self);
  algo_board_add_pointer (self);
  algo_board_add_keys (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Panels"), -1);
}

static void
algo_board_dispose (GObject *object)
{
  AlgoBoard *self = ALGO_BOARD (object);
  GtkWidget *child;

  algo_board_drop_scenes (self);
  if (self->bar != NULL)
    algo_board_forget_pointer (self);
  self->bar = NULL;
  self->full = NULL;
  g_ptr_array_set_size (self->cards, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (algo_board_parent_class)->dispose (object);
}

static void
algo_board_finalize (GObject *object)
{
  AlgoBoard *self = ALGO_BOARD (object);

  algo_painter_unref (self->painter);
  g_ptr_array_unref (self->cards);
  g_array_unref (self->cells);
  algo_board_arrangement_free (self->arrangement);
  g_free (self->names);

  G_OBJECT_CLASS (algo_board_parent_class)->finalize (object);
}

static void
algo_board_class_init (AlgoBoardClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->get_property = algo_board_get_property;
  object_class->set_property = algo_board_set_property;
  object_class->constructed = algo_board_constructed;
  object_class->dispose = algo_board_dispose;
  object_class->finalize = algo_board_finalize;
  widget_class->map = algo_board_map;
  widget_class->unmap = algo_board_unmap;
  widget_class->get_request_mode = board_get_request_mode;
  widget_class->measure = board_measure;
  widget_class->size_allocate = board_size_allocate;

  g_object_class_install_property (object_class, PROP_ARRANGEMENT,
                                   g_param_spec_string ("arrangement", NULL, NULL, NULL,
                                                        G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                            | G_PARAM_EXPLICIT_NOTIFY));
  g_object_class_install_property (object_class, PROP_ENSEMBLE,
                                   g_param_spec_boolean ("ensemble", NULL, NULL, FALSE,
                                                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                             | G_PARAM_STATIC_STRINGS));
  algo_class_add_signal (class, "go-to", 3, G_TYPE_INT64, G_TYPE_DOUBLE, G_TYPE_UINT);
  algo_class_add_signal (class, "edit", 1, ALGO_TYPE_EDIT);
  algo_class_add_signal (class, "export-panel", 1, G_TYPE_STRING);
  algo_class_add_signal (class, "rearranged", 2, G_TYPE_STRING, G_TYPE_STRING);
  algo_class_add_signal (class, "full-panel-changed", 0);
  algo_class_add_signal (class, "shown", 0);

  gtk_widget_class_set_css_name (widget_class, "board");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
algo_board_init (AlgoBoard *self)
{
  self->painter = algo_painter_new ();
  self->cards = g_ptr_array_new ();
  self->cells = g_array_new (FALSE, FALSE, sizeof (AlgoBoardCell));
}
