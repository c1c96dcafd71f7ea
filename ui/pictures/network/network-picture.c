/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/network/network-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/analysis/order-parameters.h"
#include "engine/run/workbench.h"
#include "ui/pictures/network/network-edges.h"
#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/drawing/text.h"

#define LABEL_SHARE 1.15 /* of an input's radius, the size of its number */
#define LEAST_LABEL 0.72 /* of small text: below, there are no numbers */
#define SIGN_SHARE 0.55  /* of a hidden neuron's radius, half the length of its sign */
#define LEAST_SIGN 3.2   /* hairlines of radius below which there are no signs */

typedef struct
{
  const AlgoNetworkPicture *picture;
  const AlgoStyle *style;
  AlgoNetworkPlaces places;
} Drawing;

/* Shapes that differ without their colours: a large disc, a small one, and one in a ring; each
 * apart from what is behind it by a line of the card's colour. */
static void
add_neuron (AlgoMarks *marks,
            const AlgoStyle *style,
            AlgoNeuronKind kind,
            double x,
            double y,
            double radius)
{
  AlgoColour colour = style->neuron[kind];

  algo_marks_add_disc (marks, style->card, x, y, radius + 0.8 * style->hairline);
  if (kind == ALGO_NEURON_OUTPUT)
    {
      algo_marks_add_disc (marks, colour, x, y, 0.58 * radius);
      algo_marks_add_ring (marks, colour, 0.2 * radius, x, y, 0.9 * radius);
    }
  else
    algo_marks_add_disc (marks, colour, x, y, radius);
}

/* A ring with a line through it, of what has no part in the output. */
static void
add_ablated (AlgoMarks *marks, const AlgoStyle *style, double x, double y, double radius)
{
  AlgoColour colour = style->neuron[ALGO_NEURON_HIDDEN];
  double width = MAX (style->hairline, 0.28 * radius), half = 0.7 * radius;

  algo_marks_add_disc (marks, style->card, x, y, radius + 0.8 * style->hairline);
  algo_marks_add_ring (marks, colour, width, x, y, radius - width / 2);
  algo_marks_add_line (marks, colour, width, x - half, y + half, x + half, y - half);
}

/* Plus or minus, in the disc. */
static void
add_sign (AlgoMarks *marks,
          const AlgoStyle *style,
          gboolean positive,
          double x,
          double y,
          double radius)
{
  AlgoColour colour = algo_colour_contrasting (style->neuron[ALGO_NEURON_HIDDEN]);
  double half = SIGN_SHARE * radius, width = MAX (style->hairline, 0.28 * radius);

  algo_marks_add_line (marks, colour, width, x - half, y, x + half, y);
  if (positive)
    algo_marks_add_line (marks, colour, width, x, y - half, x, y + half);
}

/* With the sign of the input that it is pinned to, if it is and there is room. */
static void
add_hidden (const Drawing *drawing, AlgoMarks *marks, guint j, gint input, double x, double y)
{
  const AlgoNetwork *network = drawing->picture->network;
  const AlgoStyle *style = drawing->style;
  double radius = drawing->places.radius[ALGO_NEURON_HIDDEN];

  if (algo_network_is_ablated (network, j))
    {
      add_ablated (marks, style, x, y, radius);
      return;
    }
  add_neuron (marks, style, ALGO_NEURON_HIDDEN, x, y, radius);
  if (input >= 0 && radius >= LEAST_SIGN * style->hairline)
    add_sign (marks, style, network->W0[(gsize) input * network->hidden + j] > 0, x, y, radius);
}

static void
add_neurons (const Drawing *drawing, AlgoMarks *marks)
{
  const AlgoNetworkPlaces *places = &drawing->places;
  g_autofree gint *pinned = g_new (gint, places->hidden);

  algo_network_find_pinned (drawing->picture->network, pinned);
  /* Hidden neurons below inputs, and the output, of which there is one, on top. */
  for (guint i = 0; i < places->count; i++)
    {
      guint neuron =
          i < places->count - 1 ? (places->inputs + i) % (places->count - 1) : places->count - 1;
      AlgoNeuronKind kind = algo_network_places_kind (places, neuron);
      guint hidden = neuron - places->inputs;
      double x, y;

      algo_network_places_get (places, neuron, &x, &y);
      if (kind == ALGO_NEURON_HIDDEN)
        add_hidden (drawing, marks, hidden, pinned[hidden], x, y);
      else
        add_neuron (marks, drawing->style, kind, x, y, places->radius[kind]);
      if (drawing->picture->arrangement->pinned[neuron])
        algo_marks_add_ring (marks, drawing->style->foreground, drawing->style->hairline, x, y,
                             places->radius[kind] + drawing->style->hairline);
    }
}

/* A ring that shows on anything: the card's within the foreground's. */
static void
add_hover (const Drawing *drawing, AlgoMarks *marks)
{
  const AlgoStyle *style = drawing->style;
  guint neuron = *drawing->picture->hover;
  double radius = drawing->places.radius[algo_network_places_kind (&drawing->places, neuron)];
  double ring = 1.5 * style->hairline, x, y;

  algo_network_places_get (&drawing->places, neuron, &x, &y);
  algo_marks_add_ring (marks, style->card, ring, x, y, radius + 0.5 * ring);
  algo_marks_add_ring (marks, style->foreground, ring, x, y, radius + 1.5 * ring);
}

static void
draw_numbers (const Drawing *drawing, cairo_t *cr)
{
  const AlgoStyle *style = drawing->style;
  AlgoTextFormat format = {
    .size = MIN (style->text_small, LABEL_SHARE * drawing->places.radius[ALGO_NEURON_INPUT]),
    .colour = algo_colour_contrasting (style->neuron[ALGO_NEURON_INPUT]),
    .align = 0.5,
  };

  if (format.size < LEAST_LABEL * style->text_small)
    return;
  for (guint i = 0; i < drawing->places.inputs; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      double x, y;

      algo_network_places_get (&drawing->places, i, &x, &y);
      algo_text_draw_middle (cr, style, &format, x, y, number);
    }
}

typedef enum
{
  KEY_INPUT,
  KEY_HIDDEN,
  KEY_READS_POSITIVE,
  KEY_READS_NEGATIVE,
  KEY_OUTPUT,
  KEY_POSITIVE,
  KEY_NEGATIVE,
  N_KEYS,
} Key;

static void
draw_key_mark (const Drawing *drawing, cairo_t *cr, Key key, double x, double y, double width)
{
  const AlgoStyle *style = drawing->style;
  AlgoMarks marks = { .cr = cr };
  double radius = 0.42 * style->text_small;

  if (key == KEY_POSITIVE || key == KEY_NEGATIVE)
    algo_marks_add_line (&marks, algo_network_edge_colour (style, key == KEY_POSITIVE),
                         1.5 * style->line, x, y, x + width, y);
  else if (key == KEY_INPUT || key == KEY_OUTPUT)
    add_neuron (&marks, style, key == KEY_INPUT ? ALGO_NEURON_INPUT : ALGO_NEURON_OUTPUT,
                x + width / 2, y, radius);
  else
    {
      add_neuron (&marks, style, ALGO_NEURON_HIDDEN, x + width / 2, y, 0.8 * radius);
      if (key != KEY_HIDDEN)
        add_sign (&marks, style, key == KEY_READS_POSITIVE, x + width / 2, y, 0.8 * radius);
    }
}

/* Neurons on the first line, edges on the same or on the second; what does not fit is left out. */
static void
draw_legend (const Drawing *drawing, cairo_t *cr, double width)
{
  const char *const labels[N_KEYS] = { _ ("input"),        _ ("hidden"), _ ("reads +"),
                                       _ ("reads \u2212"), _ ("output"), _ ("weight > 0"),
                                       _ ("weight < 0") };
  const AlgoStyle *style = drawing->style;
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim };
  double x = 0, y = drawing->places.legend_y;

  for (guint key = 0; key < N_KEYS; key++)
    {
      double mark = (key < KEY_POSITIVE ? 1 : 1.3) * style->text_small;

      if (key == KEY_POSITIVE && drawing->places.legend_lines == 2)
        {
          x = 0;
          y += algo_legend_line_height (style);
        }
      if (x + mark + 0.75 * style->gap + algo_text_width (style, &format, labels[key]) > width)
        continue;
      draw_key_mark (drawing, cr, (Key) key, x, y, mark);
      x += mark + 0.75 * style->gap;
      x += algo_text_draw_middle (cr, style, &format, x, y, labels[key]) + 1.75 * style->gap;
    }
}

static void
draw_arranged (const AlgoNetworkPicture *picture,
               cairo_t *cr,
               double width,
               double height,
               const AlgoStyle *style)
{
  Drawing drawing = { .picture = picture, .style = style };
  AlgoMarks marks;

  if (!algo_network_places_init (&drawing.places, picture, width, height, style))
    return;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  algo_marks_begin (&marks, cr, width, height, style);
  algo_network_draw_edges (&marks, &drawing.places, picture, style);
  add_neurons (&drawing, &marks);
  if (picture->hover != NULL && *picture->hover < drawing.places.count)
    add_hover (&drawing, &marks);
  algo_marks_end (&marks);
  draw_numbers (&drawing, cr);
  if (drawing.places.legend_lines > 0)
    draw_legend (&drawing, cr, width);
  cairo_restore (cr);
}

void
algo_network_picture_draw (const AlgoNetworkPicture *picture,
                           cairo_t *cr,
                           double width,
                           double height,
                           const AlgoStyle *style)
{
  g_autoptr (AlgoNetworkLayout) layout = NULL;
  AlgoNetworkPicture arranged = *picture;

  if (picture->network == NULL)
    {
      algo_text_draw_empty (cr, style, width, height, _ ("Not measured yet"));
      return;
    }
  if (picture->arrangement == NULL)
    {
      layout = algo_network_layout_new_settled (picture->network);
      arranged.arrangement = algo_network_layout_get (layout);
    }
  draw_arranged (&arranged, cr, width, height, style);
}
