/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON header of a safetensors file: reading, checking and writing it.
 *
 * Internal to engine/formats. The reader knows no JSON but what the format needs, two levels of
 * objects with strings and whole numbers, and refuses all else; so nothing nests deeply, no key
 * stands twice and no number is rounded. */
#pragma once

#include "engine/formats/tensor-file.h"

typedef struct
{
  char *name;
  char *dtype;
  guint n_dimensions;
  gsize shape[ALGO_TENSOR_MAX_DIMENSIONS];
  gsize count;        /* product of the shape */
  guint64 begin, end; /* bytes of the data */
} AlgoTensorEntry;

typedef struct
{
  GArray *entries;      /* AlgoTensorEntry, in the order of their data */
  GHashTable *metadata; /* char * to char * */
} AlgoSafetensorsHeader;

/* From `length` bytes of text, for a file with `data_length` bytes of data. The entries' spans lie
 * one after the other and fill the data exactly, and each fits its shape and its type, if that is a
 * known one. Otherwise NULL and ALGO_ERROR_FORMAT, saying what and where, but not in which file. */
AlgoSafetensorsHeader *
algo_safetensors_header_parse (const char *text, gsize length, guint64 data_length, GError **error);
void algo_safetensors_header_free (AlgoSafetensorsHeader *header);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AlgoSafetensorsHeader, algo_safetensors_header_free)

/* The text for F32 tensors one after the other, padded with spaces to a multiple of 8 bytes. Equal
 * arguments give equal text: metadata is sorted by its keys. */
GString *algo_safetensors_header_write (const AlgoTensor *tensors,
                                        guint n_tensors,
                                        GHashTable *metadata); /* may be NULL */
