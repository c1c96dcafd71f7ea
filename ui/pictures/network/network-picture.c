/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/network/network-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/run/workbench.h"
#include "ui/pictures/drawing/plot.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/weights/weights-picture.h"

#define LABEL_SHARE 1.15 /* of an input's radius, the size of its number */
#define LEAST_LABEL 0.72 /* of small text: below, there are no numbers */
#define SIGN_SHARE 0.55  /* of a hidden neuron's radius, half the length of its sign */
#define LEAST_SIGN 3.2   /* hairlines of radius below which there are no signs */

#define DISC_SHARE 0.17  /* of the distance between neurons spread evenly, an input's radius */
#define MOST_STRETCH 1.5 /* of one direction over the other, to fill a wide or high area */
#define REACH 1.5        /* gaps from a disc within which a pointer still finds it */

/* Of an input's radius. */
static const double radius_shares[ALGO_N_NEURON_KINDS] = { 1, 0.62, 1.35 };

/* Discs follow the room there is, not the positions, so that they do not pulse while neurons move.
 */
static void
size_discs (AlgoNetworkPlaces *places, double width, double height)
{
  const AlgoStyle *style = places->style;
  double spacing = MIN (width, height) / sqrt (places->count);
  double radius = CLAMP (DISC_SHARE * spacing, style->hairline, 0.85 * style->text);

  for (guint kind = 0; kind < ALGO_N_NEURON_KINDS; kind++)
    places->radius[kind] = radius_shares[kind] * radius;
}

/* Below the drawing, one line or two. */
static double
place_legend (AlgoNetworkPlaces *places, double width, double height)
{
  const AlgoStyle *style = places->style;
  double line = algo_legend_line_height (style);
  guint lines = width > algo_text_room (style->text_small, 68) ? 1 : 2;

  if (width < algo_text_room (style->text_small, 40) || height < 14 * line)
    return 0;
  places->legend_lines = lines;
  places->legend_y = height - (lines - 0.5) * line;
  return lines * line + style->gap;
}

gboolean
algo_network_places_init (AlgoNetworkPlaces *places, const AlgoPanelFrame *frame)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);
  const AlgoArrangement *arrangement = frame->scene->arrangement;
  const double width = frame->width;
  double height = frame->height, extent, margin, fit_x, fit_y;

  if (network == NULL || arrangement == NULL
      || arrangement->count != network->inputs + network->hidden + 1)
    return FALSE;
  *places = (AlgoNetworkPlaces){ .network = network,
                                 .arrangement = arrangement,
                                 .style = frame->style,
                                 .count = arrangement->count };
  height -= place_legend (places, width, height);
  size_discs (places, width, height);

  margin = places->radius[ALGO_NEURON_OUTPUT] + 2 * frame->style->hairline;
  places->area = (AlgoArea){ margin, margin, width - 2 * margin, height - 2 * margin };
  if (places->area.width < 1 || places->area.height < 1)
    return FALSE;
  extent = arrangement->extent;
  fit_x = places->area.width / 2 / extent;
  fit_y = places->area.height / 2 / extent;
  places->scale_x = MIN (fit_x, MOST_STRETCH * fit_y);
  places->scale_y = MIN (fit_y, MOST_STRETCH * fit_x);
  places->x = width / 2;
  places->y = height / 2;
  return TRUE;
}

AlgoNeuronKind
algo_network_places_kind (const AlgoNetworkPlaces *places, guint neuron)
{
  if (neuron < places->network->inputs)
    return ALGO_NEURON_INPUT;
  return neuron < places->count - 1 ? ALGO_NEURON_HIDDEN : ALGO_NEURON_OUTPUT;
}

void
algo_network_places_get (const AlgoNetworkPlaces *places, guint neuron, double *x, double *y)
{
  const AlgoArea *area = &places->area;
  AlgoPosition position = places->arrangement->positions[neuron];

  *x = CLAMP (places->x + places->scale_x * position.x, area->x, area->x + area->width);
  *y = CLAMP (places->y + places->scale_y * position.y, area->y, area->y + area->height);
}

gboolean
algo_network_places_find (const AlgoNetworkPlaces *places, double x, double y, guint *neuron)
{
  double nearest = REACH * places->style->gap;
  gboolean found = FALSE;

  for (guint k = 0; k < places->count; k++)
    {
      double at_x, at_y, distance;

      algo_network_places_get (places, k, &at_x, &at_y);
      distance = hypot (x - at_x, y - at_y) - places->radius[algo_network_places_kind (places, k)];
      if (distance < nearest)
        {
          nearest = distance;
          *neuron = k;
          found = TRUE;
        }
    }
  return found;
}

AlgoPosition
algo_network_places_unplace (const AlgoNetworkPlaces *places, double x, double y)
{
  const AlgoArea *area = &places->area;

  x = CLAMP (x, area->x, area->x + area->width);
  y = CLAMP (y, area->y, area->y + area->height);
  return (AlgoPosition){ (float) ((x - places->x) / places->scale_x),
                         (float) ((y - places->y) / places->scale_y) };
}

/* Drawing. */

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

static gboolean
has_room_for_signs (const AlgoNetworkPlaces *places)
{
  return places->radius[ALGO_NEURON_HIDDEN] >= LEAST_SIGN * places->style->hairline;
}

/* With the sign of the input that it is pinned to, if it is and there is room. */
static void
add_hidden (AlgoMarks *marks,
            const AlgoNetworkPlaces *places,
            guint hidden,
            AlgoReadingKind reads,
            double x,
            double y)
{
  const AlgoStyle *style = places->style;
  double radius = places->radius[ALGO_NEURON_HIDDEN];

  if (algo_network_is_ablated (places->network, hidden))
    {
      add_ablated (marks, style, x, y, radius);
      return;
    }
  add_neuron (marks, style, ALGO_NEURON_HIDDEN, x, y, radius);
  if (reads != ALGO_READS_MANY && has_room_for_signs (places))
    add_sign (marks, style, reads == ALGO_READS_POSITIVE, x, y, radius);
}

static void
add_neurons (AlgoMarks *marks, const AlgoNetworkPlaces *places)
{
  const AlgoStyle *style = places->style;
  const guint inputs = places->network->inputs, last = places->count - 1;
  g_autofree AlgoReading *readings = algo_network_find_readings (places->network);

  /* Hidden neurons below inputs, and the output, of which there is one, on top. */
  for (guint i = 0; i < places->count; i++)
    {
      const guint neuron = i < last ? (inputs + i) % last : last;
      const AlgoNeuronKind kind = algo_network_places_kind (places, neuron);
      double x, y;

      algo_network_places_get (places, neuron, &x, &y);
      if (kind == ALGO_NEURON_HIDDEN)
        add_hidden (marks, places, neuron - inputs, readings[neuron - inputs].kind, x, y);
      else
        add_neuron (marks, style, kind, x, y, places->radius[kind]);
      if (places->arrangement->pinned[neuron])
        algo_marks_add_ring (marks, style->foreground, style->hairline, x, y,
                             places->radius[kind] + style->hairline);
    }
}

/* A ring that shows on anything: the card's within the foreground's. */
static void
add_hover (AlgoMarks *marks, const AlgoNetworkPlaces *places, guint neuron)
{
  const AlgoStyle *style = places->style;
  double radius = places->radius[algo_network_places_kind (places, neuron)];
  double ring = 1.5 * style->hairline, x, y;

  algo_network_places_get (places, neuron, &x, &y);
  algo_marks_add_ring (marks, style->card, ring, x, y, radius + 0.5 * ring);
  algo_marks_add_ring (marks, style->foreground, ring, x, y, radius + 1.5 * ring);
}

static void
draw_numbers (const AlgoNetworkPlaces *places, cairo_t *cr)
{
  const AlgoStyle *style = places->style;
  AlgoTextFormat format = {
    .size = MIN (style->text_small, LABEL_SHARE * places->radius[ALGO_NEURON_INPUT]),
    .colour = algo_colour_contrasting (style->neuron[ALGO_NEURON_INPUT]),
    .align = 0.5,
  };

  if (format.size < LEAST_LABEL * style->text_small)
    return;
  for (guint i = 0; i < places->network->inputs; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i);
      double x, y;

      algo_network_places_get (places, i, &x, &y);
      algo_text_draw_middle (cr, style, &format, x, y, number);
    }
}

/* A kind of neuron in the legend, with a sign in it (0: none). */
typedef struct
{
  AlgoNeuronKind kind;
  gint sign;
} Key;

/* An AlgoLegendEntry.draw. */
static void
draw_key_neuron (const AlgoLegendEntry *entry,
                 cairo_t *cr,
                 const AlgoStyle *style,
                 const AlgoArea *sample)
{
  const Key *key = entry->data;
  AlgoMarks marks = { .cr = cr };
  const double x = sample->x + sample->width / 2, y = sample->y + sample->height / 2;
  const double radius = (key->kind == ALGO_NEURON_HIDDEN ? 0.8 : 1) * 0.42 * style->text_small;

  add_neuron (&marks, style, key->kind, x, y, radius);
  if (key->sign != 0)
    add_sign (&marks, style, key->sign > 0, x, y, radius);
}

static void
draw_legend (const AlgoNetworkPlaces *places, cairo_t *cr, double width)
{
  /* Those with a sign come last, as there may be none. */
  static const Key keys[] = { { ALGO_NEURON_INPUT, 0 },
                              { ALGO_NEURON_HIDDEN, 0 },
                              { ALGO_NEURON_OUTPUT, 0 },
                              { ALGO_NEURON_HIDDEN, 1 },
                              { ALGO_NEURON_HIDDEN, -1 } };
  const AlgoStyle *style = places->style;
  g_autofree char *positive = g_markup_escape_text (_ ("weight > 0"), -1);
  g_autofree char *negative = g_markup_escape_text (_ ("weight < 0"), -1);
  AlgoLegendEntry entries[] = {
    { ALGO_KEY_LINE, algo_network_edge_colour (style, TRUE), positive },
    { ALGO_KEY_LINE, algo_network_edge_colour (style, FALSE), negative },
    { .label = _ ("input") },
    { .label = _ ("hidden") },
    { .label = _ ("output") },
    { .label = _ ("reads +") },
    { .label = _ ("reads \u2212") },
  };
  const guint lines = G_N_ELEMENTS (entries) - G_N_ELEMENTS (keys);
  const guint shown = G_N_ELEMENTS (entries) - (has_room_for_signs (places) ? 0 : 2);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      AlgoLegendEntry *entry = &entries[lines + i];

      entry->key = ALGO_KEY_OWN;
      entry->width = 1;
      entry->draw = draw_key_neuron;
      entry->data = &keys[i];
    }
  algo_legend_draw (cr, style, 0, places->legend_y, width, places->legend_lines, entries, shown);
}

void
algo_network_draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const gint64 hover = frame->cursor != NULL ? frame->cursor->index : -1;
  AlgoNetworkPlaces places;
  AlgoMarks marks;

  if (!algo_network_places_init (&places, frame))
    return;
  algo_marks_begin (&marks, cr, frame->width, frame->height, frame->style);
  algo_network_draw_edges (&marks, &places, hover);
  add_neurons (&marks, &places);
  if (hover >= 0 && hover < places.count)
    add_hover (&marks, &places, (guint) hover);
  algo_marks_end (&marks);
  draw_numbers (&places, cr);
  if (places.legend_lines > 0)
    draw_legend (&places, cr, frame->width);
}
