/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/plot.h"

#include <math.h>

#include "ui/pictures/drawing/text.h"

#define X_CHARACTERS 6 /* from one label of x to the next, of axes that count nothing */
#define MOST_TICKS 12

/* Of a plot with labels, in heights of small text. */
#define LEAST_WIDTH 5
#define LEAST_HEIGHT 3
#define LEAST_BARE_HEIGHT 1.2 /* with labels of x only */
#define TOP_MARGIN 0.6        /* for half of the highest label of y */
#define RIGHT_MARGIN 2        /* characters, for half of the last label of x */
#define Y_TITLE 1.5           /* the width of the title of y, in heights of ordinary text */

double
algo_plot_least_height (const AlgoStyle *style, gboolean shares_x)
{
  return TOP_MARGIN * style->text_small + LEAST_HEIGHT * style->text_small
         + (shares_x ? 0 : algo_plot_x_label_height (style));
}

double
algo_plot_x_label_height (const AlgoStyle *style)
{
  return 1.4 * style->text_small + style->gap / 2;
}

double
algo_plot_x_title_height (const AlgoStyle *style)
{
  return 1.55 * style->text;
}

void
algo_plot_place (AlgoPlot *plot,
                 const AlgoArea *area,
                 const AlgoPlotText *text,
                 const AlgoStyle *style)
{
  double left = algo_text_room (style->text_small, text->y_characters) + style->gap;
  double right = algo_text_room (style->text_small, RIGHT_MARGIN);
  double top = TOP_MARGIN * style->text_small, least = MIN (1, MIN (area->width, area->height) / 4);
  double bottom = text->shares_x ? least : algo_plot_x_label_height (style);
  double spare_width = area->width - left - right - LEAST_WIDTH * style->text_small;
  double spare_height = area->height - algo_plot_least_height (style, text->shares_x);

  plot->y_labelled = spare_width >= 0 && spare_height >= 0;
  plot->x_labelled = !text->shares_x && area->width >= LEAST_WIDTH * style->text_small
                     && area->height - bottom >= LEAST_BARE_HEIGHT * style->text_small;
  plot->x_titled = plot->y_labelled && plot->x_labelled && text->x_title != NULL
                   && spare_height >= algo_plot_x_title_height (style);
  plot->y_titled =
      plot->y_labelled && text->y_title != NULL && spare_width >= Y_TITLE * style->text;
  if (plot->x_titled)
    bottom += algo_plot_x_title_height (style);
  if (plot->y_titled)
    left += Y_TITLE * style->text;
  if (!plot->y_labelled)
    left = right = top = least;
  if (!plot->y_labelled && !plot->x_labelled)
    bottom = least;
  plot->left = area->x;
  plot->right = area->x + area->width;
  plot->x.from = algo_style_snap (style, area->x + left);
  plot->x.to = algo_style_snap (style, area->x + area->width - right);
  plot->y.from = algo_style_snap (style, area->y + area->height - bottom);
  plot->y.to = algo_style_snap (style, area->y + top);
}

void
algo_plot_place_below (AlgoPlot *plot,
                       const AlgoArea *area,
                       double above,
                       const AlgoPlotText *text,
                       const AlgoStyle *style)
{
  const AlgoArea within = { area->x, area->y + above, area->width, area->height - above };

  algo_plot_place (plot, &within, text, style);
}

AlgoArea
algo_plot_get_area (const AlgoPlot *plot)
{
  return (AlgoArea){ plot->x.from, plot->y.to, plot->x.to - plot->x.from,
                     plot->y.from - plot->y.to };
}

AlgoArea
algo_plot_get_line (const AlgoPlot *plot, double value)
{
  return (AlgoArea){ algo_axis_place (&plot->x, value), plot->y.to, 0, plot->y.from - plot->y.to };
}

gboolean
algo_plot_contains (const AlgoPlot *plot, double x, double y)
{
  return x >= plot->x.from && x <= plot->x.to && y >= plot->y.to && y <= plot->y.from;
}

void
algo_plot_clip (const AlgoPlot *plot, cairo_t *cr)
{
  cairo_rectangle (cr, plot->x.from, plot->y.to, plot->x.to - plot->x.from,
                   plot->y.from - plot->y.to);
  cairo_clip (cr);
}

/* More than a few can be read no better. One says nothing of the scale: then both ends of those
 * that are half as far apart. */
static void
find_ticks (const AlgoAxis *axis, double spacing, gboolean whole, AlgoTicks *ticks)
{
  void (*find) (const AlgoAxis *, double, AlgoTicks *) =
      whole ? algo_axis_find_whole_ticks : algo_axis_find_ticks;

  spacing = MAX (spacing, fabs (axis->to - axis->from) / MOST_TICKS);
  find (axis, spacing, ticks);
  if (ticks->count > 1)
    return;
  find (axis, spacing / 2, ticks);
  if (ticks->count > 2)
    {
      ticks->values[1] = ticks->values[ticks->count - 1];
      ticks->count = 2;
    }
}

static void
draw_y_ticks (const AlgoPlot *plot, cairo_t *cr, const AlgoStyle *style, gboolean whole)
{
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .align = 1 };
  AlgoTicks ticks;

  find_ticks (&plot->y, 2.2 * style->text_small, whole, &ticks);
  algo_colour_set_source (style->faint, cr);
  for (guint i = 0; i < ticks.count; i++)
    {
      double y = algo_style_snap_line (style, algo_axis_place (&plot->y, ticks.values[i]));

      cairo_move_to (cr, plot->x.from, y);
      cairo_line_to (cr, plot->x.to, y);
    }
  cairo_stroke (cr);
  for (guint i = 0; plot->y_labelled && i < ticks.count; i++)
    {
      g_autofree char *label = algo_ticks_format (&plot->y, &ticks, i);

      algo_text_draw_middle (cr, style, &format, plot->x.from - style->gap,
                             algo_axis_place (&plot->y, ticks.values[i]), label);
    }
}

static guint
choose_x_characters (const AlgoPlot *plot, const AlgoPlotText *text)
{
  if (text->x_characters > 0)
    return text->x_characters;
  return text->whole_x ? 3 + (guint) log10 (MAX (plot->x.high, 1)) : X_CHARACTERS;
}

static void
draw_x_ticks (const AlgoPlot *plot, cairo_t *cr, const AlgoStyle *style, const AlgoPlotText *text)
{
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .align = 0.5 };
  double spacing = algo_text_room (style->text_small, choose_x_characters (plot, text));
  double y = algo_style_snap_line (style, plot->y.from);
  AlgoTicks ticks;

  find_ticks (&plot->x, spacing, text->whole_x, &ticks);
  algo_colour_set_source (algo_colour_mix (style->faint, style->dim, 0.5), cr);
  cairo_move_to (cr, plot->x.from, y);
  cairo_line_to (cr, plot->x.to, y);
  for (guint i = 0; plot->x_labelled && i < ticks.count; i++)
    {
      double x = algo_style_snap_line (style, algo_axis_place (&plot->x, ticks.values[i]));

      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x, y + style->gap / 2);
    }
  cairo_stroke (cr);
  for (guint i = 0; plot->x_labelled && i < ticks.count; i++)
    {
      g_autofree char *label = algo_ticks_format (&plot->x, &ticks, i);
      double half = algo_text_width (style, &format, label) / 2;
      double x = algo_axis_place (&plot->x, ticks.values[i]);

      x = MAX (plot->left + half, MIN (x, plot->right - half));
      algo_text_draw (cr, style, &format, x,
                      plot->y.from + style->gap / 2 + 1.1 * style->text_small, label);
    }
}

static AlgoTextFormat
make_title_format (const AlgoStyle *style)
{
  return (
      AlgoTextFormat){ .size = style->text, .colour = style->dim, .align = 0.5, .markup = TRUE };
}

void
algo_plot_draw_x_axis (const AlgoPlot *plot,
                       cairo_t *cr,
                       const AlgoStyle *style,
                       const AlgoPlotText *text)
{
  AlgoTextFormat title = make_title_format (style);

  title.max_width = plot->x.to - plot->x.from + 2 * style->text;
  cairo_save (cr);
  cairo_set_line_width (cr, style->hairline);
  draw_x_ticks (plot, cr, style, text);
  if (plot->x_titled)
    algo_text_draw (cr, style, &title, (plot->x.from + plot->x.to) / 2,
                    plot->y.from + style->gap / 2 + 1.4 * style->text_small + 1.05 * style->text,
                    text->x_title);
  cairo_restore (cr);
}

void
algo_plot_draw_frame (const AlgoPlot *plot,
                      cairo_t *cr,
                      const AlgoStyle *style,
                      const AlgoPlotText *text)
{
  const AlgoTextFormat title = make_title_format (style);

  cairo_save (cr);
  cairo_set_line_width (cr, style->hairline);
  draw_y_ticks (plot, cr, style, text->whole_y);
  cairo_restore (cr);
  algo_plot_draw_x_axis (plot, cr, style, text);
  if (plot->y_titled)
    algo_text_draw_upwards (cr, style, &title,
                            plot->x.from - style->gap
                                - algo_text_room (style->text_small, text->y_characters)
                                - 0.7 * style->text,
                            (plot->y.from + plot->y.to) / 2, text->y_title);
}

double
algo_legend_line_height (const AlgoStyle *style)
{
  return 1.5 * style->text_small;
}

static void
draw_key (cairo_t *cr,
          const AlgoStyle *style,
          const AlgoLegendEntry *entry,
          double x,
          double y,
          double width)
{
  double dash[] = { 0.25 * width, 0.15 * width };

  cairo_save (cr);
  cairo_set_line_width (cr, style->line);
  if (entry->key == ALGO_KEY_BAND)
    algo_colour_fill (algo_style_tint (style, entry->colour, 0.25), cr, x,
                      y - 0.4 * style->text_small, width, 0.8 * style->text_small);
  algo_colour_set_source (entry->colour, cr);
  if (entry->key == ALGO_KEY_DOT)
    {
      cairo_arc (cr, x + width / 2, y, 1.3 * style->line, 0, 2 * G_PI);
      cairo_fill (cr);
    }
  else
    {
      if (entry->key == ALGO_KEY_DASHED)
        cairo_set_dash (cr, dash, G_N_ELEMENTS (dash), 0);
      cairo_move_to (cr, x, y);
      cairo_line_to (cr, x + width, y);
      cairo_stroke (cr);
    }
  cairo_restore (cr);
}

guint
algo_legend_draw (cairo_t *cr,
                  const AlgoStyle *style,
                  double x,
                  double y,
                  double width,
                  guint max_lines,
                  const AlgoLegendEntry *entries,
                  guint n_entries)
{
  AlgoTextFormat format = { .size = style->text_small, .colour = style->dim, .markup = TRUE };
  double key_width = 1.3 * style->text_small;
  double key_gap = 0.75 * style->gap;
  double at = x;
  guint line = 0;

  for (guint i = 0; i < n_entries; i++)
    {
      double needed = key_width + key_gap + algo_text_width (style, &format, entries[i].label);

      if (at > x && at + needed > x + width)
        {
          at = x;
          line++;
        }
      if (line == max_lines)
        return line;
      if (at + needed > x + width)
        continue;
      draw_key (cr, style, &entries[i], at, y + line * algo_legend_line_height (style), key_width);
      algo_text_draw_middle (cr, style, &format, at + key_width + key_gap,
                             y + line * algo_legend_line_height (style), entries[i].label);
      at += needed + 1.5 * style->gap;
    }
  return n_entries > 0 ? line + 1 : 0;
}
