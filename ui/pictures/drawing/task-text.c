/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/task-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "engine/text.h"
#include "ui/pictures/drawing/numbers.h"

#define MOST_CHARACTERS 40 /* of an expression */

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= MOST_CHARACTERS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, MOST_CHARACTERS - 1);
  return g_strconcat (start, "…", NULL);
}

/* `text` with ", t = 0.5" behind it, where the task has a parameter; takes `text`. */
static char *
add_parameter (char *text, const AlgoTask *task, gboolean markup)
{
  g_autofree char *before = text, *digits = NULL, *number = NULL;
  const char *point;

  if (task->row->parameter.name == NULL)
    return g_steal_pointer (&before);
  digits = algo_text_of_real (task->parameter);
  point = strchr (digits, '.');
  number = algo_number_format_decimals (task->parameter,
                                        point != NULL ? (guint) MIN (strlen (point + 1), 4) : 0);
  return g_strconcat (before, markup ? ", <i>" : ", ", task->row->parameter.name,
                      markup ? "</i> = " : " = ", number, NULL);
}

char *
algo_task_display_name (const AlgoTask *task)
{
  return task->expression != NULL ? shorten (task->text)
                                  : add_parameter (g_strdup (_ (task->row->title)), task, FALSE);
}

char *
algo_task_display_formula (const AlgoTask *task)
{
  return add_parameter (shorten (algo_task_formula (task)), task, FALSE);
}

/* What stands below the line in a row's formula; NULL for what does not. */
static const char *
find_subscript (gunichar c)
{
  static const char *const plain[] = { "0", "1", "2", "3", "4", "5",
                                       "6", "7", "8", "9", "+", "\u2212" };

  if (c == 0x1d62) /* ᵢ */
    return "i";
  return c >= 0x2080 && c < 0x2080 + G_N_ELEMENTS (plain) ? plain[c - 0x2080] : NULL;
}

/* Appends the subscripts that `at` begins with, and returns where they end. */
static const char *
append_subscripts (GString *markup, const char *at)
{
  const char *plain = find_subscript (g_utf8_get_char (at));

  if (plain == NULL)
    return at;
  g_string_append (markup, "<sub>");
  for (; plain != NULL; plain = find_subscript (g_utf8_get_char (at)))
    {
      g_string_append (markup, plain);
      at = g_utf8_next_char (at);
    }
  g_string_append (markup, "</sub>");
  return at;
}

/* Letters that stand alone are variables, others are names of functions. */
char *
algo_formula_set (const char *formula)
{
  GString *markup = g_string_new (NULL);

  for (const char *at = formula; *at != '\0';)
    {
      const gsize letters = strspn (at, "abcdefghijklmnopqrstuvwxyz");

      if (letters == 1)
        {
          g_string_append_printf (markup, "<i>%c", *at);
          at = append_subscripts (markup, at + 1);
          g_string_append (markup, "</i>");
        }
      else if (g_str_has_prefix (at, "²"))
        {
          g_string_append (markup, "<sup>2</sup>");
          at += strlen ("²");
        }
      else
        {
          const char *end = letters > 0 ? at + letters : g_utf8_next_char (at);

          g_string_append_len (markup, at, end - at);
          at = g_str_has_prefix (at, "∑ |") ? end + 1 : end;
        }
    }
  return g_string_free (markup, FALSE);
}

char *
algo_task_formula_markup (const AlgoTask *task)
{
  g_autofree char *text = NULL;

  if (task->expression == NULL)
    return add_parameter (algo_formula_set (task->row->formula), task, TRUE);
  text = shorten (task->text);
  return g_markup_printf_escaped ("<tt>%s</tt>", text);
}

char *
algo_task_heading_markup (const AlgoTask *task)
{
  g_autofree char *formula = algo_task_formula_markup (task);

  if (task->expression != NULL)
    return g_steal_pointer (&formula);
  return g_strconcat (_ (task->row->title), "\u2002", formula, NULL);
}

static const char *
get_noun (const AlgoTask *task)
{
  return task->row->noun != NULL ? _ (task->row->noun) : _ ("exact");
}

const char *
algo_task_axis_title (const AlgoTask *task)
{
  g_autofree char *formula = algo_task_formula_markup (task);
  g_autofree char *title = g_strdup_printf ("%s %s", get_noun (task), formula);

  return g_intern_string (title);
}

const char *
algo_task_residual_title (const AlgoTask *task)
{
  g_autofree char *title = g_strdup_printf ("<i>f</i>\u2009(<i>x</i>) \u2212 %s", get_noun (task));

  return g_intern_string (title);
}
