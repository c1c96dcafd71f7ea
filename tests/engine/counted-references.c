/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GLib's counting of references, as the thread sanitizer can see it: GLib itself is not built for
 * it, so that whoever frees something would seem to race with all who had it before. Part of the
 * engine where that is built with the thread sanitizer, and nowhere else. */
#include <glib.h>

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

void (g_atomic_ref_count_init) (gatomicrefcount *count)
{
  __atomic_store_n (count, 1, __ATOMIC_SEQ_CST);
}

void (g_atomic_ref_count_inc) (gatomicrefcount *count)
{
  __atomic_fetch_add (count, 1, __ATOMIC_SEQ_CST);
}

gboolean (g_atomic_ref_count_dec) (gatomicrefcount *count)
{
  return __atomic_fetch_sub (count, 1, __ATOMIC_SEQ_CST) == 1;
}

gboolean (g_atomic_ref_count_compare) (gatomicrefcount *count, gint value)
{
  return __atomic_load_n (count, __ATOMIC_SEQ_CST) == value;
}

static __thread GDestroyNotify clear_of_box; /* that of the box that is being released */

static void
clear (gpointer box)
{
  GDestroyNotify given = clear_of_box;

  __tsan_acquire (box);
  clear_of_box = NULL;
  if (given != NULL)
    given (box);
}

void
g_atomic_rc_box_release_full (gpointer box, GDestroyNotify given)
{
  static void (*release) (gpointer box, GDestroyNotify clear);

  if (release == NULL)
    *(void **) &release = dlsym (RTLD_NEXT, "g_atomic_rc_box_release_full");
  __tsan_release (box);
  clear_of_box = given;
  release (box, clear);
}
