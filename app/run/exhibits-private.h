/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the exhibits share. */
#pragma once

#include "app/run/exhibit.h"
#include "app/run/exhibits.h"

/* Shows it, and takes it. */
void algo_exhibits_take (AlgoExhibits *self, AlgoExhibit *exhibit);
