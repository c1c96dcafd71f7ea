/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/random.h"

#include <math.h>
#include <string.h>

#define MANY 262144

/* From Random123's kat_vectors. */
static void
test_vectors (void)
{
  static const struct
  {
    guint32 counter[4], key[2], expected[4];
  } vectors[] = {
    { { 0, 0, 0, 0 }, { 0, 0 }, { 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8 } },
    { { 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff },
      { 0xffffffff, 0xffffffff },
      { 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd } },
    { { 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 },
      { 0xa4093822, 0x299f31d0 },
      { 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1 } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      guint32 out[4];

      algo_philox (vectors[i].counter, vectors[i].key, out);
      g_assert_cmpmem (out, sizeof out, vectors[i].expected, sizeof vectors[i].expected);
    }
}

/* What stands in the counter and the key, which recorded runs depend on. */
static void
test_layout (void)
{
  AlgoRandom random;

  algo_random_init (&random, 0x1122334455667788, 0x99aabbccddeeff00, 0xabcdef, ALGO_RANDOM_NOISE);
  g_assert_cmphex (random.key[0], ==, 0x55667788);
  g_assert_cmphex (random.key[1], ==, 0x11223344);
  g_assert_cmphex (random.counter[0], ==, 0);
  g_assert_cmphex (random.counter[1], ==, (guint32) ALGO_RANDOM_NOISE << 24 | 0xabcdef);
  g_assert_cmphex (random.counter[2], ==, 0xddeeff00);
  g_assert_cmphex (random.counter[3], ==, 0x99aabbcc);
}

static void
test_uniform (void)
{
  g_autofree float *x = g_new (float, MANY);
  guint cells[64] = { 0 };
  double sum = 0, chi_squared = 0;
  AlgoRandom random;

  algo_random_init (&random, 1, 0, 0, ALGO_RANDOM_BETA);
  algo_random_uniform (&random, MANY, x);
  for (guint i = 0; i < MANY; i++)
    {
      g_assert_cmpfloat (x[i], >, 0);
      g_assert_cmpfloat (x[i], <, 1);
      sum += x[i];
      cells[(guint) (x[i] * 64)]++;
    }
  for (guint i = 0; i < 64; i++)
    chi_squared += pow (cells[i] - MANY / 64.0, 2) / (MANY / 64.0);
  g_assert_cmpfloat_with_epsilon (sum / MANY, 0.5, 4 / sqrt (12.0 * MANY));
  /* 63 degrees of freedom: mean 63, deviation 11.2. */
  g_assert_cmpfloat (chi_squared, <, 63 + 4 * 11.2);
  g_assert_cmpfloat (chi_squared, >, 63 - 4 * 11.2);
}

static void
test_normal_moments (void)
{
  g_autofree float *x = g_new (float, MANY);
  double moments[5] = { 0 };
  guint beyond_two = 0, beyond_four = 0;
  AlgoRandom random;

  algo_random_init (&random, 2, 0, 0, ALGO_RANDOM_POINTS);
  algo_random_normal (&random, MANY, x);
  for (guint i = 0; i < MANY; i++)
    {
      for (guint power = 1; power <= 4; power++)
        moments[power] += pow (x[i], power) / MANY;
      beyond_two += fabsf (x[i]) > 2;
      beyond_four += fabsf (x[i]) > 4;
    }
  /* Four standard errors of each moment. */
  g_assert_cmpfloat_with_epsilon (moments[1], 0, 4 * sqrt (1.0 / MANY));
  g_assert_cmpfloat_with_epsilon (moments[2], 1, 4 * sqrt (2.0 / MANY));
  g_assert_cmpfloat_with_epsilon (moments[3], 0, 4 * sqrt (15.0 / MANY));
  g_assert_cmpfloat_with_epsilon (moments[4], 3, 4 * sqrt (96.0 / MANY));
  g_assert_cmpfloat_with_epsilon (beyond_two / (double) MANY, 0.0455, 4 * sqrt (0.0455 / MANY));
  /* 6.3e-5 of them: 16.6 expected. */
  g_assert_cmpuint (beyond_four, >, 3);
  g_assert_cmpuint (beyond_four, <, 36);
}

/* The polynomials against the mathematical library, word by word. */
static void
test_normal_values (void)
{
  float x[4096];
  AlgoRandom random;

  algo_random_init (&random, 3, 4, 5, ALGO_RANDOM_NOISE);
  for (guint call = 0; call < 64; call++)
    {
      const AlgoRandom before = random;

      algo_random_normal (&random, G_N_ELEMENTS (x), x);
      for (guint i = 0; i < G_N_ELEMENTS (x); i += 2)
        {
          guint32 counter[4], words[4];
          double radius, angle;
          float u;

          memcpy (counter, before.counter, sizeof counter);
          counter[0] += i / 4;
          algo_philox (counter, before.key, words);
          /* Rounded to a float, as near 1 decides the radius. */
          u = ((float) (gint32) (words[i % 4] >> 1) + 0.5f) * 0x1p-31f;
          radius = sqrt (-2 * log (u));
          /* Two bits for the quarter, the rest counts from -pi/4. */
          angle = G_PI / 2 * ((words[i % 4 + 1] >> 30) + (gint32) (words[i % 4 + 1] << 2) / 0x1p32);
          g_assert_cmpfloat_with_epsilon (x[i], radius * cos (angle), 1e-6);
          g_assert_cmpfloat_with_epsilon (x[i + 1], radius * sin (angle), 1e-6);
        }
    }
}

static void
test_chunks (void)
{
  static const gsize chunks[] = { 4, 64, 60, 128, 1, 3 };
  float whole[260], parts[260];
  AlgoRandom one, other;
  gsize at = 0;

  algo_random_init (&one, 6, 0, 0, ALGO_RANDOM_POINTS);
  other = one;
  algo_random_normal (&one, G_N_ELEMENTS (whole), whole);
  for (guint i = 0; i < G_N_ELEMENTS (chunks) - 1; i++)
    {
      algo_random_normal (&other, chunks[i], parts + at);
      at += chunks[i];
    }
  /* All so far but the last were multiples of four. */
  g_assert_cmpmem (parts, at * sizeof (float), whole, at * sizeof (float));
  /* The last call took one of a block of four: the next starts at a new one. */
  g_assert_cmpuint (other.counter[0], ==, 65);
  g_assert_cmpuint (one.counter[0], ==, 65);
}

static void
test_counts (void)
{
  float whole[200], part[200];

  for (gsize count = 0; count <= 200; count += 7)
    {
      AlgoRandom one, other;

      memset (part, 0, sizeof part);
      algo_random_init (&one, 7, 0, 0, ALGO_RANDOM_POINTS);
      other = one;
      algo_random_uniform (&one, G_N_ELEMENTS (whole), whole);
      algo_random_uniform (&other, count, part);
      g_assert_cmpmem (part, count * sizeof (float), whole, count * sizeof (float));
      for (gsize i = count; i < 200; i++)
        g_assert_cmpfloat (part[i], ==, 0);
    }
}

static double
correlation (const float *x, const float *y)
{
  double sum = 0;

  for (guint i = 0; i < MANY / 4; i++)
    sum += x[i] * y[i];
  return sum / (MANY / 4);
}

/* Streams that differ in one of seed, step, sample and purpose have nothing in common. */
static void
test_streams (void)
{
  static const struct
  {
    guint64 seed, step;
    guint32 sample;
    AlgoRandomPurpose purpose;
  } keys[] = {
    { 0, 0, 0, ALGO_RANDOM_NOISE },          { 1, 0, 0, ALGO_RANDOM_NOISE },
    { 1ull << 32, 0, 0, ALGO_RANDOM_NOISE }, { 0, 1, 0, ALGO_RANDOM_NOISE },
    { 0, 1ull << 32, 0, ALGO_RANDOM_NOISE }, { 0, 0, 1, ALGO_RANDOM_NOISE },
    { 0, 0, 0, ALGO_RANDOM_POINTS },
  };
  float *streams[G_N_ELEMENTS (keys)];

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      AlgoRandom random;

      streams[i] = g_new (float, MANY / 4);
      algo_random_init (&random, keys[i].seed, keys[i].step, keys[i].sample, keys[i].purpose);
      algo_random_normal (&random, MANY / 4, streams[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpfloat_with_epsilon (correlation (streams[i], streams[j]), 0,
                                      4 / sqrt (MANY / 4.0));
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    g_free (streams[i]);
}

static void
test_between (void)
{
  guint counts[13] = { 0 };
  AlgoRandom random;
  double chi_squared = 0;

  algo_random_init (&random, 8, 0, 0, ALGO_RANDOM_SIZE);
  for (guint i = 0; i < 13000; i++)
    {
      guint n = algo_random_between (&random, 4, 16);

      g_assert_cmpuint (n, >=, 4);
      g_assert_cmpuint (n, <=, 16);
      counts[n - 4]++;
    }
  for (guint i = 0; i < 13; i++)
    chi_squared += pow (counts[i] - 1000.0, 2) / 1000.0;
  /* 12 degrees of freedom: 0.1% lie above. */
  g_assert_cmpfloat (chi_squared, <, 32.9);
  g_assert_cmpuint (algo_random_between (&random, 5, 5), ==, 5);
}

/* Of three billion values a third of the words must be passed over: the halves stay even. */
static void
test_between_wide (void)
{
  guint low = 0, high_bits = 0;
  AlgoRandom random;

  algo_random_init (&random, 9, 0, 0, ALGO_RANDOM_SIZE);
  for (guint i = 0; i < 30000; i++)
    {
      low += algo_random_between (&random, 0, 2999999999u) < 1000000000u;
      high_bits += algo_random_between (&random, 0, G_MAXUINT) >> 31;
    }
  g_assert_cmpfloat_with_epsilon (low / 30000.0, 1 / 3.0, 0.011);
  g_assert_cmpfloat_with_epsilon (high_bits / 30000.0, 0.5, 0.012);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/philox/vectors", test_vectors);
  g_test_add_func ("/engine/random/layout", test_layout);
  g_test_add_func ("/engine/random/uniform", test_uniform);
  g_test_add_func ("/engine/random/normal/moments", test_normal_moments);
  g_test_add_func ("/engine/random/normal/values", test_normal_values);
  g_test_add_func ("/engine/random/chunks", test_chunks);
  g_test_add_func ("/engine/random/counts", test_counts);
  g_test_add_func ("/engine/random/streams", test_streams);
  g_test_add_func ("/engine/random/between", test_between);
  g_test_add_func ("/engine/random/between/wide", test_between_wide);
  return g_test_run ();
}
