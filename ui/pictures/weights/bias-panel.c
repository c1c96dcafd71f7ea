/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each hidden neuron by its bias and its output weight. Neurons of an algorithm that do the same
 * stand together: the plums near b0 = 0, and far out at a large bias, where swish is a straight
 * line, those that a background is made of. What a neuron reads is told by its mark: a disc for one
 * input with positive weight, a ring for one with negative weight, a cross for many. */
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/weights/weights-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define Y_CHARACTERS 5 /* "-0.05" */
#define MARK 0.32      /* radius, of ordinary text */
#define REACH 1.5      /* of text from a mark, within which it is pointed at */

typedef struct
{
  const AlgoNetwork *network;
  AlgoPlot plot;
  AlgoPlotText text;
  double mark; /* radius */
} Layout;

/* With 0 on it, and room on both sides of what there is. */
static AlgoAxis
make_axis (const float *values, guint count)
{
  AlgoAxis axis = { .kind = ALGO_AXIS_LINEAR };

  algo_axis_include (&axis, values, count);
  algo_axis_round_ends (&axis);
  return axis;
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);
  const double legend = algo_legend_line_height (frame->style);

  *layout = (Layout){ .network = network,
                      .text = { .x_title = _ ("bias b₀"),
                                .y_title = _ ("output weight W₁"),
                                .y_characters = Y_CHARACTERS },
                      .mark = MARK * frame->style->text };
  layout->plot.x = make_axis (network->b0, network->hidden);
  layout->plot.y = make_axis (network->W1, network->hidden);
  algo_plot_place (&layout->plot,
                   &(AlgoArea){ 0, legend, frame->width, MAX (frame->height - legend, 0) },
                   &layout->text, frame->style);
}

/* FALSE where a weight is not finite. */
static gboolean
place (const Layout *layout, guint neuron, double *x, double *y)
{
  *x = algo_axis_place (&layout->plot.x, layout->network->b0[neuron]);
  *y = algo_axis_place (&layout->plot.y, layout->network->W1[neuron]);
  return isfinite (*x) && isfinite (*y);
}

static void
draw_mark (cairo_t *cr,
           const AlgoStyle *style,
           AlgoReadingKind kind,
           double x,
           double y,
           double size)
{
  const AlgoColour colours[ALGO_N_READINGS] = { style->positive[1], style->negative[1],
                                                style->foreground };

  cairo_new_path (cr);
  algo_colour_set_source (colours[kind], cr);
  cairo_set_line_width (cr, style->line);
  if (kind == ALGO_READS_MANY)
    {
      cairo_move_to (cr, x - size, y - size);
      cairo_line_to (cr, x + size, y + size);
      cairo_move_to (cr, x - size, y + size);
      cairo_line_to (cr, x + size, y - size);
      cairo_stroke (cr);
      return;
    }
  cairo_arc (cr, x, y, size, 0, 2 * G_PI);
  if (kind == ALGO_READS_POSITIVE)
    cairo_fill (cr);
  else
    cairo_stroke (cr);
}

/* An AlgoLegendEntry.draw of the kind that is its data. */
static void
draw_key_mark (const AlgoLegendEntry *entry,
               cairo_t *cr,
               const AlgoStyle *style,
               const AlgoArea *sample)
{
  draw_mark (cr, style, GPOINTER_TO_UINT (entry->data), sample->x + sample->width / 2,
             sample->y + sample->height / 2, sample->width / 2);
}

/* As many of the three as have room on the line. */
static void
draw_legend (const Layout *layout, const AlgoPanelFrame *frame, cairo_t *cr)
{
  const char *const names[ALGO_N_READINGS] = { _ ("read one, positive"), _ ("read one, negative"),
                                               _ ("read many inputs") };
  AlgoLegendEntry entries[ALGO_N_READINGS];
  const double x = layout->plot.x.from;

  for (guint kind = 0; kind < ALGO_N_READINGS; kind++)
    entries[kind] = (AlgoLegendEntry){ .key = ALGO_KEY_OWN,
                                       .label = names[kind],
                                       .width = 2 * layout->mark / frame->style->text_small,
                                       .draw = draw_key_mark,
                                       .data = GUINT_TO_POINTER (kind) };
  algo_legend_draw (cr, frame->style, x, algo_legend_line_height (frame->style) / 2,
                    frame->width - x, 1, entries, ALGO_N_READINGS);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  g_autofree AlgoReading *readings =
      algo_network_find_readings (algo_scene_get_network (frame->scene));
  Layout layout;
  double x, y;

  layout_init (&layout, frame);
  draw_legend (&layout, frame, cr);
  algo_plot_draw_frame (&layout.plot, cr, frame->style, &layout.text);
  algo_plot_draw_level (&layout.plot, cr, frame->style, 0, frame->style->faint);
  for (guint j = 0; j < layout.network->hidden; j++)
    if (place (&layout, j, &x, &y))
      draw_mark (cr, frame->style, readings[j].kind, x, y, layout.mark);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);
  guint counts[ALGO_N_READINGS];

  algo_network_count_readings (network, counts);
  return g_strdup_printf (_ ("Bias against output weight of %u hidden neurons: %u read one input "
                             "with positive weight, %u one with negative weight, %u read many."),
                          network->hidden, counts[ALGO_READS_POSITIVE], counts[ALGO_READS_NEGATIVE],
                          counts[ALGO_READS_MANY]);
}

/* How far biases lie apart: 0 where one serves all. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoNetwork *network = algo_scene_get_network (scene);
  float low = G_MAXFLOAT, high = -G_MAXFLOAT;

  for (guint j = 0; j < network->hidden; j++)
    {
      low = MIN (low, network->b0[j]);
      high = MAX (high, network->b0[j]);
    }
  *name = _ ("range of b₀");
  return algo_number_format ((double) high - low);
}

/* One neuron a row; `input` is the one that it reads, empty where it reads many. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoNetwork *network = algo_scene_get_network (scene);
  g_autofree AlgoReading *readings = algo_network_find_readings (network);

  algo_csv_add_names (csv, "neuron", "bias", "output_weight", "input", "input_weight", NULL);
  for (guint j = 0; j < network->hidden; j++)
    {
      algo_csv_add_whole (csv, j);
      algo_csv_add_real (csv, network->b0[j]);
      algo_csv_add_real (csv, network->W1[j]);
      algo_csv_add_index (csv, readings[j].input);
      if (readings[j].input >= 0)
        algo_csv_add_real (csv, readings[j].weight);
      else
        algo_csv_add_empty (csv);
      algo_csv_end_row (csv);
    }
}

/* The cursor is at a neuron, `index`. */

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);
  Layout layout;
  gint found;

  layout_init (&layout, frame);
  found = algo_plot_find_nearest (&layout.plot, network->b0, network->W1, network->hidden, x, y,
                                  REACH * frame->style->text);
  *cursor = (AlgoPanelCursor){ .index = found };
  return found >= 0;
}

/* From neuron to neuron, whichever arrow. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);
  const gint64 from = frame->cursor != NULL ? frame->cursor->index : -right - down;

  *cursor = (AlgoPanelCursor){ .index = algo_panel_step (from, right + down, network->hidden) };
  return TRUE;
}

static gboolean
locate (const AlgoPanelFrame *frame, double *x, double *y, double *radius)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);
  Layout layout;

  if (frame->cursor->index >= network->hidden)
    return FALSE;
  layout_init (&layout, frame);
  *radius = 2 * layout.mark;
  return place (&layout, (guint) frame->cursor->index, x, y);
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  double x, y, radius;

  if (locate (frame, &x, &y, &radius))
    algo_cursor_draw_ring (cr, frame->style, x, y, radius);
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);
  const guint neuron = (guint) frame->cursor->index;
  g_autofree AlgoReading *readings = algo_network_find_readings (network);
  g_autofree char *bias = NULL, *weight = NULL;
  double x, y, radius;

  if (!locate (frame, &x, &y, &radius))
    return NULL;
  *area = (AlgoArea){ x - radius, y - radius, 2 * radius, 2 * radius };
  bias = algo_number_format_signed (network->b0[neuron]);
  weight = algo_number_format_signed (network->W1[neuron]);
  if (readings[neuron].input < 0)
    return g_strdup_printf (_ ("Hidden neuron %u, reads many inputs: b₀ = %s, W₁ = %s"), neuron,
                            bias, weight);
  return g_strdup_printf (_ ("Hidden neuron %u, reads input %d: b₀ = %s, W₁ = %s"), neuron,
                          readings[neuron].input, bias, weight);
}

const AlgoPanel algo_panel_bias = {
  .name = "bias",
  .title = N_ ("Bias"),
  .label = N_ ("Bias against output weight of each neuron"),
  .needs = N_ ("a network"),
  .narrow = { 240, 160 },
  .wide = { 519, 200 },
  .share = 1.4,
  .is_known = algo_scene_has_network,
  .is_same = algo_weights_panel_is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .draw_cursor = draw_cursor,
  .pick = pick,
  .move = move,
  .read = read,
};
