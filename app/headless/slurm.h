/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A site's own Slurm, through its commands sbatch and squeue. In the folder of a sweep slurm.sh is
 * the script that is submitted, and slurm.ini says which job arrays were, with which seeds. */
#pragma once

#include "engine/ensemble/sweep.h"

/* This is the job of a seed in an array. */
typedef struct
{
  char *name;   /* "1234_7", as Slurm's commands know it */
  char *state;  /* "PENDING", "RUNNING" ...; NULL if Slurm no longer knows of it */
  char *reason; /* why it is in that state, as Slurm says; NULL if it does not */
} AlgoSlurmTask;

/* Lists the latest task of each seed that was submitted, by guint64, in a new table. What Slurm
 * knows of them is left out, and `error` set, if it cannot be asked; the table is there all the
 * same. */
GHashTable *algo_slurm_list_tasks (const AlgoSweep *sweep, GError **error);
/* Tells whether it is still to run, or is running. */
gboolean algo_slurm_task_is_active (const AlgoSlurmTask *task);
/* Writes "1234_7: CANCELLED", as a person is told; a new string. */
char *algo_slurm_task_format (const AlgoSlurmTask *task);

/* Submits one array with a job for each of the seeds, of which Slurm runs at most `jobs` at a time,
 * 0 for all, each with so many threads. `options` are for sbatch, in the shell's way of writing.
 * Returns the array's job; 0 and an error, which says what sbatch says, if it is not submitted. */
guint64 algo_slurm_submit (const AlgoSweep *sweep,
                           const GArray *seeds,
                           guint jobs,
                           guint threads,
                           const char *options,
                           GError **error);
