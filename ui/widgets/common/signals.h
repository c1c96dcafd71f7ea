/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals of objects, with widgets or without. Main thread. */
#pragma once

#include <glib-object.h>

/* A signal of any class of GObjects without a result, to be emitted by its name, with so many
 * arguments of the types that follow. */
void algo_class_add_signal (gpointer class, const char *name, guint n_arguments, ...);
