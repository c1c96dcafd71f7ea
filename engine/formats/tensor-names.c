/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/tensor-names.h"

#include <string.h>

static const char *const bias_words[] = { "b", "bias", "biases", "intercept", "intercepts", NULL };
static const char *const optimizer_words[] = { "optimizer", "optim", NULL };
static const char *const other_words[] = { "norm", "bn", "ln", "running", "gamma", "scale", NULL };
/* What a weight's name has where its bias has the other. */
static const char *const partners[][2] = { { "weight", "bias" },
                                           { "weights", "biases" },
                                           { "weights", "bias" },
                                           { "kernel", "bias" },
                                           { "coefs", "intercepts" },
                                           { "coef", "intercept" },
                                           { "W", "b" },
                                           { "w", "b" },
                                           { "W", "bias" } };

/* Whether one of the words stands in the name by itself: "fc1.bias", "b0", "optimizer_state". */
static gboolean
has_word (const char *name, const char *const *words)
{
  for (const char *at = name; *at != '\0';)
    {
      const char *end = at;
      g_autofree char *word = NULL;

      while (g_ascii_isalpha (*end))
        end++;
      word = g_ascii_strdown (at, end - at);
      if (end > at && g_strv_contains (words, word))
        return TRUE;
      at = end > at ? end : at + 1;
    }
  return FALSE;
}

gboolean
algo_name_is_bias (const char *name)
{
  return has_word (name, bias_words);
}

gboolean
algo_name_is_kept_aside (const char *name)
{
  return has_word (name, optimizer_words);
}

gboolean
algo_name_is_other (const char *name)
{
  return algo_name_is_kept_aside (name) || has_word (name, other_words);
}

/* The name with the last `word` that stands in it by itself replaced; NULL if there is none. */
static char *
replace_word (const char *name, const char *word, const char *by)
{
  const gsize length = strlen (word);

  for (gsize at = strlen (name); at-- > 0;)
    if (strncmp (name + at, word, length) == 0 && (at == 0 || !g_ascii_isalpha (name[at - 1]))
        && !g_ascii_isalpha (name[at + length]))
      return g_strdup_printf ("%.*s%s%s", (int) at, name, by, name + at + length);
  return NULL;
}

const AlgoTensor *
algo_tensor_find_bias (const AlgoTensorFile *file, const AlgoTensor *tensor)
{
  for (guint i = 0; i < G_N_ELEMENTS (partners); i++)
    {
      g_autofree char *name = replace_word (tensor->name, partners[i][0], partners[i][1]);
      const AlgoTensor *found = name != NULL ? algo_tensor_file_find (file, name) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

int
algo_name_compare_numbers (const char *a, const char *b)
{
  gsize at = 0;
  guint64 of_a, of_b;

  while (a[at] == b[at] && a[at] != '\0')
    at++;
  while (at > 0 && g_ascii_isdigit (a[at - 1]))
    at--;
  if (!g_ascii_isdigit (a[at]) || !g_ascii_isdigit (b[at]))
    return 0;
  of_a = g_ascii_strtoull (a + at, NULL, 10);
  of_b = g_ascii_strtoull (b + at, NULL, 10);
  return of_a < of_b ? -1 : of_a > of_b;
}
