/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrangements of panels that come with the program. */
#pragma once

#include "ui/pictures/scene/panel.h"

typedef struct
{
  const char *name;        /* never translated */
  const char *title;       /* marked for translation, with a mnemonic */
  const char *arrangement; /* as ui/widgets/board/board-arrangement.h has it */
} AlgoBoardPreset;

/* The first is the default. */
const AlgoBoardPreset *algo_board_presets_get (AlgoPanelSet set, guint *count);
