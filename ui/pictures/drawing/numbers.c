/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/numbers.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MINUS "\u2212"
#define NARROW_SPACE "\u202f" /* no-break, so that a number stays on one line */

/* Digits as printf() writes them, with a proper minus sign and thousands set apart. */
static char *
typeset (const char *digits)
{
  GString *string = g_string_new (NULL);
  gsize whole;

  if (*digits == '-')
    {
      g_string_append (string, MINUS);
      digits++;
    }
  whole = strspn (digits, "0123456789");
  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && whole > 4 && (whole - i) % 3 == 0)
        g_string_append (string, NARROW_SPACE);
      g_string_append_c (string, digits[i]);
    }
  g_string_append (string, digits + whole);
  return g_string_free (string, FALSE);
}

static char *
format_not_finite (double value)
{
  if (isnan (value))
    return g_strdup ("\u2013");
  return g_strdup (value > 0 ? "\u221e" : MINUS "\u221e");
}

char *
algo_number_format_power (gint exponent)
{
  static const char *const digits[] = { "\u2070", "\u00b9", "\u00b2", "\u00b3", "\u2074",
                                        "\u2075", "\u2076", "\u2077", "\u2078", "\u2079" };
  g_autofree char *plain = g_strdup_printf ("%d", exponent);
  GString *string = g_string_new ("10");

  for (const char *c = plain; *c != '\0'; c++)
    g_string_append (string, *c == '-' ? "\u207b" : digits[*c - '0']);
  return g_string_free (string, FALSE);
}

char *
algo_number_format_decimals (double value, guint decimals)
{
  g_autofree char *digits = NULL;

  if (!isfinite (value))
    return format_not_finite (value);
  digits = g_strdup_printf ("%.*f", (int) decimals, value);
  /* What rounds to zero has no sign. */
  if (*digits == '-' && strspn (digits + 1, "0.,") == strlen (digits + 1))
    return typeset (digits + 1);
  return typeset (digits);
}

char *
algo_number_format (double value)
{
  g_autofree char *scientific = NULL;
  const char *exponent_text;
  gint exponent;

  if (!isfinite (value))
    return format_not_finite (value);
  if (value == 0)
    return g_strdup ("0");
  scientific = g_strdup_printf ("%.2e", value);
  exponent_text = strchr (scientific, 'e');
  exponent = atoi (exponent_text + 1);
  if (exponent < -4 || exponent > 5)
    {
      g_autofree char *mantissa = g_strndup (scientific, exponent_text - scientific);
      g_autofree char *shown = typeset (mantissa);
      g_autofree char *power = algo_number_format_power (exponent);

      return g_strconcat (shown, "\u00d7", power, NULL);
    }
  if (exponent > 2)
    {
      double unit = pow (10, exponent - 2);

      return algo_number_format_decimals (round (value / unit) * unit, 0);
    }
  return algo_number_format_decimals (value, 2 - exponent);
}

char *
algo_number_format_signed (double value)
{
  g_autofree char *plain = algo_number_format (value);

  return value > 0 ? g_strconcat ("+", plain, NULL) : g_steal_pointer (&plain);
}

char *
algo_number_format_log_beta (double log_beta)
{
  return algo_number_format_decimals (log_beta, 2);
}

char *
algo_number_format_count (guint64 count)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GUINT64_FORMAT, count);

  return typeset (digits);
}

char *
algo_number_format_percent (double share)
{
  g_autofree char *number = algo_number_format_decimals (100 * share, 0);

  /* Translators: a share in per cent, such as "93 %" or "93%" */
  return g_strdup_printf (_ ("%s\u202f%%"), number);
}
