/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two networks and their difference, each as its weights: below each other or, where there is more
 * width, beside each other. The two share a scale of colours; the difference has its own. Columns
 * are in the order of the first's neurons by the input they are pinned to, with those of the second
 * that go with them.
 *
 * The cursor is at a weight or a neuron of a part; of the second, by its place among the first's
 * where they go together. */
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/weights/weights-layout.h"
#include "ui/pictures/weights/weights-panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define BESIDE 2.2 /* widths to a height from which on the parts are beside each other */

typedef enum
{
  FIRST,
  SECOND,
  DIFFERENCE,
  N_PARTS,
} Part;

typedef struct
{
  guint *order;        /* (hidden) of the first, and of what is matched with it; owned */
  guint *second_order; /* of the second where it is not; owned, or NULL */
  AlgoWeightsScale shared, own;
  AlgoWeightsPicture pictures[N_PARTS]; /* without a network where there is no difference */
  AlgoArea areas[N_PARTS];              /* of each, heading and picture ... */
  AlgoArea bodies[N_PARTS];             /* ... and below the heading */
} Parts;

static void
place_parts (Parts *parts, const AlgoPanelFrame *frame)
{
  const AlgoStyle *style = frame->style;
  const double gap = 2 * style->gap, heading = algo_style_snap (style, 1.6 * style->text);
  const gboolean beside = frame->width > BESIDE * frame->height;
  const double room = ((beside ? frame->width : frame->height) - (N_PARTS - 1) * gap) / N_PARTS;

  for (guint part = 0; part < N_PARTS; part++)
    {
      const double start = algo_style_snap (style, part * (room + gap));
      AlgoArea *area = &parts->areas[part];

      *area = beside ? (AlgoArea){ start, 0, room, frame->height }
                     : (AlgoArea){ 0, start, frame->width, room };
      parts->bodies[part] =
          (AlgoArea){ area->x, area->y + heading, area->width, MAX (area->height - heading, 0) };
    }
}

/* Of a frame with a comparison. Must stay where it is, as it points into itself. */
static void
parts_init (Parts *parts, const AlgoPanelFrame *frame)
{
  const AlgoComparison *comparison = frame->scene->comparison;
  const AlgoNetwork *first = comparison->first->network, *second = comparison->arranged;
  const gboolean matched = comparison->partners != NULL;

  *parts = (Parts){ .order = algo_weights_sort (first),
                    .second_order = matched ? NULL : algo_weights_sort (second) };
  algo_weights_scale_include (&parts->shared, first);
  algo_weights_scale_include (&parts->shared, second);
  if (comparison->difference != NULL)
    algo_weights_scale_include (&parts->own, comparison->difference);
  parts->pictures[FIRST] =
      (AlgoWeightsPicture){ .network = first, .order = parts->order, .scale = &parts->shared };
  parts->pictures[SECOND] =
      (AlgoWeightsPicture){ .network = second,
                            .order = matched ? parts->order : parts->second_order,
                            .scale = &parts->shared,
                            .named_by = matched ? first : NULL };
  parts->pictures[DIFFERENCE] = (AlgoWeightsPicture){ .network = comparison->difference,
                                                      .order = parts->order,
                                                      .scale = &parts->own,
                                                      .difference = TRUE,
                                                      .named_by = first };
  place_parts (parts, frame);
}

static void
parts_clear (Parts *parts)
{
  g_clear_pointer (&parts->order, g_free);
  g_clear_pointer (&parts->second_order, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

static const char *
get_name (const AlgoPanelFrame *frame, Part part)
{
  if (part == DIFFERENCE)
    return _ ("Difference");
  if (!frame->on_screen)
    return part == FIRST ? "A" : "B";
  return part == FIRST ? _ ("Shown") : _ ("Kept");
}

/* Drawing. */

/* "Pudding + · FVU 0.0123", or what the difference is; in full or in short. */
static char *
make_note (const AlgoComparison *comparison, const AlgoObservation *observation, gboolean full)
{
  g_autofree char *number = NULL;

  if (observation != NULL)
    {
      number = algo_number_format (observation->parameters.unexplained);
      /* Translators: a phase and the fraction of variance unexplained */
      return g_strdup_printf (_ ("%s · FVU %s"),
                              algo_phase_display_name (observation->classification.phase), number);
    }
  if (isnan (comparison->distance))
    return g_strdup (_ ("other inputs"));
  number = algo_number_format (comparison->distance);
  if (full && comparison->match == ALGO_MATCH_BEST)
    /* Translators: the variance of two outputs' difference; neurons are put in another order */
    return g_strdup_printf (_ ("%s of the variance · neurons matched"), number);
  return g_strdup_printf (_ ("%s of the variance"), number);
}

static void
draw_heading (const AlgoPanelFrame *frame, cairo_t *cr, Part part, const AlgoArea *area)
{
  const AlgoComparison *comparison = frame->scene->comparison;
  const AlgoObservation *observations[N_PARTS] = { comparison->first, comparison->second };
  const AlgoStyle *style = frame->style;
  const AlgoTextFormat name = { .size = style->text,
                                .weight = ALGO_TEXT_BOLD,
                                .colour = style->foreground,
                                .max_width = area->width };
  AlgoTextFormat text = { .size = style->text, .colour = style->dim };
  g_autofree char *full = make_note (comparison, observations[part], TRUE);
  g_autofree char *brief = make_note (comparison, observations[part], FALSE);
  const double middle = area->y + 0.7 * style->text, radius = 0.36 * style->text;
  double x = area->x, room;
  gboolean fits;

  x += algo_text_draw_middle (cr, style, &name, x, middle, get_name (frame, part));
  x += 1.5 * style->gap;
  if (observations[part] != NULL)
    {
      algo_phase_draw_mark (cr, style, observations[part]->classification.phase, x + radius, middle,
                            radius);
      x += 2 * radius + style->gap;
    }
  room = area->x + area->width - x;
  fits = algo_text_width (style, &text, full) <= room;
  text.max_width = room;
  if (room > 2 * style->text)
    algo_text_draw_middle (cr, style, &text, x, middle, fits ? full : brief);
}

/* The cursor is drawn in all that have the same weight. */
static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  g_auto (Parts) parts = { 0 };
  AlgoWeightsCell cell;

  if (frame->scene->comparison == NULL)
    {
      algo_text_draw_empty (cr, style, frame->width, frame->height,
                            _ ("Keep a network, to compare others with it"));
      return;
    }
  parts_init (&parts, frame);
  if (frame->cursor != NULL)
    cell = algo_weights_cell_from_cursor (frame->cursor);
  for (guint part = 0; part < N_PARTS; part++)
    {
      const AlgoArea *body = &parts.bodies[part];
      AlgoWeightsPicture *picture = &parts.pictures[part];

      if (frame->cursor != NULL && (parts.second_order == NULL || part == frame->cursor->part))
        picture->hover = &cell;
      draw_heading (frame, cr, (Part) part, &parts.areas[part]);
      cairo_save (cr);
      cairo_translate (cr, body->x, body->y);
      if (picture->network != NULL)
        algo_weights_picture_draw (picture, cr, body->width, body->height, style);
      else
        algo_text_draw_empty (cr, style, body->width, body->height,
                              _ ("Networks of other sizes: no difference of their weights"));
      cairo_restore (cr);
    }
}

/* Words and numbers. */

static void
append_network (GString *text, const char *name, const AlgoObservation *observation)
{
  g_autofree char *unexplained = algo_number_format (observation->parameters.unexplained);

  /* Translators: a network's name, its phase, its FVU and its size */
  g_string_append_printf (text, _ ("%s: %s, FVU %s, %u inputs, %u hidden neurons. "), name,
                          algo_phase_display_name (observation->classification.phase), unexplained,
                          observation->network->inputs, observation->network->hidden);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoComparison *comparison = frame->scene->comparison;
  g_autofree char *distance = NULL;
  GString *text;

  if (comparison == NULL)
    return g_strdup (_ ("Keep a network, to compare others with it"));
  text = g_string_new (NULL);
  append_network (text, get_name (frame, FIRST), comparison->first);
  append_network (text, get_name (frame, SECOND), comparison->second);
  if (isnan (comparison->distance))
    g_string_append (text, _ ("Their inputs differ in number."));
  else
    {
      distance = algo_number_format (comparison->distance);
      g_string_append_printf (text, _ ("Their outputs differ by %s of the variance."), distance);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->comparison != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->comparison == b->comparison;
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const double distance = scene->comparison->distance;

  if (isnan (distance))
    return NULL;
  *name = _ ("difference");
  return algo_number_format (distance);
}

/* All weights of those networks, of one size, that are not NULL; and which neurons of the second go
 * with the first's: NULL, none. */
static void
tabulate_weights (AlgoCsv *csv, const AlgoNetwork *const networks[N_PARTS], const guint *partners)
{
  const gboolean of_first = networks[FIRST] != NULL;
  const AlgoWeightsPicture all = { .network = networks[of_first ? FIRST : SECOND] };
  AlgoWeightsCell cell = { 0 };

  do
    {
      const gint64 neuron = cell.tensor == ALGO_WEIGHTS_B1 ? -1 : (gint64) cell.neuron;

      algo_csv_add_text (csv, algo_weights_names[cell.tensor]);
      algo_csv_add_index (csv, cell.tensor == ALGO_WEIGHTS_W0 ? (gint64) cell.input : -1);
      algo_csv_add_index (csv, of_first ? neuron : -1);
      if (partners != NULL && neuron >= 0)
        algo_csv_add_whole (csv, partners[neuron]);
      else
        algo_csv_add_index (csv, of_first ? -1 : neuron);
      for (guint i = 0; i < N_PARTS; i++)
        {
          const AlgoWeightsPicture picture = { .network = networks[i] };

          if (networks[i] != NULL)
            algo_csv_add_real (csv, algo_weights_picture_get (&picture, &cell));
          else
            algo_csv_add_empty (csv);
        }
      algo_csv_end_row (csv);
    }
  while (algo_weights_picture_next (&all, &cell));
}

/* One weight a row; `partner` is the neuron of the second. Of networks of other sizes the weights
 * of the first, then of the second. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoComparison *comparison = scene->comparison;
  const AlgoNetwork *first = comparison->first->network, *second = comparison->arranged;

  algo_csv_add_names (csv, "tensor", "input", "neuron", "partner", "first", "second", "difference",
                      NULL);
  if (comparison->partners != NULL)
    {
      tabulate_weights (csv, (const AlgoNetwork *const[]){ first, second, comparison->difference },
                        comparison->partners);
      return;
    }
  tabulate_weights (csv, (const AlgoNetwork *const[N_PARTS]){ first }, NULL);
  tabulate_weights (csv, (const AlgoNetwork *const[N_PARTS]){ NULL, second }, NULL);
}

/* The cursor. */

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  g_auto (Parts) parts = { 0 };
  AlgoWeightsCell cell;

  parts_init (&parts, frame);
  for (guint part = 0; part < N_PARTS; part++)
    {
      const AlgoArea *body = &parts.bodies[part];

      if (!algo_weights_picture_pick (&parts.pictures[part], body->width, body->height,
                                      frame->style, x - body->x, y - body->y, &cell))
        continue;
      *cursor = (AlgoPanelCursor){ .part = part };
      algo_weights_cell_to_cursor (&cell, cursor);
      return TRUE;
    }
  return FALSE;
}

/* Where there is no further row, on to the next network's first, or to the last of the one before.
 */
static void
step (const Parts *parts, AlgoPanelCursor *cursor, gint right, gint down)
{
  const AlgoWeightsCell from = algo_weights_cell_from_cursor (cursor);
  const gint next = (gint) cursor->part + (down > 0) - (down < 0);
  AlgoWeightsCell to =
      algo_weights_picture_step (&parts->pictures[cursor->part], &from, right, down);

  if (down != 0 && to.tensor == from.tensor && to.input == from.input && next >= 0 && next < N_PARTS
      && parts->pictures[next].network != NULL)
    {
      cursor->part = (guint) next;
      to = (AlgoWeightsCell){ .tensor = down > 0 ? ALGO_WEIGHTS_W0 : ALGO_WEIGHTS_B1,
                              .neuron = parts->second_order == NULL
                                            ? from.neuron
                                            : parts->pictures[next].order[0] };
    }
  algo_weights_cell_to_cursor (&to, cursor);
}

static gboolean
exists (const Parts *parts, const AlgoPanelCursor *cursor)
{
  const AlgoWeightsCell cell = algo_weights_cell_from_cursor (cursor);

  return cursor->part < N_PARTS && algo_weights_cell_exists (&parts->pictures[cursor->part], &cell);
}

/* From the first place too where the cursor's is not there any more. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  g_auto (Parts) parts = { 0 };

  parts_init (&parts, frame);
  if (frame->cursor != NULL && exists (&parts, frame->cursor))
    {
      *cursor = *frame->cursor;
      step (&parts, cursor, right, down);
    }
  else
    *cursor = (AlgoPanelCursor){ .column = parts.order[0] };
  return TRUE;
}

/* "Shown: Input 3 → hidden neuron 12: W₀ = +5.03", and what that is in the other network. */
static char *
describe_cell (const AlgoPanelFrame *frame, const Parts *parts, const AlgoWeightsCell *cell)
{
  const gboolean together = parts->second_order == NULL;
  const AlgoWeightsPicture *told = &parts->pictures[together ? FIRST : frame->cursor->part];
  g_autofree char *text = algo_weights_picture_describe_cell (told, cell);
  g_autofree char *second =
      algo_number_format_signed (algo_weights_picture_get (&parts->pictures[SECOND], cell));
  g_autofree char *difference =
      algo_number_format_signed (algo_weights_picture_get (&parts->pictures[DIFFERENCE], cell));

  if (!together)
    return g_steal_pointer (&text);
  /* Translators: "Shown: Input 3 → hidden neuron 12: W₀ = +5.03", then on the next line the name of
   * the other network, its weight there, and the difference */
  return g_strdup_printf (_ ("%s: %s\n%s: %s, difference %s"), get_name (frame, FIRST), text,
                          get_name (frame, SECOND), second, difference);
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoWeightsCell cell = algo_weights_cell_from_cursor (frame->cursor);
  const guint part = frame->cursor->part;
  g_auto (Parts) parts = { 0 };

  parts_init (&parts, frame);
  if (!exists (&parts, frame->cursor)
      || !algo_weights_picture_locate (&parts.pictures[part], parts.bodies[part].width,
                                       parts.bodies[part].height, frame->style, &cell, area))
    return NULL;
  area->x += parts.bodies[part].x;
  area->y += parts.bodies[part].y;
  return describe_cell (frame, &parts, &cell);
}

const AlgoPanel algo_panel_comparison = {
  .name = "comparison",
  .title = N_ ("Comparison"),
  .label = N_ ("Comparison with the network that is kept"),
  .needs = N_ ("two networks, the second named by --with"),
  .narrow = { 240, 260 },
  .wide = { 519, 170 },
  .share = 2,
  .is_known = is_known,
  .draws_unknown = TRUE,
  .is_same = is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
  .pick = pick,
  .move = move,
  .read = read,
};
