/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What libFuzzer calls with bytes of its own making, and replay.c with those that are kept: one
 * such function for each program, in the file of its name. It aborts, or a sanitizer does, where
 * what was made of the bytes is not as its header says. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Returns 0. The name and the type are libFuzzer's. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);
