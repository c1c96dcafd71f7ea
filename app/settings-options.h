/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of a run as options of the command line. */
#pragma once

#include "app/command-line.h"
#include "engine/settings.h"

/* The option --`name` for the setting of that name (see AlgoSettingRow), which it reads into
 * `settings`. */
AlgoOption algo_settings_option (AlgoSettings *settings, const char *name);
