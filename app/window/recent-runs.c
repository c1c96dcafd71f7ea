/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/recent-runs.h"

#include "app/run/autosave.h"
#include "engine/run-file/schema.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

#define REMEMBERED_BY "Algoscope"
#define MOST_NAMED 8
#define MOST_UNNAMED 5

void
algo_recent_runs_add (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  const char *type =
      g_str_has_suffix (path, ALGO_RUN_SUFFIX) ? ALGO_RUN_MIME_TYPE : "application/octet-stream";
  GtkRecentData data = { .mime_type = (char *) type,
                         .app_name = (char *) REMEMBERED_BY,
                         .app_exec = (char *) "algoscope %f" };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static void
append (GMenu *section, const char *label, const char *action, const char *path)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", path);
  g_menu_append_item (section, item);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b)
{
  GtkRecentInfo *one = (GtkRecentInfo *) a, *other = (GtkRecentInfo *) b;

  return g_date_time_compare (gtk_recent_info_get_modified (other),
                              gtk_recent_info_get_modified (one));
}

/* An underline in a name is none that marks a mnemonic. */
static char *
make_label (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GString) label = g_string_new (name);

  if (g_str_has_suffix (name, ALGO_RUN_SUFFIX))
    g_string_truncate (label, label->len - (sizeof ALGO_RUN_SUFFIX - 1));
  g_string_replace (label, "_", "__", 0);
  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
fill_named (GMenu *section, const char *action, const char *current)
{
  GList *all = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());
  guint count = 0;

  all = g_list_sort (all, compare_newest_first);
  for (GList *at = all; at != NULL && count < MOST_NAMED; at = at->next)
    {
      GtkRecentInfo *info = at->data;
      g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (info), NULL, NULL);
      g_autofree char *label = NULL;

      if (path == NULL || !gtk_recent_info_has_application (info, REMEMBERED_BY)
          || g_strcmp0 (path, current) == 0 || !g_file_test (path, G_FILE_TEST_EXISTS))
        continue;
      label = make_label (path);
      append (section, label, action, path);
      count++;
    }
  g_list_free_full (all, (GDestroyNotify) gtk_recent_info_unref);
}

static void
fill_unnamed (GMenu *section, const char *action, const char *current)
{
  g_autoptr (GArray) list = algo_autosave_list ();
  guint count = 0;

  for (guint i = 0; i < list->len && count < MOST_UNNAMED; i++)
    {
      const AlgoAutosave *autosave = &g_array_index (list, AlgoAutosave, i);
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (autosave->time);
      g_autofree char *time = NULL;
      g_autofree char *seed = NULL;
      g_autofree char *label = NULL;

      if (g_strcmp0 (autosave->path, current) == 0)
        continue;
      /* Translators: a date and a time of day, for g_date_time_format(): "22 Nov, 11:08" */
      time = g_date_time_format (date, _ ("%e %b, %H:%M"));
      seed = g_strdup_printf ("%" G_GUINT64_FORMAT, autosave->seed);
      /* Translators: "Unnamed, 22 Nov, 11:08, seed 0" */
      label = g_strdup_printf (_ ("Unnamed, %s, seed %s"), g_strstrip (time), seed);
      append (section, label, action, autosave->path);
      count++;
    }
}

void
algo_recent_runs_fill (GMenu *menu, const char *action, const char *current)
{
  g_autoptr (GMenu) named = g_menu_new ();
  g_autoptr (GMenu) unnamed = g_menu_new ();

  fill_named (named, action, current);
  fill_unnamed (unnamed, action, current);
  /* An item that has no action is one that cannot be chosen. */
  if (g_menu_model_get_n_items (G_MENU_MODEL (named)) == 0
      && g_menu_model_get_n_items (G_MENU_MODEL (unnamed)) == 0)
    g_menu_append (named, _ ("No other files"), NULL);
  g_menu_remove_all (menu);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (named));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (unnamed));
}
