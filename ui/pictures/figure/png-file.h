/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as PNG files of a physical size. */
#pragma once

#include "ui/pictures/drawing/style.h"

/* Draws `picture` on the style's card colour, width_mm by height_mm at `dpi`, its units points, and
 * writes it with its resolution (pHYs) and `provenance` (strings to strings, may be NULL; tEXt, or
 * iTXt where it is not Latin-1), in order of keys so that equal pictures give equal bytes. The file
 * appears whole or not at all. FALSE and ALGO_ERROR_SIZE for a size that is not positive or over
 * 20,000 pixels a side, ALGO_ERROR_FORMAT for a key that PNG does not allow, or a G_FILE_ERROR. */
gboolean algo_picture_save_png (const char *path,
                                double width_mm,
                                double height_mm,
                                double dpi,
                                const AlgoStyle *style,
                                AlgoDrawFunc draw,
                                gconstpointer picture,
                                GHashTable *provenance,
                                GError **error);
