/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window program: command line, windows, what holds for all of them. */
#pragma once

#include <gtk/gtk.h>

#define ALGO_TYPE_APPLICATION (algo_application_get_type ())
G_DECLARE_FINAL_TYPE (AlgoApplication, algo_application, ALGO, APPLICATION, GtkApplication)

/* `flags` are added to the application's own: tests ask for G_APPLICATION_NON_UNIQUE. */
AlgoApplication *algo_application_new (GApplicationFlags flags);
