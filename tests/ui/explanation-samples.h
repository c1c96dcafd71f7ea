/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Made-up explanations and a made-up generalisation, part of the pictures' samples. */
#pragma once

#include "engine/analysis/explanation.h"
#include "engine/run/generalisation.h"

/* A formula of this phase that explains most of `network`, with constants as they are in earnest.
 */
AlgoExplanation *explanation_sample_new (AlgoNetwork *network, AlgoPhase phase);
/* Puts not a number and infinity wherever a picture may meet them. */
void explanation_sample_spoil (AlgoExplanation *explanation);

/* Well where it was trained, worse beyond; every phase somewhere, and a few sizes not known yet. */
AlgoGeneralisation *generalisation_sample_new (void);
void generalisation_sample_spoil (AlgoGeneralisation *generalisation);
