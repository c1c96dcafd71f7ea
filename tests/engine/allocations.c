/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/engine/allocations.h"

#include <errno.h>
#include <malloc.h>
#include <stddef.h>
#include <stdlib.h>

static gint counting, counted; /* atomic */

static void
note_allocation (void)
{
  if (g_atomic_int_get (&counting))
    g_atomic_int_inc (&counted);
}

void
allocations_count_from_now (void)
{
  g_atomic_int_set (&counted, 0);
  g_atomic_int_set (&counting, 1);
}

guint
allocations_counted (void)
{
  g_atomic_int_set (&counting, 0);
  return g_atomic_int_get (&counted);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#  define SANITIZED
#elif defined(__has_feature)
#  if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#    define SANITIZED
#  endif
#endif

#ifdef SANITIZED

/* A sanitizer has its own allocator, and tells of every use. */
int __sanitizer_install_malloc_and_free_hooks (void (*malloc_hook) (const volatile void *, size_t),
                                               void (*free_hook) (const volatile void *));

static void
on_malloc (const volatile void *memory, size_t size)
{
  note_allocation ();
}

static void
on_free (const volatile void *memory)
{
}

__attribute__ ((constructor)) static void
install_hooks (void)
{
  __sanitizer_install_malloc_and_free_hooks (on_malloc, on_free);
}

#else

/* glibc lets a program bring its own allocator, and gives its own under these names. */
void *__libc_malloc (size_t size);
void *__libc_calloc (size_t count, size_t size);
void *__libc_realloc (void *memory, size_t size);
void *__libc_memalign (size_t alignment, size_t size);

void *
malloc (size_t size)
{
  note_allocation ();
  return __libc_malloc (size);
}

void *
calloc (size_t count, size_t size)
{
  note_allocation ();
  return __libc_calloc (count, size);
}

void *
realloc (void *memory, size_t size)
{
  note_allocation ();
  return __libc_realloc (memory, size);
}

void *
memalign (size_t alignment, size_t size)
{
  note_allocation ();
  return __libc_memalign (alignment, size);
}

void *
aligned_alloc (size_t alignment, size_t size)
{
  note_allocation ();
  return __libc_memalign (alignment, size);
}

int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  note_allocation ();
  *memory = __libc_memalign (alignment, size);
  return *memory != NULL ? 0 : ENOMEM;
}

#endif
