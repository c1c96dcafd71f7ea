/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/run-pane.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _AlgoRunPane
{
  GtkBox parent_instance;

  /* Template children. */
  GtkLabel *seed_label;
  GtkLabel *step_label;
  GtkProgressBar *progress;
  GtkSpinButton *rate_spin;
  GtkAdjustment *rate_adjustment; /* log10 of the rate */

  double rate; /* the last that was set or told */
};

G_DEFINE_FINAL_TYPE (AlgoRunPane, algo_run_pane, GTK_TYPE_BOX)

/* As shown: what is shown and read back is then no change. */
static double
round_rate (double rate)
{
  char text[32];

  g_snprintf (text, sizeof text, "%.3g", rate);
  return g_strtod (text, NULL);
}

static double
get_rate (AlgoRunPane *self)
{
  return round_rate (pow (10, gtk_adjustment_get_value (self->rate_adjustment)));
}

static gboolean
on_rate_output (AlgoRunPane *self)
{
  g_autofree char *text = g_strdup_printf ("%.3g", get_rate (self));

  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->rate_spin)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->rate_spin), text);
  return TRUE;
}

static int
on_rate_input (AlgoRunPane *self, double *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->rate_spin));
  g_autofree char *message = NULL;
  char *end;
  double rate = g_strtod (text, &end);

  if (end != text && *end == '\0' && rate > 0 && rate <= ALGO_MAX_RATE)
    {
      *value = log10 (rate);
      return TRUE;
    }
  message = g_strdup_printf (_ ("“%s” is no learning rate: it must be above 0 and at most %g"),
                             text, ALGO_MAX_RATE);
  g_signal_emit_by_name (self, "rate-refused", message);
  return GTK_INPUT_ERROR;
}

static void
on_rate_changed (AlgoRunPane *self)
{
  double rate = get_rate (self);

  if (rate == self->rate)
    return;
  self->rate = rate;
  g_signal_emit_by_name (self, "rate-changed", rate);
}

void
algo_run_pane_set_status (AlgoRunPane *self, const AlgoSessionStatus *status)
{
  g_autofree char *seed = g_strdup_printf ("%" G_GUINT64_FORMAT, status->seed);
  g_autofree char *step = algo_number_format_count (status->step);
  g_autofree char *budget = algo_number_format_count (status->budget);
  /* Translators: "Step 1 234 of 4 000" */
  g_autofree char *text = g_strdup_printf (_ ("Step %s of %s"), step, budget);
  double done = status->budget > 0 ? (double) status->step / status->budget : 0;

  algo_label_set_text (self->seed_label, seed);
  algo_label_set_text (self->step_label, text);
  gtk_progress_bar_set_fraction (self->progress, MIN (done, 1));
  if (round_rate (status->rate) == self->rate || gtk_widget_has_focus (GTK_WIDGET (self->rate_spin))
      || gtk_widget_get_focus_child (GTK_WIDGET (self->rate_spin)) != NULL)
    return;
  self->rate = round_rate (status->rate);
  gtk_adjustment_set_value (self->rate_adjustment, log10 (status->rate));
}

static void
algo_run_pane_class_init (AlgoRunPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  algo_class_add_signal (class, "rate-changed", 1, G_TYPE_DOUBLE);
  algo_class_add_signal (class, "rate-refused", 1, G_TYPE_STRING);

  algo_widget_class_use_template (widget_class, "run-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPane, seed_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPane, step_label);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPane, progress);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPane, rate_spin);
  gtk_widget_class_bind_template_child (widget_class, AlgoRunPane, rate_adjustment);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_input);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_output);
  gtk_widget_class_bind_template_callback (widget_class, on_rate_changed);
}

static void
algo_run_pane_init (AlgoRunPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rate = get_rate (self);
}
