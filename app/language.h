/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The language of both programs. */
#pragma once

/* Sets the language that the environment asks for, as far as there are translations: among those
 * installed, or in the folder that ALGOSCOPE_LOCALE_DIR names where nothing is. It is to be called
 * before all else. */
void algo_language_init (void);
