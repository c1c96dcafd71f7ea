/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/fuzz/arguments.h"

#include <string.h>

char **
fuzz_arguments_new (const char *program, const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  gsize length;

  g_ptr_array_add (arguments, g_strdup (program));
  for (gsize at = 0; at < size; at += length + 1)
    {
      length = strnlen ((const char *) data + at, size - at);
      g_ptr_array_add (arguments, g_strndup ((const char *) data + at, length));
    }
  g_ptr_array_add (arguments, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&arguments), FALSE);
}
