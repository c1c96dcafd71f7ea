/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person asks of the board, other than by the pointer. */
#include "ui/widgets/board/board-private.h"

#include <glib/gi18n-lib.h>

#define RESIZE_STEP 24 /* pixels */

/* Arrangements that come with the program. */

static const AlgoBoardPreset run_presets[] = {
  { "overview", N_ ("_Overview"),
    "1.35: weights*2 network / approximation*1.5 phase explanation*1.4 / "
    "phase-diagram*1.5 trade-off training*1.4" },
  { "everything", N_ ("_Everything"),
    "weights network phase explanation / approximation generalisation trade-off phase-diagram / "
    "training*1.5 tasks bias / order order-steps direct" },
};

static const AlgoBoardPreset ensemble_presets[] = {
  { "overview", N_ ("_Overview"),
    "1.15: ensemble-map*1.3 ensemble-phases ensemble-fvu / "
    "ensemble-transitions*1.2 ensemble-generalisation ensemble-direct" },
  { "everything", N_ ("_Everything"),
    "ensemble-map*1.2 ensemble-phases ensemble-entropy / "
    "ensemble-fvu ensemble-kl ensemble-transitions*1.2 / 1.4: ensemble-order ensemble-time / "
    "ensemble-generalisation ensemble-direct ensemble-prior" },
};

const AlgoBoardPreset *
algo_board_presets_get (AlgoPanelSet set, guint *count)
{
  const gboolean run = set == ALGO_PANEL_OF_RUN;

  *count = run ? G_N_ELEMENTS (run_presets) : G_N_ELEMENTS (ensemble_presets);
  return run ? run_presets : ensemble_presets;
}

void
algo_board_use_preset (AlgoBoard *self, const char *preset)
{
  g_autofree char *before = algo_board_get_arrangement (self);
  guint count;
  const AlgoBoardPreset *presets = algo_board_presets_get (self->set, &count);

  algo_board_set_full_panel (self, NULL);
  for (guint i = 0; i < count; i++)
    if (g_str_equal (presets[i].name, preset))
      algo_board_set_arrangement (self, presets[i].arrangement);
  g_signal_emit_by_name (self, "rearranged", _ ("Panels rearranged"), before);
}

const char *
algo_board_get_preset (AlgoBoard *self)
{
  g_autofree char *current = algo_board_get_arrangement (self);
  guint count;
  const AlgoBoardPreset *presets = algo_board_presets_get (self->set, &count);

  for (guint i = 0; i < count; i++)
    {
      g_autoptr (AlgoBoardArrangement) preset =
          algo_board_arrangement_parse (presets[i].arrangement, self->names);
      g_autofree char *text = algo_board_arrangement_to_text (preset);

      if (g_str_equal (text, current))
        return presets[i].name;
    }
  return NULL;
}

void
algo_board_even_out (AlgoBoard *self)
{
  g_autofree char *before = algo_board_get_arrangement (self);

  algo_board_arrangement_even_out (self->arrangement);
  algo_board_changed (self);
  g_signal_emit_by_name (self, "rearranged", _ ("Panels evened out"), before);
}

void
algo_board_set_shown (AlgoBoard *self, const char *name, gboolean shown)
{
  g_autofree char *before = algo_board_get_arrangement (self);
  AlgoCard *card = algo_board_find_card (self, name);
  g_autofree char *what = NULL;

  if (card == NULL || !algo_board_arrangement_set_shown (self->arrangement, name, shown))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  if (shown)
    {
      algo_board_set_full_panel (self, NULL);
      algo_board_changed (self);
      return;
    }
  if (card == self->full)
    algo_board_set_full_panel (self, NULL);
  algo_board_changed (self);
  /* Translators: a panel is put out of sight: "“Weights” hidden" */
  what = g_strdup_printf (_ ("“%s” hidden"), algo_card_get_title (card));
  g_signal_emit_by_name (self, "rearranged", what, before);
}

/* All of the board for one panel. */

static AlgoCard *
find_focused (AlgoBoard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *card = focus != NULL ? gtk_widget_get_ancestor (focus, ALGO_TYPE_CARD) : NULL;

  return card != NULL && gtk_widget_is_visible (card) ? ALGO_CARD (card) : NULL;
}

/* The focus counts for more where it is seen, which is when a person uses keys. */
static AlgoCard *
find_meant (AlgoBoard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  AlgoCard *focused = find_focused (self);

  if (focused != NULL && gtk_window_get_focus_visible (GTK_WINDOW (root)))
    return focused;
  return self->pointer.over != NULL ? self->pointer.over : focused;
}

void
algo_board_toggle_full (AlgoBoard *self)
{
  AlgoCard *card = self->full == NULL ? find_meant (self) : NULL;

  if (self->full != NULL)
    algo_board_set_full_panel (self, NULL);
  else if (card != NULL)
    algo_board_set_full_panel (self, algo_card_get_name (card));
}

gboolean
algo_board_go_back (AlgoBoard *self)
{
  if (algo_board_cancel_pointer (self))
    return TRUE;
  if (self->full == NULL)
    return FALSE;
  algo_board_set_full_panel (self, NULL);
  return TRUE;
}

/* Before the picture with the focus, which would put its cursor away instead. */
static gboolean
on_escape (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  return algo_board_go_back (ALGO_BOARD (widget));
}

void
algo_board_add_keys (AlgoBoard *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* What a card asks for. */

void
algo_board_tell_moved (AlgoBoard *self, const char *before, AlgoCard *card)
{
  g_autofree char *what = g_strdup_printf (_ ("“%s” moved"), algo_card_get_title (card));

  algo_board_changed (self);
  g_signal_emit_by_name (self, "rearranged", what, before);
}

static void
move (AlgoBoard *self, guint direction, AlgoCard *card)
{
  g_autofree char *before = algo_board_get_arrangement (self);

  if (self->full == NULL
      && algo_board_geometry_move (self->arrangement, self->cells, &self->size,
                                   algo_card_get_name (card), direction))
    algo_board_tell_moved (self, before, card);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
resize (AlgoBoard *self, guint direction, AlgoCard *card)
{
  if (self->full == NULL
      && algo_board_geometry_resize (self->arrangement, self->cells, &self->size,
                                     algo_card_get_name (card), direction, RESIZE_STEP))
    algo_board_changed (self);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

void
algo_board_obey (AlgoBoard *self, const char *action, guint direction, AlgoCard *card)
{
  if (g_str_equal (action, "card.hide"))
    algo_board_set_shown (self, algo_card_get_name (card), FALSE);
  else if (g_str_equal (action, "card.export"))
    g_signal_emit_by_name (self, "export-panel", algo_card_get_name (card));
  else if (g_str_equal (action, "card.move"))
    move (self, direction, card);
  else
    resize (self, direction, card);
}
