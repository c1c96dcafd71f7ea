/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the algorithm that a hypernetwork found carries over to other sizes: FVU with a mark of the
 * phase by n, as a curve, and over n and h, as a map, where there is room for both and the map is
 * known. */
#include "ui/pictures/history/generalisation-panel.h"

#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-key.h"
#include "ui/pictures/phase/phase-text.h"

#define MAP_PART 1 /* of a cursor on the map, at a row and a column; 0 on the curve */
/* Heights of text from which on curve and map are beside each other ... */
#define BESIDE_WIDTH 36
#define BESIDE_HEIGHT 13
/* ... or the map below the curve. */
#define BELOW_WIDTH 16
#define BELOW_HEIGHT 36

typedef struct
{
  const AlgoGeneralisation *generalisation;
  const AlgoStyle *style;
  AlgoArea key;
  guint key_lines;
  AlgoGeneralisationCurve curve;
  gboolean has_map;
  AlgoGeneralisationMap map;
} Layout;

/* Takes from the area of the curve what the map has. */
static void
place_map (Layout *layout, AlgoArea *area)
{
  const AlgoStyle *style = layout->style;
  const gboolean below = area->width >= BELOW_WIDTH * style->text
                         && area->height >= MAX (BELOW_HEIGHT * style->text, 0.8 * area->width);
  AlgoArea map = *area;

  layout->has_map = algo_generalisation_has_map (layout->generalisation)
                    && (below
                        || (area->width >= BESIDE_WIDTH * style->text
                            && area->height >= BESIDE_HEIGHT * style->text));
  if (!layout->has_map)
    return;
  if (below)
    {
      area->height = (map.height - style->gap) / 2;
      map.y += area->height + style->gap;
      map.height = area->height;
    }
  else
    {
      area->width = (map.width - 2 * style->gap) / 2;
      map.x += area->width + 2 * style->gap;
      map.width = area->width;
    }
  algo_generalisation_map_init (&layout->map, layout->generalisation, &map, style);
}

static Layout
layout_make (const AlgoPanelFrame *frame)
{
  const double width = frame->width, height = frame->height;
  const AlgoStyle *style = frame->style;
  Layout layout = {
    .generalisation = frame->scene->generalisation,
    .style = style,
  };
  AlgoArea area = { 0, 0, width, height };

  if (width >= 12 * style->text && height >= 10 * style->text)
    layout.key_lines = width < 40 * style->text && height >= 14 * style->text ? 2 : 1;
  area.y = layout.key_lines * algo_phase_key_line_height (style);
  area.height = height - area.y;
  place_map (&layout, &area);
  algo_generalisation_curve_init (&layout.curve, layout.generalisation, &area, style);
  layout.key = (AlgoArea){ layout.curve.plot.x.from, 0, width - layout.curve.plot.x.from, area.y };
  return layout;
}

static void
draw_key (const Layout *layout, cairo_t *cr)
{
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_MARKS };

  for (guint i = 0; i < ALGO_SIZES; i++)
    if (layout->generalisation->points[i].known)
      key.phases[layout->generalisation->points[i].phase] = TRUE;
  for (guint i = 0; layout->has_map && i < ALGO_MAP_ROWS * ALGO_MAP_COLUMNS; i++)
    {
      const AlgoSizePoint *point =
          &layout->generalisation->map[i / ALGO_MAP_COLUMNS][i % ALGO_MAP_COLUMNS];

      if (point->known)
        key.phases[point->phase] = TRUE;
    }
  if (layout->key_lines > 0)
    algo_phase_key_draw (cr, layout->style, &key, layout->key.x,
                         algo_phase_key_line_height (layout->style) / 2, layout->key.width,
                         layout->key_lines);
}

static guint
count_known (const AlgoGeneralisation *generalisation)
{
  guint known = 0;

  for (guint i = 0; i < ALGO_SIZES; i++)
    known += generalisation->points[i].known;
  return known;
}

/* The size at hand; 0: none. */
static guint
get_inputs (const AlgoScene *scene)
{
  guint inputs, hidden;

  algo_scene_get_size (scene, &inputs, &hidden);
  return inputs;
}

static guint
get_hidden (const AlgoScene *scene)
{
  guint inputs, hidden;

  algo_scene_get_size (scene, &inputs, &hidden);
  return hidden;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const guint inputs = get_inputs (frame->scene);
  const Layout layout = layout_make (frame);

  algo_generalisation_curve_draw (&layout.curve, cr, inputs);
  if (layout.has_map)
    algo_generalisation_map_draw (&layout.map, cr, inputs, get_hidden (frame->scene));
  draw_key (&layout, cr);
}

/* "n = 32: FVU 0.0103, Pudding +", or with h where the map has it. */
static char *
describe_size (const AlgoSizePoint *point, gboolean with_hidden)
{
  g_autofree char *unexplained = algo_number_format (point->unexplained);

  if (with_hidden)
    return g_strdup_printf (_ ("n = %u, h = %u: FVU %s, %s"), point->inputs, point->hidden,
                            unexplained, algo_phase_display_name (point->phase));
  return g_strdup_printf (_ ("n = %u: FVU %s, %s"), point->inputs, unexplained,
                          algo_phase_display_name (point->phase));
}

/* Of a size that is known; NULL: none. */
static void
append_size (GString *text, const AlgoSizePoint *point, gboolean with_hidden)
{
  if (point != NULL && point->known)
    {
      g_autofree char *size = describe_size (point, with_hidden);

      /* Translators: a sentence after others, such as "n = 32: FVU 0.0103, Pudding +" */
      g_string_append_printf (text, _ (" %s."), size);
    }
}

static char *
describe (const AlgoPanelFrame *frame)
{
  static const guint told[] = { 4, 8, 16, 32, 64 };
  const AlgoGeneralisation *generalisation = frame->scene->generalisation;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Trained on n = %u to %u. %u of %u sizes measured."),
                          generalisation->least, generalisation->most, count_known (generalisation),
                          (guint) ALGO_SIZES);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      const AlgoSizePoint *point = algo_generalisation_find (generalisation, told[i]);

      append_size (text, point, FALSE);
    }
  for (guint column = 1; column < ALGO_MAP_COLUMNS; column += 3)
    for (guint row = 0; row < ALGO_MAP_ROWS; row += ALGO_MAP_ROWS - 1)
      append_size (text, &generalisation->map[row][column], TRUE);
  return g_string_free (text, FALSE);
}

static gboolean
is_known (const AlgoScene *scene)
{
  return scene->generalisation != NULL;
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  return a->generalisation == b->generalisation && get_inputs (a) == get_inputs (b)
         && get_hidden (a) == get_hidden (b);
}

static void
get_basis (const AlgoScene *scene, AlgoPanelBasis *basis)
{
  basis->step = scene->generalisation->step;
  basis->log_beta = scene->generalisation->question.log_beta;
}

/* How far it carries: the FVU of the largest networks. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoSizePoint *largest = &scene->generalisation->points[ALGO_SIZES - 1];

  G_STATIC_ASSERT (ALGO_MAX_INPUTS == 64);
  if (!largest->known)
    return NULL;
  *name = _ ("n = 64");
  return algo_number_format (largest->unexplained);
}

static void
add_size (AlgoCsv *csv, const AlgoGeneralisation *generalisation, const AlgoSizePoint *point)
{
  if (!point->known)
    return;
  algo_csv_add_whole (csv, point->inputs);
  algo_csv_add_whole (csv, point->hidden);
  algo_csv_add_whole (csv, point->inputs >= generalisation->least
                               && point->inputs <= generalisation->most
                               && point->hidden == ALGO_HIDDEN_PER_INPUT * point->inputs);
  algo_csv_add_text (csv, algo_phase_name (point->phase));
  algo_csv_add_real (csv, point->confidence);
  algo_csv_add_real (csv, point->unexplained);
  algo_csv_add_real (csv, point->least_unexplained);
  algo_csv_add_real (csv, point->most_unexplained);
  algo_csv_add_whole (csv, point->step);
  algo_csv_end_row (csv);
}

/* One measured size a row: the curve, then of the map what the curve has not. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoGeneralisation *generalisation = scene->generalisation;

  algo_csv_add_names (csv, "inputs", "hidden", "trained", "phase", "confidence", "unexplained",
                      "least_unexplained", "most_unexplained", "at_step", NULL);
  for (guint i = 0; i < ALGO_SIZES; i++)
    add_size (csv, generalisation, &generalisation->points[i]);
  for (guint i = 0; i < ALGO_MAP_ROWS * ALGO_MAP_COLUMNS; i++)
    {
      const AlgoSizePoint *point = &generalisation->map[i / ALGO_MAP_COLUMNS][i % ALGO_MAP_COLUMNS];

      if (point->known
          && generalisation->points[point->inputs - ALGO_MIN_INPUTS].hidden != point->hidden)
        add_size (csv, generalisation, point);
    }
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoPanelCursor *cursor = frame->cursor;
  const guint inputs = (guint) cursor->index;
  const Layout layout = layout_make (frame);
  AlgoArea at;

  if (cursor->part == MAP_PART)
    {
      at = algo_generalisation_map_locate (&layout.map, cursor->row, cursor->column);
      if (layout.has_map)
        algo_cursor_draw_frame (cr, frame->style, &at);
      return;
    }
  at = algo_generalisation_curve_locate (&layout.curve, inputs);
  algo_cursor_draw_lines (cr, frame->style, &layout.curve.plot, at.x, NAN);
  if (algo_generalisation_find (layout.generalisation, inputs) != NULL)
    algo_cursor_draw_ring (cr, frame->style, at.x, at.y,
                           layout.curve.radius + 1.5 * frame->style->line);
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  const Layout layout = layout_make (frame);

  if (layout.has_map
      && algo_generalisation_map_pick (&layout.map, x, y, &cursor->row, &cursor->column))
    {
      cursor->part = MAP_PART;
      return TRUE;
    }
  if (!algo_plot_contains (&layout.curve.plot, x, y))
    return FALSE;
  cursor->index =
      CLAMP (lround (algo_axis_value (&layout.curve.plot.x, x)), ALGO_MIN_INPUTS, ALGO_MAX_INPUTS);
  return TRUE;
}

/* Up from its first row one is on the curve again. */
static void
move_on_map (const AlgoPanelCursor *from, gint right, gint down, AlgoPanelCursor *cursor)
{
  const gint row = (gint) from->row - CLAMP (down, -ALGO_MAP_ROWS, ALGO_MAP_ROWS);
  const gint column = (gint) from->column + CLAMP (right, -ALGO_MAP_COLUMNS, ALGO_MAP_COLUMNS);

  *cursor = (AlgoPanelCursor){ .part = MAP_PART,
                               .row = (guint) CLAMP (row, 0, ALGO_MAP_ROWS - 1),
                               .column = (guint) CLAMP (column, 0, ALGO_MAP_COLUMNS - 1) };
  if (row >= ALGO_MAP_ROWS)
    *cursor = (AlgoPanelCursor){ .index = algo_map_inputs[cursor->column] };
}

/* From the size shown; where there is a map, down from the curve. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  const Layout layout = layout_make (frame);
  gint64 inputs = get_inputs (frame->scene);

  if (frame->cursor != NULL && frame->cursor->part == MAP_PART && layout.has_map)
    {
      move_on_map (frame->cursor, right, down, cursor);
      return TRUE;
    }
  if (frame->cursor != NULL && frame->cursor->part != MAP_PART)
    inputs = frame->cursor->index + right - (layout.has_map ? 0 : down);
  *cursor = (AlgoPanelCursor){ .index = CLAMP (inputs, ALGO_MIN_INPUTS, ALGO_MAX_INPUTS) };
  if (frame->cursor == NULL || !layout.has_map || down <= 0)
    return TRUE;
  *cursor = (AlgoPanelCursor){ .part = MAP_PART, .row = ALGO_MAP_ROWS - 1 };
  while (cursor->column < ALGO_MAP_COLUMNS - 1 && algo_map_inputs[cursor->column] < inputs)
    cursor->column++;
  return TRUE;
}

/* What is known of a size, with how sure it is. */
static char *
read_size (const AlgoSizePoint *point, gboolean with_hidden)
{
  g_autofree char *size = describe_size (point, with_hidden);
  g_autofree char *least = algo_number_format (point->least_unexplained);
  g_autofree char *most = algo_number_format (point->most_unexplained);
  g_autofree char *confidence = algo_number_format_percent (point->confidence);
  g_autofree char *step = algo_number_format_count (point->step);

  return g_strdup_printf (_ ("%s (confidence %s); over draws FVU %s to %s; at step %s"), size,
                          confidence, least, most, step);
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const AlgoPanelCursor *cursor = frame->cursor;
  const guint inputs = (guint) cursor->index;
  const Layout layout = layout_make (frame);
  const AlgoSizePoint *point;

  if (cursor->part == MAP_PART)
    {
      if (!layout.has_map || cursor->row >= ALGO_MAP_ROWS || cursor->column >= ALGO_MAP_COLUMNS)
        return NULL;
      *area = algo_generalisation_map_locate (&layout.map, cursor->row, cursor->column);
      point = &layout.generalisation->map[cursor->row][cursor->column];
      return point->known ? read_size (point, TRUE)
                          : g_strdup_printf (_ ("n = %u, h = %u: not measured yet"), point->inputs,
                                             point->hidden);
    }
  *area = algo_generalisation_curve_locate (&layout.curve, inputs);
  point = algo_generalisation_find (layout.generalisation, inputs);
  return point != NULL ? read_size (point, FALSE)
                       : g_strdup_printf (_ ("n = %u: not measured yet"), inputs);
}

static gboolean
lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  const AlgoPanelCursor *cursor = frame->cursor;

  destination->inputs = cursor->part == MAP_PART
                            ? algo_map_inputs[MIN (cursor->column, ALGO_MAP_COLUMNS - 1)]
                            : (guint) cursor->index;
  return TRUE;
}

const AlgoPanel algo_panel_generalisation = {
  .name = "generalisation",
  .title = N_ ("Generalisation"),
  .label = N_ ("Generalisation to other sizes"),
  .needs = N_ ("a hypernetwork's parameters or a run"),
  .narrow = { 240, 150 },
  .wide = { 519, 180 },
  .share = 2,
  .is_known = is_known,
  .is_same = is_same,
  .get_basis = get_basis,
  .get_number = get_number,
  .lead = lead,
  ALGO_PANEL_FUNCTIONS,
};
