/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ctrl-C and its like, as a question to be asked between two pieces of work. Main thread only. */
#pragma once

#include <glib.h>

/* From now on SIGINT, SIGTERM and SIGHUP are counted instead of ending the program, and writing to
 * a closed pipe is an error instead of its end. */
void algo_interrupt_catch (void);
/* How many came so far. */
guint algo_interrupt_count (void);
