/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables as text (RFC 4180): fields parted by commas, rows ended by CR LF, UTF-8, a decimal point
 * whatever the locale. */
#pragma once

#include <glib.h>

typedef struct _AlgoCsv AlgoCsv;

AlgoCsv *algo_csv_new (void);
void algo_csv_free (AlgoCsv *csv);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoCsv, algo_csv_free)

/* The next field of the row. Text is quoted where it must be, and what is not UTF-8 in it replaced;
 * NULL gives an empty field. Real numbers have up to nine digits, enough to give a float back;
 * "nan", "inf" and "-inf" are the others. */
void algo_csv_add_text (AlgoCsv *csv, const char *text);
void algo_csv_add_whole (AlgoCsv *csv, guint64 value);
void algo_csv_add_real (AlgoCsv *csv, double value);
void algo_csv_add_empty (AlgoCsv *csv);
/* A whole number, or an empty field where it is negative. */
void algo_csv_add_index (AlgoCsv *csv, gint64 index);
void algo_csv_end_row (AlgoCsv *csv);
/* A column that is the same in every row: the last, after those added before it. To be called
 * before the header; left out if that has a column of the same name. */
void algo_csv_add_constant (AlgoCsv *csv, const char *name, const char *value);
/* The first row: the names of the columns, and of the constant ones. */
void algo_csv_add_header (AlgoCsv *csv, const char *const *names, guint count);
/* The same, of names that end with NULL. */
void algo_csv_add_names (AlgoCsv *csv, const char *first, ...) G_GNUC_NULL_TERMINATED;

/* What has been added so far, borrowed. */
const char *algo_csv_get_text (const AlgoCsv *csv, gsize *length);
/* The file appears whole or not at all. FALSE and a G_FILE_ERROR if it cannot be written. */
gboolean algo_csv_save (const AlgoCsv *csv, const char *path, GError **error);
