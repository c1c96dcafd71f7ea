/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FVU against n at the end of training, for sizes trained on and others, and below it the share of
 * seeds that show each phase at that size. */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"
#include "ui/pictures/history/generalisation-panel.h"

#define Y_CHARACTERS 5 /* "0.001" */
#define SHARES 0.3     /* of the height, that phases take */

/* Those that any member knows. */
typedef struct
{
  guint count;
  guint inputs[ALGO_SIZES];
  AlgoSpread spreads[ALGO_SIZES];
  AlgoEnsembleStack phases[ALGO_SIZES];
} Sizes;

typedef struct
{
  AlgoEnsembleHead head;
  Sizes sizes;
  AlgoPlot unexplained, shares;
  AlgoPlotText unexplained_text, shares_text;
} Layout;

static void
sizes_measure (Sizes *sizes, const AlgoScene *scene)
{
  const AlgoEnsemble *ensemble = scene->consensus->ensemble;
  const guint point = algo_ensemble_get_point (scene);

  sizes->count = 0;
  for (guint n = ALGO_MIN_INPUTS; n <= ALGO_MAX_INPUTS; n++)
    {
      const AlgoPhaseCounts counts = algo_ensemble_count_phases_at_size (ensemble, point, n);

      if (counts.total == 0)
        continue;
      sizes->inputs[sizes->count] = n;
      sizes->phases[sizes->count].counts = counts;
      sizes->spreads[sizes->count] = algo_ensemble_spread_size (ensemble, point, n);
      sizes->count++;
    }
}

/* Half way to the next size known, on the axis; at the ends as far as to the other side. */
static double
find_edge (const Layout *layout, const AlgoStyle *style, gint index, gint direction)
{
  const AlgoAxis *x = &layout->shares.x;
  const gint last = (gint) layout->sizes.count - 1;
  const gint next =
      index + direction >= 0 && index + direction <= last ? index + direction : index - direction;
  const double at = algo_axis_place (x, layout->sizes.inputs[index]);
  const double reach =
      last > 0 ? fabs (algo_axis_place (x, layout->sizes.inputs[next]) - at) : style->text_small;

  return algo_style_snap (style, CLAMP (at + 0.5 * direction * reach, x->from, x->to));
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  const AlgoStyle *style = frame->style;
  AlgoArea area = { .width = frame->width };
  double shares;

  *layout = (Layout){
    .head = algo_ensemble_head_make (frame, ALGO_ENSEMBLE_SHORT_KEY),
    .unexplained_text = { .y_title = _ ("FVU"), .y_characters = Y_CHARACTERS, .shares_x = TRUE },
    .shares_text = { .x_title = _ ("inputs <i>n</i>"),
                     .y_title = _ ("share"),
                     .y_characters = Y_CHARACTERS },
  };
  sizes_measure (&layout->sizes, frame->scene);
  layout->unexplained.x = layout->shares.x = (AlgoAxis){ .kind = ALGO_AXIS_LOG,
                                                         .low = ALGO_MIN_INPUTS * 0.9,
                                                         .high = ALGO_MAX_INPUTS * 1.1 };
  layout->unexplained.y =
      algo_ensemble_make_axis (ALGO_ORDER_UNEXPLAINED, layout->sizes.spreads, layout->sizes.count);
  layout->shares.y = (AlgoAxis){ .low = 0, .high = 1 };
  area.y = layout->head.height;
  shares = SHARES * (frame->height - area.y) + algo_plot_x_label_height (style);
  area.height = frame->height - area.y - shares - style->gap / 2;
  algo_plot_place (&layout->unexplained, &area, &layout->unexplained_text, style);
  area.y += area.height + style->gap / 2;
  area.height = shares;
  algo_plot_place (&layout->shares, &area, &layout->shares_text, style);
  /* Both begin at the same x, whether or not the lower one has room for a title. */
  layout->shares.x.from = layout->unexplained.x.from;
  for (guint i = 0; i < layout->sizes.count; i++)
    {
      layout->sizes.phases[i].from = find_edge (layout, style, (gint) i, -1);
      layout->sizes.phases[i].to = find_edge (layout, style, (gint) i, 1);
    }
}

/* As many as were measured at the most sizes. */
static guint
count_seeds (const Sizes *sizes)
{
  guint most = 0;

  for (guint i = 0; i < sizes->count; i++)
    most = MAX (most, sizes->phases[i].counts.total);
  return most;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  const AlgoSettings *settings = &frame->scene->consensus->ensemble->settings;
  AlgoPhaseKey key = { .kind = ALGO_PHASE_KEY_CHIPS };
  g_autofree char *text = NULL;
  double x[ALGO_SIZES];
  Layout layout;

  layout_init (&layout, frame);
  if (layout.sizes.count == 0)
    {
      algo_text_draw_empty (cr, style, frame->width, frame->height,
                            _ ("Other sizes were not measured"));
      return;
    }
  for (guint i = 0; i < layout.sizes.count; i++)
    x[i] = layout.sizes.inputs[i];
  algo_generalisation_draw_trained (&layout.unexplained, cr, style, settings->least, settings->most,
                                    algo_style_tint (style, style->dim, 0.13));
  algo_plot_draw_frame (&layout.unexplained, cr, style, &layout.unexplained_text);
  algo_plot_draw_level (&layout.unexplained, cr, style, 1, style->dim);
  algo_ensemble_draw_spreads (&layout.unexplained, cr, style, x, layout.sizes.spreads,
                              layout.sizes.count);
  algo_plot_draw_frame (&layout.shares, cr, style, &layout.shares_text);
  algo_ensemble_draw_stacks (&layout.shares, cr, style, layout.sizes.phases, layout.sizes.count,
                             TRUE, NAN, &key);
  text = algo_ensemble_describe_beta (frame->scene, count_seeds (&layout.sizes));
  algo_ensemble_head_draw_phases (&layout.head, frame, cr, layout.unexplained.x.from, text, &key);
}

/* "n = 32: FVU 0.0103 (0.009 to 0.02), Tilted 30, Mixed 3". */
static char *
describe_size (const Sizes *sizes, guint index)
{
  const AlgoSpread *spread = &sizes->spreads[index];
  g_autofree char *median = algo_number_format (spread->median);
  g_autofree char *lower = algo_number_format (spread->lower);
  g_autofree char *upper = algo_number_format (spread->upper);
  g_autofree char *phases = algo_ensemble_describe_counts (&sizes->phases[index].counts, FALSE);

  return g_strdup_printf (_ ("n = %u: FVU %s (%s to %s), %s"), sizes->inputs[index], median, lower,
                          upper, phases);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoSettings *settings = &frame->scene->consensus->ensemble->settings;
  Sizes sizes;
  GString *text;

  sizes_measure (&sizes, frame->scene);
  if (sizes.count == 0)
    return g_strdup (_ ("Other sizes were not measured"));
  text = g_string_new (NULL);
  g_string_append_printf (text, _ ("Trained on n = %u to %u."), settings->least, settings->most);
  for (guint i = 0; i < sizes.count; i++)
    if ((sizes.inputs[i] & (sizes.inputs[i] - 1)) == 0)
      {
        g_autofree char *size = describe_size (&sizes, i);

        g_string_append_printf (text, _ (" %s."), size);
      }
  return g_string_free (text, FALSE);
}

/* The median at the largest size. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  const AlgoSpread spread =
      algo_ensemble_spread_size (scene->consensus->ensemble, algo_ensemble_get_point (scene),
                                 ALGO_MAX_INPUTS);

  if (spread.count == 0)
    return NULL;
  *name = _ ("FVU at n = 64");
  return algo_number_format (spread.median);
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  Sizes sizes;

  algo_ensemble_add_header (csv, "log_beta", "inputs", ALGO_SPREAD_COLUMNS, NULL);
  sizes_measure (&sizes, scene);
  for (guint i = 0; i < sizes.count; i++)
    {
      algo_csv_add_real (csv, algo_ensemble_get_log_beta (scene));
      algo_csv_add_whole (csv, sizes.inputs[i]);
      algo_csv_add_spread (csv, &sizes.spreads[i]);
      algo_csv_add_counts (csv, &sizes.phases[i].counts);
      algo_csv_end_row (csv);
    }
}

/* The size nearest to n; FALSE without any, or where n is none. */
static gboolean
find_size (const Sizes *sizes, double n, guint *index)
{
  *index = 0;
  for (guint i = 1; i < sizes->count; i++)
    if (fabs (log (sizes->inputs[i] / n)) < fabs (log (sizes->inputs[*index] / n)))
      *index = i;
  return sizes->count > 0 && n > 0;
}

static void
put_cursor (const Sizes *sizes, guint index, AlgoPanelCursor *cursor)
{
  *cursor = ALGO_ENSEMBLE_NOWHERE;
  cursor->row = sizes->inputs[index];
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  Layout layout;
  guint index;

  layout_init (&layout, frame);
  if ((!algo_plot_contains (&layout.unexplained, x, y)
       && !algo_plot_contains (&layout.shares, x, y))
      || !find_size (&layout.sizes, algo_axis_value (&layout.unexplained.x, x), &index))
    return FALSE;
  put_cursor (&layout.sizes, index, cursor);
  return TRUE;
}

static void
draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoStyle *style = frame->style;
  Layout layout;
  guint index, n;

  layout_init (&layout, frame);
  if (!find_size (&layout.sizes, frame->cursor->row, &index))
    return;
  n = layout.sizes.inputs[index];
  algo_cursor_draw_reading (cr, style, &layout.unexplained, n, layout.sizes.spreads[index].median);
  algo_cursor_draw_reading (cr, style, &layout.shares, n, NAN);
}

static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  Sizes sizes;
  guint index;

  sizes_measure (&sizes, frame->scene);
  if (algo_ensemble_begin_move (frame, &right, &down, cursor))
    cursor->row = frame->scene->consensus->ensemble->settings.most;
  if (!find_size (&sizes, cursor->row, &index))
    return FALSE;
  put_cursor (&sizes, algo_panel_step (index, right, sizes.count), cursor);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  Layout layout;
  guint index;

  layout_init (&layout, frame);
  if (!find_size (&layout.sizes, frame->cursor->row, &index))
    return NULL;
  *area = algo_plot_get_line (&layout.unexplained, layout.sizes.inputs[index]);
  return describe_size (&layout.sizes, index);
}

const AlgoPanel algo_panel_ensemble_generalisation = {
  ALGO_ENSEMBLE_PANEL,
  .name = "ensemble-generalisation",
  .title = N_ ("Generalisation"),
  .label = N_ ("FVU and phases of all seeds over the number of inputs"),
  .narrow = { 240, 180 },
  .wide = { 519, 200 },
  .in_layout = TRUE,
  .draw = draw,
  .get_number = get_number,
  .draw_cursor = draw_cursor,
};
