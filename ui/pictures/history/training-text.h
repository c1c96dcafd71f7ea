/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which betas the curves of a training picture are of. */
#pragma once

#include "ui/pictures/history/training-picture.h"

/* The log10 beta about which a band's samples lie, over the latest records. */
double algo_training_mean_log_beta (const AlgoTrainingPicture *picture, guint band);
