/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/complexity-slider.h"

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/widgets/common/changed-text.h"
#include "ui/widgets/common/theme-style.h"
#include "ui/widgets/common/widget.h"
#include "ui/widgets/panels/ribbon-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define TICK_LENGTH 4 /* pixels */

struct _AlgoComplexitySlider
{
  GtkBox parent_instance;

  /* Template children. */
  GtkScale *scale;
  GtkAdjustment *adjustment;
  AlgoRibbonView *ribbon;
  GtkDrawingArea *ticks;
  GtkLabel *value_label;
  GtkWidget *ends_box;
  GtkLabel *beta_label;
  GtkLabel *readout_label;
};

G_DEFINE_FINAL_TYPE (AlgoComplexitySlider, algo_complexity_slider, GTK_TYPE_BOX)

double
algo_complexity_slider_get_log_beta (AlgoComplexitySlider *self)
{
  return CLAMP (round (100 * gtk_adjustment_get_value (self->adjustment)) / 100,
                gtk_adjustment_get_lower (self->adjustment),
                gtk_adjustment_get_upper (self->adjustment));
}

void
algo_complexity_slider_set_log_beta (AlgoComplexitySlider *self, double log_beta)
{
  gtk_adjustment_set_value (self->adjustment, round (100 * log_beta) / 100);
}

/* What the ribbon reads under the cursor, otherwise all of it in a few words. */
static void
update_readout (AlgoComplexitySlider *self)
{
  const char *pointed = algo_picture_area_get_readout (ALGO_PICTURE_AREA (self->ribbon));
  const AlgoGrid *grid = algo_ribbon_view_get_grid (self->ribbon);
  g_autofree char *all = NULL;

  if (pointed == NULL && grid != NULL)
    all = algo_phase_runs_summarise_grid (grid);
  else if (pointed == NULL)
    all = g_strdup (_ ("Phases not measured yet"));
  algo_label_set_text (self->readout_label, pointed != NULL ? pointed : all);
}

static void
update_value (AlgoComplexitySlider *self)
{
  const double log_beta = algo_complexity_slider_get_log_beta (self);
  g_autofree char *number = algo_number_format_log_beta (log_beta);
  g_autofree char *value = g_strdup_printf ("log₁₀ β = %s", number);
  g_autofree char *plain = algo_number_format (pow (10, log_beta));
  /* Translators: β is what a nat of information costs, so its unit is one over nats. */
  g_autofree char *beta = g_strdup_printf (_ ("β = %s nat⁻¹"), plain);

  gtk_label_set_text (self->value_label, value);
  gtk_label_set_text (self->beta_label, beta);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  value, -1);
}

static void
on_value_changed (AlgoComplexitySlider *self)
{
  update_value (self);
  g_signal_emit_by_name (self, "log-beta-changed");
}

void
algo_complexity_slider_set_range (AlgoComplexitySlider *self, AlgoBetaRange range)
{
  g_object_set (self->adjustment, "lower", range.from, "upper", range.to, NULL);
  algo_complexity_slider_set_log_beta (self, algo_complexity_slider_get_log_beta (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scale), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN,
                                  range.from, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, range.to, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->ticks));
}

void
algo_complexity_slider_set_grid (AlgoComplexitySlider *self,
                                 AlgoGrid *grid,
                                 const char *of,
                                 gboolean by_itself)
{
  algo_ribbon_view_set_grid (self->ribbon, grid, of, by_itself);
  update_readout (self);
}

/* GtkScale's own marks would catch the handle within 12 pixels, which at the width of a side pane
 * is most of the way from one mark to the next. */
static void
draw_ticks (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  AlgoComplexitySlider *self = user_data;
  const AlgoAxis axis = { .low = gtk_adjustment_get_lower (self->adjustment),
                          .high = gtk_adjustment_get_upper (self->adjustment),
                          .from = ALGO_RIBBON_INSET,
                          .to = width - ALGO_RIBBON_INSET };
  AlgoTextFormat format;
  AlgoStyle style;
  AlgoTicks ticks;

  algo_style_init_from_widget (&style, GTK_WIDGET (area));
  format = (AlgoTextFormat){ .size = style.text, .colour = style.dim };
  algo_axis_find_whole_ticks (&axis, algo_text_room (style.text, 4), &ticks);
  algo_colour_set_source (style.dim, cr);
  for (guint i = 0; i < ticks.count; i++)
    {
      g_autofree char *text = algo_ticks_format (&axis, &ticks, i);
      const double x = floor (algo_axis_place (&axis, ticks.values[i]));
      const double half = algo_text_width (&style, &format, text) / 2;

      cairo_rectangle (cr, x, 0, 1, TICK_LENGTH);
      cairo_fill (cr);
      algo_text_draw (cr, &style, &format, CLAMP (x - half, 0, MAX (width - 2 * half, 0)),
                      height - 0.25 * style.text, text);
    }
}

static gboolean
algo_complexity_slider_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ALGO_COMPLEXITY_SLIDER (widget)->scale));
}

static void
algo_complexity_slider_class_init (AlgoComplexitySliderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->grab_focus = algo_complexity_slider_grab_focus;
  algo_class_add_signal (class, "log-beta-changed", 0);

  g_type_ensure (ALGO_TYPE_RIBBON_VIEW);
  gtk_widget_class_set_css_name (widget_class, "complexity");
  algo_widget_class_use_template (widget_class, "complexity-slider.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, scale);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, adjustment);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, ribbon);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, ticks);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, value_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, beta_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, ends_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, readout_label);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, update_readout);
}

/* Pictures are not mirrored where text runs from right to left, so neither is what goes with one.
 */
static void
keep_left_to_right (AlgoComplexitySlider *self)
{
  gtk_widget_set_direction (GTK_WIDGET (self->scale), GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (self->ends_box, GTK_TEXT_DIR_LTR);
  for (GtkWidget *end = gtk_widget_get_first_child (self->ends_box); end != NULL;
       end = gtk_widget_get_next_sibling (end))
    gtk_widget_set_direction (end, GTK_TEXT_DIR_LTR);
}

static void
algo_complexity_slider_init (AlgoComplexitySlider *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  keep_left_to_right (self);
  algo_ribbon_view_set_adjustment (self->ribbon, self->adjustment);
  gtk_drawing_area_set_draw_func (self->ticks, draw_ticks, self, NULL);
  algo_complexity_slider_set_range (self, ALGO_DEFAULT_BETA_RANGE);
  update_value (self);
  update_readout (self);
}
