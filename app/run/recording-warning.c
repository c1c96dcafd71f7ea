/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/recording-warning.h"

#include <glib/gi18n-lib.h>

struct _AlgoRecordingWarning
{
  GObject parent_instance;

  AlgoRunModel *run;
  AlgoMessageBar *messages;
  gboolean told;      /* that it cannot be recorded, */
  gboolean may_close; /* and that closing loses it */
};

G_DEFINE_FINAL_TYPE (AlgoRecordingWarning, algo_recording_warning, G_TYPE_OBJECT)

static void
warn (AlgoRecordingWarning *self, const char *words)
{
  g_autofree char *text =
      g_strdup_printf ("%s\n%s", words, algo_run_model_get_recording (self->run)->message);

  algo_message_bar_show (self->messages, text, _ ("Save _As…"), "win.save-as", NULL);
}

static void
on_recording (AlgoRecordingWarning *self)
{
  const gboolean failed = algo_run_model_get_recording (self->run)->state == ALGO_RECORDING_FAILED;

  if (failed == self->told)
    return;
  self->told = failed;
  self->may_close = FALSE;
  if (failed)
    warn (self, _ ("The run cannot be recorded. Training goes on, and what it does is kept in "
                   "memory."));
  else
    algo_message_bar_hide (self->messages);
}

/* What was said was of the run before. */
static void
on_run_changed (AlgoRecordingWarning *self)
{
  self->told = FALSE;
  self->may_close = FALSE;
  algo_message_bar_hide (self->messages);
}

gboolean
algo_recording_warning_may_close (AlgoRecordingWarning *self)
{
  algo_run_model_watch_recording (self->run);
  if (algo_run_model_get_recording (self->run)->state != ALGO_RECORDING_FAILED || self->may_close)
    return TRUE;
  self->may_close = TRUE;
  warn (self, _ ("The run is in memory only, and closing the window again loses it."));
  return FALSE;
}

static void
algo_recording_warning_dispose (GObject *object)
{
  AlgoRecordingWarning *self = ALGO_RECORDING_WARNING (object);

  g_clear_object (&self->run);
  g_clear_object (&self->messages);

  G_OBJECT_CLASS (algo_recording_warning_parent_class)->dispose (object);
}

static void
algo_recording_warning_class_init (AlgoRecordingWarningClass *class)
{
  G_OBJECT_CLASS (class)->dispose = algo_recording_warning_dispose;
}

static void
algo_recording_warning_init (AlgoRecordingWarning *self)
{
}

AlgoRecordingWarning *
algo_recording_warning_new (AlgoRunModel *run, AlgoMessageBar *messages)
{
  AlgoRecordingWarning *self = g_object_new (ALGO_TYPE_RECORDING_WARNING, NULL);

  self->run = g_object_ref (run);
  self->messages = g_object_ref (messages);
  g_signal_connect_object (run, "run-changed", G_CALLBACK (on_run_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "notify::recording", G_CALLBACK (on_recording), self,
                           G_CONNECT_SWAPPED);
  return self;
}
