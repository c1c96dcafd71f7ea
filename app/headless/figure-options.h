/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line of algoscope-run figure. */
#pragma once

#include "app/headless/subject.h"
#include "ui/pictures/figure/figure-file.h"

typedef struct
{
  AlgoSubjectOptions subject;
  char *source; /* a path */
  char *other;  /* another, to compare it with, or NULL */
  char *output;
  GPtrArray *panels; /* const AlgoPanel *; none: the layout */
  AlgoFigureSize size;
  double text; /* size of ordinary text, points */
  guint n_formats;
  AlgoFigureFormat formats[ALGO_N_FIGURE_FORMATS];
  guint dpi;
  gboolean tables;
  gboolean list_panels;
} AlgoFigureOptions;

#define ALGO_FIGURE_OPTIONS_DEFAULT                                                                \
  {                                                                                                \
    .subject = ALGO_SUBJECT_OPTIONS_DEFAULT, .text = ALGO_FIGURE_TEXT, .dpi = ALGO_FIGURE_DPI,     \
  }

/* FALSE when there is nothing more to do; `status` as of algo_options_read(). */
gboolean
algo_figure_options_read (AlgoFigureOptions *options, char *const *arguments, AlgoExit *status);
void algo_figure_options_clear (AlgoFigureOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AlgoFigureOptions, algo_figure_options_clear)

/* Where a format goes, a new string: the output as it is if that is the only one, with the format's
 * ending if there are several. */
char *algo_figure_options_get_path (const AlgoFigureOptions *options, AlgoFigureFormat format);
/* The output without its ending, "-PANEL.csv"; a new string. */
char *algo_figure_options_get_table_path (const AlgoFigureOptions *options, const AlgoPanel *panel);
