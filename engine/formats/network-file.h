/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Networks in files, the program's own and other people's. */
#pragma once

#include "engine/formats/tensor-file.h"
#include "engine/network.h"

/* Networks in files may be larger than those that a hypernetwork writes. */
#define ALGO_NETWORK_MAX_INPUTS 1024
#define ALGO_NETWORK_MAX_HIDDEN 8192

#define ALGO_NETWORK_TENSORS 4
#define ALGO_NETWORK_PATTERNS "*.safetensors *.npz *.npy *.pt *.pth"

/* W0 (n, h), b0 (h), W1 (h) and b1 (1), which borrow the network's weights. */
void algo_network_get_tensors (const AlgoNetwork *network,
                               AlgoTensor tensors[ALGO_NETWORK_TENSORS]);

#define ALGO_NETWORK_NO_OUTPUT G_MAXUINT64

/* How a file is to be read where a person says so. */
typedef struct
{
  char *layers;     /* "A,B": the names of W0 and W1, or of their layers; "A,a,B,b": of the
                       biases too; NULL */
  char *transpose;  /* "" or "yes": W0 is (hidden, inputs); "no": it is (inputs, hidden); NULL */
  char *activation; /* its name; NULL: what the file's metadata has, or swish */
  guint64 output_index; /* which of several outputs */
} AlgoNetworkReading;   /* the strings are the caller's */

#define ALGO_NETWORK_READING_DEFAULT                                                               \
  {                                                                                                \
    .output_index = ALGO_NETWORK_NO_OUTPUT                                                         \
  }

/* A network of the tensors in a file: two matrices of any real numbers that fit one after the
 * other, under whatever names, and their biases, which are 0 where there are none. Either way to
 * lay out a matrix is read: the shapes tell which it is, and where they do not, the network's error
 * does, if it is far less one way. Sizes must be in range and all weights finite.
 *
 * `how` may be NULL. `notes` (char *, owned by it; may be NULL) receives sentences on what was
 * assumed. NULL, and ALGO_ERROR_FORMAT, which does not say which file: nothing fits, and the error
 * lists what is there; or ALGO_ERROR_CHOICE: a person must choose, and the error names the option
 * of algoscope-run. */
AlgoNetwork *algo_network_read (const AlgoTensorFile *file,
                                const AlgoNetworkReading *how,
                                GPtrArray *notes,
                                GError **error);
/* Whether a path ends as files do that hold networks. */
gboolean algo_network_is_name (const char *path);
/* As it comes, with errors that name the file. `label` (optional) receives the metadata's label or
 * NULL, owned by the caller. */
AlgoNetwork *algo_network_load (const char *path, char **label, GError **error);

/* As safetensors or, where the name ends in .npz, for numpy.load(): with task and activation beside
 * `metadata`. The file appears whole or not at all. */
gboolean algo_network_save (const AlgoNetwork *network,
                            const char *path,
                            GHashTable *metadata, /* may be NULL */
                            GError **error);
