/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the linker puts in the place of functions with which the work of a command begins, as with
 * -Wl,--wrap: nothing on the machine is read, written or waited for, whatever the command line. */
#include "app/headless/console.h"
#include "app/headless/destination.h"
#include "engine/ensemble/ensemble.h"
#include "engine/ensemble/gather-sources.h"
#include "engine/ensemble/sweep.h"
#include "engine/formats/tensor-file.h"
#include "engine/run-file/recorder.h"

__typeof__ (algo_destination_check_file) __wrap_algo_destination_check_file;
__typeof__ (algo_destination_make_folder) __wrap_algo_destination_make_folder;
__typeof__ (algo_ensemble_is_in) __wrap_algo_ensemble_is_in;
__typeof__ (algo_gather_sources_new) __wrap_algo_gather_sources_new;
__typeof__ (algo_interrupt_catch) __wrap_algo_interrupt_catch;
__typeof__ (algo_recorder_open) __wrap_algo_recorder_open;
__typeof__ (algo_run_file_open) __wrap_algo_run_file_open;
__typeof__ (algo_tensor_file_load) __wrap_algo_tensor_file_load;
__typeof__ (algo_sweep_join) __wrap_algo_sweep_join;
__typeof__ (algo_sweep_open) __wrap_algo_sweep_open;
__typeof__ (algo_trainer_new) __wrap_algo_trainer_new;

static gpointer
refuse (GError **error)
{
  g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "no work is done here");
  return NULL;
}

gboolean
__wrap_algo_destination_check_file (const char *path, gboolean force, GError **error)
{
  return TRUE;
}

gboolean
__wrap_algo_destination_make_folder (const char *path, GError **error)
{
  return TRUE;
}

gboolean
__wrap_algo_ensemble_is_in (const char *path)
{
  return FALSE;
}

AlgoGatherSources *
__wrap_algo_gather_sources_new (const char *const *operands, GError **error)
{
  return refuse (error);
}

void
__wrap_algo_interrupt_catch (void)
{
}

AlgoRecorder *
__wrap_algo_recorder_open (const char *path, AlgoTrainerState **state, GError **error)
{
  return refuse (error);
}

AlgoRunFile *
__wrap_algo_run_file_open (const char *path, GError **error)
{
  return refuse (error);
}

AlgoTensorFile *
__wrap_algo_tensor_file_load (const char *path, GError **error)
{
  return refuse (error);
}

AlgoSweep *
__wrap_algo_sweep_join (const char *folder,
                        const AlgoSettings *settings,
                        const GArray *seeds,
                        GError **error)
{
  return refuse (error);
}

AlgoSweep *
__wrap_algo_sweep_open (const char *folder, GError **error)
{
  return refuse (error);
}

AlgoTrainer *
__wrap_algo_trainer_new (const AlgoSettings *settings, GError **error)
{
  g_assert_true (algo_settings_validate (settings, NULL));
  return refuse (error);
}
