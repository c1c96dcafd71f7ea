/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of single values in the rows of a database, each with the right checksum of its row:
 * without that, nothing would come further than the checksums. */
#pragma once

#include <glib.h>
#include <sqlite3.h>
#include <stdint.h>

typedef struct
{
  const char *name;
  const char *key; /* "step = ? AND point = ?", by the first columns */
} FuzzTable;

/* Makes the changes that `data` says, a few at most. */
void fuzz_change_rows (sqlite3 *database,
                       const FuzzTable *tables,
                       guint n_tables,
                       const uint8_t *data,
                       size_t size);
