/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/shortcuts.h"

#include <glib/gi18n-lib.h>

static const AlgoShortcut shortcuts[] = {
  { "win.run-pause", "space", N_ ("Run or pause"), N_ ("Training") },
  { "win.step", "period <Control>period", N_ ("Take one step") },
  { "win.continue", "<Control>Return", N_ ("Continue after the last step") },
  { "win.restart-same", "<Control>r", N_ ("Restart with the same seed") },
  { "win.restart-new", "<Control><Shift>r", N_ ("Restart with a new seed") },
  { "win.restart-with", "<Control>n", N_ ("New run") },

  { "win.earlier", "<Alt>Left", N_ ("Show an earlier step"), N_ ("Timeline") },
  { "win.later", "<Alt>Right", N_ ("Show a later step") },
  { "win.live", "<Alt>End", N_ ("Show the latest step again") },
  { "win.play", "p", N_ ("Play the run back") },
  { "win.next-phase-change", "greater", N_ ("Train until the phase changes") },
  { "win.branch", "<Control>b", N_ ("Branch: go on from the step shown as a new run") },

  { "win.open", "<Control>o", N_ ("Open a run, an ensemble or a network"), N_ ("Files") },
  { "win.save-as", "<Control>s <Control><Shift>s", N_ ("Save the run under a name") },
  { "win.export", "<Control>e", N_ ("Export figures and the network") },

  { "win.redraw-noise", "n", N_ ("Redraw the noise"), N_ ("Network") },
  { "win.encoder", "e", N_ ("Switch the encoder off or on") },
  { "win.sort", "s", N_ ("Sort neurons by input") },
  { "win.residuals", "r", N_ ("Show residuals") },
  { NULL, "Left Right", N_ ("On the slider: complexity, by 0.05") },
  { NULL, "Page_Up Page_Down", N_ ("On the slider: complexity, by 0.5") },
  { NULL, "Left Up Right Down", N_ ("On a picture: read values") },

  { "win.undo", "<Control>z", N_ ("Undo"), N_ ("Changes by hand") },
  { "win.redo", "<Control><Shift>z <Control>y", N_ ("Redo") },
  { NULL, "Delete", N_ ("On a neuron: ablate or restore it") },
  { NULL, "Return", N_ ("On a weight: set it") },
  { NULL, "<Shift>Left <Shift>Right", N_ ("On a weight: move its neuron") },
  { NULL, "<Shift>Left <Shift>Up <Shift>Right <Shift>Down", N_ ("In the graph: move the neuron") },
  { NULL, "h", N_ ("In the graph: hold the neuron where it is, or let it go") },
  { "win.keep", "<Control>k", N_ ("Keep a copy of the network to compare others with") },

  { "win.full-panel", "f", N_ ("The whole window for the panel with the focus or the pointer"),
    N_ ("Panels") },
  { "win.back", "Escape", N_ ("Back to all panels") },
  { NULL, "<Control><Shift>Left <Control><Shift>Up <Control><Shift>Right <Control><Shift>Down",
    N_ ("Move the panel with the focus") },
  { NULL, "<Alt><Shift>Left <Alt><Shift>Right", N_ ("Make it narrower or wider") },
  { NULL, "<Alt><Shift>Up <Alt><Shift>Down", N_ ("Make its row lower or higher") },

  { "win.side-pane", "F9", N_ ("Side pane"), N_ ("Window") },
  { "win.fullscreen", "F11", N_ ("Fullscreen") },
  { "win.ensemble", "<Alt>Home", N_ ("Show the ensemble, or the run again") },
  { NULL, "F10", N_ ("Main menu") },
  { "app.preferences", "<Control>comma", N_ ("Preferences") },
  { "win.show-help-overlay", "<Control>question", N_ ("Keyboard shortcuts") },
  { "window.close", "<Control>w", N_ ("Close the window") },
  { "app.quit", "<Control>q", N_ ("Quit") },
};

const AlgoShortcut *
algo_shortcuts_get (guint *count)
{
  *count = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

/* Tells whether a key is without a modifier. */
static gboolean
is_plain (const char *key)
{
  return key[0] != '<' && key[0] != 'F';
}

void
algo_shortcuts_add_to_application (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcuts[i].keys, " ", -1);
      const char *const *accelerators = (const char *const *) keys;

      if (is_plain (*accelerators))
        accelerators++;
      if (shortcuts[i].action != NULL && *accelerators != NULL)
        gtk_application_set_accels_for_action (application, shortcuts[i].action, accelerators);
    }
}

void
algo_shortcuts_add_to_window (GtkWidget *window)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      g_auto (GStrv) keys = g_strsplit (shortcuts[i].keys, " ", -1);

      if (shortcuts[i].action != NULL && is_plain (keys[0]))
        gtk_shortcut_controller_add_shortcut (
            GTK_SHORTCUT_CONTROLLER (controller),
            gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[0]),
                              gtk_named_action_new (shortcuts[i].action)));
    }
  gtk_widget_add_controller (window, controller);
}

/* The help. Its widgets can be made by a builder only. */

static void
write_shortcut (GString *xml, const AlgoShortcut *shortcut)
{
  g_autofree char *text = g_markup_printf_escaped (
      "<child><object class='GtkShortcutsShortcut'><property name='accelerator'>%s</property>"
      "<property name='title'>%s</property></object></child>",
      shortcut->keys, _ (shortcut->title));

  g_string_append (xml, text);
}

static char *
write_help (void)
{
  GString *xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='help'>"
                               "<property name='modal'>True</property>"
                               "<child><object class='GtkShortcutsSection'>"
                               "<property name='section-name'>shortcuts</property>"
                               "<property name='max-height'>16</property>");

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    {
      if (shortcuts[i].section != NULL)
        {
          g_autofree char *head = g_markup_printf_escaped (
              "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>",
              _ (shortcuts[i].section));

          if (i > 0)
            g_string_append (xml, "</object></child>");
          g_string_append (xml, head);
        }
      write_shortcut (xml, &shortcuts[i]);
    }
  g_string_append (xml, "</object></child></object></child></object></interface>");
  return g_string_free (xml, FALSE);
}

GtkWindow *
algo_shortcuts_window_new (void)
{
  g_autofree char *xml = write_help ();
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_string (xml, -1);

  return GTK_WINDOW (gtk_builder_get_object (builder, "help"));
}
