/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/activation.h"

#include <math.h>

#include "engine/kernels/kernels.h"

static float
relu (float a)
{
  return a > 0 ? a : 0;
}

static float
gelu (float a)
{
  return 0.5f * a * erfcf (-a * (float) (G_SQRT2 / 2));
}

/* Without an overflow. */
static float
softplus (float a)
{
  return relu (a) + log1pf (expf (-fabsf (a)));
}

static float
identity (float a)
{
  return a;
}

static const struct
{
  const char *names[4];               /* the first is ours, the others are usual elsewhere */
  float (*function) (float argument); /* NULL: swish, of which there is a kernel */
} rows[ALGO_N_ACTIVATIONS] = {
  [ALGO_ACTIVATION_SWISH] = { { "swish", "silu" }, NULL },
  [ALGO_ACTIVATION_RELU] = { { "relu" }, relu },
  [ALGO_ACTIVATION_GELU] = { { "gelu" }, gelu },
  [ALGO_ACTIVATION_TANH] = { { "tanh" }, tanhf },
  [ALGO_ACTIVATION_SOFTPLUS] = { { "softplus" }, softplus },
  [ALGO_ACTIVATION_IDENTITY] = { { "identity", "linear", "none" }, identity },
};

const char *
algo_activation_name (AlgoActivation activation)
{
  return rows[activation].names[0];
}

char *
algo_activation_list (void)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < ALGO_N_ACTIVATIONS; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", rows[i].names[0]);
  return g_string_free (list, FALSE);
}

gboolean
algo_activation_find (const char *name, AlgoActivation *activation)
{
  for (guint i = 0; i < ALGO_N_ACTIVATIONS; i++)
    for (guint k = 0; rows[i].names[k] != NULL; k++)
      if (g_ascii_strcasecmp (rows[i].names[k], name) == 0)
        {
          *activation = (AlgoActivation) i;
          return TRUE;
        }
  return FALSE;
}

void
algo_activation_apply (AlgoActivation activation, gsize count, float *values)
{
  if (rows[activation].function == NULL)
    algo_kernels_get_default ()->swish (count, values, values);
  else
    for (gsize i = 0; i < count; i++)
      values[i] = rows[activation].function (values[i]);
}
