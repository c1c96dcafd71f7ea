/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/language.h"

#include <glib/gi18n.h>
#include <locale.h>

void
algo_language_init (void)
{
  const char *folder = g_getenv ("ALGOSCOPE_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : ALGO_LOCALE_DIR);
  /* The terminal's does not matter: pictures and widgets take no other. */
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}
