/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How soon all panels follow a hand on the timeline, while training takes all processors. Run by
 * hand: xvfb-run -a -s '-screen 0 1400x900x24' build/tests/bench/scrub-bench --preset everything.
 */
#include "engine/compare.h"
#include "app/run/closing.h"
#include "app/window/application.h"
#include "app/window/window.h"
#include "app/window/preferences.h"
#include "ui/widgets/board/board.h"

#include <stdio.h>

#define WIDTH 1400
#define HEIGHT 900
#define PATIENCE (2 * G_USEC_PER_SEC)
#define SPACING 100         /* steps, at all of whose multiples parameters are kept */
#define DRAG_SPACING 25     /* steps between two places of the hand that drags */
#define DRAG_INTERVAL 0.016 /* seconds between them */
#define LIMIT 50e3          /* microseconds */

/* A place that the hand was at. */
typedef struct
{
  guint64 step;
  gint64 time; /* microseconds of the monotonic clock */
} Place;

typedef struct
{
  AlgoWindow *window;
  GtkWidget *timeline;
  GArray *places;    /* of Place, that no picture has answered yet, in order */
  GArray *latencies; /* double, from the hand to the end of the frame with what is there */
  guint pictures;
  AlgoObservation *drawn; /* the last; only compared */
} Bench;

/* A picture of one place answers those before it, too, which it was quicker to leave out. */
static void
on_after_paint (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  const gint64 now = g_get_monotonic_time ();
  const AlgoScene *scene = algo_run_page_get_scene (algo_window_get_run_page (bench->window));
  AlgoObservation *observation = scene != NULL ? scene->observation : NULL;
  guint answered = 0;

  bench->pictures += observation != bench->drawn;
  bench->drawn = observation;
  for (guint i = 0; i < bench->places->len; i++)
    if (g_array_index (bench->places, Place, i).step == observation->step)
      answered = i + 1;
  for (guint i = 0; i < answered; i++)
    {
      const double latency = (double) (now - g_array_index (bench->places, Place, i).time);

      g_array_append_val (bench->latencies, latency);
    }
  g_array_remove_range (bench->places, 0, answered);
}

static void
run_for (double seconds)
{
  const gint64 end = g_get_monotonic_time () + (gint64) (seconds * G_USEC_PER_SEC);

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (200);
}

static guint64
get_step (Bench *bench)
{
  AlgoSessionStatus status;

  status = *algo_run_model_get_status (algo_window_get_run (bench->window));
  return status.step;
}

static void
go_to (Bench *bench, guint64 step)
{
  const Place place = { step, g_get_monotonic_time () };

  g_array_append_val (bench->places, place);
  g_signal_emit_by_name (bench->timeline, "picked", (gint64) step);
}

static void
print_latencies (Bench *bench, const char *name, double seconds)
{
  GArray *times = bench->latencies;
  guint slow = 0;

  g_array_sort (times, algo_compare_doubles);
  for (guint i = 0; i < times->len; i++)
    slow += g_array_index (times, double, i) > LIMIT;
  printf ("%s: %u places, median %.1f ms, 99th percentile %.1f ms, longest %.1f ms, over %.0f ms "
          "%.2f %%, %.1f pictures a second\n",
          name, times->len, g_array_index (times, double, times->len / 2) / 1000,
          g_array_index (times, double, times->len * 99 / 100) / 1000,
          g_array_index (times, double, times->len - 1) / 1000, LIMIT / 1000,
          100.0 * slow / times->len, bench->pictures / seconds);
  g_array_set_size (times, 0);
  bench->pictures = 0;
}

/* Here and there, with what was read before and without, off the frame clock's beat. */
static void
measure_jumps (Bench *bench, guint64 latest, guint jumps)
{
  const gint64 begin = g_get_monotonic_time ();
  guint lost = 0;

  for (guint i = 0; i < jumps; i++)
    {
      go_to (bench, (i * 7 + 1) % (latest / SPACING) * SPACING);
      while (bench->places->len > 0
             && g_get_monotonic_time () < g_array_index (bench->places, Place, 0).time + PATIENCE)
        g_main_context_iteration (NULL, TRUE);
      /* On a disk that is slow for seconds a step may have been given up. */
      lost += bench->places->len;
      g_array_set_size (bench->places, 0);
      run_for (0.1 + (i * 7 % 16) / 1000.0);
    }
  print_latencies (bench, "jumps", (double) (g_get_monotonic_time () - begin) / G_USEC_PER_SEC);
  if (lost > 0)
    printf ("jumps to steps that are not kept: %u\n", lost);
}

/* To and fro without a rest. */
static void
measure_drag (Bench *bench, guint64 latest, double seconds)
{
  const gint64 begin = g_get_monotonic_time ();
  const guint64 count = latest / DRAG_SPACING;

  for (guint64 i = 0; g_get_monotonic_time () < begin + seconds * G_USEC_PER_SEC; i++)
    {
      const guint64 at = i % (2 * count);

      go_to (bench, (at < count ? at : 2 * count - 1 - at) * DRAG_SPACING);
      run_for (DRAG_INTERVAL);
    }
  run_for (0.5);
  print_latencies (bench, "drag", seconds);
}

static void
open_window (Bench *bench, const AlgoSettings *settings, const char *preset)
{
  AlgoApplication *application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) preferences = algo_preferences_open_in_memory ();
  g_autoptr (GError) error = NULL;
  GtkWidget *page;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  bench->window = algo_window_new_with_run (GTK_APPLICATION (application), preferences, settings,
                                            FALSE, &error);
  if (bench->window == NULL)
    g_error ("%s", error->message);
  page = GTK_WIDGET (algo_window_get_run_page (bench->window));
  gtk_window_set_default_size (GTK_WINDOW (bench->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (bench->window));
  algo_board_use_preset (algo_page_get_board (ALGO_PAGE (page)), preset);
  bench->timeline =
      GTK_WIDGET (gtk_widget_get_template_child (page, ALGO_TYPE_RUN_PAGE, "timeline"));
}

int
main (int argc, char **argv)
{
  Bench bench = { .places = g_array_new (FALSE, FALSE, sizeof (Place)),
                  .latencies = g_array_new (FALSE, FALSE, sizeof (double)) };
  AlgoSettings settings = ALGO_SETTINGS_DEFAULT;
  g_autofree char *preset = NULL;
  double seconds = 20;
  int jumps = 200, steps = 2000;
  const GOptionEntry entries[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, "Which panels are shown", "NAME" },
    { "steps", 0, 0, G_OPTION_ARG_INT, &steps, "Steps to train before", "STEPS" },
    { "jumps", 0, 0, G_OPTION_ARG_INT, &jumps, "How often the hand goes elsewhere", "JUMPS" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, "How long it drags", "SECONDS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  guint64 latest;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "scrub-bench: %s\n", error->message);
      return 2;
    }
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  /* The run is recorded, but not among a person's own. */
  g_setenv ("XDG_STATE_HOME", g_get_tmp_dir (), TRUE);
  gtk_init ();
  /* So that it does not come to its end in the middle. */
  settings.steps = ALGO_MAX_STEPS;
  open_window (&bench, &settings, preset != NULL ? preset : "overview");
  latest = (guint64) MAX (steps, 2 * SPACING);
  while (get_step (&bench) <= latest)
    run_for (0.1);
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (bench.window)), "after-paint",
                    G_CALLBACK (on_after_paint), &bench);
  measure_jumps (&bench, latest, (guint) MAX (jumps, 1));
  measure_drag (&bench, latest, seconds);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  while (algo_closing_count () > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
