/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/board/board-arrangement.h"

#include <math.h>
#include <string.h>

#define MOST_CHARACTERS 4096
#define MOST_IN_A_ROW 4 /* before a panel without a place gets a row of its own */
#define HIDDEN '-'
#define END_OF_SHARE ":"

static AlgoBoardRow *
row_new (double share)
{
  AlgoBoardRow *row = g_new (AlgoBoardRow, 1);

  *row = (AlgoBoardRow){ .share = share,
                         .places = g_array_new (FALSE, FALSE, sizeof (AlgoBoardPlace)) };
  return row;
}

static void
row_free (gpointer data)
{
  AlgoBoardRow *row = data;

  g_array_unref (row->places);
  g_free (row);
}

static AlgoBoardArrangement *
arrangement_new (void)
{
  AlgoBoardArrangement *arrangement = g_new (AlgoBoardArrangement, 1);

  arrangement->rows = g_ptr_array_new_with_free_func (row_free);
  return arrangement;
}

void
algo_board_arrangement_free (AlgoBoardArrangement *arrangement)
{
  g_ptr_array_unref (arrangement->rows);
  g_free (arrangement);
}

static AlgoBoardRow *
get_row (const AlgoBoardArrangement *arrangement, guint row)
{
  return g_ptr_array_index (arrangement->rows, row);
}

static AlgoBoardPlace *
get_place (const AlgoBoardRow *row, guint column)
{
  return &g_array_index (row->places, AlgoBoardPlace, column);
}

AlgoBoardArrangement *
algo_board_arrangement_copy (const AlgoBoardArrangement *arrangement)
{
  AlgoBoardArrangement *copy = arrangement_new ();

  for (guint i = 0; i < arrangement->rows->len; i++)
    {
      const AlgoBoardRow *row = get_row (arrangement, i);
      AlgoBoardRow *other = row_new (row->share);

      g_array_append_vals (other->places, row->places->data, row->places->len);
      g_ptr_array_add (copy->rows, other);
    }
  return copy;
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

/* Adds a panel to the last row, `row`, unless its name is unknown. */
static gboolean
parse_panel (const AlgoBoardArrangement *arrangement,
             AlgoBoardRow *row,
             const char *word,
             const char *const *names)
{
  AlgoBoardPlace place;

  if (!parse_place (word, names, &place))
    return FALSE;
  if (place.name == NULL)
    return TRUE;
  if (algo_board_arrangement_find (arrangement, place.name, NULL, NULL) != NULL)
    return FALSE;
  g_array_append_val (row->places, place);
  return TRUE;
}

/* Likewise its share and all its panels. */
static gboolean
parse_row (const AlgoBoardArrangement *arrangement,
           AlgoBoardRow *row,
           char **words,
           const char *const *names)
{
  if (words[0] != NULL && g_str_has_suffix (words[0], END_OF_SHARE))
    {
      words[0][strlen (words[0]) - 1] = '\0';
      if (!parse_share (words[0], &row->share))
        return FALSE;
      words++;
    }
  for (; *words != NULL; words++)
    if (**words != '\0' && !parse_panel (arrangement, row, *words, names))
      return FALSE;
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
      AlgoBoardRow *row = row_new (1);

      g_ptr_array_add (arrangement->rows, row);
      if (!parse_row (arrangement, row, words, names))
        return NULL;
      if (row->places->len == 0)
        g_ptr_array_remove (arrangement->rows, row);
    }
  if (algo_board_arrangement_count_shown (arrangement) == 0)
    return NULL;
  return g_steal_pointer (&arrangement);
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

  for (guint i = 0; i < arrangement->rows->len; i++)
    {
      const AlgoBoardRow *row = get_row (arrangement, i);

      if (i > 0)
        g_string_append (text, " / ");
      append_share (text, "", row->share, ": ");
      for (guint j = 0; j < row->places->len; j++)
        {
          const AlgoBoardPlace *place = get_place (row, j);

          if (j > 0)
            g_string_append_c (text, ' ');
          if (!place->shown)
            g_string_append_c (text, HIDDEN);
          g_string_append (text, place->name);
          append_share (text, "*", place->share, "");
        }
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What is where. */

AlgoBoardPlace *
algo_board_arrangement_find (const AlgoBoardArrangement *arrangement,
                             const char *name,
                             guint *row,
                             guint *column)
{
  for (guint i = 0; i < arrangement->rows->len; i++)
    for (guint j = 0; j < get_row (arrangement, i)->places->len; j++)
      {
        AlgoBoardPlace *place = get_place (get_row (arrangement, i), j);

        if (strcmp (place->name, name) != 0)
          continue;
        if (row != NULL)
          *row = i;
        if (column != NULL)
          *column = j;
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

static guint
count_shown (const AlgoBoardRow *row)
{
  guint count = 0;

  for (guint i = 0; i < row->places->len; i++)
    count += get_place (row, i)->shown ? 1 : 0;
  return count;
}

guint
algo_board_arrangement_count_shown (const AlgoBoardArrangement *arrangement)
{
  guint count = 0;

  for (guint i = 0; i < arrangement->rows->len; i++)
    count += count_shown (get_row (arrangement, i));
  return count;
}

gboolean
algo_board_row_is_shown (const AlgoBoardRow *row)
{
  return count_shown (row) > 0;
}

/* The emptiest row with room; of two, the lower one. */
static void
add_place (AlgoBoardArrangement *arrangement, const char *name)
{
  const AlgoBoardPlace place = { .name = g_intern_string (name), .share = 1, .shown = TRUE };
  AlgoBoardRow *emptiest = NULL;

  for (guint i = 0; i < arrangement->rows->len; i++)
    {
      AlgoBoardRow *row = get_row (arrangement, i);
      const guint count = count_shown (row);

      if (count > 0 && count < MOST_IN_A_ROW
          && (emptiest == NULL || count <= count_shown (emptiest)))
        emptiest = row;
    }
  if (emptiest == NULL)
    {
      emptiest = row_new (1);
      g_ptr_array_add (arrangement->rows, emptiest);
    }
  g_array_append_val (emptiest->places, place);
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

gboolean
algo_board_arrangement_move_to (AlgoBoardArrangement *arrangement,
                                const char *name,
                                const AlgoBoardTarget *target)
{
  guint row, column;
  const AlgoBoardPlace *found = algo_board_arrangement_find (arrangement, name, &row, &column);
  AlgoBoardPlace place;
  AlgoBoardRow *from, *to;

  if (found == NULL)
    return FALSE;
  place = *found;
  from = get_row (arrangement, row);
  if (target->own_row)
    {
      if (from->places->len == 1 && (target->row == row || target->row == row + 1))
        return FALSE;
      to = row_new (from->places->len == 1 ? from->share : 1);
      g_array_append_val (to->places, place);
      g_array_remove_index (from->places, column);
      g_ptr_array_insert (arrangement->rows, MIN (target->row, arrangement->rows->len), to);
    }
  else
    {
      to = get_row (arrangement, MIN (target->row, arrangement->rows->len - 1));
      if (to == from && (target->column == column || target->column == column + 1))
        return FALSE;
      g_array_insert_val (to->places, MIN (target->column, to->places->len), place);
      g_array_remove_index (from->places,
                            to == from && target->column < column ? column + 1 : column);
    }
  if (from->places->len == 0)
    g_ptr_array_remove (arrangement->rows, from);
  return TRUE;
}

/* The next one that is shown, in steps of `by`; -1 if there is none. */
static int
next_shown_column (const AlgoBoardRow *row, int column, int by)
{
  for (column += by; column >= 0 && column < (int) row->places->len; column += by)
    if (get_place (row, column)->shown)
      return column;
  return -1;
}

static int
next_shown_row (const AlgoBoardArrangement *arrangement, int row, int by)
{
  for (row += by; row >= 0 && row < (int) arrangement->rows->len; row += by)
    if (algo_board_row_is_shown (get_row (arrangement, row)))
      return row;
  return -1;
}

static gboolean
move_sideways (AlgoBoardArrangement *arrangement, const char *name, guint row, int column, int by)
{
  const int neighbour = next_shown_column (get_row (arrangement, row), column, by);
  AlgoBoardTarget target = { .row = row };
  int other;

  if (neighbour >= 0)
    {
      target.column = by > 0 ? neighbour + 1 : neighbour;
      return algo_board_arrangement_move_to (arrangement, name, &target);
    }
  other = next_shown_row (arrangement, row, by);
  if (other < 0)
    return FALSE;
  target.row = other;
  target.column = by > 0 ? 0 : get_row (arrangement, other)->places->len;
  return algo_board_arrangement_move_to (arrangement, name, &target);
}

/* Where in a row of panels, each as wide as its share, a middle at `at` of the width belongs. */
static guint
find_column (const AlgoBoardRow *row, double at)
{
  double sum = 0, left = 0;
  guint column;

  for (guint i = 0; i < row->places->len; i++)
    sum += get_place (row, i)->shown ? get_place (row, i)->share : 0;
  for (column = 0; column < row->places->len; column++)
    if (get_place (row, column)->shown)
      {
        const double share = get_place (row, column)->share / sum;

        if (at < left + share / 2)
          break;
        left += share;
      }
  return column;
}

static gboolean
move_up_or_down (AlgoBoardArrangement *arrangement, const char *name, guint row, int by)
{
  AlgoBoardTarget target = { 0 };
  int other;

  if (count_shown (get_row (arrangement, row)) > 1)
    {
      target.own_row = TRUE;
      target.row = by > 0 ? row + 1 : row;
      return algo_board_arrangement_move_to (arrangement, name, &target);
    }
  other = next_shown_row (arrangement, row, by);
  if (other < 0)
    return FALSE;
  /* Alone in its row, it was as wide as that; its middle is that of the board. */
  target.row = other;
  target.column = find_column (get_row (arrangement, other), 0.5);
  return algo_board_arrangement_move_to (arrangement, name, &target);
}

gboolean
algo_board_arrangement_move (AlgoBoardArrangement *arrangement,
                             const char *name,
                             AlgoBoardDirection direction)
{
  guint row, column;

  if (algo_board_arrangement_find (arrangement, name, &row, &column) == NULL)
    return FALSE;
  switch (direction)
    {
    case ALGO_BOARD_LEFT:
      return move_sideways (arrangement, name, row, column, -1);
    case ALGO_BOARD_RIGHT:
      return move_sideways (arrangement, name, row, column, 1);
    case ALGO_BOARD_UP:
      return move_up_or_down (arrangement, name, row, -1);
    case ALGO_BOARD_DOWN:
    default:
      return move_up_or_down (arrangement, name, row, 1);
    }
}

void
algo_board_arrangement_even_out (AlgoBoardArrangement *arrangement)
{
  for (guint i = 0; i < arrangement->rows->len; i++)
    {
      AlgoBoardRow *row = get_row (arrangement, i);

      row->share = 1;
      for (guint j = 0; j < row->places->len; j++)
        get_place (row, j)->share = 1;
    }
}
