/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of both programs. */
#pragma once

/* The language that the environment asks for, as far as there are translations: among those
 * installed, or in the folder that ALGOSCOPE_LOCALE_DIR names where nothing is. Before all else. */
void algo_language_init (void);
