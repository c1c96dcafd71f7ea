/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/ensemble/ensemble.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/ensemble/ensemble-schema.h"
#include "engine/error.h"
#include "engine/run-file/grid-rows.h"
#include "engine/run-file/lease.h"
#include "engine/settings-fields.h"
#include "engine/text.h"

/* Whole numbers up to here are exact as reals, too. */
#define MOST_STEPS (G_GINT64_CONSTANT (1) << 53)
/* No row is as large as this: paths and messages are the longest. */
#define MOST_BYTES_IN_A_ROW (64 << 10)

typedef struct
{
  sqlite3 *database;
  AlgoEnsemble *ensemble;
  guint64 members;   /* how many there should be */
  GArray *grids;     /* of guint: how many each member should have */
  const char *table; /* that is being read */
  GError *reason;    /* what is wrong with it, where more can be said than that something is */
  guint point;       /* that is the next of the grid, or of the generalisations */
  guint size;        /* among the coarse ones, that is the next at that point */
} Reading;

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("the file is damaged (%s)"), what);
  return FALSE;
}

/* Takes the columns of a row, and looks at them once they are known to be as they were written.
 * FALSE if they are not, or say what cannot be. */
typedef gboolean (*ReadRow) (AlgoRow *row, Reading *reading);

/* All rows of a table, in the order of these columns. */
static gboolean
read_rows (Reading *reading, const char *table, const char *order, ReadRow read, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY %s", table, order);
  g_auto (AlgoRow) row = { 0 };
  gboolean is_right = TRUE;

  reading->table = table;
  if (!algo_row_prepare (&row, reading->database, sql, error))
    return FALSE;
  while (is_right && algo_row_next (&row, &reading->reason))
    is_right = read (&row, reading);
  if (reading->reason == NULL)
    return is_right || fail (table, error);
  g_propagate_error (error, g_steal_pointer (&reading->reason));
  return FALSE;
}

static guint
take_count (AlgoRow *row)
{
  const gint64 value = algo_row_take_integer (row);

  row->damaged |= value < 0 || value > G_MAXUINT;
  return (guint) value;
}

static guint64
take_step (AlgoRow *row)
{
  const gint64 value = algo_row_take_integer (row);

  row->damaged |= value < 0 || value > MOST_STEPS;
  return (guint64) value;
}

static gboolean
read_meta_value (Reading *reading, const char *key, const char *value)
{
  AlgoEnsemble *ensemble = reading->ensemble;
  guint field;

  if (g_str_equal (key, "members"))
    return g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT, &reading->members, NULL);
  if (g_str_equal (key, "version"))
    {
      ensemble->version = g_strdup (value);
      return *value != '\0';
    }
  if (algo_settings_find_field (key, &field))
    return !g_str_equal (key, "seed")
           && algo_settings_parse_field (&ensemble->settings, field, value);
  return g_str_equal (key, "software");
}

static gboolean
read_meta_row (AlgoRow *row, Reading *reading)
{
  const char *key = algo_row_take_text (row);
  const char *value = algo_row_take_text (row);
  g_autofree char *printable = NULL;

  if (!algo_row_check (row, reading->table, &reading->reason))
    return FALSE;
  if (read_meta_value (reading, key, value))
    return TRUE;
  printable = algo_text_printable (key);
  return fail (printable, &reading->reason);
}

static gboolean
is_printable (const char *text)
{
  g_autofree char *printable = algo_text_printable (text);

  return g_str_equal (text, printable);
}

/* Whether a member has what its state says. */
static gboolean
member_is_consistent (const AlgoEnsembleMember *member, const AlgoSettings *settings, guint grids)
{
  if (!member->seed_known && member->state != ALGO_MEMBER_DAMAGED)
    return FALSE;
  if ((member->path != NULL && *member->path == '\0')
      || (member->message != NULL && !is_printable (member->message)))
    return FALSE;
  switch (member->state)
    {
    case ALGO_MEMBER_COMPLETE:
      return member->step >= settings->steps;
    case ALGO_MEMBER_PARTIAL:
      return member->step < settings->steps;
    case ALGO_MEMBER_DAMAGED:
      return member->step == 0 && grids == 0 && member->message != NULL;
    default:
      return member->step == 0 && grids == 0 && member->path == NULL;
    }
}

static gboolean
stands_after_last (const AlgoEnsemble *ensemble, const AlgoEnsembleMember *member)
{
  const AlgoEnsembleMember *last;

  if (ensemble->members->len == 0)
    return TRUE;
  last = algo_ensemble_get_member (ensemble, ensemble->members->len - 1);
  if (!last->seed_known || !member->seed_known)
    return !member->seed_known;
  return member->seed > last->seed;
}

static gboolean
read_member_row (AlgoRow *row, Reading *reading)
{
  AlgoEnsemble *ensemble = reading->ensemble;
  g_autoptr (AlgoEnsembleMember) member = algo_ensemble_member_new (0, ALGO_MEMBER_COMPLETE);
  const guint number = take_count (row);
  const char *state;
  guint grids;

  member->seed_known = !algo_row_skip_null (row);
  if (member->seed_known)
    member->seed = (guint64) algo_row_take_integer (row);
  state = algo_row_take_text (row);
  while (member->state < ALGO_N_MEMBER_STATES
         && !g_str_equal (state, algo_member_state_name (member->state)))
    member->state++;
  member->path = g_strdup (algo_row_take_text_or_null (row));
  member->message = g_strdup (algo_row_take_text_or_null (row));
  member->step = take_step (row);
  member->checksum = (guint64) algo_row_take_integer (row);
  grids = take_count (row);
  if (!algo_row_check (row, reading->table, &reading->reason) || number != ensemble->members->len
      || member->state == ALGO_N_MEMBER_STATES
      || !member_is_consistent (member, &ensemble->settings, grids)
      || !stands_after_last (ensemble, member))
    return FALSE;
  g_array_append_val (reading->grids, grids);
  g_ptr_array_add (ensemble->members, g_steal_pointer (&member));
  return TRUE;
}

/* NULL if there is none of that number, or nothing can be measured of it. */
static AlgoEnsembleMember *
find_member (const Reading *reading, guint number)
{
  AlgoEnsembleMember *member =
      number < reading->ensemble->members->len ? reading->ensemble->members->pdata[number] : NULL;

  return member != NULL
                 && (member->state == ALGO_MEMBER_COMPLETE || member->state == ALGO_MEMBER_PARTIAL)
             ? member
             : NULL;
}

/* The grid that the next point belongs to, NULL if there should be none; `key` is what tells it
 * from other grids of the member in the table. */
typedef AlgoGrid *(*FindGrid) (const Reading *reading, AlgoEnsembleMember *member, guint64 key);

/* By its step: the last, or a new one of a later step. */
static AlgoGrid *
find_grid (const Reading *reading, AlgoEnsembleMember *member, guint64 step)
{
  AlgoGrid *last = member->grids->len > 0 ? member->grids->pdata[member->grids->len - 1] : NULL;

  if (reading->point > 0)
    return last != NULL && last->step == step ? last : NULL;
  if (step > member->step || (last != NULL && last->step >= step))
    return NULL;
  last = algo_ensemble_grid_new (&reading->ensemble->settings, step);
  g_ptr_array_add (member->grids, last);
  return last;
}

/* By whether it is from the prior: first the one with the encoder. */
static AlgoGrid *
find_prior_grid (const Reading *reading, AlgoEnsembleMember *member, guint64 from_prior)
{
  AlgoGrid **grid = from_prior ? &member->without_encoder : &member->with_encoder;

  if (from_prior > TRUE || (from_prior && member->with_encoder == NULL))
    return NULL;
  if (reading->point > 0)
    return *grid;
  if (*grid != NULL)
    return NULL;
  *grid = algo_ensemble_grid_new (&reading->ensemble->settings, member->step);
  (*grid)->from_prior = (gboolean) from_prior;
  return *grid;
}

static gboolean
read_grid_row (AlgoRow *row, Reading *reading, FindGrid find)
{
  const guint number = take_count (row);
  const guint64 key = take_step (row);
  const guint index = take_count (row);
  AlgoEnsembleMember *member;
  AlgoGrid *grid;
  AlgoGridPoint point;

  algo_row_take_grid_point (row, &reading->ensemble->settings, index,
                            reading->ensemble->settings.most, &point);
  if (!algo_row_check (row, reading->table, &reading->reason)
      || (member = find_member (reading, number)) == NULL || index != reading->point
      || (grid = find (reading, member, key)) == NULL)
    return FALSE;
  grid->points[index] = point;
  reading->point = (index + 1) % ALGO_GRID;
  return TRUE;
}

static gboolean
read_phase_row (AlgoRow *row, Reading *reading)
{
  return read_grid_row (row, reading, find_grid);
}

static gboolean
read_prior_row (AlgoRow *row, Reading *reading)
{
  return read_grid_row (row, reading, find_prior_grid);
}

static gboolean
check_grids (const Reading *reading, GError **error)
{
  gboolean complete = reading->point == 0 && reading->grids->len == reading->members;

  for (guint i = 0; i < reading->grids->len; i++)
    complete &= algo_ensemble_get_member (reading->ensemble, i)->grids->len
                == g_array_index (reading->grids, guint, i);
  return complete || fail (reading->table, error);
}

static gboolean
check_priors (const Reading *reading, GError **error)
{
  gboolean complete = reading->point == 0;

  for (guint i = 0; i < reading->ensemble->members->len; i++)
    {
      const AlgoEnsembleMember *member = algo_ensemble_get_member (reading->ensemble, i);

      complete &= (member->with_encoder == NULL) == (member->without_encoder == NULL);
    }
  return complete || fail (reading->table, error);
}

/* Files of before have no such table. */
static gboolean
read_priors (Reading *reading, GError **error)
{
  return sqlite3_table_column_metadata (reading->database, NULL, "priors", NULL, NULL, NULL, NULL,
                                        NULL, NULL)
             != SQLITE_OK
         || (read_rows (reading, "priors", "member, from_prior, point", read_prior_row, error)
             && check_priors (reading, error));
}

static double
take_unexplained (AlgoRow *row)
{
  double value;

  if (algo_row_skip_null (row))
    return INFINITY;
  value = algo_row_take_real (row);
  row->damaged |= value < 0;
  return value;
}

/* The generalisation that the next size belongs to: the last, or a new one at the next point. */
static AlgoGeneralisation *
find_generalisation (const Reading *reading, const AlgoEnsembleMember *member, guint point)
{
  const AlgoSettings *settings = &reading->ensemble->settings;
  const guint count = member->generalisations->len;
  AlgoGeneralisation *generalisation;

  if (reading->size > 0)
    return count > 0 && point == (count - 1) * ALGO_ENSEMBLE_STRIDE
               ? member->generalisations->pdata[count - 1]
               : NULL;
  if (count == ALGO_ENSEMBLE_BETAS || point != count * ALGO_ENSEMBLE_STRIDE)
    return NULL;
  generalisation = algo_ensemble_generalisation_new (settings, point, member->step);
  g_ptr_array_add (member->generalisations, generalisation);
  return generalisation;
}

/* Sizes that span the range evenly. */
static guint
get_coarse_size (guint index)
{
  return ALGO_MAX_INPUTS / ALGO_COARSE_SIZES * (index + 1);
}

static gboolean
read_generalisation_row (AlgoRow *row, Reading *reading)
{
  const guint number = take_count (row);
  const guint point = take_count (row);
  AlgoSizePoint size = { .inputs = take_count (row) };
  const AlgoEnsembleMember *member;
  AlgoGeneralisation *generalisation;
  AlgoSizePoint *place;

  size.hidden = take_count (row);
  size.known = TRUE;
  size.phase = algo_row_take_phase (row);
  size.confidence = algo_row_take_confidence (row);
  size.unexplained = take_unexplained (row);
  size.least_unexplained = take_unexplained (row);
  size.most_unexplained = take_unexplained (row);
  if (!algo_row_check (row, reading->table, &reading->reason)
      || (member = find_member (reading, number)) == NULL
      || size.inputs != get_coarse_size (reading->size)
      || !(size.least_unexplained <= size.unexplained && size.unexplained <= size.most_unexplained)
      || (generalisation = find_generalisation (reading, member, point)) == NULL)
    return FALSE;
  place = &generalisation->points[size.inputs - ALGO_MIN_INPUTS];
  if (size.hidden != place->hidden)
    return FALSE;
  size.step = member->step;
  *place = size;
  reading->size = (reading->size + 1) % ALGO_COARSE_SIZES;
  return TRUE;
}

static gboolean
check_generalisations (const Reading *reading, GError **error)
{
  gboolean complete = reading->size == 0;

  for (guint i = 0; i < reading->ensemble->members->len; i++)
    {
      const guint count = algo_ensemble_get_member (reading->ensemble, i)->generalisations->len;

      complete &= count == 0 || count == ALGO_ENSEMBLE_BETAS;
    }
  return complete || fail (reading->table, error);
}

static gboolean
read_direct_row (AlgoRow *row, Reading *reading)
{
  const AlgoSettings *settings = &reading->ensemble->settings;
  const guint number = take_count (row);
  AlgoMemberDirect direct = { .step = take_step (row) };
  AlgoEnsembleMember *member;
  guint diverged;

  direct.inputs = take_count (row);
  direct.hidden = take_count (row);
  diverged = take_count (row);
  direct.phase = algo_row_take_phase (row);
  direct.confidence = algo_row_take_confidence (row);
  direct.parameters.unexplained = algo_row_take_real (row);
  algo_row_take_order_parameters (row, &direct.parameters);
  if (!algo_row_check (row, reading->table, &reading->reason)
      || (member = find_member (reading, number)) == NULL || direct.step == 0
      || direct.step > member->step || diverged > 1 || direct.inputs != settings->most
      || direct.hidden != ALGO_HIDDEN_PER_INPUT * settings->most
      || !(direct.parameters.unexplained >= 0))
    return FALSE;
  direct.diverged = diverged;
  direct.parameters.inputs = direct.inputs;
  member->direct = direct;
  return TRUE;
}

static gboolean
read_tables (Reading *reading, GError **error)
{
  const AlgoEnsemble *ensemble = reading->ensemble;

  if (!read_rows (reading, "meta", "key", read_meta_row, error))
    return FALSE;
  if (ensemble->version == NULL)
    return fail (reading->table, error);
  return algo_settings_validate (&ensemble->settings, error)
         && read_rows (reading, "members", "number", read_member_row, error)
         && read_rows (reading, "phases", "member, step, point", read_phase_row, error)
         && check_grids (reading, error) && read_priors (reading, error)
         && read_rows (reading, "generalisations", "member, point, inputs", read_generalisation_row,
                       error)
         && check_generalisations (reading, error)
         && read_rows (reading, "directs", "member", read_direct_row, error);
}

AlgoEnsemble *
algo_ensemble_read_database (sqlite3 *database, GError **error)
{
  /* What the file does not state is out of range, but for the range of log10 beta. */
  const AlgoSettings nothing = { .log_beta_from = ALGO_MIN_LOG_BETA,
                                 .log_beta_to = ALGO_MAX_LOG_BETA,
                                 .task = &algo_task_l1 };
  g_autoptr (AlgoEnsemble) ensemble = algo_ensemble_new (&nothing);
  g_autoptr (GArray) grids = g_array_new (FALSE, FALSE, sizeof (guint));
  Reading reading = {
    .database = database, .ensemble = ensemble, .members = G_MAXUINT64, .grids = grids
  };

  return read_tables (&reading, error) ? g_steal_pointer (&ensemble) : NULL;
}

static AlgoEnsemble *
read_file (const char *path, GError **error)
{
  AlgoFileIdentity identity;
  AlgoEnsemble *ensemble = NULL;
  sqlite3 *database;

  /* A pipe would be waited for. */
  if (!algo_file_identify (path, &identity, error)
      || !algo_database_check_header (path, &algo_ensemble_format, error))
    return NULL;
  /* The file is never written again once it is there. */
  database = algo_database_open_untrusted (path, TRUE, MOST_BYTES_IN_A_ROW, error);
  if (database == NULL)
    return NULL;
  if (algo_database_check_format (database, &algo_ensemble_format, error)
      && algo_database_check_structure (database, error))
    ensemble = algo_ensemble_read_database (database, error);
  sqlite3_close (database);
  return ensemble;
}

AlgoEnsemble *
algo_ensemble_read (const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  AlgoEnsemble *ensemble = read_file (absolute, error);

  if (ensemble == NULL)
    algo_error_prefix_path (error, path);
  else
    ensemble->path = g_steal_pointer (&absolute);
  return ensemble;
}

gboolean
algo_ensemble_is_in (const char *path)
{
  return algo_database_is_of (path, &algo_ensemble_format);
}
