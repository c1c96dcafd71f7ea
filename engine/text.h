/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text from outside (paths, names in files) made fit for a message, and numbers made text. */
#pragma once

/* `text` as valid UTF-8 on one line, control characters replaced and what is over 200 characters
 * cut off. Owned by the caller. */
char *algo_text_printable (const char *text);

/* `value` with a point, as people write it, or with all its digits where that would be another
 * number. Owned by the caller. */
char *algo_text_of_real (double value);
