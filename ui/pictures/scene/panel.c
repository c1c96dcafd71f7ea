/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/scene/panel.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/drawing/text.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define NOTE_LINE 1.6 /* of small text, that the words above a picture take */

const char *
algo_panel_get_title (const AlgoPanel *panel)
{
  return _ (panel->title);
}

char *
algo_panel_make_title (const AlgoPanel *panel, const AlgoScene *scene)
{
  return panel->make_title != NULL ? panel->make_title (scene)
                                   : g_strdup (algo_panel_get_title (panel));
}

/* What is said above the picture. */

static AlgoPanelBasis
get_own_basis (const AlgoScene *scene)
{
  AlgoPanelBasis basis = { .step = scene->is_exhibit ? ALGO_PANEL_NO_STEP : scene->step,
                           .from_prior = algo_scene_is_from_prior (scene),
                           .log_beta = scene->question.log_beta };

  algo_scene_get_size (scene, &basis.inputs, &basis.hidden);
  return basis;
}

AlgoPanelBasis
algo_panel_get_basis (const AlgoPanel *panel, const AlgoScene *scene)
{
  AlgoPanelBasis basis = get_own_basis (scene);

  if (panel->get_basis != NULL && panel->is_known (scene))
    panel->get_basis (scene, &basis);
  return basis;
}

/* Appends "n = 16", after a comma if it is not the first; takes `part`. */
static void
append (GString *text, char *part)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
  g_free (part);
}

char *
algo_panel_describe_basis (const AlgoPanel *panel, const AlgoScene *scene)
{
  const AlgoPanelBasis own = get_own_basis (scene), shown = algo_panel_get_basis (panel, scene);
  GString *text = g_string_new (NULL);

  /* The other follows from the one, but where only it differs. */
  if (shown.inputs != own.inputs)
    append (text, g_strdup_printf (_ ("n = %u"), shown.inputs));
  else if (shown.hidden != own.hidden)
    append (text, g_strdup_printf (_ ("h = %u"), shown.hidden));
  if (shown.step != own.step)
    {
      g_autofree char *step = algo_number_format_count (shown.step);

      append (text, g_strdup_printf (_ ("step %s"), step));
    }
  if (!isnan (shown.log_beta) && shown.log_beta != own.log_beta)
    {
      g_autofree char *log_beta = algo_number_format_log_beta (shown.log_beta);

      append (text, g_strdup_printf (_ ("log β %s"), log_beta));
    }
  if (shown.from_prior != own.from_prior)
    append (text, g_strdup (shown.from_prior ? _ ("encoder off") : _ ("encoder on")));
  return g_string_free (text, text->len == 0);
}

/* Returns the height that it takes; only that without a context. */
static double
draw_basis (const AlgoPanelFrame *frame, cairo_t *cr)
{
  g_autofree char *basis = algo_panel_describe_basis (frame->panel, frame->scene);
  const AlgoTextFormat format = { .size = frame->style->text_small,
                                  .weight = ALGO_TEXT_BOLD,
                                  .colour = frame->style->foreground,
                                  .max_width = frame->width };
  const double height = NOTE_LINE * format.size;

  if (basis == NULL)
    return 0;
  if (cr != NULL && format.max_width > format.size)
    algo_text_draw (cr, frame->style, &format, 0, format.size, basis);
  return height;
}

/* The frame of the picture below it, in `inner`. Returns how far down it begins. */
static double
get_inner_frame (const AlgoPanelFrame *frame, AlgoPanelFrame *inner)
{
  const double taken = MIN (draw_basis (frame, NULL), frame->height);

  *inner = *frame;
  inner->height -= taken;
  return taken;
}

/* The picture. */

static gboolean
speaks_for_itself (const AlgoPanelFrame *frame)
{
  return frame->panel->draws_unknown || frame->panel->is_known (frame->scene);
}

static const char *
describe_unknown (const AlgoPanelFrame *frame)
{
  return frame->panel->describe_unknown != NULL ? frame->panel->describe_unknown (frame->scene)
                                                : _ ("Not measured yet");
}

void
algo_panel_draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoPanelFrame inner;
  const double taken = get_inner_frame (frame, &inner);

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, frame->width, frame->height);
  cairo_clip (cr);
  draw_basis (frame, cr);
  cairo_translate (cr, 0, taken);
  cairo_rectangle (cr, 0, 0, inner.width, inner.height);
  cairo_clip (cr);
  if (speaks_for_itself (frame))
    frame->panel->draw (&inner, cr);
  else
    algo_text_draw_empty (cr, frame->style, inner.width, inner.height, describe_unknown (frame));
  cairo_restore (cr);
}

gboolean
algo_panel_is_same (const AlgoPanel *panel, const AlgoScene *a, const AlgoScene *b)
{
  g_autofree char *basis = algo_panel_describe_basis (panel, a);
  g_autofree char *other = algo_panel_describe_basis (panel, b);

  return panel->is_same (a, b) && g_strcmp0 (basis, other) == 0;
}

char *
algo_panel_describe (const AlgoPanelFrame *frame)
{
  g_autofree char *scene = algo_scene_describe (frame->scene);
  g_autofree char *basis = algo_panel_describe_basis (frame->panel, frame->scene);
  g_autofree char *picture = speaks_for_itself (frame) ? frame->panel->describe (frame)
                                                       : g_strdup (describe_unknown (frame));

  if (basis == NULL)
    return g_strdup_printf ("%s. %s", scene, picture);
  /* Translators: what everything is of, then what this picture is of instead ("n = 16, step 1
     300"), then what it shows */
  return g_strdup_printf (_ ("%s. Here: %s. %s"), scene, basis, picture);
}

char *
algo_panel_get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  *name = NULL;
  if (panel->get_number == NULL || !panel->is_known (scene))
    return NULL;
  return panel->get_number (panel, scene, name);
}

/* Tables. */

/* What a column that is the same in every row says of a basis; NULL: nothing. */
static char *
format_column (const char *name, const AlgoPanelBasis *basis)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (strcmp (name, "step") == 0)
    return g_strdup_printf ("%" G_GUINT64_FORMAT, basis->step);
  if (strcmp (name, "inputs") == 0)
    return g_strdup_printf ("%u", basis->inputs);
  if (strcmp (name, "hidden") == 0)
    return g_strdup_printf ("%u", basis->hidden);
  if (strcmp (name, "latents") == 0)
    return g_strdup (basis->from_prior ? "prior" : "posterior");
  if (strcmp (name, "log_beta") == 0 && !isnan (basis->log_beta))
    return g_strdup (g_ascii_formatd (digits, sizeof digits, "%.9g", basis->log_beta));
  return NULL;
}

AlgoCsv *
algo_panel_tabulate (const AlgoPanel *panel, const AlgoScene *scene)
{
  static const char *const names[] = { "task",     "seed",       "gathered_seeds", "step",
                                       "log_beta", "inputs",     "hidden",         "noise_seed",
                                       "latents",  "exported_by" };
  const AlgoPanelBasis own = get_own_basis (scene), shown = algo_panel_get_basis (panel, scene);
  AlgoCsv *csv = algo_csv_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *usual = format_column (names[i], &own);
      g_autofree char *here = format_column (names[i], &shown);
      const char *value =
          scene->provenance != NULL ? g_hash_table_lookup (scene->provenance, names[i]) : NULL;

      if (here != NULL && g_strcmp0 (here, usual) != 0)
        value = here;
      if (value != NULL)
        algo_csv_add_constant (csv, names[i], value);
    }
  panel->tabulate (panel, scene, csv);
  return csv;
}

/* The cursor. */

static gboolean
can_have_cursor (const AlgoPanelFrame *frame)
{
  return frame->panel->pick != NULL && frame->panel->is_known (frame->scene);
}

void
algo_panel_draw_cursor (const AlgoPanelFrame *frame, cairo_t *cr)
{
  AlgoPanelFrame inner;

  if (frame->cursor == NULL || frame->panel->draw_cursor == NULL || !can_have_cursor (frame))
    return;
  cairo_save (cr);
  cairo_translate (cr, 0, get_inner_frame (frame, &inner));
  frame->panel->draw_cursor (&inner, cr);
  cairo_restore (cr);
}

gboolean
algo_panel_pick (const AlgoPanelFrame *frame, double x, double y, AlgoPanelCursor *cursor)
{
  AlgoPanelFrame inner;
  const double taken = get_inner_frame (frame, &inner);

  *cursor = (AlgoPanelCursor){ 0 };
  return can_have_cursor (frame) && y >= taken && frame->panel->pick (&inner, x, y - taken, cursor);
}

gboolean
algo_panel_move (const AlgoPanelFrame *frame, gint right, gint down, AlgoPanelCursor *cursor)
{
  AlgoPanelFrame inner;

  get_inner_frame (frame, &inner);
  return can_have_cursor (frame) && frame->panel->move (&inner, right, down, cursor);
}

char *
algo_panel_read (const AlgoPanelFrame *frame, AlgoArea *area)
{
  AlgoPanelFrame inner;
  const double taken = get_inner_frame (frame, &inner);
  char *text = NULL;

  *area = (AlgoArea){ 0 };
  if (frame->cursor != NULL && can_have_cursor (frame))
    text = frame->panel->read (&inner, area);
  area->y += taken;
  return text;
}

gboolean
algo_panel_lead (const AlgoPanelFrame *frame, AlgoPanelDestination *destination)
{
  *destination = ALGO_PANEL_STAY;
  return frame->panel->lead != NULL && frame->cursor != NULL && can_have_cursor (frame)
         && frame->panel->lead (frame, destination);
}
