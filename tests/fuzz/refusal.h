/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every refusal must be, whatever the bytes that were refused. */
#pragma once

#include <glib.h>

/* Aborts unless `error` is set and its message is one line of text, fit to be shown. */
void fuzz_assert_refusal (const GError *error);
