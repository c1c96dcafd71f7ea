/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/random.h"

#include <math.h>
#include <string.h>

#define WORDS 4  /* that one block gives */
#define LANES 16 /* blocks made side by side, so that the compiler can use vector instructions */
#define ROUNDS 10
#define MULTIPLIER_0 0xD2511F53u
#define MULTIPLIER_1 0xCD9E8D57u
#define WEYL_0 0x9E3779B9u /* the golden ratio */
#define WEYL_1 0xBB67AE85u /* sqrt (3) - 1 */

#define SAMPLE_BITS 24

/* Both clones give the same bits, as neither target has a fused multiply and add. The thread
 * sanitizer has not started when the loader chooses between them. */
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(__SANITIZE_THREAD__)
#  define VECTORISED __attribute__ ((target_clones ("avx2", "default")))
#else
#  define VECTORISED
#endif

static inline void
philox_rounds (guint32 *c0, guint32 *c1, guint32 *c2, guint32 *c3, guint32 key0, guint32 key1)
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      guint64 product0 = (guint64) MULTIPLIER_0 * *c0, product1 = (guint64) MULTIPLIER_1 * *c2;

      *c0 = (guint32) (product1 >> 32) ^ *c1 ^ key0;
      *c1 = (guint32) product1;
      *c2 = (guint32) (product0 >> 32) ^ *c3 ^ key1;
      *c3 = (guint32) product0;
      key0 += WEYL_0;
      key1 += WEYL_1;
    }
}

void
algo_philox (const guint32 counter[4], const guint32 key[2], guint32 out[4])
{
  memcpy (out, counter, WORDS * sizeof *out);
  philox_rounds (&out[0], &out[1], &out[2], &out[3], key[0], key[1]);
}

void
algo_random_init (AlgoRandom *random,
                  guint64 seed,
                  guint64 step,
                  guint32 sample,
                  AlgoRandomPurpose purpose)
{
  g_return_if_fail (sample >> SAMPLE_BITS == 0);

  *random = (AlgoRandom){
    .key = { (guint32) seed, (guint32) (seed >> 32) },
    .counter = { 0, (guint32) purpose << SAMPLE_BITS | sample, (guint32) step,
                 (guint32) (step >> 32) },
  };
}

/* The next LANES blocks, word by word. */
static inline void
draw_lanes (const AlgoRandom *random, guint32 words[WORDS][LANES])
{
  for (guint lane = 0; lane < LANES; lane++)
    {
      guint32 c0 = random->counter[0] + lane, c1 = random->counter[1];
      guint32 c2 = random->counter[2], c3 = random->counter[3];

      philox_rounds (&c0, &c1, &c2, &c3, random->key[0], random->key[1]);
      words[0][lane] = c0;
      words[1][lane] = c1;
      words[2][lane] = c2;
      words[3][lane] = c3;
    }
}

/* The midpoint of one of 2^23 equal parts of (0, 1), exact in a float. */
static inline float
unit_from_word (guint32 word)
{
  return ((float) (gint32) (word >> 9) + 0.5f) * 0x1p-23f;
}

/* ln (u) for a normal number u in (0, 1]: the exponent, and Cephes's polynomial for the fraction in
 * [sqrt (1/2), sqrt (2)). */
static inline float
log_of_unit (float u)
{
  const guint32 sqrt_half = 0x3F3504F3u;
  guint32 bits;
  gint32 exponent;
  float fraction, square, tail;

  memcpy (&bits, &u, sizeof bits);
  exponent = (gint32) (bits - sqrt_half) >> 23;
  bits -= (guint32) exponent << 23;
  memcpy (&fraction, &bits, sizeof fraction);
  fraction -= 1.0f;
  square = fraction * fraction;
  tail = 7.0376836292e-2f;
  tail = tail * fraction - 1.1514610310e-1f;
  tail = tail * fraction + 1.1676998740e-1f;
  tail = tail * fraction - 1.2420140846e-1f;
  tail = tail * fraction + 1.4249322787e-1f;
  tail = tail * fraction - 1.6668057665e-1f;
  tail = tail * fraction + 2.0000714765e-1f;
  tail = tail * fraction - 2.4999993993e-1f;
  tail = tail * fraction + 3.3333331174e-1f;
  tail = tail * fraction * square - 0.5f * square;
  /* ln 2 in two parts, of which the first times an exponent is exact. */
  tail += (float) exponent * -2.12194440e-4f;
  return tail + fraction + (float) exponent * 0.693359375f;
}

/* Two normal numbers from two words by Box and Muller: radius sqrt (-2 ln u), angle 2 pi v. */
static inline void
box_muller (guint32 word_u, guint32 word_v, float *first, float *second)
{
  float u = ((float) (gint32) (word_u >> 1) + 0.5f) * 0x1p-31f;
  float radius = sqrtf (-2.0f * log_of_unit (u));
  /* The angle is a quarter turn, from the top two bits, and a rest in [-pi/4, pi/4). */
  guint32 quarter = word_v >> 30;
  float rest = (float) ((gint32) (word_v << 2) >> 1) * (float) (G_PI / 4 * 0x1p-30);
  float square = rest * rest;
  float sine =
      ((-1.9515295891e-4f * square + 8.3321608736e-3f) * square - 1.6666654611e-1f) * square * rest
      + rest;
  float cosine =
      ((2.443315711809948e-5f * square - 1.388731625493765e-3f) * square + 4.166664568298827e-2f)
          * square * square
      - 0.5f * square + 1.0f;
  float across = quarter & 1 ? sine : cosine, along = quarter & 1 ? cosine : sine;

  *first = radius * ((quarter + 1) & 2 ? -across : across);
  *second = radius * (quarter & 2 ? -along : along);
}

VECTORISED static void
uniform_lanes (const AlgoRandom *random, float out[LANES * WORDS])
{
  guint32 words[WORDS][LANES];

  draw_lanes (random, words);
  for (guint lane = 0; lane < LANES; lane++)
    for (guint word = 0; word < WORDS; word++)
      out[lane * WORDS + word] = unit_from_word (words[word][lane]);
}

VECTORISED static void
normal_lanes (const AlgoRandom *random, float out[LANES * WORDS])
{
  guint32 words[WORDS][LANES];
  float normals[WORDS][LANES];

  draw_lanes (random, words);
  for (guint lane = 0; lane < LANES; lane++)
    {
      box_muller (words[0][lane], words[1][lane], &normals[0][lane], &normals[1][lane]);
      box_muller (words[2][lane], words[3][lane], &normals[2][lane], &normals[3][lane]);
    }
  for (guint lane = 0; lane < LANES; lane++)
    for (guint word = 0; word < WORDS; word++)
      out[lane * WORDS + word] = normals[word][lane];
}

static void
fill (AlgoRandom *random,
      gsize count,
      float *out,
      void (*draw) (const AlgoRandom *random, float out[LANES * WORDS]))
{
  float rest[LANES * WORDS];

  for (; count >= LANES * WORDS; count -= LANES * WORDS, out += LANES * WORDS)
    {
      draw (random, out);
      random->counter[0] += LANES;
    }
  if (count > 0)
    {
      draw (random, rest);
      memcpy (out, rest, count * sizeof *out);
      random->counter[0] += (guint32) ((count + WORDS - 1) / WORDS);
    }
}

void
algo_random_uniform (AlgoRandom *random, gsize count, float *out)
{
  fill (random, count, out, uniform_lanes);
}

void
algo_random_normal (AlgoRandom *random, gsize count, float *out)
{
  fill (random, count, out, normal_lanes);
}

guint
algo_random_between (AlgoRandom *random, guint low, guint high)
{
  guint32 range = high - low + 1, threshold, words[WORDS];

  g_return_val_if_fail (low <= high, low);

  /* Lemire, "Fast random integer generation in an interval", 2019: a word in the few that would
   * favour some results is passed over. The whole range of guint has range 0. */
  threshold = range ? -range % range : 0;
  for (;;)
    {
      algo_philox (random->counter, random->key, words);
      random->counter[0]++;
      for (guint word = 0; word < WORDS; word++)
        {
          guint64 product = (guint64) words[word] * range;

          if (range == 0)
            return words[word];
          if ((guint32) product >= threshold)
            return low + (guint32) (product >> 32);
        }
    }
}
