/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the export dialog share. */
#pragma once

#include "app/export/export-dialog.h"
#include "ui/pictures/figure/figure-file.h"

#define ALGO_EXPORT_LAYOUT 0 /* in the list of panels; those that are known follow */
#define ALGO_MM_PER_POINT (ALGO_MM_PER_INCH / ALGO_POINTS_PER_INCH)

struct _AlgoExportDialog
{
  GtkWindow parent_instance;

  /* Template children. */
  GtkDrawingArea *preview;
  GtkLabel *size_label;
  GtkSpinner *spinner;
  GtkDropDown *panel_drop;
  GtkDropDown *preset_drop;
  GtkDropDown *unit_drop;
  GtkSpinButton *width_spin;
  GtkSpinButton *height_spin;
  GtkCheckButton *natural_check;
  GtkSpinButton *text_spin;
  GtkSpinButton *dpi_spin;
  GtkCheckButton *pdf_check;
  GtkCheckButton *svg_check;
  GtkCheckButton *png_check;
  GtkCheckButton *eps_check;
  GtkCheckButton *table_check;
  GtkCheckButton *safetensors_check;
  GtkCheckButton *npz_check;
  GtkEditable *name_entry;
  GtkLabel *folder_label;
  GtkLabel *files_label;
  GtkWidget *export_button;

  AlgoPageExport export;  /* as it was on screen; what it lacks is measured on its snapshot */
  AlgoMessageBar *notice; /* owned, where what was written is told */
  AlgoScene *scene;       /* owned; NULL until that is measured */
  GPtrArray *panels;      /* known ones, borrowed, in the order of the list */
  const AlgoPanel *wanted_panel; /* to be chosen once they are listed, or NULL */
  char *folder;
  GCancellable *cancellable;
  char *problem; /* of the last export, or NULL */
  gboolean exporting;
  gboolean size_chosen; /* by a person, and not to be changed with the panel */
  guint updating;       /* above 0: widgets are being set, not used */
};

/* export-dialog.c */

AlgoFigure algo_export_dialog_get_figure (AlgoExportDialog *self);
/* Shows what comes of a choice after it was made. */
void algo_export_dialog_update (AlgoExportDialog *self);

/* export-size.c: how large the figure is, and its preview. */

void algo_export_dialog_bind_size (GtkWidgetClass *widget_class);
void algo_export_dialog_prepare_size (AlgoExportDialog *self);
/* Selects the size that suits the panels chosen. */
void algo_export_dialog_select_usual_size (AlgoExportDialog *self);
/* Returns the size with its height known. */
AlgoFigureSize algo_export_dialog_get_size (AlgoExportDialog *self, const AlgoFigure *figure);
void algo_export_dialog_show_preview (AlgoExportDialog *self);
