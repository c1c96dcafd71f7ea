/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/wakeup.h"

typedef struct
{
  GSource source;
  void (*function) (gpointer data);
  gpointer data;
} Wakeup;

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  const Wakeup *wakeup = (const Wakeup *) source;

  /* This comes first, so that what is said while the function runs leads to another call. */
  g_source_set_ready_time (source, -1);
  wakeup->function (wakeup->data);
  return G_SOURCE_CONTINUE;
}

GSource *
algo_wakeup_new (void (*function) (gpointer data), gpointer data)
{
  static GSourceFuncs functions = { .dispatch = dispatch };
  GSource *source = g_source_new (&functions, sizeof (Wakeup));
  Wakeup *wakeup = (Wakeup *) source;

  wakeup->function = function;
  wakeup->data = data;
  g_source_set_static_name (source, "algoscope wakeup");
  g_source_attach (source, NULL);
  return source;
}

void
algo_wakeup_call (GSource *wakeup)
{
  g_source_set_ready_time (wakeup, 0);
}

void
algo_wakeup_free (GSource *wakeup)
{
  g_source_destroy (wakeup);
  g_source_unref (wakeup);
}
