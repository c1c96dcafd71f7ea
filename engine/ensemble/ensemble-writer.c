/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/ensemble-writer.h"

#include <math.h>

#include "engine/ensemble/ensemble-schema.h"
#include "engine/error.h"
#include "engine/formats/whole-file.h"
#include "engine/run-file/grid-rows.h"
#include "engine/settings-fields.h"

static gboolean
write_meta_row (AlgoRow *row, const char *key, const char *value, GError **error)
{
  algo_row_put_text (row, key);
  algo_row_put_text (row, value);
  return algo_row_write (row, error);
}

static gboolean
write_meta (sqlite3 *database, const AlgoEnsemble *ensemble, GError **error)
{
  g_autofree char *members = g_strdup_printf ("%u", ensemble->members->len);
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "meta", FALSE, error)
      || !write_meta_row (&row, "software", "Algoscope", error)
      || !write_meta_row (&row, "version", ALGO_VERSION, error)
      || !write_meta_row (&row, "members", members, error))
    return FALSE;
  for (guint i = 0; i < algo_settings_count_fields (); i++)
    {
      const char *name = algo_settings_field_name (i);
      g_autofree char *value = algo_settings_format_field (&ensemble->settings, i);

      if (!g_str_equal (name, "seed") && !write_meta_row (&row, name, value, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_members (sqlite3 *database, const AlgoEnsemble *ensemble, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "members", FALSE, error))
    return FALSE;
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      algo_row_put_integer (&row, i);
      if (member->seed_known)
        algo_row_put_integer (&row, (gint64) member->seed);
      else
        algo_row_put_null (&row);
      algo_row_put_text (&row, algo_member_state_name (member->state));
      algo_row_put_text (&row, member->path);
      algo_row_put_text (&row, member->message);
      algo_row_put_integer (&row, (gint64) member->step);
      algo_row_put_integer (&row, (gint64) member->checksum);
      algo_row_put_integer (&row, member->grids->len);
      if (!algo_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

/* `key` is what tells it from other grids of the member in the table. */
static gboolean
write_grid (AlgoRow *row, guint member, gint64 key, const AlgoGrid *grid, GError **error)
{
  for (guint i = 0; i < ALGO_GRID; i++)
    {
      algo_row_put_integer (row, member);
      algo_row_put_integer (row, key);
      algo_row_put_integer (row, i);
      algo_row_put_grid_point (row, &grid->points[i]);
      if (!algo_row_write (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_phases (sqlite3 *database, const AlgoEnsemble *ensemble, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "phases", FALSE, error))
    return FALSE;
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const GPtrArray *grids = algo_ensemble_get_member (ensemble, i)->grids;

      for (guint j = 0; j < grids->len; j++)
        if (!write_grid (&row, i, (gint64) ((const AlgoGrid *) grids->pdata[j])->step,
                         grids->pdata[j], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
write_priors (sqlite3 *database, const AlgoEnsemble *ensemble, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "priors", FALSE, error))
    return FALSE;
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (ensemble, i);

      if (member->with_encoder != NULL
          && (!write_grid (&row, i, FALSE, member->with_encoder, error)
              || !write_grid (&row, i, TRUE, member->without_encoder, error)))
        return FALSE;
    }
  return TRUE;
}

static void
put_unexplained (AlgoRow *row, double unexplained)
{
  if (isfinite (unexplained))
    algo_row_put_real (row, unexplained);
  else
    algo_row_put_null (row);
}

static gboolean
write_generalisation (AlgoRow *row,
                      guint member,
                      guint point,
                      const AlgoGeneralisation *generalisation,
                      GError **error)
{
  for (guint i = 0; i < ALGO_SIZES; i++)
    {
      const AlgoSizePoint *size = &generalisation->points[i];

      if (!size->known)
        continue;
      algo_row_put_integer (row, member);
      algo_row_put_integer (row, point);
      algo_row_put_integer (row, size->inputs);
      algo_row_put_integer (row, size->hidden);
      algo_row_put_phase (row, size->phase);
      algo_row_put_real (row, size->confidence);
      put_unexplained (row, size->unexplained);
      put_unexplained (row, size->least_unexplained);
      put_unexplained (row, size->most_unexplained);
      if (!algo_row_write (row, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_generalisations (sqlite3 *database, const AlgoEnsemble *ensemble, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "generalisations", FALSE, error))
    return FALSE;
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const GPtrArray *of_member = algo_ensemble_get_member (ensemble, i)->generalisations;

      for (guint j = 0; j < of_member->len; j++)
        if (!write_generalisation (&row, i, j * ALGO_ENSEMBLE_STRIDE, of_member->pdata[j], error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
write_directs (sqlite3 *database, const AlgoEnsemble *ensemble, GError **error)
{
  g_auto (AlgoRow) row = { 0 };

  if (!algo_row_prepare_insertion (&row, database, "directs", FALSE, error))
    return FALSE;
  for (guint i = 0; i < ensemble->members->len; i++)
    {
      const AlgoMemberDirect *direct = &algo_ensemble_get_member (ensemble, i)->direct;

      if (direct->step == 0)
        continue;
      algo_row_put_integer (&row, i);
      algo_row_put_integer (&row, (gint64) direct->step);
      algo_row_put_integer (&row, direct->inputs);
      algo_row_put_integer (&row, direct->hidden);
      algo_row_put_integer (&row, direct->diverged);
      algo_row_put_phase (&row, direct->phase);
      algo_row_put_real (&row, direct->confidence);
      algo_row_put_real (&row, direct->parameters.unexplained);
      algo_row_put_order_parameters (&row, &direct->parameters);
      if (!algo_row_write (&row, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
algo_ensemble_write_database (sqlite3 *database, const AlgoEnsemble *ensemble, GError **error)
{
  return algo_database_execute (database, "BEGIN", error) && write_meta (database, ensemble, error)
         && write_members (database, ensemble, error) && write_phases (database, ensemble, error)
         && write_priors (database, ensemble, error)
         && write_generalisations (database, ensemble, error)
         && write_directs (database, ensemble, error)
         && algo_database_execute (database, "COMMIT", error);
}

/* The database as the bytes of a file; sqlite3_free() them. */
static unsigned char *
serialise (const AlgoEnsemble *ensemble, gsize *length, GError **error)
{
  sqlite3 *database = algo_ensemble_database_new (error);
  unsigned char *bytes = NULL;
  sqlite3_int64 count;

  /* What tables grew out of stays in the file otherwise. */
  if (database != NULL && algo_ensemble_write_database (database, ensemble, error)
      && algo_database_execute (database, "VACUUM", error))
    {
      bytes = sqlite3_serialize (database, "main", &count, 0);
      if (bytes != NULL)
        *length = (gsize) count;
      else
        algo_database_fail (database, error);
    }
  sqlite3_close (database);
  return bytes;
}

gboolean
algo_ensemble_save (const AlgoEnsemble *ensemble, const char *path, GError **error)
{
  gsize length;
  unsigned char *bytes = serialise (ensemble, &length, error);
  gboolean saved;

  if (bytes == NULL)
    {
      algo_error_prefix_path (error, path);
      return FALSE;
    }
  saved = algo_whole_file_save (path, bytes, length, error);
  sqlite3_free (bytes);
  return saved;
}
