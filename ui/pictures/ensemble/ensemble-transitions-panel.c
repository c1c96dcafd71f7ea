/* SPDX-License-Identifier: GPL-3.0-or-later */
/* When each phase is born and dies: over log10 beta at one step, and over steps at one beta. A row
 * for each phase, with a lane for births above one for deaths; every seed a mark, with a box
 * between the quartiles and a line at the median. */
#include "ui/pictures/ensemble/ensemble-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/settings.h"
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/text.h"

#define LABEL_CHARACTERS 3 /* that the chip of a phase takes */
#define KEY_WIDTH 24       /* of small text, that the key takes */
#define LANE_SHARE 0.76    /* of a lane, that its box takes */
#define BOX 0.35           /* share of the phase's colour in it */
#define JITTERS 5          /* heights in a lane at which marks stand */

#define N_PLOTS 2 /* over beta, over steps */

typedef enum
{
  BORN_OVER_BETA,
  DIED_OVER_BETA, /* where beta grows */
  BORN_OVER_STEPS,
  DIED_OVER_STEPS,
  N_CHANGES,
} ChangeKind;

typedef struct
{
  AlgoPhase phase;
  ChangeKind kind;
  guint member;
  double position; /* log10 beta or step */
} Change;

static void
add (GArray *changes, AlgoPhase phase, ChangeKind kind, guint member, double position)
{
  const Change change = { phase, kind, member, position };

  if (phase < ALGO_N_PHASES)
    g_array_append_val (changes, change);
}

/* As Change: over beta at the chosen step; over steps at the chosen beta, without what a member
 * began with or ends with. */
static GArray *
list_changes (const AlgoScene *scene)
{
  const AlgoEnsemble *ensemble = scene->consensus->ensemble;
  g_autoptr (GArray) transitions =
      algo_ensemble_list_transitions (ensemble, algo_ensemble_get_step (scene));
  g_autoptr (GArray) lifetimes =
      algo_ensemble_list_lifetimes (ensemble, algo_ensemble_get_point (scene));
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (Change));

  for (guint i = 0; i < transitions->len; i++)
    {
      const AlgoTransition *at = &g_array_index (transitions, AlgoTransition, i);

      add (changes, at->to, BORN_OVER_BETA, at->member, at->log_beta);
      add (changes, at->from, DIED_OVER_BETA, at->member, at->log_beta);
    }
  for (guint i = 0; i < lifetimes->len; i++)
    {
      const AlgoLifetime *at = &g_array_index (lifetimes, AlgoLifetime, i);
      const AlgoGrid *first = algo_ensemble_get_member (ensemble, at->member)->grids->pdata[0];

      if (at->first > first->step)
        add (changes, at->phase, BORN_OVER_STEPS, at->member, (double) at->first);
      if (at->ended)
        add (changes, at->phase, DIED_OVER_STEPS, at->member, (double) at->last);
    }
  return changes;
}

static AlgoSpread
spread_changes (const GArray *changes, AlgoPhase phase, ChangeKind kind)
{
  g_autofree double *values = g_new (double, MAX (changes->len, 1));
  guint count = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const Change *change = &g_array_index (changes, Change, i);

      if (change->phase == phase && change->kind == kind)
        values[count++] = change->position;
    }
  return algo_spread_of (count, values);
}

static char *
format_step (double step)
{
  return algo_number_format_count (step > 0 ? (guint64) llround (step) : 0);
}

/* "Tilted is born at log β −4.20 (quartiles −4.38 to −4.05) in 12 seeds"; NULL where it never is.
 */
static char *
describe_changes (const GArray *changes, AlgoPhase phase, ChangeKind kind)
{
  const AlgoSpread spread = spread_changes (changes, phase, kind);
  char *(*format) (double) = kind < BORN_OVER_STEPS ? algo_number_format_log_beta : format_step;
  g_autofree char *median = format (spread.median);
  g_autofree char *lower = format (spread.lower);
  g_autofree char *upper = format (spread.upper);
  const guint n = spread.count;

  if (n == 0)
    return NULL;
  return g_strdup_printf (
      kind == BORN_OVER_BETA
          ? ngettext ("%s is born at log \u03b2 %s (quartiles %s to %s) in %u seed",
                      "%s is born at log \u03b2 %s (quartiles %s to %s) in %u seeds", n)
      : kind == DIED_OVER_BETA
          ? ngettext ("%s dies at log \u03b2 %s (quartiles %s to %s) in %u seed",
                      "%s dies at log \u03b2 %s (quartiles %s to %s) in %u seeds", n)
      : kind == BORN_OVER_STEPS
          ? ngettext ("%s is born at step %s (quartiles %s to %s) in %u seed",
                      "%s is born at step %s (quartiles %s to %s) in %u seeds", n)
          : ngettext ("%s dies at step %s (quartiles %s to %s) in %u seed",
                      "%s dies at step %s (quartiles %s to %s) in %u seeds", n),
      algo_phase_display_name (phase), median, lower, upper, n);
}

typedef struct
{
  const AlgoPanelFrame *frame; /* borrowed */
  AlgoEnsembleHead head;
  double title_height;           /* above each plot */
  GArray *changes;               /* owned */
  AlgoPhase rows[ALGO_N_PHASES]; /* of phases that change */
  guint n_rows;
  AlgoPlot plots[N_PLOTS];
  AlgoPlotText text[N_PLOTS];
} Layout;

/* The phases that have any of the changes, in their order; returns how many. */
static guint
list_rows (const GArray *changes, AlgoPhase rows[ALGO_N_PHASES])
{
  guint count = 0;

  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    for (guint i = 0; i < changes->len; i++)
      if (g_array_index (changes, Change, i).phase == phase)
        {
          rows[count++] = phase;
          break;
        }
  return count;
}

static void
layout_init (Layout *layout, const AlgoPanelFrame *frame)
{
  const AlgoStyle *style = frame->style;
  const AlgoGridHistory *history = &frame->scene->consensus->history;
  double top, width = frame->width, height;
  gboolean beside;

  *layout = (Layout){
    .frame = frame,
    .changes = list_changes (frame->scene),
    .head = algo_ensemble_head_make (frame, KEY_WIDTH),
    .text = { { .x_title = _ ("log<sub>10</sub>\u2009\u03b2"), .y_characters = LABEL_CHARACTERS },
              { .x_title = _ ("step"), .whole_x = TRUE, .y_characters = LABEL_CHARACTERS } },
    .plots = { { .x = { .low = history->range.from, .high = history->range.to } },
               { .x = { .low = 0, .high = algo_grid_history_end (history) } } },
  };
  layout->n_rows = list_rows (layout->changes, layout->rows);
  if (layout->head.height > 0)
    layout->title_height = algo_legend_line_height (style);
  top = layout->head.height;
  height = frame->height - top;
  beside = width > 0.9 * height;
  if (beside)
    width = (width - style->gap) / N_PLOTS;
  else
    height = (height - style->gap) / N_PLOTS;
  layout->text[0].x_characters = width > 20 * style->text_small ? 0 : 4;
  for (guint i = 0; i < N_PLOTS; i++)
    {
      const AlgoArea area = { beside ? i * (width + style->gap) : 0,
                              beside ? top : top + i * (height + style->gap), width, height };

      layout->plots[i].y = (AlgoAxis){ .low = 0, .high = MAX (layout->n_rows, 1) };
      algo_plot_place_below (&layout->plots[i], &area, layout->title_height, &layout->text[i],
                             style);
    }
}

static void
layout_clear (Layout *layout)
{
  g_clear_pointer (&layout->changes, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Layout, layout_clear)

/* Of births, or below them of deaths, in a row. */
static AlgoArea
get_lane (const Layout *layout, ChangeKind kind, guint row)
{
  const AlgoPlot *plot = &layout->plots[kind / 2];
  const double height = (plot->y.from - plot->y.to) / (2 * MAX (layout->n_rows, 1));

  return (AlgoArea){ plot->x.from, plot->y.to + (2 * row + kind % 2) * height,
                     plot->x.to - plot->x.from, height };
}

/* Births full, deaths hollow. */
static void
draw_mark (cairo_t *cr,
           const AlgoStyle *style,
           AlgoColour colour,
           double x,
           double y,
           double radius,
           gboolean full)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  algo_colour_set_source (full ? colour : style->card, cr);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, style->hairline);
  algo_colour_set_source (algo_colour_mix (colour, style->foreground, 0.55), cr);
  cairo_stroke (cr);
}

static void
draw_lane (const Layout *layout, cairo_t *cr, ChangeKind kind, guint row)
{
  const AlgoStyle *style = layout->frame->style;
  const AlgoAxis *x = &layout->plots[kind / 2].x;
  const AlgoArea lane = get_lane (layout, kind, row);
  const AlgoColour colour = algo_style_phase_colour (style, layout->rows[row]);
  const AlgoSpread spread = spread_changes (layout->changes, layout->rows[row], kind);
  const double top = lane.y + (1 - LANE_SHARE) / 2 * lane.height;
  const double height = LANE_SHARE * lane.height;
  const double from = algo_axis_place (x, spread.lower), to = algo_axis_place (x, spread.upper);
  const double median = algo_axis_place (x, spread.median);
  const double radius = CLAMP (0.16 * lane.height, 0.13 * style->text, 0.22 * style->text);

  if (spread.count == 0)
    return;
  algo_colour_fill (algo_colour_mix (style->card, colour, BOX), cr, from, top, to - from, height);
  algo_colour_draw_line (style->foreground, cr, style->line, median, top, median, top + height);
  for (guint i = 0; i < layout->changes->len; i++)
    {
      const Change *change = &g_array_index (layout->changes, Change, i);
      const double offset = 2.0 * (2 * change->member % JITTERS) / (JITTERS - 1) - 1;

      if (change->phase == layout->rows[row] && change->kind == kind)
        draw_mark (cr, style, colour, algo_axis_place (x, change->position),
                   lane.y + lane.height / 2 + offset * MAX (height / 2 - radius, 0), radius,
                   kind % 2 == 0);
    }
}

/* A line above each row but the first, and its phase at the left. */
static void
draw_row (const Layout *layout, cairo_t *cr, guint plot, guint row)
{
  const AlgoStyle *style = layout->frame->style;
  const AlgoArea lane = get_lane (layout, 2 * plot, row);
  const double y = algo_style_snap_line (style, lane.y), width = 1.7 * style->text_small;
  const double height = MIN (1.3 * style->text_small, 2 * lane.height - style->hairline);

  if (row > 0)
    algo_colour_draw_line (style->faint, cr, style->hairline, lane.x, y, lane.x + lane.width, y);
  if (layout->plots[plot].y_labelled)
    algo_phase_draw_chip (cr, style, layout->rows[row],
                          &(AlgoArea){ lane.x - style->gap / 2 - width,
                                       lane.y + lane.height - height / 2, width, height });
}

/* An AlgoLegendEntry.draw, of a box or, with data, of a mark. */
static void
draw_key (const AlgoLegendEntry *entry, cairo_t *cr, const AlgoStyle *style, const AlgoArea *sample)
{
  const double x = sample->x + sample->width / 2, y = sample->y + sample->height / 2;
  const double radius = sample->width / 2;

  if (entry->data != NULL)
    {
      draw_mark (cr, style, style->dim, x, y, radius, g_str_equal (entry->data, "born"));
      return;
    }
  algo_colour_fill (algo_colour_mix (style->card, style->dim, BOX), cr, x - radius, y - radius,
                    2 * radius, 2 * radius);
  algo_colour_draw_line (style->foreground, cr, style->line, x, y - radius, x, y + radius);
}

/* "● born ○ dies, box: quartiles". */
static void
draw_head (const Layout *layout, cairo_t *cr)
{
  const AlgoPanelFrame *frame = layout->frame;
  const AlgoLegendEntry entries[] = {
    { ALGO_KEY_OWN, .label = _ ("born"), .width = 0.6, .draw = draw_key, .data = "born" },
    { ALGO_KEY_OWN, .label = _ ("dies"), .width = 0.6, .draw = draw_key, .data = "dies" },
    { ALGO_KEY_OWN, .label = _ ("quartiles, median"), .width = 0.6, .draw = draw_key },
  };
  g_autofree char *text =
      algo_ensemble_describe_seeds (frame->scene, frame->scene->consensus->n_measured);
  double x, y;

  if (layout->head.height == 0)
    return;
  x = algo_ensemble_head_draw (&layout->head, frame, cr, layout->plots[0].x.from, text, &y);
  algo_legend_draw (cr, frame->style, x, y, frame->width - x, 1, entries, G_N_ELEMENTS (entries));
}

/* Above a plot, at what step or beta. */
static void
draw_title (const Layout *layout, cairo_t *cr, guint plot)
{
  const AlgoStyle *style = layout->frame->style;
  const AlgoScene *scene = layout->frame->scene;
  const AlgoTextFormat format = { .size = style->text_small, .colour = style->foreground };
  g_autofree char *number = plot == 0
                                ? algo_number_format_count (algo_ensemble_get_step (scene))
                                : algo_number_format_log_beta (algo_ensemble_get_log_beta (scene));
  g_autofree char *text =
      g_strdup_printf (plot == 0 ? _ ("at step %s") : _ ("at log \u03b2 %s"), number);

  if (layout->title_height > 0)
    algo_text_draw_middle (cr, style, &format, layout->plots[plot].x.from,
                           layout->plots[plot].y.to - 0.6 * layout->title_height, text);
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, frame);
  for (guint plot = 0; plot < N_PLOTS; plot++)
    {
      algo_plot_draw_x_axis (&layout.plots[plot], cr, frame->style, &layout.text[plot]);
      draw_title (&layout, cr, plot);
      for (guint row = 0; row < layout.n_rows; row++)
        draw_row (&layout, cr, plot, row);
    }
  for (guint kind = 0; kind < N_CHANGES; kind++)
    for (guint row = 0; row < layout.n_rows; row++)
      draw_lane (&layout, cr, kind, row);
  if (layout.n_rows == 0)
    algo_text_draw_empty (cr, frame->style, frame->width, frame->height, _ ("No phase changes"));
  draw_head (&layout, cr);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  g_autoptr (GArray) changes = list_changes (frame->scene);
  GString *text = g_string_new (NULL);

  for (AlgoPhase phase = 0; phase < ALGO_N_PHASES; phase++)
    for (guint kind = 0; kind < N_CHANGES; kind++)
      {
        g_autofree char *lane = describe_changes (changes, phase, kind);

        if (lane != NULL)
          g_string_append_printf (text, "%s%s.", text->len > 0 ? " " : "", lane);
      }
  if (text->len == 0)
    g_string_append (text, _ ("No phase changes"));
  return g_string_free (text, FALSE);
}

/* How many phases change anywhere. */
static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  g_autoptr (GArray) changes = list_changes (scene);
  AlgoPhase rows[ALGO_N_PHASES];

  *name = _ ("phases");
  return g_strdup_printf ("%u", list_rows (changes, rows));
}

static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoEnsemble *ensemble = scene->consensus->ensemble;
  const double log_beta = algo_ensemble_get_log_beta (scene);
  const guint64 step = algo_ensemble_get_step (scene);
  g_autoptr (GArray) changes = list_changes (scene);

  algo_csv_add_names (csv, "phase", "change", "seed", "log_beta", "at_step", NULL);
  for (guint lane = 0; lane < N_CHANGES * ALGO_N_PHASES; lane++)
    for (guint i = 0; i < changes->len; i++)
      {
        const Change *change = &g_array_index (changes, Change, i);
        const gboolean over_beta = change->kind < BORN_OVER_STEPS;

        if (change->kind * ALGO_N_PHASES + change->phase != lane)
          continue;
        algo_csv_add_text (csv, algo_phase_name (change->phase));
        algo_csv_add_text (csv, change->kind % 2 == 0 ? "born" : "dies");
        algo_csv_add_whole (csv, algo_ensemble_get_member (ensemble, change->member)->seed);
        algo_csv_add_real (csv, over_beta ? change->position : log_beta);
        algo_csv_add_whole (csv, over_beta ? step : (guint64) change->position);
        algo_csv_end_row (csv);
      }
}

static gboolean
pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  g_auto (Layout) layout = { 0 };

  layout_init (&layout, frame);
  for (guint kind = 0; kind < N_CHANGES; kind++)
    for (guint row = 0; row < layout.n_rows; row++)
      {
        const AlgoArea lane = get_lane (&layout, kind, row);

        if (x < lane.x || x > lane.x + lane.width || y < lane.y || y >= lane.y + lane.height)
          continue;
        *cursor = ALGO_ENSEMBLE_NOWHERE;
        cursor->column = layout.rows[row] + 1;
        cursor->part = kind;
        if (kind < BORN_OVER_STEPS)
          cursor->log_beta = algo_axis_value (&layout.plots[0].x, x);
        else
          cursor->step = llround (algo_axis_value (&layout.plots[1].x, x));
        return TRUE;
      }
  return FALSE;
}

/* Down through the lanes of one plot; to the right, to the same of the other. */
static gboolean
move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  g_autoptr (GArray) changes = list_changes (frame->scene);
  AlgoPhase rows[ALGO_N_PHASES];
  const gint lanes = 2 * (gint) list_rows (changes, rows);
  gint at = -1;
  gboolean over_steps;

  if (lanes == 0)
    return FALSE;
  algo_ensemble_begin_move (frame, &right, &down, cursor);
  for (gint lane = 0; lane < lanes; lane++)
    if (rows[lane / 2] + 1 == cursor->column && lane % 2 == (gint) cursor->part % 2)
      at = lane;
  at = at < 0 ? 0 : (gint) algo_panel_step (at, down, (guint) lanes);
  over_steps = right > 0 || (right == 0 && cursor->part >= BORN_OVER_STEPS);
  *cursor = ALGO_ENSEMBLE_NOWHERE;
  cursor->column = rows[at / 2] + 1;
  cursor->part = (guint) (at % 2) + (over_steps ? BORN_OVER_STEPS : 0);
  return TRUE;
}

static char *
read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  const ChangeKind kind = frame->cursor->part;
  const AlgoPhase phase = frame->cursor->column - 1;
  g_auto (Layout) layout = { 0 };
  guint row = 0;
  char *text;

  layout_init (&layout, frame);
  while (row < layout.n_rows && layout.rows[row] != phase)
    row++;
  if (row == layout.n_rows || kind >= N_CHANGES)
    return NULL;
  *area = get_lane (&layout, kind, row);
  text = describe_changes (layout.changes, phase, kind);
  return text != NULL ? text
                      : g_strdup_printf (kind % 2 == 0 ? _ ("%s is not born here")
                                                       : _ ("%s does not die here"),
                                         algo_phase_display_name (phase));
}

const AlgoPanel algo_panel_ensemble_transitions = {
  ALGO_ENSEMBLE_PANEL,
  .name = "ensemble-transitions",
  .title = N_ ("Births and deaths of phases"),
  .label = N_ ("Births and deaths of phases"),
  .narrow = { 240, 170 },
  .wide = { 519, 200 },
  .in_layout = TRUE,
  .draw = draw,
  .get_number = get_number,
  .draw_cursor = algo_ensemble_draw_cursor,
};
