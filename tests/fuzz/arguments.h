/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Command lines as bytes: each argument is ended by a NUL, as in /proc/self/cmdline. */
#pragma once

#include <glib.h>

/* A new array, NULL-terminated, of the program's name and the arguments in `data`; the last one
 * may lack its NUL. */
char **fuzz_arguments_new (const char *program, const guint8 *data, gsize size);
