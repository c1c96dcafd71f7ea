/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/complexity-slider.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/widgets/panels/ribbon-view.h"
#include "ui/widgets/questions/scale-ticks.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _AlgoComplexitySlider
{
  GtkWidget parent_instance;

  /* Template children. */
  GtkWidget *box;
  GtkScale *scale;
  GtkAdjustment *adjustment;
  AlgoRibbonView *ribbon;
  AlgoScaleTicks *ticks;
  GtkLabel *value_label;
  GtkWidget *ends_box;
  GtkLabel *beta_label;
  GtkLabel *readout_label;

  AlgoGrid *grid; /* owned, or NULL */
};

enum
{
  PROP_0,
  PROP_LOG_BETA,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (AlgoComplexitySlider, algo_complexity_slider, GTK_TYPE_WIDGET)

static double
round_log_beta (double log_beta)
{
  return CLAMP (round (100 * log_beta) / 100, ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA);
}

/* What the ribbon reads under the cursor, otherwise all of it in a few words. */
static void
update_readout (AlgoComplexitySlider *self)
{
  const char *pointed = algo_picture_area_get_readout (ALGO_PICTURE_AREA (self->ribbon));
  g_autofree char *all = NULL;

  if (pointed == NULL && self->grid != NULL)
    all = algo_phase_runs_summarise_grid (self->grid);
  else if (pointed == NULL)
    all = g_strdup (_ ("Phases not measured yet"));
  gtk_label_set_text (self->readout_label, pointed != NULL ? pointed : all);
}

static void
update_value (AlgoComplexitySlider *self)
{
  double log_beta = algo_complexity_slider_get_log_beta (self);
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
  algo_ribbon_view_set_log_beta (self->ribbon, algo_complexity_slider_get_log_beta (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOG_BETA]);
}

static void
on_picked (AlgoComplexitySlider *self, double log_beta)
{
  algo_complexity_slider_set_log_beta (self, log_beta);
}

double
algo_complexity_slider_get_log_beta (AlgoComplexitySlider *self)
{
  return round_log_beta (gtk_adjustment_get_value (self->adjustment));
}

void
algo_complexity_slider_set_log_beta (AlgoComplexitySlider *self, double log_beta)
{
  gtk_adjustment_set_value (self->adjustment, round_log_beta (log_beta));
}

void
algo_complexity_slider_set_grid (AlgoComplexitySlider *self, AlgoGrid *grid, const char *of)
{
  AlgoGrid *old = self->grid;

  algo_ribbon_view_set_grid (self->ribbon, grid, of);
  if (grid == old)
    return;
  self->grid = grid != NULL ? algo_grid_ref (grid) : NULL;
  g_clear_pointer (&old, algo_grid_unref);
  update_readout (self);
}

/* Ribbon and ticks agree with the scale: their ends of beta stand over the ends of the trough,
 * which the style makes those of the handle's way. */
static void
algo_complexity_slider_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AlgoComplexitySlider *self = ALGO_COMPLEXITY_SLIDER (widget);
  GdkRectangle trough;
  graphene_point_t at;

  gtk_widget_size_allocate (self->box, &(GtkAllocation){ 0, 0, width, height }, baseline);
  gtk_range_get_range_rect (GTK_RANGE (self->scale), &trough);
  if (!gtk_widget_compute_point (GTK_WIDGET (self->scale), GTK_WIDGET (self->ribbon),
                                 &GRAPHENE_POINT_INIT (trough.x, 0), &at))
    return;
  algo_ribbon_view_set_inset (self->ribbon, at.x);
  algo_scale_ticks_set_inset (self->ticks, at.x);
}

static void
algo_complexity_slider_measure (GtkWidget *widget,
                                GtkOrientation orientation,
                                int for_size,
                                int *minimum,
                                int *natural,
                                int *minimum_baseline,
                                int *natural_baseline)
{
  gtk_widget_measure (ALGO_COMPLEXITY_SLIDER (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static GtkSizeRequestMode
algo_complexity_slider_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
algo_complexity_slider_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOG_BETA:
      g_value_set_double (value,
                          algo_complexity_slider_get_log_beta (ALGO_COMPLEXITY_SLIDER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_complexity_slider_set_property (GObject *object,
                                     guint id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_LOG_BETA:
      algo_complexity_slider_set_log_beta (ALGO_COMPLEXITY_SLIDER (object),
                                           g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
algo_complexity_slider_dispose (GObject *object)
{
  AlgoComplexitySlider *self = ALGO_COMPLEXITY_SLIDER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), ALGO_TYPE_COMPLEXITY_SLIDER);
  g_clear_pointer (&self->grid, algo_grid_unref);

  G_OBJECT_CLASS (algo_complexity_slider_parent_class)->dispose (object);
}

static gboolean
algo_complexity_slider_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ALGO_COMPLEXITY_SLIDER (widget)->scale));
}

static void
algo_complexity_slider_class_init (AlgoComplexitySliderClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  widget_class->grab_focus = algo_complexity_slider_grab_focus;
  object_class->get_property = algo_complexity_slider_get_property;
  object_class->set_property = algo_complexity_slider_set_property;
  object_class->dispose = algo_complexity_slider_dispose;
  widget_class->size_allocate = algo_complexity_slider_size_allocate;
  widget_class->measure = algo_complexity_slider_measure;
  widget_class->get_request_mode = algo_complexity_slider_get_request_mode;

  properties[PROP_LOG_BETA] =
      g_param_spec_double ("log-beta", NULL, NULL, ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA,
                           ALGO_MIN_LOG_BETA,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (ALGO_TYPE_RIBBON_VIEW);
  g_type_ensure (ALGO_TYPE_SCALE_TICKS);
  gtk_widget_class_set_css_name (widget_class, "complexity");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/algoscope/Algoscope/ui/complexity-slider.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, box);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, scale);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, adjustment);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, ribbon);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, ticks);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, value_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, beta_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, ends_box);
  gtk_widget_class_bind_template_child (widget_class, AlgoComplexitySlider, readout_label);
  gtk_widget_class_bind_template_callback (widget_class, on_value_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_picked);
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
  algo_scale_ticks_set_range (self->ticks, ALGO_MIN_LOG_BETA, ALGO_MAX_LOG_BETA);
  algo_ribbon_view_set_log_beta (self->ribbon, algo_complexity_slider_get_log_beta (self));
  update_value (self);
  update_readout (self);
}
