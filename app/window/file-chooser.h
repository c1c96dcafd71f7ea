/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a file or folder, with the desktop's own dialog. Main thread. */
#pragma once

#include <gtk/gtk.h>

typedef struct
{
  GtkFileChooserAction action;
  const char *title;
  const char *accept;      /* of the button, with a mnemonic */
  const char *filter_name; /* of the files that are shown at first; NULL for all */
  const char *pattern;     /* theirs, "*.algoscope", or several with spaces between */
  const char *name;        /* suggested for a file to be saved, or NULL */
  GFile *folder;           /* to begin in, or NULL */
} AlgoFileRequest;

/* Calls back once a file was chosen or the dialog was closed. `parent` stays until then. */
void algo_file_chooser_ask (GtkWindow *parent,
                            const AlgoFileRequest *request,
                            GAsyncReadyCallback callback,
                            gpointer data);
/* Returns a reference to what was chosen; NULL if nothing was. */
GFile *algo_file_chooser_ask_finish (GAsyncResult *result);
