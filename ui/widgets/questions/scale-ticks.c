/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/scale-ticks.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/common/theme-style.h"

#define TICK_LENGTH 4 /* pixels */
#define GAP 2

struct _AlgoScaleTicks
{
  GtkWidget parent_instance;

  int low, high;
  double inset;
  PangoLayout *layout; /* owned; one after the other for all numbers */
};

G_DEFINE_FINAL_TYPE (AlgoScaleTicks, algo_scale_ticks, GTK_TYPE_WIDGET)

void
algo_scale_ticks_set_range (AlgoScaleTicks *self, int low, int high)
{
  self->low = low;
  self->high = high;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
algo_scale_ticks_set_inset (AlgoScaleTicks *self, double inset)
{
  if (self->inset == inset)
    return;
  self->inset = inset;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
snapshot_tick (AlgoScaleTicks *self,
               GtkSnapshot *snapshot,
               const GdkRGBA *colour,
               int value,
               double x)
{
  g_autofree char *number = algo_number_format_decimals (value, 0);
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int text_width, text_x;

  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT ((int) x, 0, 1, TICK_LENGTH));
  pango_layout_set_text (self->layout, number, -1);
  pango_layout_get_pixel_size (self->layout, &text_width, NULL);
  text_x = CLAMP ((int) (x - text_width / 2.0), 0, MAX (0, width - text_width));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (text_x, TICK_LENGTH + GAP));
  gtk_snapshot_append_layout (snapshot, self->layout, colour);
  gtk_snapshot_restore (snapshot);
}

static void
algo_scale_ticks_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AlgoScaleTicks *self = ALGO_SCALE_TICKS (widget);
  double length = gtk_widget_get_width (widget) - 2 * self->inset;
  AlgoStyle style;
  GdkRGBA colour;

  if (self->high <= self->low || length <= 0)
    return;
  algo_style_init_from_widget (&style, widget);
  colour = (GdkRGBA){ style.dim.red, style.dim.green, style.dim.blue, style.dim.alpha };
  for (int value = self->low; value <= self->high; value++)
    snapshot_tick (self, snapshot, &colour, value,
                   self->inset + length * (value - self->low) / (self->high - self->low));
}

static void
algo_scale_ticks_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  AlgoScaleTicks *self = ALGO_SCALE_TICKS (widget);
  int text_height;

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  pango_layout_set_text (self->layout, "0", -1);
  pango_layout_get_pixel_size (self->layout, NULL, &text_height);
  *minimum = *natural = TICK_LENGTH + GAP + text_height;
}

/* The font may be another. */
static void
algo_scale_ticks_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (algo_scale_ticks_parent_class)->css_changed (widget, change);
  pango_layout_context_changed (ALGO_SCALE_TICKS (widget)->layout);
}

static void
algo_scale_ticks_dispose (GObject *object)
{
  g_clear_object (&ALGO_SCALE_TICKS (object)->layout);

  G_OBJECT_CLASS (algo_scale_ticks_parent_class)->dispose (object);
}

static void
algo_scale_ticks_class_init (AlgoScaleTicksClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_scale_ticks_dispose;
  widget_class->snapshot = algo_scale_ticks_snapshot;
  widget_class->measure = algo_scale_ticks_measure;
  widget_class->css_changed = algo_scale_ticks_css_changed;

  gtk_widget_class_set_css_name (widget_class, "ticks");
  /* The slider tells its own value. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
algo_scale_ticks_init (AlgoScaleTicks *self)
{
  self->layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
}
