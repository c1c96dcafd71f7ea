/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/export/export-dialog-private.h"

#include "app/export/export-plan.h"
#include "app/window/file-chooser.h"
#include "ui/pictures/scene/scene-measure.h"
#include "ui/widgets/common/widget.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_DIRECT_WORK (4000 * 64 * 192) /* steps times weights */

G_DEFINE_FINAL_TYPE (AlgoExportDialog, algo_export_dialog, GTK_TYPE_WINDOW)

/* What is chosen. */

AlgoFigure
algo_export_dialog_get_figure (AlgoExportDialog *self)
{
  const guint selected = gtk_drop_down_get_selected (self->panel_drop);
  AlgoFigure figure = { .scene = self->scene };

  if (selected == ALGO_EXPORT_LAYOUT || selected > self->panels->len)
    algo_figure_init_layout (&figure, self->scene);
  else
    algo_figure_add_panel (&figure, self->panels->pdata[selected - 1]);
  return figure;
}

static AlgoExportPlan
get_plan (AlgoExportDialog *self)
{
  AlgoExportPlan plan = {
    .figure = algo_export_dialog_get_figure (self),
    .text = gtk_spin_button_get_value (self->text_spin),
    .dpi = gtk_spin_button_get_value (self->dpi_spin),
    .formats = { [ALGO_FIGURE_PDF] = gtk_check_button_get_active (self->pdf_check),
                 [ALGO_FIGURE_SVG] = gtk_check_button_get_active (self->svg_check),
                 [ALGO_FIGURE_PNG] = gtk_check_button_get_active (self->png_check),
                 [ALGO_FIGURE_EPS] = gtk_check_button_get_active (self->eps_check) },
    .tables = gtk_check_button_get_active (self->table_check),
    .safetensors = gtk_check_button_get_active (self->safetensors_check),
    .npz = gtk_check_button_get_active (self->npz_check),
    .stem = g_build_filename (self->folder, gtk_editable_get_text (self->name_entry), NULL),
  };

  plan.size = algo_export_dialog_get_size (self, &plan.figure);
  return plan;
}

/* What will be written. */

static char *
describe_files (GPtrArray *paths)
{
  g_autofree char *files = NULL;
  guint there = 0;

  for (guint i = 0; i < paths->len; i++)
    there += g_file_test (paths->pdata[i], G_FILE_TEST_EXISTS);
  files = g_strdup_printf (ngettext ("%u file", "%u files", paths->len), paths->len);
  if (there == 0)
    return g_steal_pointer (&files);
  return g_strdup_printf (ngettext ("%s, of which %u is there already and is replaced",
                                    "%s, of which %u are there already and are replaced", there),
                          files, there);
}

/* Returns why a name is none of a file, such as that it is a path; NULL if it is one. */
static const char *
find_fault (AlgoExportDialog *self)
{
  const char *name = gtk_editable_get_text (self->name_entry);

  if (*name == '\0')
    return _ ("The files need a name.");
  if (strchr (name, G_DIR_SEPARATOR) != NULL)
    return _ ("The name has a slash; the folder is chosen below it.");
  return NULL;
}

static void
show_files (AlgoExportDialog *self)
{
  AlgoExportPlan plan = get_plan (self);
  g_autoptr (GPtrArray) paths = algo_export_plan_list (&plan);
  const char *fault = find_fault (self);
  g_autofree char *text = NULL;
  const gboolean has_size = algo_figure_size_validate (&plan.size, NULL);

  if (self->problem != NULL)
    text = g_strdup (self->problem);
  else if (fault != NULL)
    text = g_strdup (fault);
  else if (paths->len == 0)
    text = g_strdup (_ ("Choose a format."));
  else
    text = describe_files (paths);
  gtk_label_set_text (self->files_label, text);
  gtk_widget_set_sensitive (self->export_button,
                            !self->exporting && fault == NULL && paths->len > 0 && has_size);
  algo_export_plan_clear (&plan);
}

/* Choices. */

void
algo_export_dialog_update (AlgoExportDialog *self)
{
  if (self->updating > 0 || self->scene == NULL)
    return;
  g_clear_pointer (&self->problem, g_free);
  algo_export_dialog_show_preview (self);
  show_files (self);
}

static void
on_panel (AlgoExportDialog *self)
{
  if (self->updating > 0)
    return;
  if (!self->size_chosen)
    algo_export_dialog_select_usual_size (self);
  algo_export_dialog_update (self);
}

static void
set_folder (AlgoExportDialog *self, const char *folder)
{
  g_autofree char *name = g_filename_display_basename (folder);
  g_autofree char *whole = g_filename_display_name (folder);

  g_free (self->folder);
  self->folder = g_strdup (folder);
  gtk_label_set_text (self->folder_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->folder_label), whole);
  algo_export_dialog_update (self);
}

static void
on_folder_chosen (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoExportDialog *self = ALGO_EXPORT_DIALOG (source);
  g_autoptr (GFile) file = algo_file_chooser_ask_finish (result);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && !g_cancellable_is_cancelled (self->cancellable))
    set_folder (self, path);
}

static void
on_folder (AlgoExportDialog *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->folder);
  const AlgoFileRequest request = { .action = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                    .title = _ ("Export to a Folder"),
                                    .accept = _ ("_Choose"),
                                    .folder = folder };

  algo_file_chooser_ask (GTK_WINDOW (self), &request, on_folder_chosen, NULL);
}

/* Writing. */

static void
plan_free (gpointer data)
{
  algo_export_plan_clear (data);
  g_free (data);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GPtrArray) paths = algo_export_plan_list (data);
  GError *error = NULL;

  for (guint i = 0; i < paths->len && error == NULL; i++)
    if (!g_cancellable_set_error_if_cancelled (cancellable, &error))
      algo_export_plan_save (data, i, &error);
  if (error == NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tell_written (AlgoMessageBar *notice, guint count, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *text = NULL;

  if (count == 1)
    text = g_strdup_printf (_ ("“%s” was written."), name);
  else
    text = g_strdup_printf (ngettext ("“%s” and %u other file were written.",
                                      "“%s” and %u other files were written.", count - 1),
                            name, count - 1);
  algo_message_bar_dress (notice, "emblem-ok-symbolic", TRUE);
  algo_message_bar_show (notice, text, _ ("Show in _Folder"), "win.show-in-folder",
                         g_variant_new_string (path));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoExportDialog *self = ALGO_EXPORT_DIALOG (source);
  g_autoptr (GPtrArray) paths = algo_export_plan_list (g_task_get_task_data (G_TASK (result)));
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  self->exporting = FALSE;
  gtk_spinner_stop (self->spinner);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_written (self->notice, paths->len, paths->pdata[0]);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  algo_export_dialog_update (self);
  self->problem = g_strdup (error->message);
  show_files (self);
}

static void
on_export (AlgoExportDialog *self)
{
  AlgoExportPlan plan = get_plan (self);
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_saved, NULL);

  self->exporting = TRUE;
  gtk_spinner_start (self->spinner);
  gtk_widget_set_sensitive (self->export_button, FALSE);
  g_task_set_task_data (task, g_memdup2 (&plan, sizeof plan), plan_free);
  g_task_run_in_thread (task, save_in_thread);
}

/* Measuring. */

/* A network is trained directly if that takes no longer than a second or so. */
static AlgoSceneParts
choose_parts (const AlgoScene *scene)
{
  const guint64 work = scene->step * scene->question.inputs * scene->question.hidden;

  return ALGO_SCENE_FIGURES | ALGO_SCENE_GENERALISATION
         | (work <= MOST_DIRECT_WORK ? ALGO_SCENE_DIRECT : 0);
}

static gboolean
is_cancelled (gpointer cancellable)
{
  return g_cancellable_is_cancelled (cancellable);
}

static void
measure_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  AlgoExportDialog *self = source;
  GError *error = NULL;
  AlgoScene *scene =
      algo_scene_measure (self->export.scene, self->export.snapshot,
                          choose_parts (self->export.scene), is_cancelled, cancellable, &error);

  if (scene != NULL)
    g_task_return_pointer (task, scene, (GDestroyNotify) algo_scene_unref);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_error_if_cancelled (task);
}

static void
list_panels (AlgoExportDialog *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint wanted;

  gtk_string_list_append (titles, _ ("The whole layout"));
  for (const AlgoPanel *const *panel = algo_panels_get (); *panel != NULL; panel++)
    if ((*panel)->is_known (self->scene))
      {
        g_ptr_array_add (self->panels, (gpointer) *panel);
        gtk_string_list_append (titles, algo_panel_get_title (*panel));
      }
  self->updating++;
  gtk_drop_down_set_model (self->panel_drop, G_LIST_MODEL (titles));
  if (g_ptr_array_find (self->panels, self->wanted_panel, &wanted))
    gtk_drop_down_set_selected (self->panel_drop, ALGO_EXPORT_LAYOUT + 1 + wanted);
  self->updating--;
}

static void
on_measured (GObject *source, GAsyncResult *result, gpointer data)
{
  AlgoExportDialog *self = ALGO_EXPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (AlgoScene) scene = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_spinner_stop (self->spinner);
  if (scene == NULL)
    {
      gtk_label_set_text (self->files_label, error->message);
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->safetensors_check), scene->observation != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->npz_check), scene->observation != NULL);
  self->scene = g_steal_pointer (&scene);
  list_panels (self);
  algo_export_dialog_select_usual_size (self);
  algo_export_dialog_update (self);
}

/* GObject. */

/* A thread may keep the dialog for longer than there is a window that it belongs to. */
static void
algo_export_dialog_unmap (GtkWidget *widget)
{
  g_cancellable_cancel (ALGO_EXPORT_DIALOG (widget)->cancellable);
  gtk_window_set_transient_for (GTK_WINDOW (widget), NULL);
  GTK_WIDGET_CLASS (algo_export_dialog_parent_class)->unmap (widget);
}

static void
algo_export_dialog_dispose (GObject *object)
{
  /* A number that was being typed is taken when its widget goes, and the others may be gone. */
  ALGO_EXPORT_DIALOG (object)->updating++;
  gtk_widget_dispose_template (GTK_WIDGET (object), ALGO_TYPE_EXPORT_DIALOG);

  G_OBJECT_CLASS (algo_export_dialog_parent_class)->dispose (object);
}

/* Threads that use any of it hold references to the dialog. */
static void
algo_export_dialog_finalize (GObject *object)
{
  AlgoExportDialog *self = ALGO_EXPORT_DIALOG (object);

  algo_page_export_clear (&self->export);
  g_clear_object (&self->notice);
  g_clear_pointer (&self->scene, algo_scene_unref);
  g_clear_object (&self->cancellable);
  g_ptr_array_unref (self->panels);
  g_free (self->folder);
  g_free (self->problem);

  G_OBJECT_CLASS (algo_export_dialog_parent_class)->finalize (object);
}

#define BIND(child) gtk_widget_class_bind_template_child (widget_class, AlgoExportDialog, child)
#define BIND_CALLBACK(callback) gtk_widget_class_bind_template_callback (widget_class, callback)

static void
algo_export_dialog_class_init (AlgoExportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = algo_export_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = algo_export_dialog_finalize;
  widget_class->unmap = algo_export_dialog_unmap;

  algo_widget_class_use_template (widget_class, "export-dialog.ui");
  BIND (preview);
  BIND (size_label);
  BIND (spinner);
  BIND (panel_drop);
  BIND (preset_drop);
  BIND (unit_drop);
  BIND (width_spin);
  BIND (height_spin);
  BIND (natural_check);
  BIND (text_spin);
  BIND (dpi_spin);
  BIND (pdf_check);
  BIND (svg_check);
  BIND (png_check);
  BIND (eps_check);
  BIND (table_check);
  BIND (safetensors_check);
  BIND (npz_check);
  BIND (name_entry);
  BIND (folder_label);
  BIND (files_label);
  BIND (export_button);
  gtk_widget_class_bind_template_callback_full (widget_class, "on_changed",
                                                G_CALLBACK (algo_export_dialog_update));
  BIND_CALLBACK (on_panel);
  algo_export_dialog_bind_size (widget_class);
  BIND_CALLBACK (on_folder);
  BIND_CALLBACK (on_export);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
algo_export_dialog_init (AlgoExportDialog *self)
{
  self->updating = 1; /* until there is something to show */
  self->panels = g_ptr_array_new ();
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  algo_export_dialog_prepare_size (self);
  gtk_spin_button_set_value (self->text_spin, ALGO_FIGURE_TEXT);
  gtk_spin_button_set_value (self->dpi_spin, ALGO_FIGURE_DPI);
  gtk_widget_set_sensitive (self->export_button, FALSE);
  self->updating = 0;
}

/* Returns what files are called unless a person says otherwise. */
static char *
make_name (const AlgoScene *scene)
{
  g_autofree char *name = NULL;

  if (scene->consensus == NULL)
    return g_strdup_printf ("seed-%" G_GUINT64_FORMAT "-step-%" G_GUINT64_FORMAT, scene->seed,
                            scene->step);
  if (scene->consensus->ensemble->path == NULL)
    return g_strdup ("ensemble");
  name = g_filename_display_basename (scene->consensus->ensemble->path);
  if (strrchr (name, '.') != NULL)
    *strrchr (name, '.') = '\0';
  return g_steal_pointer (&name);
}

void
algo_export_dialog_open (AlgoPage *page,
                         const char *panel,
                         GSettings *preferences,
                         AlgoMessageBar *notice)
{
  g_auto (AlgoPageExport) export = { 0 };
  g_autofree char *name = NULL;
  g_autoptr (GTask) task = NULL;
  AlgoExportDialog *self;

  if (!algo_page_get_export (page, &export))
    return;
  self = g_object_new (ALGO_TYPE_EXPORT_DIALOG, "transient-for",
                       gtk_widget_get_root (GTK_WIDGET (page)), NULL);
  name = make_name (export.scene);
  self->notice = g_object_ref (notice);
  self->wanted_panel = panel != NULL ? algo_panel_find (panel) : NULL;
  g_settings_bind (preferences, "figure-text", self->text_spin, "value", G_SETTINGS_BIND_DEFAULT);
  gtk_editable_set_text (self->name_entry, name);
  set_folder (self, export.folder);
  self->export = export;
  export = (AlgoPageExport){ 0 };
  gtk_spinner_start (self->spinner);
  task = g_task_new (self, self->cancellable, on_measured, NULL);
  g_task_run_in_thread (task, measure_in_thread);
  gtk_window_present (GTK_WINDOW (self));
}
