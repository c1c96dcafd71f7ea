/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks in place of the run's: one that was opened or changed by hand, what was put away of
 * late, and one that is kept to compare others with.
 *
 * Training goes on meanwhile and changes nothing that is shown of the network. Asking for another
 * network, by the slider or the timeline say, shows that: nothing that a person moves may seem
 * dead. What was changed is put away, and comes back by Undo. So it is where another run takes the
 * run's place. Main thread; what takes its time is worked out in threads.
 *
 * Signals:
 * - "changed": a scene that is made now would differ.
 * - "shown": another network, or none, is in place of the run's, or it was changed: its description
 *   is another. Noise is not to be drawn anew continually while one is shown.
 * - "kept", "unkept": a person keeps a copy to compare with, or takes that back.
 * - "say" (text, label, action, target): as a playhead's, for a toast.
 * - "hush": a toast that is shown no longer holds. */
#pragma once

#include "app/run/exhibit.h"
#include "app/run/playhead.h"
#include "engine/run/comparison.h"

#define ALGO_TYPE_EXHIBITS (algo_exhibits_get_type ())
G_DECLARE_FINAL_TYPE (AlgoExhibits, algo_exhibits, ALGO, EXHIBITS, GObject)

/* References the playhead, and follows the run. */
AlgoExhibits *algo_exhibits_new (AlgoRunModel *run, AlgoPlayhead *playhead);

/* Returns the actions "undo", "redo", "bring-back", "discard-edits", "keep" and "unkeep", borrowed,
 * to be inserted as ALGO_EXHIBITS_ACTIONS. A text that has the focus has an Undo of its own, which
 * the window sees to. */
#define ALGO_EXHIBITS_ACTIONS "exhibits"
GActionGroup *algo_exhibits_get_actions (AlgoExhibits *self);

/* Sets what a person sees, the scene's network: editing begins with it, and Keep keeps it. A
 * reference is taken; NULL is for nothing. */
void algo_exhibits_set_seen (AlgoExhibits *self, AlgoObservation *observation);
/* Changes the network that is shown, or a copy of the run's. */
void algo_exhibits_edit (AlgoExhibits *self, const AlgoEdit *edit);
/* Shows another, and takes it. */
void algo_exhibits_take (AlgoExhibits *self, AlgoExhibit *exhibit);
/* Shows the run's network again; says so, and offers to undo it, if there is anything to be lost.
 */
void algo_exhibits_put_away (AlgoExhibits *self);

/* Returns what is in place of the run's network, borrowed; NULL where the run's is shown. */
const AlgoExhibit *algo_exhibits_get (AlgoExhibits *self);

/* Returns what others are compared with, borrowed; NULL where nothing was kept. */
AlgoObservation *algo_exhibits_get_kept (AlgoExhibits *self);
/* Returns a network compared with the one kept, borrowed. It is NULL where nothing is kept, or
 * until that is worked out, which begins now and is followed by "changed". One network at a time
 * is: of those asked for meanwhile, none is remembered. */
AlgoComparison *algo_exhibits_compare (AlgoExhibits *self, AlgoObservation *observation);
