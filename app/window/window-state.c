/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/window-state.h"

#include <string.h>

#define MOST_WINDOWS 16
#define GROUP_PREFIX "Window "
#define KEY_RUN "Run"           /* as a URI: a path may be no text */
#define KEY_ENSEMBLE "Ensemble" /* likewise; without: none */
#define KEY_TRAINING "Training"
#define KEY_LOG_BETA "LogBeta"
#define KEY_INPUTS "Inputs"
#define KEY_NOISE_SEED "NoiseSeed"
#define KEY_FROM_PRIOR "FromPrior"
#define KEY_RESAMPLE "Resample"
#define KEY_STEP "Step" /* without: the latest */

void
algo_window_state_clear (AlgoWindowState *state)
{
  g_clear_pointer (&state->path, g_free);
  g_clear_pointer (&state->ensemble, g_free);
}

AlgoWindowState *
algo_window_state_copy (const AlgoWindowState *state)
{
  AlgoWindowState *copy = g_memdup2 (state, sizeof *state);

  copy->path = g_strdup (state->path);
  copy->ensemble = g_strdup (state->ensemble);
  return copy;
}

static void
clear (gpointer state)
{
  algo_window_state_clear (state);
}

GArray *
algo_window_states_new (void)
{
  GArray *states = g_array_new (FALSE, TRUE, sizeof (AlgoWindowState));

  g_array_set_clear_func (states, clear);
  return states;
}

/* Leaves out what is no path that a URI can say. */
static void
write_path (GKeyFile *file, const char *group, const char *key, const char *path)
{
  g_autofree char *uri = path != NULL ? g_filename_to_uri (path, NULL, NULL) : NULL;

  if (uri != NULL)
    g_key_file_set_string (file, group, key, uri);
}

static char *
read_path (GKeyFile *file, const char *group, const char *key)
{
  g_autofree char *uri = g_key_file_get_string (file, group, key, NULL);

  return uri != NULL ? g_filename_from_uri (uri, NULL, NULL) : NULL;
}

char *
algo_window_states_to_text (const GArray *states)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  for (guint i = 0; i < states->len; i++)
    {
      const AlgoWindowState *state = &g_array_index (states, AlgoWindowState, i);
      g_autofree char *group = g_strdup_printf (GROUP_PREFIX "%u", i + 1);

      write_path (file, group, KEY_RUN, state->path);
      write_path (file, group, KEY_ENSEMBLE, state->ensemble);
      g_key_file_set_boolean (file, group, KEY_TRAINING, state->training);
      g_key_file_set_double (file, group, KEY_LOG_BETA, state->question.log_beta);
      g_key_file_set_integer (file, group, KEY_INPUTS, (int) state->question.inputs);
      g_key_file_set_uint64 (file, group, KEY_NOISE_SEED, state->question.noise_seed);
      g_key_file_set_boolean (file, group, KEY_FROM_PRIOR, state->question.from_prior);
      g_key_file_set_boolean (file, group, KEY_RESAMPLE, state->resample);
      if (state->step >= 0)
        g_key_file_set_int64 (file, group, KEY_STEP, state->step);
    }
  return g_key_file_to_data (file, NULL, NULL);
}

static gboolean
read_state (GKeyFile *file, const char *group, AlgoWindowState *state)
{
  g_autoptr (GError) error = NULL;
  const int inputs = g_key_file_get_integer (file, group, KEY_INPUTS, NULL);
  gboolean has_path;

  state->path = read_path (file, group, KEY_RUN);
  state->ensemble = read_path (file, group, KEY_ENSEMBLE);
  has_path = state->path != NULL
             || (state->ensemble != NULL && !g_key_file_has_key (file, group, KEY_RUN, NULL));
  state->training = g_key_file_get_boolean (file, group, KEY_TRAINING, NULL);
  state->resample = g_key_file_get_boolean (file, group, KEY_RESAMPLE, NULL);
  state->step = -1;
  if (g_key_file_has_key (file, group, KEY_STEP, NULL))
    state->step = MAX (g_key_file_get_int64 (file, group, KEY_STEP, NULL), -1);
  state->question.inputs = (guint) MAX (inputs, 0);
  state->question.hidden = ALGO_HIDDEN_PER_INPUT * state->question.inputs;
  state->question.noise_seed = g_key_file_get_uint64 (file, group, KEY_NOISE_SEED, NULL);
  state->question.from_prior = g_key_file_get_boolean (file, group, KEY_FROM_PRIOR, NULL);
  state->question.log_beta = g_key_file_get_double (file, group, KEY_LOG_BETA, &error);
  return has_path && error == NULL && algo_question_validate (&state->question, NULL);
}

GArray *
algo_window_states_parse (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  GArray *states = algo_window_states_new ();

  if (!g_key_file_load_from_data (file, text, strlen (text), G_KEY_FILE_NONE, NULL))
    return states;
  for (guint i = 1; i <= MOST_WINDOWS; i++)
    {
      g_autofree char *group = g_strdup_printf (GROUP_PREFIX "%u", i);
      g_auto (AlgoWindowState) state = { 0 };

      if (!read_state (file, group, &state))
        continue;
      g_array_append_val (states, state);
      state.path = state.ensemble = NULL;
    }
  return states;
}
