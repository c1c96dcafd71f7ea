/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network as a graph: inputs, hidden neurons and the output as discs, weights as lines between
 * them, red above zero and blue below, wider and more opaque the larger. Hidden neurons that are
 * pinned to an input carry the sign with which they read it. The cursor is at a neuron, `index`. */
#include "ui/pictures/network/network-picture.h"
#include "ui/pictures/weights/weights-panel.h"

#include <glib/gi18n-lib.h>

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return algo_weights_panel_is_same (a, b) && a->arrangement == b->arrangement;
}

/* The scene with an arrangement of its network: its own or, where it has none, one that is made and
 * settled, in a few milliseconds; `layout` receives that, or NULL. */
static AlgoScene
arrange (const AlgoScene *scene, AlgoNetworkLayout **layout)
{
  const AlgoNetwork *network = algo_scene_get_network (scene);
  AlgoScene arranged = *scene;

  *layout = NULL;
  if (scene->arrangement == NULL
      || scene->arrangement->count != network->inputs + network->hidden + 1)
    {
      *layout = algo_network_layout_new_settled (network);
      arranged.arrangement = (AlgoArrangement *) algo_network_layout_get (*layout);
    }
  return arranged;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  g_autoptr (AlgoNetworkLayout) layout = NULL;
  const AlgoScene scene = arrange (frame->scene, &layout);
  AlgoPanelFrame arranged = *frame;

  arranged.scene = &scene;
  algo_network_draw (&arranged, cr);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  return algo_network_describe (algo_scene_get_network (frame->scene));
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoNetwork *network = algo_scene_get_network (scene);
  guint counts[ALGO_N_READINGS];

  algo_network_count_readings (network, counts);
  *name = _ ("read one input");
  /* Translators: so many hidden neurons of all */
  return g_strdup_printf (_ ("%u of %u"), network->hidden - counts[ALGO_READS_MANY],
                          network->hidden);
}

static void
add_neuron (AlgoCsv *csv, const char *kind, guint index, AlgoPosition position)
{
  algo_csv_add_text (csv, kind);
  algo_csv_add_whole (csv, index);
  algo_csv_add_real (csv, position.x);
  algo_csv_add_real (csv, position.y);
}

static void
tabulate_edges (const AlgoNetwork *network, const AlgoPosition *positions, AlgoCsv *csv)
{
  guint inputs = network->inputs, hidden = network->hidden;

  for (guint i = 0; i < inputs; i++)
    for (guint j = 0; j < hidden; j++)
      {
        add_neuron (csv, "input", i, positions[i]);
        add_neuron (csv, "hidden", j, positions[inputs + j]);
        algo_csv_add_real (csv, network->W0[(gsize) i * hidden + j]);
        algo_csv_end_row (csv);
      }
  for (guint j = 0; j < hidden; j++)
    {
      add_neuron (csv, "hidden", j, positions[inputs + j]);
      add_neuron (csv, "output", 0, positions[inputs + hidden]);
      algo_csv_add_real (csv, network->W1[j]);
      algo_csv_end_row (csv);
    }
}

/* One edge a row; y grows downwards, lengths are the layout's. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  g_autoptr (AlgoNetworkLayout) layout = NULL;
  const AlgoScene arranged = arrange (scene, &layout);

  algo_csv_add_names (csv, "from", "from_index", "from_x", "from_y", "to", "to_index", "to_x",
                      "to_y", "weight", NULL);
  tabulate_edges (algo_scene_get_network (scene), arranged.arrangement->positions, csv);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  AlgoNetworkPlaces places;
  guint neuron;

  if (!algo_network_places_init (&places, frame)
      || !algo_network_places_find (&places, x, y, &neuron))
    return FALSE;
  cursor->index = neuron;
  return TRUE;
}

/* The order in which a keyboard goes through neurons, a new array: each input with the hidden
 * neurons pinned to it after it, those of positive weight first; the rest of the hidden neurons;
 * the output. */
static guint *
make_order (const AlgoNetwork *network)
{
  const guint inputs = network->inputs, hidden = network->hidden;
  g_autofree guint *sorted = algo_weights_sort (network);
  g_autofree AlgoReading *readings = algo_network_find_readings (network);
  guint *order = g_new (guint, inputs + hidden + 1);
  guint count = 0;

  for (guint i = 0; i < inputs; i++)
    {
      order[count++] = i;
      for (guint k = 0; k < hidden; k++)
        if (readings[sorted[k]].input == (gint) i)
          order[count++] = inputs + sorted[k];
    }
  for (guint k = 0; k < hidden; k++)
    if (readings[sorted[k]].input < 0)
      order[count++] = inputs + sorted[k];
  order[count] = inputs + hidden;
  return order;
}

/* Whichever arrow. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoNetwork *network = algo_scene_get_network (frame->scene);
  const guint count = network->inputs + network->hidden + 1;
  g_autofree guint *order = make_order (network);
  gint64 place = 0;

  if (frame->cursor != NULL && frame->cursor->index < count)
    {
      while (order[place] != frame->cursor->index)
        place++;
      place = algo_panel_step (place, right + down, count);
    }
  *cursor = (AlgoPanelCursor){ .index = order[place] };
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  AlgoNetworkPlaces places;
  const guint neuron = (guint) frame->cursor->index;
  double x, y, radius;

  if (!algo_network_places_init (&places, frame) || neuron >= places.count)
    return NULL;
  algo_network_places_get (&places, neuron, &x, &y);
  radius = places.radius[algo_network_places_kind (&places, neuron)];
  *area = (AlgoArea){ x - radius, y - radius, 2 * radius, 2 * radius };
  return algo_network_describe_neuron (places.network, neuron);
}

const AlgoPanel algo_panel_network = {
  .name = "network",
  .title = N_ ("Network"),
  .label = N_ ("Graph of the network"),
  .needs = N_ ("a network"),
  .narrow = { 160, 160 },
  .wide = { 519, 280 },
  .share = 1.2,
  .in_layout = TRUE,
  .is_known = algo_scene_has_network,
  .is_same = is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .pick = pick,
  .move = move,
  .read = read,
};
