/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/common/keys.h"

guint
algo_key_without_keypad (guint key)
{
  /* Home, the arrows, Page Up, Page Down and End come in one order in both places. */
  if (key >= GDK_KEY_KP_Home && key <= GDK_KEY_KP_End)
    return key - GDK_KEY_KP_Home + GDK_KEY_Home;
  if (key == GDK_KEY_KP_Enter)
    return GDK_KEY_Return;
  return key == GDK_KEY_KP_Delete ? GDK_KEY_Delete : key;
}

gboolean
algo_key_get_direction (guint key, int *right, int *down)
{
  const guint plain = algo_key_without_keypad (key);

  *right = (plain == GDK_KEY_Right) - (plain == GDK_KEY_Left);
  *down = (plain == GDK_KEY_Down) - (plain == GDK_KEY_Up);
  return *right != 0 || *down != 0;
}
