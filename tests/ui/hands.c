/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/hands.h"

#include <dlfcn.h>

/* The libraries come with the programs that the tests need, their headers do not. */
struct _Hands
{
  void *x11, *xtst;
  void *display;
  int (*close) (void *display);
  int (*sync) (void *display, int discard);
  unsigned char (*find_key) (void *display, unsigned long symbol);
  int (*fake_key) (void *display, unsigned int code, int pressed, unsigned long delay);
  int (*fake_button) (void *display, unsigned int button, int pressed, unsigned long delay);
  int (*fake_motion) (void *display, int screen, int x, int y, unsigned long delay);
};

static gboolean
load (void *library, const char *name, void *function)
{
  void *found = library != NULL ? dlsym (library, name) : NULL;

  /* ISO C knows no conversion from a pointer to data to one to a function. */
  memcpy (function, &found, sizeof found);
  return found != NULL;
}

Hands *
hands_new (void)
{
  Hands *self = g_new0 (Hands, 1);
  void *(*open) (const char *name) = NULL;

  self->x11 = dlopen ("libX11.so.6", RTLD_NOW);
  self->xtst = dlopen ("libXtst.so.6", RTLD_NOW);
  if (load (self->x11, "XOpenDisplay", &open) && load (self->x11, "XCloseDisplay", &self->close)
      && load (self->x11, "XSync", &self->sync)
      && load (self->x11, "XKeysymToKeycode", &self->find_key)
      && load (self->xtst, "XTestFakeKeyEvent", &self->fake_key)
      && load (self->xtst, "XTestFakeButtonEvent", &self->fake_button)
      && load (self->xtst, "XTestFakeMotionEvent", &self->fake_motion))
    self->display = open (NULL);
  if (self->display == NULL)
    g_clear_pointer (&self, hands_free);
  return self;
}

void
hands_free (Hands *self)
{
  if (self->display != NULL)
    self->close (self->display);
  if (self->xtst != NULL)
    dlclose (self->xtst);
  if (self->x11 != NULL)
    dlclose (self->x11);
  g_free (self);
}

static void
set_key (Hands *self, guint key, gboolean pressed)
{
  unsigned char code = self->find_key (self->display, key);

  if (code != 0)
    self->fake_key (self->display, code, pressed, 0);
}

void
hands_press_key (Hands *self, guint key, GdkModifierType modifiers)
{
  const struct
  {
    GdkModifierType mask;
    guint key;
  } held[] = {
    { GDK_SHIFT_MASK, GDK_KEY_Shift_L },
    { GDK_CONTROL_MASK, GDK_KEY_Control_L },
    { GDK_ALT_MASK, GDK_KEY_Alt_L },
  };

  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    if (modifiers & held[i].mask)
      set_key (self, held[i].key, TRUE);
  set_key (self, key, TRUE);
  set_key (self, key, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (held); i++)
    if (modifiers & held[i].mask)
      set_key (self, held[i].key, FALSE);
  self->sync (self->display, FALSE);
}

void
hands_move (Hands *self, int x, int y)
{
  self->fake_motion (self->display, -1, x, y, 0);
  self->sync (self->display, FALSE);
}

void
hands_set_button (Hands *self, guint button, gboolean pressed)
{
  self->fake_button (self->display, button, pressed, 0);
  self->sync (self->display, FALSE);
}
