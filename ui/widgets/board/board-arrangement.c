/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/board-arrangement.h"

#include <math.h>
#include <string.h>

#define MOST_CHARACTERS 4096
#define MOST_IN_A_ROW 4 /* before a panel without a place gets a row of its own */
#define HIDDEN '-'
#define END_OF_SHARE ":"

static AlgoBoardArrangement *
arrangement_new (void)
{
  AlgoBoardArrangement *arrangement = g_new (AlgoBoardArrangement, 1);

  arrangement->places = g_array_new (FALSE, FALSE, sizeof (AlgoBoardPlace));
  arrangement->heights = g_array_new (FALSE, FALSE, sizeof (double));
  return arrangement;
}

void
algo_board_arrangement_free (AlgoBoardArrangement *arrangement)
{
  g_array_unref (arrangement->places);
  g_array_unref (arrangement->heights);
  g_free (arrangement);
}

AlgoBoardArrangement *
algo_board_arrangement_copy (const AlgoBoardArrangement *arrangement)
{
  AlgoBoardArrangement *copy = g_new (AlgoBoardArrangement, 1);

  copy->places = g_array_copy (arrangement->places);
  copy->heights = g_array_copy (arrangement->heights);
  return copy;
}

AlgoBoardPlace *
algo_board_arrangement_get (const AlgoBoardArrangement *arrangement, guint index)
{
  return &g_array_index (arrangement->places, AlgoBoardPlace, index);
}

double *
algo_board_arrangement_get_height (const AlgoBoardArrangement *arrangement, guint row)
{
  return &g_array_index (arrangement->heights, double, row);
}

/* Text. */

/* Decimal digits only: strtod() also takes hexadecimal ones, signs and names. */
static gboolean
parse_share (const char *text, double *share)
{
  char *end;

  if (*text == '\0' || text[strspn (text, "0123456789.")] != '\0')
    return FALSE;
  *share = g_ascii_strtod (text, &end);
  if (*end != '\0' || !(*share > 0))
    return FALSE;
  *share = CLAMP (*share, ALGO_BOARD_LEAST_SHARE, ALGO_BOARD_MOST_SHARE);
  return TRUE;
}

static gboolean
is_name (const char *text)
{
  return g_ascii_islower (*text)
         && text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-")] == '\0';
}

static const char *
find_name (const char *const *names, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strcmp (names[i], name) == 0)
      return g_intern_string (name);
  return NULL;
}

/* The name is NULL if it is not among `names`. */
static gboolean
parse_place (const char *text, const char *const *names, AlgoBoardPlace *place)
{
  g_autofree char *name = NULL;
  const char *mark;

  *place = (AlgoBoardPlace){ .share = 1, .shown = *text != HIDDEN };
  if (!place->shown)
    text++;
  mark = strchr (text, '*');
  if (mark != NULL && !parse_share (mark + 1, &place->share))
    return FALSE;
  name = mark != NULL ? g_strndup (text, mark - text) : g_strdup (text);
  place->name = find_name (names, name);
  return is_name (name);
}

/* Adds a panel to the last row, unless its name is unknown. */
static gboolean
parse_panel (AlgoBoardArrangement *arrangement, const char *word, const char *const *names)
{
  AlgoBoardPlace place;

  if (!parse_place (word, names, &place))
    return FALSE;
  if (place.name == NULL)
    return TRUE;
  if (algo_board_arrangement_find (arrangement, place.name, NULL, NULL) != NULL)
    return FALSE;
  place.row = arrangement->heights->len - 1;
  g_array_append_val (arrangement->places, place);
  return TRUE;
}

/* Adds a row with its share and all its panels, unless it has none that is known. */
static gboolean
parse_row (AlgoBoardArrangement *arrangement, char **words, const char *const *names)
{
  const guint count = arrangement->places->len;
  double share = 1;

  if (words[0] != NULL && g_str_has_suffix (words[0], END_OF_SHARE))
    {
      words[0][strlen (words[0]) - 1] = '\0';
      if (!parse_share (words[0], &share))
        return FALSE;
      words++;
    }
  g_array_append_val (arrangement->heights, share);
  for (; *words != NULL; words++)
    if (**words != '\0' && !parse_panel (arrangement, *words, names))
      return FALSE;
  if (arrangement->places->len == count)
    g_array_set_size (arrangement->heights, arrangement->heights->len - 1);
  return TRUE;
}

AlgoBoardArrangement *
algo_board_arrangement_parse (const char *text, const char *const *names)
{
  g_autoptr (AlgoBoardArrangement) arrangement = arrangement_new ();
  g_auto (GStrv) rows = NULL;

  if (strlen (text) > MOST_CHARACTERS)
    return NULL;
  rows = g_strsplit (text, "/", -1);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (g_strstrip (rows[i]), " ", -1);

      if (!parse_row (arrangement, words, names))
        return NULL;
    }
  return algo_board_arrangement_count_shown (arrangement) > 0 ? g_steal_pointer (&arrangement)
                                                              : NULL;
}

/* Three digits: no person sees a difference that is smaller. */
static void
append_share (GString *text, const char *before, double share, const char *after)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (fabs (share - 1) < 0.005)
    return;
  g_ascii_formatd (number, sizeof number, "%.3g", share);
  g_string_append (text, before);
  g_string_append (text, number);
  g_string_append (text, after);
}

char *
algo_board_arrangement_to_text (const AlgoBoardArrangement *arrangement)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < arrangement->places->len; i++)
    {
      const AlgoBoardPlace *place = algo_board_arrangement_get (arrangement, i);
      const gboolean is_first = i == 0 || place[-1].row != place->row;

      if (i > 0)
        g_string_append (text, is_first ? " / " : " ");
      if (is_first)
        append_share (text, "", *algo_board_arrangement_get_height (arrangement, place->row), ": ");
      if (!place->shown)
        g_string_append_c (text, HIDDEN);
      g_string_append (text, place->name);
      append_share (text, "*", place->share, "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is where. */

/* The index of the first place of the row, or of what follows it if it has none. */
static guint
find_first (const AlgoBoardArrangement *arrangement, guint row)
{
  guint index = 0;

  while (index < arrangement->places->len
         && algo_board_arrangement_get (arrangement, index)->row < row)
    index++;
  return index;
}

AlgoBoardPlace *
algo_board_arrangement_find (const AlgoBoardArrangement *arrangement,
                             const char *name,
                             guint *row,
                             guint *column)
{
  for (guint i = 0; i < arrangement->places->len; i++)
    {
      AlgoBoardPlace *place = algo_board_arrangement_get (arrangement, i);

      if (strcmp (place->name, name) != 0)
        continue;
      if (row != NULL)
        *row = place->row;
      if (column != NULL)
        *column = i - find_first (arrangement, place->row);
      return place;
    }
  return NULL;
}

gboolean
algo_board_arrangement_is_shown (const AlgoBoardArrangement *arrangement, const char *name)
{
  const AlgoBoardPlace *place = algo_board_arrangement_find (arrangement, name, NULL, NULL);

  return place != NULL && place->shown;
}

guint
algo_board_arrangement_count_row (const AlgoBoardArrangement *arrangement, guint row)
{
  const guint end = find_first (arrangement, row + 1);
  guint count = 0;

  for (guint i = find_first (arrangement, row); i < end; i++)
    count += algo_board_arrangement_get (arrangement, i)->shown ? 1 : 0;
  return count;
}

guint
algo_board_arrangement_count_shown (const AlgoBoardArrangement *arrangement)
{
  guint count = 0;

  for (guint row = 0; row < arrangement->heights->len; row++)
    count += algo_board_arrangement_count_row (arrangement, row);
  return count;
}

/* The emptiest row with room; of two, the lower one. */
static void
add_place (AlgoBoardArrangement *arrangement, const char *name)
{
  const double height = 1;
  AlgoBoardPlace place = { .name = g_intern_string (name), .share = 1, .shown = TRUE };
  guint least = MOST_IN_A_ROW - 1;

  place.row = arrangement->heights->len;
  for (guint row = 0; row < arrangement->heights->len; row++)
    {
      const guint count = algo_board_arrangement_count_row (arrangement, row);

      if (count == 0 || count > least)
        continue;
      place.row = row;
      least = count;
    }
  if (place.row == arrangement->heights->len)
    g_array_append_val (arrangement->heights, height);
  g_array_insert_val (arrangement->places, find_first (arrangement, place.row + 1), place);
}

gboolean
algo_board_arrangement_set_shown (AlgoBoardArrangement *arrangement,
                                  const char *name,
                                  gboolean shown)
{
  AlgoBoardPlace *place = algo_board_arrangement_find (arrangement, name, NULL, NULL);

  if ((place != NULL && place->shown) == !!shown)
    return FALSE;
  if (!shown && algo_board_arrangement_count_shown (arrangement) == 1)
    return FALSE;
  if (place != NULL)
    place->shown = shown;
  else
    add_place (arrangement, name);
  return TRUE;
}

/* Moving. */

/* Counts the rows from that one on by so many more or less. */
static void
shift_rows (AlgoBoardArrangement *arrangement, guint row, int by)
{
  for (guint i = find_first (arrangement, row); i < arrangement->places->len; i++)
    algo_board_arrangement_get (arrangement, i)->row += by;
}

static void
remove_if_empty (AlgoBoardArrangement *arrangement, guint row)
{
  if (find_first (arrangement, row) != find_first (arrangement, row + 1))
    return;
  shift_rows (arrangement, row, -1);
  g_array_remove_index (arrangement->heights, row);
}

gboolean
algo_board_arrangement_move_to (AlgoBoardArrangement *arrangement,
                                const char *name,
                                const AlgoBoardTarget *target)
{
  guint from, column, to, end, index;
  const AlgoBoardPlace *found = algo_board_arrangement_find (arrangement, name, &from, &column);
  AlgoBoardPlace place;
  gboolean is_alone;

  if (found == NULL)
    return FALSE;
  place = *found;
  index = find_first (arrangement, from) + column;
  is_alone = find_first (arrangement, from + 1) - find_first (arrangement, from) == 1;
  to = MIN (target->row, arrangement->heights->len - (target->own_row ? 0 : 1));
  if (target->own_row ? is_alone && (to == from || to == from + 1)
                      : to == from && (target->column == column || target->column == column + 1))
    return FALSE;
  g_array_remove_index (arrangement->places, index);
  if (target->own_row)
    {
      const double height = is_alone ? *algo_board_arrangement_get_height (arrangement, from) : 1;

      shift_rows (arrangement, to, 1);
      g_array_insert_val (arrangement->heights, to, height);
      from += from >= to ? 1 : 0;
    }
  index = find_first (arrangement, to);
  end = find_first (arrangement, to + 1);
  column = to == from && target->column > column ? target->column - 1 : target->column;
  place.row = to;
  g_array_insert_val (arrangement->places, MIN (index + column, end), place);
  remove_if_empty (arrangement, from);
  return TRUE;
}

/* The next place of the row that is shown, by so much from the column, as a column; -1 if there is
 * none. */
static int
next_shown_column (const AlgoBoardArrangement *arrangement, guint row, int column, int by)
{
  const int first = (int) find_first (arrangement, row);
  const int count = (int) find_first (arrangement, row + 1) - first;

  for (column += by; column >= 0 && column < count; column += by)
    if (algo_board_arrangement_get (arrangement, (guint) (first + column))->shown)
      return column;
  return -1;
}

static int
next_shown_row (const AlgoBoardArrangement *arrangement, int row, int by)
{
  for (row += by; row >= 0 && row < (int) arrangement->heights->len; row += by)
    if (algo_board_arrangement_count_row (arrangement, (guint) row) > 0)
      return row;
  return -1;
}

/* Past its neighbour or, without one, to the near end of the next row. */
static gboolean
find_place_sideways (const AlgoBoardArrangement *arrangement,
                     guint row,
                     guint column,
                     int by,
                     AlgoBoardTarget *target)
{
  const int neighbour = next_shown_column (arrangement, row, (int) column, by);
  const int other = next_shown_row (arrangement, (int) row, by);

  if (neighbour >= 0)
    *target = (AlgoBoardTarget){ row, (guint) (by > 0 ? neighbour + 1 : neighbour), FALSE };
  else
    *target = (AlgoBoardTarget){ (guint) other, by > 0 ? 0 : G_MAXINT, FALSE };
  return neighbour >= 0 || other >= 0;
}

/* Where in a row of panels, each as wide as its share, the middle of the board is. */
static guint
find_middle (const AlgoBoardArrangement *arrangement, guint row)
{
  const guint first = find_first (arrangement, row), end = find_first (arrangement, row + 1);
  double sum = 0, left = 0;

  for (guint i = first; i < end; i++)
    sum += algo_board_arrangement_get (arrangement, i)->shown
               ? algo_board_arrangement_get (arrangement, i)->share
               : 0;
  for (guint i = first; i < end; i++)
    {
      const AlgoBoardPlace *place = algo_board_arrangement_get (arrangement, i);

      if (place->shown && left + place->share / 2 > sum / 2)
        return i - first;
      left += place->shown ? place->share : 0;
    }
  return end - first;
}

/* Out of its row or, where it is alone in that, into the next one: as wide as that its middle was
 * the board's. */
static gboolean
find_place_up_or_down (const AlgoBoardArrangement *arrangement,
                       guint row,
                       int by,
                       AlgoBoardTarget *target)
{
  const int other = next_shown_row (arrangement, (int) row, by);

  if (algo_board_arrangement_count_row (arrangement, row) > 1)
    *target = (AlgoBoardTarget){ .row = by > 0 ? row + 1 : row, .own_row = TRUE };
  else if (other < 0)
    return FALSE;
  else
    *target = (AlgoBoardTarget){ .row = (guint) other,
                                 .column = find_middle (arrangement, (guint) other) };
  return TRUE;
}

gboolean
algo_board_arrangement_move (AlgoBoardArrangement *arrangement,
                             const char *name,
                             AlgoBoardDirection direction)
{
  const int by = direction == ALGO_BOARD_LEFT || direction == ALGO_BOARD_UP ? -1 : 1;
  const gboolean sideways = direction == ALGO_BOARD_LEFT || direction == ALGO_BOARD_RIGHT;
  AlgoBoardTarget target;
  guint row, column;

  if (algo_board_arrangement_find (arrangement, name, &row, &column) == NULL)
    return FALSE;
  if (sideways ? !find_place_sideways (arrangement, row, column, by, &target)
               : !find_place_up_or_down (arrangement, row, by, &target))
    return FALSE;
  return algo_board_arrangement_move_to (arrangement, name, &target);
}

void
algo_board_arrangement_even_out (AlgoBoardArrangement *arrangement)
{
  for (guint i = 0; i < arrangement->places->len; i++)
    algo_board_arrangement_get (arrangement, i)->share = 1;
  for (guint row = 0; row < arrangement->heights->len; row++)
    *algo_board_arrangement_get_height (arrangement, row) = 1;
}
