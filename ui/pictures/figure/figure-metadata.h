/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What Cairo does not write into a figure's file by itself, or writes differently each time.
 *
 * Provenance is strings to strings, or NULL; keys are written in their order. */
#pragma once

#include <glib.h>

/* Calls back for each key and its value. */
void algo_figure_metadata_append (GHashTable *provenance,
                                  void (*append) (const char *key, const char *value, GString *to),
                                  GString *to);
/* "seed=0; step=4000"; a new string. */
char *algo_figure_metadata_to_keywords (GHashTable *provenance);
/* Adds <title> and <metadata> to a document of Cairo's, and numbers its surfaces anew, which Cairo
 * counts over the life of the process. */
void algo_figure_metadata_finish_svg (GString *document, const char *title, GHashTable *provenance);
/* Adds comments to a document of Cairo's, among them its exact size, and takes out the time of day.
 */
void algo_figure_metadata_finish_eps (GString *document,
                                      const char *title,
                                      GHashTable *provenance,
                                      double width,
                                      double height);
