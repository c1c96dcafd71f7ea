/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How smooth the window is while training takes all processors, how soon a new picture answers the
 * slider, and what the window takes from training. Run by hand:
 * xvfb-run -a -s '-screen 0 1400x900x24' build/tests/bench/ui-bench --preset everything, and the
 * same with --loops 2 and --loops 8 for a machine that does other work besides: whole new scenes a
 * second, that is, all panels in sight changed in one frame, how long all of them take to follow
 * the slider, and the steps in the window against those without one beside the same loops. */
#include "app/run/closing.h"
#include "app/window/application.h"
#include "app/window/window.h"
#include "app/window/preferences.h"
#include "ui/widgets/board/board.h"
#include "ui/widgets/questions/question-pane.h"

#include <glib/gstdio.h>

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define WIDTH 1400
#define HEIGHT 900
#define WARM_UP_STEPS 100
#define SLOW (G_USEC_PER_SEC / 30.0) /* microseconds: a frame that takes longer is seen */

typedef struct
{
  AlgoSettings settings;
  AlgoWindow *window;
  GtkRange *scale;

  gint64 frame_begin, frame_end; /* microseconds of the monotonic clock */
  gint64 processor_begin;        /* microseconds that the main thread has run */
  GArray *intervals;             /* double, from the end of a frame to that of the next */
  GArray *work;                  /* double, that the main thread spends on a frame */
  GArray *processor;      /* double, that it runs in that time, others preempting it or not */
  guint pictures;         /* scenes with another observation that were shown */
  AlgoObservation *drawn; /* the last of them; only compared */

  double asked; /* log10 beta */
  gint64 asked_at;
  gboolean answered;
  GArray *latencies; /* double, from the slider's move to the end of the frame that answers it */
} Bench;

/* Other programs that want all they can get, for as long as this one runs. */
static GArray *
start_loops (int count)
{
  GArray *loops = g_array_new (FALSE, FALSE, sizeof (pid_t));

  for (int i = 0; i < count; i++)
    {
      pid_t loop = fork ();

      if (loop == 0)
        {
          prctl (PR_SET_PDEATHSIG, SIGKILL);
          for (volatile guint64 turns = 0;; turns++)
            ;
        }
      if (loop > 0)
        g_array_append_val (loops, loop);
    }
  return loops;
}

static void
end_loops (GArray *loops)
{
  for (guint i = 0; i < loops->len; i++)
    {
      kill (g_array_index (loops, pid_t, i), SIGKILL);
      waitpid (g_array_index (loops, pid_t, i), NULL, 0);
    }
  g_array_unref (loops);
}

static gint64
get_processor_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static void
on_before_paint (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;

  bench->frame_begin = g_get_monotonic_time ();
  bench->processor_begin = get_processor_time ();
}

static void
on_after_paint (GdkFrameClock *clock, gpointer user_data)
{
  Bench *bench = user_data;
  gint64 now = g_get_monotonic_time ();
  double interval = now - bench->frame_end, work = now - bench->frame_begin;
  double processor = get_processor_time () - bench->processor_begin;
  AlgoObservation *observation = algo_window_get_observation (bench->window);

  if (bench->frame_end > 0)
    g_array_append_val (bench->intervals, interval);
  g_array_append_val (bench->work, work);
  g_array_append_val (bench->processor, processor);
  bench->frame_end = now;
  if (observation != bench->drawn)
    bench->pictures++;
  bench->drawn = observation;
  if (!bench->answered && observation != NULL && observation->question.log_beta == bench->asked)
    {
      double latency = now - bench->asked_at;

      bench->answered = TRUE;
      g_array_append_val (bench->latencies, latency);
    }
}

static gboolean
on_time_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* As the program does: asleep where there is nothing to do. */
static void
run_for (double seconds)
{
  gboolean is_over = FALSE;

  g_timeout_add ((guint) (seconds * 1000), on_time_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static guint64
get_step (Bench *bench)
{
  AlgoSessionStatus status;

  status = *algo_run_model_get_status (algo_window_get_run (bench->window));
  return status.step;
}

/* As a person would: a window at rest is to wake up. */
static void
run_or_pause (Bench *bench)
{
  g_action_group_activate_action (G_ACTION_GROUP (bench->window), "run-pause", NULL);
}

/* Steps a second of such a run without a window, recorded as the headless program does it; the one
 * in the window rests meanwhile. */
static double
measure_headless (Bench *bench, double seconds)
{
  g_autofree char *folder = g_dir_make_tmp ("algoscope-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "run.algoscope", NULL);
  g_autoptr (AlgoRecorder) recorder = algo_recorder_new (&bench->settings);
  AlgoSession *session = algo_session_new_from (
      &(AlgoSessionStart){ .settings = bench->settings, .recorder = recorder }, NULL);
  AlgoSessionStatus status;
  guint64 first;
  gint64 begin;
  double speed;

  run_or_pause (bench);
  algo_recorder_record_to (recorder, path);
  algo_session_run (session);
  do
    {
      run_for (0.1);
      algo_session_get_status (session, &status);
    }
  while (status.step < WARM_UP_STEPS);
  first = status.step;
  begin = g_get_monotonic_time ();
  run_for (seconds);
  algo_session_get_status (session, &status);
  speed = (status.step - first) / ((g_get_monotonic_time () - begin) / (double) G_USEC_PER_SEC);
  algo_session_free (session);
  algo_recorder_finish (recorder, 0);
  g_clear_pointer (&recorder, algo_recorder_unref);
  g_unlink (path);
  g_rmdir (folder);
  run_or_pause (bench);
  run_for (1);
  return speed;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* Milliseconds. */
static void
print_times (const char *name, GArray *times, double limit)
{
  guint slow = 0;

  if (times->len == 0)
    return;
  g_array_sort (times, compare);
  for (guint i = 0; i < times->len; i++)
    slow += g_array_index (times, double, i) > limit;
  printf ("%s: median %.1f ms, 99th percentile %.1f ms, longest %.1f ms, over %.0f ms %.2f %%\n",
          name, g_array_index (times, double, times->len / 2) / 1000,
          g_array_index (times, double, times->len * 99 / 100) / 1000,
          g_array_index (times, double, times->len - 1) / 1000, limit / 1000,
          100.0 * slow / times->len);
}

static double
measure_frames (Bench *bench, double seconds)
{
  guint64 step = get_step (bench);
  gint64 start = g_get_monotonic_time ();
  double elapsed, speed;

  g_array_set_size (bench->intervals, 0);
  g_array_set_size (bench->work, 0);
  g_array_set_size (bench->processor, 0);
  bench->pictures = 0;
  run_for (seconds);
  elapsed = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  printf ("frames_per_second: %.1f\n", bench->intervals->len / elapsed);
  printf ("scenes_per_second: %.1f\n", bench->pictures / elapsed);
  speed = (get_step (bench) - step) / elapsed;
  printf ("steps_per_second: %.1f\n", speed);
  print_times ("frame interval", bench->intervals, SLOW);
  print_times ("main thread per frame", bench->work, SLOW);
  print_times ("of that, on a processor", bench->processor, SLOW);
  return speed;
}

static void
measure_latency (Bench *bench, guint moves)
{
  for (guint i = 0; i < moves; i++)
    {
      /* All over the range, no two alike in a row, and off the frame clock's beat. */
      bench->asked = ALGO_MIN_LOG_BETA + (i * 211 % 500) / 100.0;
      bench->asked = round (100 * bench->asked) / 100;
      bench->answered = FALSE;
      bench->asked_at = g_get_monotonic_time ();
      gtk_range_set_value (bench->scale, bench->asked);
      while (!bench->answered)
        g_main_context_iteration (NULL, TRUE);
      run_for (0.1 + (i * 7 % 16) / 1000.0);
    }
  print_times ("slider to all pictures", bench->latencies, 1e5);
}

static GtkWidget *
find_child (gpointer widget, const char *name)
{
  return GTK_WIDGET (gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name));
}

static void
open_window (Bench *bench, const char *preset, int inputs)
{
  AlgoApplication *application = algo_application_new (G_APPLICATION_NON_UNIQUE);
  g_autoptr (GSettings) preferences = algo_preferences_open_in_memory ();
  g_autoptr (GError) error = NULL;
  AlgoRunPage *page;
  GtkWidget *pane;
  GdkFrameClock *clock;

  g_application_register (G_APPLICATION (application), NULL, NULL);
  bench->window = algo_window_new_with_run (GTK_APPLICATION (application), preferences,
                                            &bench->settings, FALSE, &error);
  if (bench->window == NULL)
    g_error ("%s", error->message);
  page = algo_window_get_run_page (bench->window);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (bench->window));
  algo_board_use_preset (algo_page_get_board (ALGO_PAGE (page)), preset);

  pane = find_child (page, "question_pane");
  bench->scale = GTK_RANGE (find_child (find_child (pane, "slider"), "scale"));
  algo_question_pane_go_to (ALGO_QUESTION_PANE (pane), NAN, inputs);
  while (get_step (bench) < WARM_UP_STEPS)
    run_for (0.1);
  clock = gtk_widget_get_frame_clock (GTK_WIDGET (bench->window));
  g_signal_connect (clock, "before-paint", G_CALLBACK (on_before_paint), bench);
  g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), bench);
}

static void
measure (Bench *bench, int rounds, double seconds, int moves)
{
  printf ("window: %d x %d, %s renderer, %u processors\n",
          gtk_widget_get_width (GTK_WIDGET (bench->window)),
          gtk_widget_get_height (GTK_WIDGET (bench->window)), g_getenv ("GSK_RENDERER"),
          g_get_num_processors ());
  for (int i = 0; i < rounds; i++)
    {
      double headless = measure_headless (bench, seconds / 2);
      double speed = measure_frames (bench, seconds);

      headless = (headless + measure_headless (bench, seconds / 2)) / 2;
      printf ("headless: %.1f steps a second, before and after; in the window %.3f of that\n",
              headless, speed / headless);
    }
  measure_latency (bench, MAX (moves, 0));
}

int
main (int argc, char **argv)
{
  Bench bench = { .answered = TRUE, .settings = ALGO_SETTINGS_DEFAULT };
  g_autofree char *preset = NULL;
  double seconds = 60;
  int rounds = 1, moves = 200, inputs = 0, shown = 0, threads = 0, loops = 0;
  const GOptionEntry entries[] = {
    { "preset", 0, 0, G_OPTION_ARG_STRING, &preset, "Which panels are shown", "NAME" },
    { "seconds", 0, 0, G_OPTION_ARG_DOUBLE, &seconds, "How long frames are measured", "SECONDS" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &rounds, "How often", "ROUNDS" },
    { "moves", 0, 0, G_OPTION_ARG_INT, &moves, "How often the slider is moved", "MOVES" },
    { "inputs", 0, 0, G_OPTION_ARG_INT, &inputs, "Train on this size only", "INPUTS" },
    { "shown", 0, 0, G_OPTION_ARG_INT, &shown, "Show this size", "INPUTS" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &threads, "Worker threads", "THREADS" },
    { "loops", 0, 0, G_OPTION_ARG_INT, &loops, "Endless loops beside it", "LOOPS" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  GArray *others;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "ui-bench: %s\n", error->message);
      return 2;
    }
  others = start_loops (loops);
  g_setenv ("GSK_RENDERER", "cairo", FALSE);
  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  /* The run is recorded, but not among a person's own. */
  g_setenv ("XDG_STATE_HOME", g_get_tmp_dir (), TRUE);
  gtk_init ();
  bench.settings.threads = MAX (threads, 0);
  /* So that it does not come to its end in the middle. */
  bench.settings.steps = ALGO_MAX_STEPS;
  if (inputs > 0)
    bench.settings.least = bench.settings.most = inputs;
  bench.intervals = g_array_new (FALSE, FALSE, sizeof (double));
  bench.work = g_array_new (FALSE, FALSE, sizeof (double));
  bench.processor = g_array_new (FALSE, FALSE, sizeof (double));
  bench.latencies = g_array_new (FALSE, FALSE, sizeof (double));
  open_window (&bench, preset != NULL ? preset : "overview", MAX (shown, 0));
  measure (&bench, rounds, seconds, moves);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  while (algo_closing_count () > 0)
    g_main_context_iteration (NULL, TRUE);
  end_loops (others);
  return 0;
}
