/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/application.h"
#include "app/language.h"

int
main (int argc, char **argv)
{
  g_autoptr (AlgoApplication) application = NULL;

  algo_language_init ();
  application = algo_application_new (G_APPLICATION_DEFAULT_FLAGS);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
