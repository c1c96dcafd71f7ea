/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What there is to export, as it stands at one moment. Any thread. */
#pragma once

#include "ui/pictures/figure/figure-subject.h"

#include <gio/gio.h>

typedef struct
{
  AlgoSnapshot *snapshot;
  AlgoQuestion question;
  GArray *metrics;  /* of AlgoMetrics, of all steps up to the snapshot's at least */
  GPtrArray *grids; /* of AlgoGrid, by growing step */
  guint64 budget;
  AlgoDirectTrajectory *direct; /* of the network trained beside the run, or NULL */
  /* A network that is shown in place of the run's, and what is known of where it comes from; or
   * NULL. The snapshot and the question are then of no account. */
  AlgoObservation *exhibit;
  GHashTable *provenance;       /* strings to strings */
  AlgoObservation *other;       /* to compare it with, or NULL */
  AlgoArrangement *arrangement; /* of the network's graph as it is on screen, or NULL */
  /* An ensemble, at the question's log10 beta and at this step; or NULL. Nothing else, the snapshot
   * included, is then of any account, or need be there. */
  AlgoConsensus *consensus;
  gint64 step; /* negative: the usual one */
} AlgoExportSource;

/* References what it holds. */
void algo_export_source_copy (const AlgoExportSource *source, AlgoExportSource *copy);
void algo_export_source_clear (AlgoExportSource *source);

/* Takes a second or more. NULL and the generator's error if the network cannot be made. */
AlgoFigureSubject *algo_export_source_measure (const AlgoExportSource *source,
                                               GCancellable *cancellable,
                                               GError **error);
