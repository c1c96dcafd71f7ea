/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/kernels/vector/vector.h"

#define D ALGO_CHANNELS

#if ALGO_LANES == 16

/* Exchanges between two rows, `bit` apart, the lanes in which their columns differ from them in
 * that bit. Done for every bit, that is a transposition. */
#  define LOW(i, bit) ((i) & (bit) ? 16 + ((i) ^ (bit)) : (i))
#  define HIGH(i, bit) ((i) & (bit) ? 16 + (i) : ((i) ^ (bit)))
#  define ALL(lane, bit)                                                                           \
    lane (0, bit), lane (1, bit), lane (2, bit), lane (3, bit), lane (4, bit), lane (5, bit),      \
        lane (6, bit), lane (7, bit), lane (8, bit), lane (9, bit), lane (10, bit),                \
        lane (11, bit), lane (12, bit), lane (13, bit), lane (14, bit), lane (15, bit)
#  define EXCHANGE(rows, bit)                                                                      \
    for (guint i = 0; i < D; i++)                                                                  \
      if ((i & (bit)) == 0)                                                                        \
        {                                                                                          \
          const Vector low = __builtin_shufflevector (rows[i], rows[i | (bit)], ALL (LOW, bit));   \
                                                                                                   \
          rows[i | (bit)] = __builtin_shufflevector (rows[i], rows[i | (bit)], ALL (HIGH, bit));   \
          rows[i] = low;                                                                           \
        }

void
ALGO_VECTOR (transpose) (const float *w, gsize w_stride, float *t, gsize t_stride)
{
  Vector rows[D];

  for (guint i = 0; i < D; i++)
    rows[i] = load (w + i * w_stride);
  EXCHANGE (rows, 1);
  EXCHANGE (rows, 2);
  EXCHANGE (rows, 4);
  EXCHANGE (rows, 8);
  for (guint i = 0; i < D; i++)
    store (t + i * t_stride, rows[i]);
}

#else

void
ALGO_VECTOR (transpose) (const float *w, gsize w_stride, float *t, gsize t_stride)
{
  for (guint i = 0; i < D; i++)
    for (guint o = 0; o < D; o++)
      t[o * t_stride + i] = w[i * w_stride + o];
}

#endif
