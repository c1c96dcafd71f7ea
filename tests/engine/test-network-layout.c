/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/analysis/network-layout.h"

#include <float.h>
#include <math.h>

#include "engine/analysis/repulsion.h"
#include "engine/formats/network-file.h"
#include "tests/engine/sample-networks.h"

static AlgoNetworkLayout *
settle (const AlgoNetwork *network, guint64 seed)
{
  AlgoNetworkLayout *layout = algo_network_layout_new (seed);

  algo_network_layout_set_network (layout, network);
  algo_network_layout_settle (layout);
  return layout;
}

static double
distance (const AlgoPosition *positions, guint a, guint b)
{
  return hypot (positions[a].x - positions[b].x, positions[a].y - positions[b].y);
}

static AlgoPosition *
copy_positions (const AlgoNetworkLayout *layout)
{
  return g_memdup2 (algo_network_layout_get (layout)->positions,
                    algo_network_layout_get (layout)->count * sizeof (AlgoPosition));
}

/* The farthest that any neuron is from where it was, as a share of the extent. */
static double
farthest_from (const AlgoNetworkLayout *layout, const AlgoPosition *before)
{
  const AlgoPosition *after = algo_network_layout_get (layout)->positions;
  double farthest = 0;

  for (guint k = 0; k < algo_network_layout_get (layout)->count; k++)
    farthest = fmax (farthest, hypot (after[k].x - before[k].x, after[k].y - before[k].y));
  return farthest / algo_network_layout_get (layout)->extent;
}

static double
mean_distance_from (const AlgoNetworkLayout *layout, const AlgoPosition *before)
{
  const AlgoPosition *after = algo_network_layout_get (layout)->positions;
  guint count = algo_network_layout_get (layout)->count;
  double sum = 0;

  for (guint k = 0; k < count; k++)
    sum += hypot (after[k].x - before[k].x, after[k].y - before[k].y);
  return sum / count / algo_network_layout_get (layout)->extent;
}

static void
assert_sound (const AlgoNetworkLayout *layout)
{
  const AlgoPosition *positions = algo_network_layout_get (layout)->positions;
  guint count = algo_network_layout_get (layout)->count;
  double extent = algo_network_layout_get (layout)->extent;

  g_assert_cmpfloat (extent, >, 0);
  g_assert_true (isfinite (extent));
  for (guint a = 0; a < count; a++)
    {
      g_assert_true (isfinite (positions[a].x) && isfinite (positions[a].y));
      if (!algo_network_layout_get (layout)->pinned[a])
        g_assert_cmpfloat (hypot (positions[a].x, positions[a].y), <=, extent * (1 + 1e-5));
      for (guint b = 0; b < a; b++)
        g_assert_cmpfloat (distance (positions, a, b), >, 1e-3 * extent);
    }
}

static void
test_empty (void)
{
  g_autoptr (AlgoNetworkLayout) layout = algo_network_layout_new (0);

  g_assert_cmpuint (algo_network_layout_get (layout)->count, ==, 0);
  g_assert_cmpfloat (algo_network_layout_advance (layout, 3), ==, 0);
  g_assert_cmpuint (algo_network_layout_settle (layout), ==, 1);
  algo_network_layout_restart (layout);
  g_assert_cmpfloat (algo_network_layout_get (layout)->extent, >, 0);
}

static void
test_deterministic (void)
{
  g_autoptr (AlgoNetwork) network = sample_convexity (16, 48, 0);
  g_autoptr (AlgoNetworkLayout) first = settle (network, 5), second = settle (network, 5);
  g_autoptr (AlgoNetworkLayout) other = settle (network, 6);
  g_autofree AlgoPosition *positions = copy_positions (first);

  g_assert_cmpuint (algo_network_layout_get (first)->count, ==, 16 + 48 + 1);
  g_assert_cmpfloat (farthest_from (second, positions), ==, 0);
  g_assert_cmpfloat (farthest_from (other, positions), >, 0.01);
  algo_network_layout_restart (first);
  algo_network_layout_settle (first);
  g_assert_cmpfloat (farthest_from (first, positions), ==, 0);
}

/* Weights of any size and kind. */
static void
test_sound (void)
{
  static const guint sizes[][2] = { { 1, 1 }, { 2, 1 }, { 1, 7 }, { 5, 15 }, { 40, 120 } };

  for (guint s = 0; s < G_N_ELEMENTS (sizes); s++)
    {
      guint edges = sizes[s][0] * sizes[s][1];
      g_autoptr (AlgoNetwork) network = algo_network_new (sizes[s][0], sizes[s][1]);
      g_autoptr (AlgoNetworkLayout) zero = settle (network, 0);
      g_autoptr (AlgoNetworkLayout) huge = NULL, spoilt = NULL;

      assert_sound (zero);
      for (guint i = 0; i < edges; i++)
        network->W0[i] = i % 3 == 0 ? FLT_MAX : i % 3 == 1 ? -FLT_MAX : FLT_MIN;
      for (guint j = 0; j < network->hidden; j++)
        network->W1[j] = FLT_MIN / 4;
      huge = settle (network, 0);
      assert_sound (huge);
      network->W0[0] = NAN;
      network->W0[edges - 1] = -INFINITY;
      network->W1[0] = INFINITY;
      spoilt = settle (network, 0);
      assert_sound (spoilt);
    }
}

static void
test_labelled (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "labelled", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) files = g_dir_open (folder, 0, &error);
  const char *name;
  guint count = 0;

  g_assert_no_error (error);
  for (; (name = g_dir_read_name (files)) != NULL; count++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr (AlgoNetwork) network = algo_network_load (path, NULL, &error);
      g_autoptr (AlgoNetworkLayout) layout = NULL;

      g_assert_no_error (error);
      layout = settle (network, 0);
      assert_sound (layout);
      g_assert_cmpfloat (algo_network_layout_advance (layout, 1), <, ALGO_LAYOUT_STILL);
    }
  g_assert_cmpuint (count, >, 30);
}

/* Each input has its own arms, those of its neurons that it pulls, nearest to it. */
static void
assert_arms (guint inputs, guint hidden, double plus)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (inputs, hidden, 8, plus);
  g_autoptr (AlgoNetworkLayout) layout = settle (network, 1);
  const AlgoPosition *positions = algo_network_layout_get (layout)->positions;

  for (guint i = 0; i < inputs; i++)
    {
      double farthest_own = 0, nearest_other = INFINITY;
      guint arms = 0;

      for (guint j = 0; j < hidden; j++)
        {
          double away = distance (positions, i, inputs + j);

          if (fabsf (network->W0[i * hidden + j]) > 4)
            {
              farthest_own = fmax (farthest_own, away);
              arms++;
            }
          else
            nearest_other = fmin (nearest_other, away);
        }
      g_assert_cmpuint (arms, ==, plus < 2 && plus > 0 ? 2 : 1);
      g_assert_cmpfloat (farthest_own, <, nearest_other);
    }
}

static void
test_communities (void)
{
  for (guint inputs = 4; inputs <= 64; inputs *= 2)
    {
      assert_arms (inputs, 3 * inputs, 1);
      assert_arms (inputs, 2 * inputs, 1);
      assert_arms (inputs, 3 * inputs, 2);
    }
}

/* Both arms of an input on opposite sides of it, more than a right angle apart; the output in the
 * middle; inputs around it in their order. */
static void
test_double_sided (void)
{
  const guint inputs = 8, hidden = 16;
  g_autoptr (AlgoNetwork) network = sample_even_arms (inputs, hidden, 8, 1);
  g_autoptr (AlgoNetworkLayout) layout = settle (network, 0);
  const AlgoPosition *at = algo_network_layout_get (layout)->positions;
  guint turns = 0;

  g_assert_cmpfloat (hypot (at[24].x, at[24].y), <,
                     0.05 * algo_network_layout_get (layout)->extent);
  for (guint i = 0; i < inputs; i++)
    {
      AlgoPosition next = at[(i + 1) % inputs], arms[2];
      guint count = 0;

      for (guint j = 0; j < hidden; j++)
        if (fabsf (network->W0[i * hidden + j]) > 4)
          arms[count++] = (AlgoPosition){ at[inputs + j].x - at[i].x, at[inputs + j].y - at[i].y };
      g_assert_cmpfloat (arms[0].x * arms[1].x + arms[0].y * arms[1].y, <, 0);
      turns += at[i].x * next.y - at[i].y * next.x > 0;
    }
  g_assert_cmpuint (turns, ==, inputs);
}

/* From step to step of training little changes, and little moves. */
static void
test_warm_start (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (16, 48, 8, 1);
  g_autoptr (AlgoNetwork) disturbed = sample_disturb (network, 0.02, 3);
  g_autoptr (AlgoNetworkLayout) layout = settle (network, 0), other = settle (network, 1);
  g_autofree AlgoPosition *before = copy_positions (layout);

  /* The same again changes nothing. */
  algo_network_layout_set_network (layout, network);
  g_assert_cmpfloat (algo_network_layout_advance (layout, 1), <, ALGO_LAYOUT_STILL);
  algo_network_layout_set_network (layout, disturbed);
  g_assert_cmpfloat (farthest_from (layout, before), <, ALGO_LAYOUT_STILL);
  algo_network_layout_advance (layout, 2);
  g_assert_cmpfloat (farthest_from (layout, before), <, 0.02);
  algo_network_layout_settle (layout);
  g_assert_cmpfloat (mean_distance_from (layout, before), <, 0.1);
  /* Far less than from another start. */
  g_assert_cmpfloat (mean_distance_from (layout, before), <,
                     mean_distance_from (other, before) / 3);
}

/* No step is a jump, even to another algorithm; and it gets there. */
static void
test_glide (void)
{
  g_autoptr (AlgoNetwork) before = sample_convexity (16, 48, 0);
  g_autoptr (AlgoNetwork) after = sample_even_arms (16, 48, 8, 1);
  g_autoptr (AlgoNetworkLayout) layout = settle (before, 0);
  gdouble moved = 0;

  algo_network_layout_set_network (layout, after);
  for (guint step = 0; step < ALGO_LAYOUT_COOLED; step++)
    {
      g_autofree AlgoPosition *places = copy_positions (layout);
      double speed = algo_network_layout_advance (layout, 1);

      g_assert_cmpfloat (speed, <, 0.05);
      g_assert_cmpfloat (fabs (farthest_from (layout, places) - speed), <, 1e-4);
      moved += speed;
    }
  g_assert_cmpfloat (moved, >, 0.3);
  g_assert_cmpfloat (algo_network_layout_advance (layout, 1), <, ALGO_LAYOUT_STILL);
  assert_sound (layout);
}

static void
test_pin (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (8, 24, 8, 1);
  g_autoptr (AlgoNetworkLayout) layout = settle (network, 0);
  double extent = algo_network_layout_get (layout)->extent;
  g_autofree AlgoPosition *before = copy_positions (layout);
  AlgoPosition place = { (float) (-1.1 * extent), (float) (0.2 * extent) };
  const AlgoPosition *positions;

  algo_network_layout_pin (layout, 2, place);
  g_assert_true (algo_network_layout_get (layout)->pinned[2]);
  algo_network_layout_settle (layout);
  positions = algo_network_layout_get (layout)->positions;
  g_assert_cmpfloat (positions[2].x, ==, place.x);
  g_assert_cmpfloat (positions[2].y, ==, place.y);
  /* Its arms went with it. */
  for (guint j = 0; j < 24; j++)
    if (fabsf (network->W0[2 * 24 + j]) > 4)
      g_assert_cmpfloat (distance (positions, 2, 8 + j), <, 0.7 * extent);

  algo_network_layout_restart (layout);
  g_assert_cmpfloat (positions[2].x, ==, place.x);
  algo_network_layout_unpin (layout, 2);
  g_assert_false (algo_network_layout_get (layout)->pinned[2]);
  algo_network_layout_settle (layout);
  g_assert_cmpfloat (hypot (positions[2].x - place.x, positions[2].y - place.y), >, 0.01 * extent);

  /* All pinned is as good as any. */
  for (guint k = 0; k < algo_network_layout_get (layout)->count; k++)
    algo_network_layout_pin (layout, k, before[k]);
  g_assert_cmpfloat (algo_network_layout_advance (layout, 5), ==, 0);
  g_assert_cmpfloat (farthest_from (layout, before), ==, 0);
}

static void
test_resize (void)
{
  g_autoptr (AlgoNetwork) small = sample_even_arms (8, 24, 8, 1);
  g_autoptr (AlgoNetwork) large = sample_even_arms (16, 48, 8, 1);
  g_autoptr (AlgoNetworkLayout) layout = settle (small, 0), fresh = settle (large, 0);
  g_autofree AlgoPosition *positions = copy_positions (fresh);

  algo_network_layout_pin (layout, 0, (AlgoPosition){ 1, 1 });
  algo_network_layout_set_network (layout, large);
  g_assert_cmpuint (algo_network_layout_get (layout)->count, ==, 65);
  g_assert_false (algo_network_layout_get (layout)->pinned[0]);
  algo_network_layout_settle (layout);
  g_assert_cmpfloat (farthest_from (layout, positions), ==, 0);
}

/* Barnes and Hut's sums against those over pairs. */
static void
test_tree (void)
{
  static const guint counts[] = { 1, 2, 17, 260, 900 };

  for (guint c = 0; c < G_N_ELEMENTS (counts); c++)
    {
      guint count = counts[c];
      g_autoptr (GRand) random = g_rand_new_with_seed (c);
      AlgoBodies exact, tree;
      double error = 0, size = 0;

      algo_bodies_init (&exact, count);
      algo_bodies_init (&tree, count);
      for (guint i = 0; i < count; i++)
        {
          exact.x[i] = tree.x[i] = (float) g_rand_double_range (random, -5, 5);
          exact.y[i] = tree.y[i] = (float) pow (g_rand_double (random), 3);
          exact.charge[i] = tree.charge[i] = (float) g_rand_double_range (random, 0.5, 4);
        }
      algo_bodies_repel_exactly (&exact);
      algo_bodies_repel_by_tree (&tree);
      for (guint i = 0; i < count; i++)
        {
          error += pow (exact.force_x[i] - tree.force_x[i], 2)
                   + pow (exact.force_y[i] - tree.force_y[i], 2);
          size += pow (exact.force_x[i], 2) + pow (exact.force_y[i], 2);
          if (count > 1)
            g_assert_cmpfloat (fabs (tree.stiffness[i] / exact.stiffness[i] - 1), <, 0.25);
        }
      g_assert_cmpfloat (sqrt (error), <=, 0.05 * sqrt (size));
      algo_bodies_clear (&exact);
      algo_bodies_clear (&tree);
    }
}

/* Many bodies in one place end no recursion too late, and no force is infinite. */
static void
test_tree_of_one_place (void)
{
  AlgoBodies bodies;

  algo_bodies_init (&bodies, 300);
  for (guint i = 0; i < 300; i++)
    {
      bodies.x[i] = i < 299 ? 2 : 3;
      bodies.charge[i] = 1;
    }
  algo_bodies_repel_by_tree (&bodies);
  for (guint i = 0; i < 300; i++)
    g_assert_true (isfinite (bodies.force_x[i]) && isfinite (bodies.stiffness[i]));
  g_assert_cmpfloat (fabsf (bodies.force_x[299] - 299), <, 0.1);
  algo_bodies_clear (&bodies);
}

/* A copy stays as it was, whatever becomes of the layout. */
static void
test_copy (void)
{
  g_autoptr (AlgoNetwork) network = sample_even_arms (8, 24, 8, 1);
  AlgoNetworkLayout *layout = algo_network_layout_new_settled (network);
  const AlgoArrangement *arrangement = algo_network_layout_get (layout);
  g_autoptr (AlgoArrangement) copy = NULL;
  AlgoPosition place;

  algo_network_layout_pin (layout, 3, (AlgoPosition){ 1, 2 });
  copy = algo_arrangement_copy (arrangement);
  place = arrangement->positions[4];
  algo_network_layout_pin (layout, 3, (AlgoPosition){ -1, 0 });
  algo_network_layout_settle (layout);
  algo_network_layout_free (layout);
  g_assert_cmpuint (copy->count, ==, 8 + 24 + 1);
  g_assert_cmpfloat (copy->positions[3].y, ==, 2);
  g_assert_cmpfloat (copy->positions[4].x, ==, place.x);
  g_assert_cmpfloat (copy->extent, >, 0);
  g_assert_true (copy->pinned[3]);
  algo_arrangement_let_go (copy);
  g_assert_false (copy->pinned[3]);
  g_assert_cmpfloat (copy->positions[3].y, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/network-layout/empty", test_empty);
  g_test_add_func ("/engine/network-layout/deterministic", test_deterministic);
  g_test_add_func ("/engine/network-layout/sound", test_sound);
  g_test_add_func ("/engine/network-layout/labelled", test_labelled);
  g_test_add_func ("/engine/network-layout/communities", test_communities);
  g_test_add_func ("/engine/network-layout/double-sided", test_double_sided);
  g_test_add_func ("/engine/network-layout/warm-start", test_warm_start);
  g_test_add_func ("/engine/network-layout/glide", test_glide);
  g_test_add_func ("/engine/network-layout/pin", test_pin);
  g_test_add_func ("/engine/network-layout/resize", test_resize);
  g_test_add_func ("/engine/network-layout/copy", test_copy);
  g_test_add_func ("/engine/repulsion/tree", test_tree);
  g_test_add_func ("/engine/repulsion/tree-of-one-place", test_tree_of_one_place);
  return g_test_run ();
}
