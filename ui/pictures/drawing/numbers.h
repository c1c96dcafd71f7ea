/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as people read them, the same everywhere: three significant digits, log10 beta with two
 * decimals, a proper minus sign (U+2212), the decimal point of the user's locale. Not for files.
 *
 * All return new strings. Not a number reads as a dash, infinity as its sign. */
#pragma once

#include <glib.h>

/* Three significant digits: "0.00812", "5.03", "1080", "3.2×10⁻⁷". */
char *algo_number_format (double value);
/* As above with a plus sign where it is positive, for weights. */
char *algo_number_format_signed (double value);
char *algo_number_format_decimals (double value, guint decimals);
/* Two decimals, without "log β". */
char *algo_number_format_log_beta (double log_beta);
/* "10⁻⁵", for axes. */
char *algo_number_format_power (gint exponent);
/* A count, grouped by thousands with a thin space: "12 000". */
char *algo_number_format_count (guint64 count);
/* 0 to 1, as whole per cent: "93 %" in the locale's manner. */
char *algo_number_format_percent (double share);
