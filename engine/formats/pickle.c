/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/formats/pickle.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "engine/error.h"

struct _AlgoPickle
{
  GPtrArray *values; /* all there are, owned */
  GStringChunk *texts;
  const AlgoPickleValue *result;
};

/* The operations that are known, by their bytes in the pickle (Python's pickletools). */
/* clang-format off */
enum
{
  MARK = '(', STOP = '.', POP = '0', POP_MARK = '1', BINFLOAT = 'G', BININT = 'J', BININT1 = 'K',
  BININT2 = 'M', NONE = 'N', BINPERSID = 'Q', REDUCE = 'R', BINSTRING = 'T',
  SHORT_BINSTRING = 'U', BINUNICODE = 'X', BINBYTES = 'B', SHORT_BINBYTES = 'C', EMPTY_LIST = ']',
  APPEND = 'a', BUILD = 'b', GLOBAL = 'c', EMPTY_DICT = '}', APPENDS = 'e', BINGET = 'h',
  LONG_BINGET = 'j', BINPUT = 'q', LONG_BINPUT = 'r', SETITEM = 's', TUPLE = 't',
  EMPTY_TUPLE = ')', SETITEMS = 'u', PROTO = 0x80, NEWOBJ = 0x81, TUPLE1 = 0x85, TUPLE2 = 0x86,
  TUPLE3 = 0x87, NEWTRUE = 0x88, NEWFALSE = 0x89, LONG1 = 0x8a, SHORT_BINUNICODE = 0x8c,
  BINUNICODE8 = 0x8d, BINBYTES8 = 0x8e, EMPTY_SET = 0x8f, ADDITEMS = 0x90, FROZENSET = 0x91,
  NEWOBJ_EX = 0x92, STACK_GLOBAL = 0x93, MEMOIZE = 0x94, FRAME = 0x95,
};
/* clang-format on */

typedef struct
{
  AlgoPickle *pickle;
  const guint8 *at, *start, *end;
  GPtrArray *stack;  /* AlgoPickleValue, borrowed */
  GArray *marks;     /* guint: how high the stack was */
  GHashTable *memo;  /* guint to AlgoPickleValue */
  gboolean is_short; /* more was asked for than is there */
} Machine;

static void
value_free (gpointer data)
{
  AlgoPickleValue *value = data;

  g_clear_pointer (&value->items, g_ptr_array_unref);
  g_free (value);
}

void
algo_pickle_free (AlgoPickle *pickle)
{
  g_ptr_array_unref (pickle->values);
  g_string_chunk_free (pickle->texts);
  g_free (pickle);
}

const AlgoPickleValue *
algo_pickle_get_value (const AlgoPickle *pickle)
{
  return pickle->result;
}

/* The bytes of the program. */

static const guint8 *
take (Machine *machine, guint64 count)
{
  const guint8 *at = machine->at;

  if (count > (guint64) (machine->end - at))
    {
      machine->is_short = TRUE;
      return NULL;
    }
  machine->at += count;
  return at;
}

/* A whole number of so many bytes, the least first; 0 where they are not there. */
static guint64
take_whole (Machine *machine, guint count)
{
  const guint8 *bytes = take (machine, count);
  guint64 value = 0;

  for (guint i = 0; bytes != NULL && i < count; i++)
    value |= (guint64) bytes[i] << (8 * i);
  return value;
}

/* The stack. */

static AlgoPickleValue *
push (Machine *machine, AlgoPickleKind kind)
{
  AlgoPickleValue *value = g_new0 (AlgoPickleValue, 1);

  value->kind = kind;
  g_ptr_array_add (machine->pickle->values, value);
  g_ptr_array_add (machine->stack, value);
  return value;
}

static guint
get_floor (const Machine *machine)
{
  return machine->marks->len > 0 ? g_array_index (machine->marks, guint, machine->marks->len - 1)
                                 : 0;
}

/* Down to the last mark; where nothing is left, a value of no account. */
static AlgoPickleValue *
pop (Machine *machine)
{
  if (machine->stack->len > get_floor (machine))
    return g_ptr_array_steal_index (machine->stack, machine->stack->len - 1);
  machine->is_short = TRUE;
  push (machine, ALGO_PICKLE_OTHER);
  return g_ptr_array_steal_index (machine->stack, machine->stack->len - 1);
}

static AlgoPickleValue *
peek (Machine *machine)
{
  AlgoPickleValue *value = pop (machine);

  g_ptr_array_add (machine->stack, value);
  return value;
}

/* Moves what is on the stack from `floor` on into a value. */
static void
move_items (Machine *machine, guint floor, AlgoPickleValue *to)
{
  if (to->items == NULL)
    to->items = g_ptr_array_new ();
  for (guint i = floor; i < machine->stack->len; i++)
    g_ptr_array_add (to->items, machine->stack->pdata[i]);
  g_ptr_array_set_size (machine->stack, (gint) floor);
}

/* Forgets the last mark, and says where it was. */
static guint
pop_mark (Machine *machine)
{
  const guint floor = get_floor (machine);

  if (machine->marks->len == 0)
    machine->is_short = TRUE;
  else
    g_array_set_size (machine->marks, machine->marks->len - 1);
  return MIN (floor, machine->stack->len);
}

static void
push_list (Machine *machine, guint floor)
{
  AlgoPickleValue *list = push (machine, ALGO_PICKLE_LIST);

  g_ptr_array_set_size (machine->stack, (gint) machine->stack->len - 1);
  move_items (machine, floor, list);
  g_ptr_array_add (machine->stack, list);
}

static void
push_last (Machine *machine, guint count)
{
  const guint floor = get_floor (machine);

  machine->is_short |= machine->stack->len < floor + count;
  push_list (machine, machine->is_short ? machine->stack->len : machine->stack->len - count);
}

/* Adds what is above the last `count` values, or above the mark, to what is below. */
static void
add_items (Machine *machine, guint floor)
{
  if (floor == 0 || floor <= get_floor (machine) || machine->stack->len < floor)
    machine->is_short = TRUE;
  else
    move_items (machine, floor, machine->stack->pdata[floor - 1]);
}

static void
push_text (Machine *machine, AlgoPickleKind kind, guint64 length)
{
  const guint8 *text = take (machine, length);
  AlgoPickleValue *value = push (machine, kind);

  if (text != NULL && kind == ALGO_PICKLE_TEXT)
    value->text =
        g_string_chunk_insert_len (machine->pickle->texts, (const char *) text, (gssize) length);
}

/* Two lines. */
static void
push_global (Machine *machine)
{
  const guint8 *first = memchr (machine->at, '\n', (gsize) (machine->end - machine->at));
  const guint8 *second =
      first != NULL ? memchr (first + 1, '\n', (gsize) (machine->end - first - 1)) : NULL;
  g_autofree char *text = NULL;

  if (second == NULL)
    {
      machine->is_short = TRUE;
      return;
    }
  text = g_strdup_printf ("%.*s %.*s", (int) (first - machine->at), (const char *) machine->at,
                          (int) (second - first - 1), (const char *) first + 1);
  push (machine, ALGO_PICKLE_GLOBAL)->text = g_string_chunk_insert (machine->pickle->texts, text);
  machine->at = second + 1;
}

static void
push_stack_global (Machine *machine)
{
  const AlgoPickleValue *name = pop (machine), *module = pop (machine);
  g_autofree char *text = g_strdup_printf ("%s %s", module->text != NULL ? module->text : "",
                                           name->text != NULL ? name->text : "");

  push (machine, ALGO_PICKLE_GLOBAL)->text = g_string_chunk_insert (machine->pickle->texts, text);
}

static void
push_object (Machine *machine, AlgoPickleKind kind, gboolean has_keywords)
{
  const AlgoPickleValue *arguments, *maker = NULL;
  AlgoPickleValue *object;

  if (has_keywords)
    pop (machine);
  arguments = pop (machine);
  if (kind == ALGO_PICKLE_OBJECT)
    maker = pop (machine);
  object = push (machine, kind);
  object->maker = maker;
  object->arguments = arguments;
}

static void
push_long (Machine *machine)
{
  const guint length = (guint) take_whole (machine, 1);
  guint64 bits = take_whole (machine, MIN (length, 8));
  const gboolean fits = take (machine, MAX (length, 8) - 8) != NULL && length <= 8;

  if (length > 0 && length < 8 && bits >> (8 * length - 1))
    bits |= G_MAXUINT64 << (8 * length);
  push (machine, fits ? ALGO_PICKLE_WHOLE : ALGO_PICKLE_OTHER)->whole = (gint64) bits;
}

static void
memoize (Machine *machine, guint64 index)
{
  g_hash_table_insert (machine->memo, GUINT_TO_POINTER ((guint) index), peek (machine));
}

static void
push_memo (Machine *machine, guint64 index)
{
  gpointer value = g_hash_table_lookup (machine->memo, GUINT_TO_POINTER ((guint) index));

  if (value != NULL)
    g_ptr_array_add (machine->stack, value);
  else
    machine->is_short = TRUE;
}

static void
mark (Machine *machine)
{
  g_array_append_val (machine->marks, machine->stack->len);
}

/* Operations that push what stands in the program. FALSE: it is none. */
static gboolean
run_constant (Machine *machine, guint8 operation)
{
  switch (operation)
    {
    case BININT:
      push (machine, ALGO_PICKLE_WHOLE)->whole = (gint32) take_whole (machine, 4);
      return TRUE;
    case BININT1:
      push (machine, ALGO_PICKLE_WHOLE)->whole = (gint64) take_whole (machine, 1);
      return TRUE;
    case BININT2:
      push (machine, ALGO_PICKLE_WHOLE)->whole = (gint64) take_whole (machine, 2);
      return TRUE;
    case LONG1:
      push_long (machine);
      return TRUE;
    case NEWTRUE:
    case NEWFALSE:
    case NONE:
      push (machine, ALGO_PICKLE_OTHER);
      return TRUE;
    case BINFLOAT:
      push_text (machine, ALGO_PICKLE_OTHER, 8);
      return TRUE;
    case BINUNICODE:
    case BINSTRING:
      push_text (machine, ALGO_PICKLE_TEXT, take_whole (machine, 4));
      return TRUE;
    case SHORT_BINUNICODE:
    case SHORT_BINSTRING:
      push_text (machine, ALGO_PICKLE_TEXT, take_whole (machine, 1));
      return TRUE;
    case BINUNICODE8:
      push_text (machine, ALGO_PICKLE_TEXT, take_whole (machine, 8));
      return TRUE;
    case BINBYTES:
      push_text (machine, ALGO_PICKLE_OTHER, take_whole (machine, 4));
      return TRUE;
    case SHORT_BINBYTES:
      push_text (machine, ALGO_PICKLE_OTHER, take_whole (machine, 1));
      return TRUE;
    case BINBYTES8:
      push_text (machine, ALGO_PICKLE_OTHER, take_whole (machine, 8));
      return TRUE;
    default:
      return FALSE;
    }
}

/* Those that make lists, tuples, sets and dictionaries. */
static gboolean
run_container (Machine *machine, guint8 operation)
{
  switch (operation)
    {
    case MARK:
      mark (machine);
      return TRUE;
    case POP:
      pop (machine);
      return TRUE;
    case POP_MARK:
      g_ptr_array_set_size (machine->stack, (gint) pop_mark (machine));
      return TRUE;
    case EMPTY_LIST:
    case EMPTY_TUPLE:
    case EMPTY_SET:
      push (machine, ALGO_PICKLE_LIST);
      return TRUE;
    case EMPTY_DICT:
      push (machine, ALGO_PICKLE_DICT);
      return TRUE;
    case TUPLE1:
    case TUPLE2:
    case TUPLE3:
      push_last (machine, operation - TUPLE1 + 1u);
      return TRUE;
    case TUPLE:
    case FROZENSET:
      push_list (machine, pop_mark (machine));
      return TRUE;
    case APPEND:
      add_items (machine, MAX (machine->stack->len, 1) - 1);
      return TRUE;
    case SETITEM:
      add_items (machine, MAX (machine->stack->len, 2) - 2);
      return TRUE;
    case APPENDS:
    case SETITEMS:
    case ADDITEMS:
      add_items (machine, pop_mark (machine));
      return TRUE;
    default:
      return FALSE;
    }
}

/* Those that name things, and the memo's. */
static gboolean
run_other (Machine *machine, guint8 operation)
{
  AlgoPickleValue *state;

  switch (operation)
    {
    case PROTO:
      take (machine, 1);
      return TRUE;
    case FRAME:
      take (machine, 8);
      return TRUE;
    case GLOBAL:
      push_global (machine);
      return TRUE;
    case STACK_GLOBAL:
      push_stack_global (machine);
      return TRUE;
    case REDUCE:
    case NEWOBJ:
    case NEWOBJ_EX:
      push_object (machine, ALGO_PICKLE_OBJECT, operation == NEWOBJ_EX);
      return TRUE;
    case BINPERSID:
      push_object (machine, ALGO_PICKLE_REFERENCE, FALSE);
      return TRUE;
    case BUILD:
      state = pop (machine);
      peek (machine)->state = state;
      return TRUE;
    case BINPUT:
      memoize (machine, take_whole (machine, 1));
      return TRUE;
    case LONG_BINPUT:
      memoize (machine, take_whole (machine, 4));
      return TRUE;
    case MEMOIZE:
      memoize (machine, g_hash_table_size (machine->memo));
      return TRUE;
    case BINGET:
      push_memo (machine, take_whole (machine, 1));
      return TRUE;
    case LONG_BINGET:
      push_memo (machine, take_whole (machine, 4));
      return TRUE;
    default:
      return FALSE;
    }
}

/* To its end. */
static gboolean
run (Machine *machine, GError **error)
{
  while (machine->at < machine->end && !machine->is_short)
    {
      const guint8 operation = *machine->at++;

      if (operation == STOP)
        {
          machine->pickle->result = pop (machine);
          break;
        }
      if (!run_constant (machine, operation) && !run_container (machine, operation)
          && !run_other (machine, operation))
        {
          g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT,
                       _ ("pickle byte %zu: operation 0x%02x is none of those that are read"),
                       (gsize) (machine->at - machine->start - 1), operation);
          return FALSE;
        }
    }
  if (machine->pickle->result != NULL && !machine->is_short)
    return TRUE;
  g_set_error (error, ALGO_ERROR, ALGO_ERROR_FORMAT, _ ("pickle byte %zu: something is missing"),
               (gsize) (machine->at - machine->start));
  return FALSE;
}

AlgoPickle *
algo_pickle_read (const guint8 *bytes, gsize length, GError **error)
{
  g_autoptr (AlgoPickle) pickle = g_new0 (AlgoPickle, 1);
  g_autoptr (GPtrArray) stack = g_ptr_array_new ();
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) memo = g_hash_table_new (NULL, NULL);
  Machine machine = {
    .pickle = pickle,
    .at = bytes,
    .start = bytes,
    .end = bytes + length,
    .stack = stack,
    .marks = marks,
    .memo = memo,
  };

  pickle->values = g_ptr_array_new_with_free_func (value_free);
  pickle->texts = g_string_chunk_new (4096);
  return run (&machine, error) ? g_steal_pointer (&pickle) : NULL;
}
