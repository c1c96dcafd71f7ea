/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/complexity-slider.h"

#include "ui/pictures/drawing/axes.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-runs.h"
#include "ui/pictures/phase/ribbon-picture.h"
#include "ui/widgets/common/widget.h"
#include "ui/widgets/common/theme-style.h"
#include "ui/widgets/panels/panel-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Pixels. */
#define TICK_LENGTH 4
/* From either side to the ends of the range of beta: the padding that resources/style.css gives the
 * slider. */
#define INSET 12

struct _AlgoComplexitySlider
{
  GtkBox parent_instance;

  /* Template children. */
  GtkScale *scale;
  GtkAdjustment *adjustment;
  AlgoPanelView *ribbon;
  GtkDrawingArea *ticks;
  GtkLabel *value_label;
  GtkWidget *ends_box;
  GtkLabel *beta_label;
  GtkLabel *readout_label;

  AlgoPanel ribbon_panel; /* whose kind this is */
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

/* The ribbon. */

static AlgoRibbonPicture
make_picture (const AlgoPanelFrame *frame)
{
  const AlgoComplexitySlider *self = frame->panel->kind;

  return (AlgoRibbonPicture){ .grid = algo_scene_get_grid (frame->scene),
                              .range = { gtk_adjustment_get_lower (self->adjustment),
                                         gtk_adjustment_get_upper (self->adjustment) },
                              .log_beta = gtk_adjustment_get_value (self->adjustment),
                              .inset = INSET };
}

static gboolean
is_known (const AlgoScene *scene)
{
  return algo_scene_get_grid (scene) != NULL;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoRibbonPicture picture = make_picture (frame);

  algo_ribbon_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoRibbonPicture picture = make_picture (frame);

  return algo_ribbon_picture_describe (&picture);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoRibbonPicture picture = make_picture (frame);

  cursor->log_beta =
      algo_ribbon_picture_log_beta_at (&picture, frame->width, frame->height, frame->style, x);
  return TRUE;
}

/* By points of the grid. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoRibbonPicture picture = make_picture (frame);
  const double step = (picture.range.to - picture.range.from) / (ALGO_GRID - 1);

  cursor->log_beta = frame->cursor == NULL ? picture.log_beta
                                           : CLAMP (cursor->log_beta + right * step,
                                                    picture.range.from, picture.range.to);
  return down == 0;
}

static char *
read_point (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoRibbonPicture picture = make_picture (frame);

  return algo_ribbon_picture_describe_point (&picture, frame->cursor->log_beta);
}

static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  destination->log_beta = frame->cursor->log_beta;
  return TRUE;
}

/* A strip that lies along the slider and has its value marked. */
static const AlgoPanel ribbon = {
  .name = "ribbon",
  .label = N_ ("Phases by complexity"),
  .set = ALGO_PANEL_OF_CONTROL,
  .is_known = is_known,
  .draws_unknown = TRUE,
  .draw = draw,
  .describe = describe,
  .pick = pick,
  .move = move,
  .read = read_point,
  .lead = lead,
};

static void
on_go_to (AlgoComplexitySlider *self, gint64 step, double log_beta, guint inputs)
{
  algo_complexity_slider_set_log_beta (self, log_beta);
}

/* What the ribbon reads under the cursor, otherwise all of it in a few words. */
static void
update_readout (AlgoComplexitySlider *self)
{
  const char *pointed = algo_panel_view_get_readout (self->ribbon);
  const AlgoGrid *grid = algo_scene_get_grid (algo_panel_view_get_scene (self->ribbon));
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
  gtk_widget_queue_draw (GTK_WIDGET (self->ribbon));
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
  gtk_widget_queue_draw (GTK_WIDGET (self->ribbon));
}

void
algo_complexity_slider_set_scene (AlgoComplexitySlider *self, AlgoScene *scene)
{
  algo_panel_view_show_scene (self->ribbon, scene);
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
                          .from = INSET,
                          .to = width - INSET };
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

  g_type_ensure (ALGO_TYPE_PANEL_VIEW);
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
  gtk_widget_class_bind_template_callback (widget_class, on_go_to);
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
  g_autoptr (AlgoScene) scene = algo_scene_new (&ALGO_SCENE_EMPTY);

  gtk_widget_init_template (GTK_WIDGET (self));
  keep_left_to_right (self);
  self->ribbon_panel = ribbon;
  self->ribbon_panel.kind = self;
  algo_panel_view_set_panel (self->ribbon, &self->ribbon_panel, NULL);
  gtk_drawing_area_set_draw_func (self->ticks, draw_ticks, self, NULL);
  algo_complexity_slider_set_range (self, ALGO_DEFAULT_BETA_RANGE);
  update_value (self);
  algo_complexity_slider_set_scene (self, scene);
}
