/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/error.h"
#include "engine/text.h"

#include "ui/pictures/drawing/task-text.h"
#include "ui/pictures/drawing/text.h"

/* Of one more row, against the square of the log by which panels miss their natural heights. */
#define ROW_COST 0.15
#define TASK_LINE 2.2 /* of small text, that the task takes */
#define LEAST_ROW 4.0 /* sizes of text, where a figure is too low for all */

/* Gaps of the style. */
#define MARGIN 0.5 /* all around, for the halves of lines and the tops of letters */
#define COLUMN_GAP 4
#define ROW_GAP 3

#define NUMBER "[0-9]+\\.?[0-9]*|\\.[0-9]+" /* decimal, whatever the locale */

/* Sizes on paper. */

static const struct
{
  const char *name;
  double points;
} units[] = {
  { "mm", ALGO_POINTS_PER_INCH / ALGO_MM_PER_INCH },
  { "in", ALGO_POINTS_PER_INCH },
  { "pt", 1 },
};

static const AlgoFigurePreset presets[] = {
  { "89mm", N_ ("Nature, one column") },      { "183mm", N_ ("Nature, two columns") },
  { "88mm", N_ ("A&A, one column") },         { "180mm", N_ ("A&A, two columns") },
  { "3.25in", N_ ("ICML, ACM, one column") }, { "6.75in", N_ ("ICML, ACM, two columns") },
};

const AlgoFigurePreset *
algo_figure_presets_get (guint *count)
{
  *count = G_N_ELEMENTS (presets);
  return presets;
}

/* 0 where there is no such unit. */
static double
find_unit (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (name, units[i].name))
      return units[i].points;
  return 0;
}

/* A unit of the height is the width's too where that has none. */
static gboolean
read_size (const char *text, AlgoFigureSize *size)
{
  g_autoptr (GRegex) sizes =
      g_regex_new ("^(" NUMBER ")(mm|in|pt)?(?:x(" NUMBER ")(mm|in|pt))?\\z", G_REGEX_RAW, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_auto (GStrv) parts = NULL;
  double width_unit, height_unit;

  if (!g_regex_match (sizes, text, 0, &match))
    return FALSE;
  parts = g_match_info_fetch_all (match);
  height_unit = g_strv_length (parts) > 4 ? find_unit (parts[4]) : 0;
  width_unit = g_strv_length (parts) > 2 ? find_unit (parts[2]) : 0;
  size->height = height_unit > 0 ? g_ascii_strtod (parts[3], NULL) * height_unit : 0;
  size->width = g_ascii_strtod (parts[1], NULL) * (width_unit > 0 ? width_unit : height_unit);
  return size->width > 0 && (height_unit <= 0 || size->height > 0);
}

static gboolean
side_is_possible (double side)
{
  return side >= ALGO_FIGURE_LEAST_SIDE && side <= ALGO_FIGURE_MOST_SIDE;
}

gboolean
algo_figure_size_validate (const AlgoFigureSize *size, GError **error)
{
  if (side_is_possible (size->width) && side_is_possible (size->height))
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("A figure of %.4g by %.4g points is not possible: sides are from %g to %g"),
               size->width, size->height, ALGO_FIGURE_LEAST_SIDE, ALGO_FIGURE_MOST_SIDE);
  return FALSE;
}

gboolean
algo_figure_text_validate (double text, GError **error)
{
  if (text >= ALGO_FIGURE_LEAST_TEXT && text <= ALGO_FIGURE_MOST_TEXT)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
               _ ("Text of %.4g points is not possible: it is from %g to %g"), text,
               ALGO_FIGURE_LEAST_TEXT, ALGO_FIGURE_MOST_TEXT);
  return FALSE;
}

gboolean
algo_figure_size_parse (const char *text, AlgoFigureSize *size, GError **error)
{
  AlgoFigureSize known;

  if (!read_size (text, size))
    {
      g_autofree char *printable = algo_text_printable (text);

      g_set_error (error, ALGO_ERROR, ALGO_ERROR_SIZE,
                   _ ("'%s' is not a size such as 89mm, 3.25in, 240pt or 89x60mm"), printable);
      return FALSE;
    }
  known = *size;
  if (known.height <= 0)
    known.height = ALGO_FIGURE_LEAST_SIDE;
  return algo_figure_size_validate (&known, error);
}

/* Figures. */

void
algo_figure_style_init (AlgoStyle *style, double text)
{
  algo_style_init (style, ALGO_STYLE_FIGURE);
  if (text > 0)
    algo_style_set_text_size (style, text);
}

gboolean
algo_figure_add_panel (AlgoFigure *figure, const AlgoPanel *panel)
{
  if (figure->n_panels == ALGO_FIGURE_MAX_PANELS)
    return FALSE;
  figure->panels[figure->n_panels++] = panel;
  return TRUE;
}

void
algo_figure_init_layout (AlgoFigure *figure, const AlgoScene *scene)
{
  *figure = (AlgoFigure){ .scene = scene };
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if ((*panel)->in_layout && (*panel)->is_known (scene))
      algo_figure_add_panel (figure, *panel);
}

static double
heading_height (const AlgoFigure *figure, const AlgoStyle *style)
{
  return figure->n_panels > 1 ? 1.75 * style->text_large : 0;
}

/* Between the two sizes a straight line; beyond them more slowly than in proportion. */
static double
natural_height (const AlgoPanel *panel, double width)
{
  const AlgoPanelSize *narrow = &panel->narrow, *wide = &panel->wide;

  if (width < narrow->width)
    return narrow->height * sqrt (width / narrow->width);
  if (width > wide->width)
    return wide->height * sqrt (width / wide->width);
  return narrow->height
         + (wide->height - narrow->height) * (width - narrow->width)
               / (wide->width - narrow->width);
}

/* Panels [first, end) beside each other. */
typedef struct
{
  guint first, end;
  double height; /* natural, of the pictures */
  double cost;   /* infinite where a panel would be too narrow */
} Row;

static double
panel_width (const AlgoFigure *figure, const Row *row, guint panel, double width, double gap)
{
  double shares = 0;

  for (guint i = row->first; i < row->end; i++)
    shares += figure->panels[i]->share;
  return (width - (row->end - row->first - 1) * gap) * figure->panels[panel]->share / shares;
}

/* Its height is the geometric mean of what its panels would have. */
static Row
make_row (const AlgoFigure *figure, guint first, guint end, double width, double gap)
{
  Row row = { .first = first, .end = end, .cost = ROW_COST };
  double sum = 0;

  for (guint i = first; i < end; i++)
    sum += log (natural_height (figure->panels[i], panel_width (figure, &row, i, width, gap)));
  row.height = exp (sum / (end - first));
  for (guint i = first; i < end; i++)
    {
      double at = panel_width (figure, &row, i, width, gap);
      double miss = log (natural_height (figure->panels[i], at) / row.height);

      row.cost += miss * miss;
      if (end - first > 1 && at < figure->panels[i]->narrow.width)
        row.cost = INFINITY;
    }
  return row;
}

/* Breaks the panels into rows at the least cost, as a paragraph into lines; `rows` (n_panels).
 * Returns how many. */
static guint
find_rows (const AlgoFigure *figure, double width, const AlgoStyle *style, Row *rows)
{
  Row best[ALGO_FIGURE_MAX_PANELS + 1] = { 0 }; /* the last row of the first so many panels */
  double cost[ALGO_FIGURE_MAX_PANELS + 1] = { 0 };
  guint count = 0;

  for (guint end = 1; end <= figure->n_panels; end++)
    {
      cost[end] = INFINITY;
      for (guint first = 0; first < end; first++)
        {
          Row row = make_row (figure, first, end, width, COLUMN_GAP * style->gap);

          if (cost[first] + row.cost < cost[end])
            {
              cost[end] = cost[first] + row.cost;
              best[end] = row;
            }
        }
    }
  for (guint end = figure->n_panels; end > 0; end = best[end].first)
    count++;
  for (guint end = figure->n_panels, i = count; end > 0; end = best[end].first)
    rows[--i] = best[end];
  return count;
}

/* A line at the top says what the networks are to compute, but for the L1 norm. */
static double
task_height (const AlgoFigure *figure, const AlgoStyle *style)
{
  return algo_scene_get_task (figure->scene) != &algo_task_l1 ? TASK_LINE * style->text_small : 0;
}

/* What is not pictures: the task, headings, gaps and margins. */
static double
fixed_height (const AlgoFigure *figure, guint n_rows, const AlgoStyle *style)
{
  return n_rows * heading_height (figure, style) + (n_rows - 1) * ROW_GAP * style->gap
         + 2 * MARGIN * style->gap + task_height (figure, style);
}

static double
pictures_height (const Row *rows, guint n_rows)
{
  double height = 0;

  for (guint i = 0; i < n_rows; i++)
    height += rows[i].height;
  return height;
}

double
algo_figure_natural_height (const AlgoFigure *figure, double width, const AlgoStyle *style)
{
  double inside = MAX (width - 2 * MARGIN * style->gap, 1);
  Row rows[ALGO_FIGURE_MAX_PANELS];
  guint n_rows = find_rows (figure, inside, style, rows);

  return n_rows > 0 ? pictures_height (rows, n_rows) + fixed_height (figure, n_rows, style) : 0;
}

void
algo_figure_place (const AlgoFigure *figure,
                   double width,
                   double height,
                   const AlgoStyle *style,
                   AlgoArea *areas)
{
  double inside = MAX (width - 2 * MARGIN * style->gap, 1);
  Row rows[ALGO_FIGURE_MAX_PANELS];
  guint n_rows = find_rows (figure, inside, style, rows);
  double scale;
  double y = MARGIN * style->gap + task_height (figure, style);

  if (n_rows == 0)
    return;
  scale = MAX (height - fixed_height (figure, n_rows, style), 0) / pictures_height (rows, n_rows);
  for (guint r = 0; r < n_rows; r++)
    {
      double row_height = MAX (scale * rows[r].height, n_rows > 1 ? LEAST_ROW * style->text : 0);
      double x = MARGIN * style->gap;

      y += heading_height (figure, style);
      for (guint i = rows[r].first; i < rows[r].end; i++)
        {
          double at = panel_width (figure, &rows[r], i, inside, COLUMN_GAP * style->gap);

          areas[i] = (AlgoArea){ x, y, at, row_height };
          x += at + COLUMN_GAP * style->gap;
        }
      y += row_height + ROW_GAP * style->gap;
    }
}

static void
draw_task (const AlgoFigure *figure, cairo_t *cr, double width, const AlgoStyle *style)
{
  const double margin = MARGIN * style->gap;
  const AlgoTextFormat format = { .size = style->text_small,
                                  .colour = style->foreground,
                                  .markup = TRUE,
                                  .max_width = width - 2 * margin };
  g_autofree char *markup = algo_task_heading_markup (algo_scene_get_task (figure->scene));

  if (format.max_width > style->text)
    algo_text_draw (cr, style, &format, margin, margin + style->text_small, markup);
}

/* "(a)" and the title above the area. */
static void
draw_heading (const AlgoFigure *figure,
              cairo_t *cr,
              const AlgoStyle *style,
              guint panel,
              const AlgoArea *area)
{
  AlgoTextFormat letter = { .size = style->text_large,
                            .weight = ALGO_TEXT_BOLD,
                            .colour = style->foreground };
  AlgoTextFormat title = { .size = style->text, .colour = style->foreground };
  double baseline = area->y - heading_height (figure, style) + 0.8 * style->text_large;
  char label[] = { '(', (char) ('a' + panel), ')', '\0' };
  double taken = algo_text_draw (cr, style, &letter, area->x, baseline, label);

  g_autofree char *text = algo_panel_make_title (figure->panels[panel], figure->scene);

  title.max_width = area->width - taken - style->gap;
  if (title.max_width > style->text)
    algo_text_draw (cr, style, &title, area->x + taken + style->gap, baseline, text);
}

void
algo_figure_draw (const AlgoFigure *figure,
                  cairo_t *cr,
                  double width,
                  double height,
                  const AlgoStyle *style)
{
  AlgoArea areas[ALGO_FIGURE_MAX_PANELS];

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  algo_figure_place (figure, width, height, style, areas);
  if (task_height (figure, style) > 0)
    draw_task (figure, cr, width, style);
  for (guint i = 0; i < figure->n_panels; i++)
    {
      if (figure->n_panels > 1)
        draw_heading (figure, cr, style, i, &areas[i]);
      cairo_save (cr);
      cairo_translate (cr, areas[i].x, areas[i].y);
      algo_panel_draw (&(AlgoPanelFrame){ .panel = figure->panels[i],
                                          .scene = figure->scene,
                                          .width = areas[i].width,
                                          .height = areas[i].height,
                                          .style = style },
                       cr);
      cairo_restore (cr);
    }
  cairo_restore (cr);
}

char *
algo_figure_describe (const AlgoFigure *figure)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < figure->n_panels; i++)
    {
      g_autofree char *title = algo_panel_make_title (figure->panels[i], figure->scene);

      if (figure->n_panels > 1)
        g_string_append_printf (text, "%s(%c) ", i > 0 ? ", " : "", 'a' + i);
      g_string_append (text, title);
    }
  return g_string_free (text, FALSE);
}
