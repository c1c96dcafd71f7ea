/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/board-arrangement.h"

#include <math.h>
#include <string.h>

#define MOST_CHARACTERS 4096
#define MOST_IN_A_ROW 4 /* before a panel without a place gets a row of its own */
#define HIDDEN '-'
/* The end of a row, the share of one, or a panel with its own, up to the next of them. */
#define WORD " *(?:(/)|(?:([0-9.]+):|(-?)([a-z][a-z0-9-]*)(?:\\*([0-9.]+))?)(?![^ /])) *"

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

/* Of decimal digits; leaves *`share` as it is where there are none. */
static gboolean
parse_share (const char *digits, double *share)
{
  char *end;

  if (*digits == '\0')
    return TRUE;
  *share = g_ascii_strtod (digits, &end);
  if (*end != '\0' || !(*share > 0))
    return FALSE;
  *share = CLAMP (*share, ALGO_BOARD_LEAST_SHARE, ALGO_BOARD_MOST_SHARE);
  return TRUE;
}

/* Adds a panel at the end, unless its name is unknown. A row is begun by the first that is known,
 * of this height, which is then 0. */
static gboolean
parse_panel (AlgoBoardArrangement *arrangement,
             const GMatchInfo *match,
             const char *const *names,
             double *height)
{
  g_autofree char *hidden = g_match_info_fetch (match, 3);
  g_autofree char *name = g_match_info_fetch (match, 4);
  g_autofree char *share = g_match_info_fetch (match, 5);
  AlgoBoardPlace place = { .share = 1, .shown = *hidden == '\0' };

  if (!parse_share (share != NULL ? share : "", &place.share)
      || algo_board_arrangement_find (arrangement, name, NULL, NULL) != NULL)
    return FALSE;
  if (!g_strv_contains (names, name))
    return TRUE;
  if (*height > 0)
    g_array_append_val (arrangement->heights, *height);
  *height = 0;
  place.name = g_intern_string (name);
  place.row = arrangement->heights->len - 1;
  g_array_append_val (arrangement->places, place);
  return TRUE;
}

AlgoBoardArrangement *
algo_board_arrangement_parse (const char *text, const char *const *names)
{
  g_autoptr (AlgoBoardArrangement) arrangement = arrangement_new ();
  g_autoptr (GRegex) regex = g_regex_new (WORD, G_REGEX_RAW | G_REGEX_ANCHORED, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gboolean is_first = TRUE;
  double height = 1;
  int end = 0;

  if (strlen (text) > MOST_CHARACTERS)
    return NULL;
  g_regex_match (regex, text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *slash = g_match_info_fetch (match, 1);
      g_autofree char *share = g_match_info_fetch (match, 2);
      const gboolean is_end = *slash != '\0';

      if (is_end)
        height = 1;
      else if (share != NULL && *share != '\0' ? !is_first || !parse_share (share, &height)
                                               : !parse_panel (arrangement, match, names, &height))
        return NULL;
      is_first = is_end;
      g_match_info_fetch_pos (match, 0, NULL, &end);
    }
  return text[end] == '\0' && algo_board_arrangement_count_shown (arrangement) > 0
             ? g_steal_pointer (&arrangement)
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

void
algo_board_arrangement_even_out (AlgoBoardArrangement *arrangement)
{
  for (guint i = 0; i < arrangement->places->len; i++)
    algo_board_arrangement_get (arrangement, i)->share = 1;
  for (guint row = 0; row < arrangement->heights->len; row++)
    *algo_board_arrangement_get_height (arrangement, row) = 1;
}
