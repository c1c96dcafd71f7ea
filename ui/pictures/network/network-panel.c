/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/order-parameters.h"
#include "ui/pictures/network/network-picture.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>

static AlgoNetworkPicture
make_picture (const AlgoScene *scene)
{
  const AlgoNetwork *network = algo_scene_get_network (scene);
  const AlgoArrangement *arrangement = scene->arrangement;

  if (network == NULL
      || (arrangement != NULL && arrangement->count != network->inputs + network->hidden + 1))
    arrangement = NULL;
  return (AlgoNetworkPicture){ .network = network, .arrangement = arrangement };
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return make_picture (a).network == make_picture (b).network && a->arrangement == b->arrangement;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoNetworkPicture picture = make_picture (frame->scene);
  guint neuron;

  if (frame->cursor != NULL)
    {
      neuron = (guint) frame->cursor->index;
      picture.hover = &neuron;
    }
  algo_network_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoNetworkPicture picture = make_picture (frame->scene);

  return algo_network_picture_describe (&picture);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoNetwork *network = scene->observation->network;
  g_autofree gint *pinned = g_new (gint, network->hidden);
  guint count = 0;

  algo_network_find_pinned (network, pinned);
  for (guint j = 0; j < network->hidden; j++)
    count += pinned[j] >= 0;
  *name = _ ("read one input");
  /* Translators: so many hidden neurons of all */
  return g_strdup_printf (_ ("%u of %u"), count, network->hidden);
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
  const AlgoNetworkPicture picture = make_picture (scene);
  const AlgoArrangement *arrangement = picture.arrangement;
  g_autoptr (AlgoNetworkLayout) layout = NULL;

  algo_csv_add_names (csv, "from", "from_index", "from_x", "from_y", "to", "to_index", "to_x",
                      "to_y", "weight", NULL);
  if (arrangement == NULL)
    {
      layout = algo_network_layout_new_settled (picture.network);
      arrangement = algo_network_layout_get (layout);
    }
  tabulate_edges (picture.network, arrangement->positions, csv);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const AlgoNetworkPicture picture = make_picture (frame->scene);
  guint neuron;

  if (!algo_network_picture_pick (&picture, frame->width, frame->height, frame->style, x, y,
                                  &neuron))
    return FALSE;
  cursor->index = neuron;
  return TRUE;
}

/* Along the order in which one would look at them, whichever arrow. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const AlgoNetwork *network = frame->scene->observation->network;
  const guint count = network->inputs + network->hidden + 1;
  g_autofree guint *order = g_new (guint, count);
  gint64 place = 0;

  algo_network_picture_order (network, order);
  if (frame->cursor != NULL && frame->cursor->index < count)
    {
      while (order[place] != frame->cursor->index)
        place++;
      place = CLAMP (place + right + down, 0, (gint64) count - 1);
    }
  *cursor = (AlgoPanelCursor){ .index = order[place] };
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoNetworkPicture picture = make_picture (frame->scene);
  const guint neuron = (guint) frame->cursor->index;

  if (!algo_network_picture_locate (&picture, frame->width, frame->height, frame->style, neuron,
                                    area))
    return NULL;
  return algo_network_picture_describe_neuron (&picture, neuron);
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
