/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/axes.h"

#include <math.h>

#include "engine/compare.h"
#include "ui/pictures/drawing/numbers.h"

/* The axis's scale: where it is linear. */
static double
axis_stretch (const AlgoAxis *axis, double value)
{
  switch (axis->kind)
    {
    case ALGO_AXIS_LOG:
      return value > 0 ? log10 (value) : (double) NAN;
    case ALGO_AXIS_ASINH:
      return asinh (value / axis->linear_width);
    case ALGO_AXIS_LINEAR:
    default:
      return value;
    }
}

static double
axis_unstretch (const AlgoAxis *axis, double stretched)
{
  switch (axis->kind)
    {
    case ALGO_AXIS_LOG:
      return pow (10, stretched);
    case ALGO_AXIS_ASINH:
      return axis->linear_width * sinh (stretched);
    case ALGO_AXIS_LINEAR:
    default:
      return stretched;
    }
}

double
algo_axis_place (const AlgoAxis *axis, double value)
{
  double low = axis_stretch (axis, axis->low);
  double high = axis_stretch (axis, axis->high);

  return axis->from + (axis_stretch (axis, value) - low) / (high - low) * (axis->to - axis->from);
}

double
algo_axis_place_within (const AlgoAxis *axis, double value)
{
  return algo_axis_place (axis, CLAMP (value, axis->low, axis->high));
}

double
algo_axis_value (const AlgoAxis *axis, double place)
{
  double low = axis_stretch (axis, axis->low);
  double high = axis_stretch (axis, axis->high);

  return axis_unstretch (axis, low + (place - axis->from) / (axis->to - axis->from) * (high - low));
}

double
algo_axis_round_up (double least)
{
  double decade = pow (10, floor (log10 (least)));

  for (guint i = 0; i < 3; i++)
    {
      double step = (const double[]){ 1, 2, 5 }[i] * decade;

      if (step >= least * (1 - 1e-9))
        return step;
    }
  return 10 * decade;
}

static void
axis_make_proper (AlgoAxis *axis)
{
  const gboolean logarithmic = axis->kind == ALGO_AXIS_LOG;
  const double low = axis->low;

  if (!isfinite (axis->low) || !isfinite (axis->high)
      || (logarithmic && (axis->low <= 0 || axis->high <= 0)))
    {
      axis->low = logarithmic ? 0.1 : 0;
      axis->high = 1;
    }
  else if (axis->low > axis->high)
    {
      axis->low = axis->high;
      axis->high = low;
    }
}

void
algo_axis_include (AlgoAxis *axis, const float *values, gsize count)
{
  for (gsize i = 0; i < count; i++)
    if (isfinite (values[i]))
      {
        axis->low = fmin (axis->low, values[i]);
        axis->high = fmax (axis->high, values[i]);
      }
}

void
algo_axis_include_within (AlgoAxis *axis, double value, double lowest, double highest)
{
  if (!(value > 0))
    return;
  axis->low = fmin (axis->low, fmax (value, lowest));
  axis->high = fmax (axis->high, fmin (value, highest));
}

void
algo_axis_round_ends (AlgoAxis *axis)
{
  axis_make_proper (axis);
  if (axis->kind == ALGO_AXIS_LOG)
    {
      axis->low = pow (10, floor (log10 (axis->low) + 1e-9));
      axis->high = pow (10, ceil (log10 (axis->high) - 1e-9));
      if (axis->high <= axis->low)
        axis->high = 10 * axis->low;
    }
  else
    {
      double span = axis->high - axis->low;
      double step;

      if (span <= 1e-9 * MAX (fabs (axis->low), fabs (axis->high)) || span <= 0)
        span = MAX (1e-6, 0.2 * fabs (axis->high));
      step = algo_axis_round_up (span / 8);
      axis->low = floor (axis->low / step + 1e-9) * step;
      axis->high = ceil (axis->high / step - 1e-9) * step;
      if (axis->high <= axis->low)
        axis->high = axis->low + step;
    }
}

static void
find_linear_ticks (const AlgoAxis *axis, double spacing, double least_step, AlgoTicks *ticks)
{
  double length = fabs (axis->to - axis->from);
  double least = (axis->high - axis->low) * MAX (spacing / length, 1.0 / (ALGO_MAX_TICKS - 2));
  double step = algo_axis_round_up (MAX (least, least_step));
  double first = ceil (axis->low / step - 1e-6);

  ticks->decimals = (guint) MAX (0, -floor (log10 (step) + 1e-9));
  for (double k = first; k * step <= axis->high + 1e-6 * step && ticks->count < ALGO_MAX_TICKS; k++)
    ticks->values[ticks->count++] = k * step;
}

/* Takes `value` as a tick if it is inside the axis and not too near to those taken. */
static void
ticks_offer (const AlgoAxis *axis, double spacing, double value, AlgoTicks *ticks)
{
  double place = algo_axis_place (axis, value);
  double slack = 1e-6 * fabs (axis->to - axis->from);

  if (ticks->count == ALGO_MAX_TICKS || !isfinite (place)
      || place < MIN (axis->from, axis->to) - slack || place > MAX (axis->from, axis->to) + slack)
    return;
  for (guint i = 0; i < ticks->count; i++)
    if (fabs (place - algo_axis_place (axis, ticks->values[i])) < spacing - slack)
      return;
  ticks->values[ticks->count++] = value;
}

/* Zero first, then decades from the largest down, then fives and twos where room is left. */
static void
find_stretched_ticks (const AlgoAxis *axis, double spacing, AlgoTicks *ticks)
{
  double largest = MAX (fabs (axis->low), fabs (axis->high));
  double least = axis->kind == ALGO_AXIS_LOG ? MIN (axis->low, axis->high) : axis->linear_width;
  gint first = (gint) floor (log10 (largest) + 1e-9);
  gint last = (gint) floor (log10 (least) + 1e-9) - (axis->kind == ALGO_AXIS_ASINH);

  if (axis->kind == ALGO_AXIS_ASINH)
    ticks_offer (axis, spacing, 0, ticks);
  for (guint i = 0; i < 3; i++)
    for (gint exponent = first; exponent >= MAX (last, first - 40); exponent--)
      {
        double value = (const double[]){ 1, 5, 2 }[i] * pow (10, exponent);

        ticks_offer (axis, spacing, value, ticks);
        if (axis->kind == ALGO_AXIS_ASINH)
          ticks_offer (axis, spacing, -value, ticks);
      }
  qsort (ticks->values, ticks->count, sizeof ticks->values[0], algo_compare_doubles);
}

void
algo_axis_find_ticks (const AlgoAxis *axis, double spacing, AlgoTicks *ticks)
{
  *ticks = (AlgoTicks){ 0 };
  if (fabs (axis->to - axis->from) < 1 || !(axis->high > axis->low))
    return;
  if (axis->kind == ALGO_AXIS_LINEAR)
    find_linear_ticks (axis, spacing, 0, ticks);
  else
    find_stretched_ticks (axis, spacing, ticks);
}

void
algo_axis_find_whole_ticks (const AlgoAxis *axis, double spacing, AlgoTicks *ticks)
{
  *ticks = (AlgoTicks){ 0 };
  if (fabs (axis->to - axis->from) >= 1 && axis->high > axis->low)
    find_linear_ticks (axis, spacing, 1, ticks);
}

/* Stretched axes have ticks m 10^k with m of one digit. */
static char *
format_stretched (double value)
{
  gint exponent;

  if (value == 0)
    return g_strdup ("0");
  exponent = (gint) floor (log10 (fabs (value)) + 1e-9);
  if (exponent >= -3 && exponent < 4)
    return algo_number_format_decimals (value, (guint) MAX (0, -exponent));
  if (value == pow (10, exponent))
    return algo_number_format_power (exponent);
  return algo_number_format (value);
}

char *
algo_ticks_format (const AlgoAxis *axis, const AlgoTicks *ticks, guint index)
{
  if (axis->kind != ALGO_AXIS_LINEAR)
    return format_stretched (ticks->values[index]);
  if (fabs (ticks->values[index]) < 1e-9 * (axis->high - axis->low))
    return g_strdup ("0");
  return algo_number_format_decimals (ticks->values[index], ticks->decimals);
}
