/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/task/tape.h"

#include "engine/kernels/kernels.h"

#include <string.h>
#include <tgmath.h>

#define BLOCK 64 /* points that are worked on at a time */

/* Besides what a person may ask for. */
enum
{
  INPUTS = -1,
  CONSTANT = -2,
  SLICE = -3,
  ROLL = -4,
};

typedef struct
{
  int operation;
  int a, b;
  guint width;
  guint from;    /* of a slice; of what is rolled, the shift */
  double number; /* a constant */
  gsize at;      /* where its numbers stand, BLOCK of each; of those that have their own */
} Step;

struct _AlgoTape
{
  GArray *steps; /* of Step, one a value */
  gsize numbers; /* of all values that have their own */
  int result;
};

/* A value's numbers as they stand in memory. */
typedef struct
{
  const AlgoReal *numbers;
  gsize stride; /* from one to the next, of the same point */
} View;

/* A thread's own room for the values of one block. */
typedef struct
{
  AlgoReal *numbers;
  gsize count;
} Room;

static void
free_room (gpointer data)
{
  Room *room = data;

  g_free (room->numbers);
  g_free (room);
}

static GPrivate rooms = G_PRIVATE_INIT (free_room);

static AlgoReal *
find_room (gsize count)
{
  Room *room = g_private_get (&rooms);

  if (room == NULL)
    {
      room = g_new0 (Room, 1);
      g_private_set (&rooms, room);
    }
  if (room->count < count)
    {
      g_free (room->numbers);
      room->numbers = g_new (AlgoReal, count);
      room->count = count;
    }
  return room->numbers;
}

static const Step *
step_of (const AlgoTape *tape, int value)
{
  return &g_array_index (tape->steps, Step, value);
}

AlgoTape *
algo_tape_new (guint inputs)
{
  AlgoTape *tape = g_new0 (AlgoTape, 1);
  const Step step = { .operation = INPUTS, .width = inputs };

  tape->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_append_val (tape->steps, step);
  return tape;
}

void
algo_tape_free (AlgoTape *tape)
{
  if (tape == NULL)
    return;
  g_array_unref (tape->steps);
  g_free (tape);
}

guint
algo_tape_width (const AlgoTape *tape, int value)
{
  return step_of (tape, value)->width;
}

static int
add_step (AlgoTape *tape, Step step)
{
  const gboolean has_own = step.operation != SLICE;

  if (tape->steps->len > ALGO_TAPE_MOST_OPERATIONS
      || (has_own && tape->numbers + step.width > ALGO_TAPE_MOST_NUMBERS))
    return -1;
  step.at = tape->numbers * BLOCK;
  if (has_own)
    tape->numbers += step.width;
  g_array_append_val (tape->steps, step);
  return (int) tape->steps->len - 1;
}

int
algo_tape_add (AlgoTape *tape, AlgoTapeOperation operation, int a, int b)
{
  const guint width_a = algo_tape_width (tape, a), width_b = algo_tape_width (tape, b);
  Step step = { .operation = operation, .a = a, .b = b, .width = width_a };

  if (operation >= ALGO_TAPE_SUM && operation <= ALGO_TAPE_MAX)
    step.width = 1;
  else if (operation >= ALGO_TAPE_ADD && operation <= ALGO_TAPE_LARGER && width_a == 1)
    step.width = width_b;
  return add_step (tape, step);
}

int
algo_tape_add_constant (AlgoTape *tape, double number)
{
  return add_step (tape, (Step){ .operation = CONSTANT, .width = 1, .number = number });
}

int
algo_tape_add_slice (AlgoTape *tape, int value, guint from, guint count)
{
  if (count == 0)
    return algo_tape_add_constant (tape, 0);
  return add_step (tape, (Step){ .operation = SLICE, .a = value, .width = count, .from = from });
}

int
algo_tape_add_roll (AlgoTape *tape, int value, guint shift)
{
  return add_step (tape, (Step){ .operation = ROLL,
                                 .a = value,
                                 .width = algo_tape_width (tape, value),
                                 .from = shift });
}

void
algo_tape_finish (AlgoTape *tape, int result)
{
  tape->result = result;
}

/* Slices and x itself are views of what stands elsewhere. */
static View
view_of (const AlgoTape *tape, int value, const View *x, const AlgoReal *room)
{
  const Step *step = step_of (tape, value);
  View view;

  if (step->operation == INPUTS)
    return *x;
  if (step->operation != SLICE)
    return (View){ room + step->at, BLOCK };
  view = view_of (tape, step->a, x, room);
  view.numbers += step->from * view.stride;
  return view;
}

/* NULL of what a compiler can do several points at a time of. */
static void (*kernel_of (int operation)) (gsize, const AlgoReal *, AlgoReal *)
{
  const AlgoKernels *kernels = algo_kernels_get_default ();

  switch (operation)
    {
    case ALGO_TAPE_EXP:
      return kernels->exponential;
    case ALGO_TAPE_LOG:
      return kernels->logarithm;
    case ALGO_TAPE_SIN:
      return kernels->sine;
    case ALGO_TAPE_COS:
      return kernels->cosine;
    case ALGO_TAPE_TANH:
      return kernels->hyperbolic_tangent;
    default:
      return NULL;
    }
}

static void
work_out_one (int operation, gsize points, const AlgoReal *a, AlgoReal *out)
{
  void (*kernel) (gsize, const AlgoReal *, AlgoReal *) = kernel_of (operation);

  if (kernel != NULL)
    {
      kernel (points, a, out);
      return;
    }
#define EACH(result)                                                                               \
  for (gsize p = 0; p < points; p++)                                                               \
    out[p] = (result);                                                                             \
  break
  switch (operation)
    {
    case ALGO_TAPE_NEGATE:
      EACH (-a[p]);
    case ALGO_TAPE_ABS:
      EACH (fabs (a[p]));
    case ALGO_TAPE_SQRT:
      EACH (sqrt (a[p]));
    case ALGO_TAPE_RELU:
      EACH (a[p] < 0 ? 0 : a[p]);
    default:
      EACH (a[p] > 0 ? 1 : a[p] < 0 ? -1 : a[p]);
    }
#undef EACH
}

static void
work_out_two (int operation, gsize points, const AlgoReal *a, const AlgoReal *b, AlgoReal *out)
{
#define EACH(result)                                                                               \
  for (gsize p = 0; p < points; p++)                                                               \
    out[p] = (result);                                                                             \
  break
  switch (operation)
    {
    case ALGO_TAPE_ADD:
    case ALGO_TAPE_SUM:
      EACH (a[p] + b[p]);
    case ALGO_TAPE_SUBTRACT:
      EACH (a[p] - b[p]);
    case ALGO_TAPE_MULTIPLY:
      EACH (a[p] * b[p]);
    case ALGO_TAPE_DIVIDE:
      EACH (a[p] / b[p]);
    case ALGO_TAPE_POWER:
      EACH (pow (a[p], b[p]));
    /* Written so that what is not a number stays that. */
    case ALGO_TAPE_SMALLER:
    case ALGO_TAPE_MIN:
      EACH (a[p] < b[p] || a[p] != a[p] ? a[p] : b[p]);
    default:
      EACH (a[p] > b[p] || a[p] != a[p] ? a[p] : b[p]);
    }
#undef EACH
}

/* Merge exchange, which compares the same places at every point: algorithm M of Knuth, The Art of
 * Computer Programming 3, 5.2.2. */
static void
sort_numbers (gsize points, guint width, AlgoReal *out)
{
  const AlgoKernels *kernels = algo_kernels_get_default ();
  guint top = 1;

  while (2 * top < width)
    top *= 2;
  for (guint p = width > 1 ? top : 0; p > 0; p /= 2)
    {
      guint q = top, r = 0, distance = p;

      for (;;)
        {
          for (guint i = 0; i + distance < width; i++)
            if ((i & p) == r)
              kernels->order (points, out + i * BLOCK, out + (i + distance) * BLOCK);
          if (q == p)
            break;
          distance = q - p;
          q /= 2;
          r = p;
        }
    }
}

/* One number of all of a vector. */
static void
reduce (int operation, guint width, gsize points, View a, AlgoReal *out)
{
  memcpy (out, a.numbers, points * sizeof (AlgoReal));
  for (guint i = 1; i < width; i++)
    work_out_two (operation, points, out, a.numbers + i * a.stride, out);
}

static void
work_out_step (const AlgoTape *tape, const Step *step, gsize points, const View *x, AlgoReal *room)
{
  AlgoReal *out = room + step->at;
  const View a = view_of (tape, step->a, x, room), b = view_of (tape, step->b, x, room);
  const guint width_a = algo_tape_width (tape, step->a), width_b = algo_tape_width (tape, step->b);

  for (guint i = 0; i < step->width; i++, out += BLOCK)
    if (step->operation == CONSTANT)
      for (gsize p = 0; p < points; p++)
        out[p] = (AlgoReal) step->number;
    else if (step->operation == ROLL)
      memcpy (out, a.numbers + (i + width_a - step->from) % width_a * a.stride,
              points * sizeof (AlgoReal));
    else if (step->operation == ALGO_TAPE_SORT)
      memcpy (out, a.numbers + i * a.stride, points * sizeof (AlgoReal));
    else if (step->operation >= ALGO_TAPE_SUM)
      reduce (step->operation, width_a, points, a, out);
    else if (step->operation >= ALGO_TAPE_ADD)
      work_out_two (step->operation, points, a.numbers + (width_a > 1 ? i * a.stride : 0),
                    b.numbers + (width_b > 1 ? i * b.stride : 0), out);
    else
      work_out_one (step->operation, points, a.numbers + i * a.stride, out);
  if (step->operation == ALGO_TAPE_SORT)
    sort_numbers (points, step->width, room + step->at);
}

void
algo_tape_evaluate (const AlgoTape *tape,
                    gsize points,
                    gsize stride,
                    const AlgoReal *x,
                    double *values)
{
  AlgoReal *room = find_room (tape->numbers * BLOCK);

  for (gsize at = 0; at < points; at += BLOCK)
    {
      const gsize count = MIN (BLOCK, points - at);
      const View inputs = { x + at, stride };
      View result;

      for (guint value = 1; value < tape->steps->len; value++)
        if (step_of (tape, (int) value)->operation != SLICE)
          work_out_step (tape, step_of (tape, (int) value), count, &inputs, room);
      result = view_of (tape, tape->result, &inputs, room);
      for (gsize p = 0; p < count; p++)
        values[at + p] = result.numbers[p];
    }
}
