/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tests/ui/window-fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

void
fuzz_say (Fuzz *fuzz, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  printf ("# %u ", fuzz->number);
  vprintf (format, arguments);
  printf ("\n");
  va_end (arguments);
  fflush (stdout);
  /* Who hangs is ended, and the last line says where. */
  alarm (fuzz->most_seconds);
}

/* The main loop. */

static gboolean
on_time_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

void
fuzz_run (Fuzz *fuzz, guint milliseconds)
{
  gboolean is_over = FALSE;

  g_timeout_add (milliseconds, on_time_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

void
fuzz_settle (Fuzz *fuzz)
{
  switch (fuzz_choose (fuzz, 4))
    {
    case 0:
      for (guint i = 0; i < 20 && g_main_context_iteration (NULL, FALSE); i++)
        ;
      break;
    case 1:
      break;
    default:
      fuzz_run (fuzz, 1 + fuzz_choose (fuzz, 30));
    }
}

/* Windows and what is in them. */

GtkWindow *
fuzz_choose_window (Fuzz *fuzz)
{
  GListModel *all = gtk_window_get_toplevels ();
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (all, i);

      /* The list goes on holding it. The window of shortcuts is there before it is shown. */
      if (gtk_widget_get_visible (window))
        g_ptr_array_add (shown, window);
    }
  return g_ptr_array_index (shown, fuzz_choose (fuzz, 3) == 0 ? fuzz_choose (fuzz, shown->len)
                                                              : shown->len - 1);
}

static gboolean
is_control (GtkWidget *widget)
{
  return (GTK_IS_BUTTON (widget) && !GTK_IS_LINK_BUTTON (widget)) || GTK_IS_RANGE (widget)
         || GTK_IS_SPIN_BUTTON (widget) || GTK_IS_SWITCH (widget) || GTK_IS_CHECK_BUTTON (widget)
         || GTK_IS_DROP_DOWN (widget) || GTK_IS_ENTRY (widget) || GTK_IS_MENU_BUTTON (widget)
         || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_EXPANDER (widget);
}

static gboolean
can_focus (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget);
}

static gboolean
is_any (GtkWidget *widget)
{
  return TRUE;
}

static void
collect (GtkWidget *widget, gboolean (*counts) (GtkWidget *widget), GPtrArray *found)
{
  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_sensitive (widget))
    return;
  if (counts (widget))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, counts, found);
}

/* NULL if there is none. */
static GtkWidget *
choose_widget (Fuzz *fuzz, GtkWindow *window, gboolean (*counts) (GtkWidget *widget))
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (GTK_WIDGET (window), counts, found);
  return found->len > 0 ? g_ptr_array_index (found, fuzz_choose (fuzz, found->len)) : NULL;
}

static const char *
name_widget (GtkWidget *widget)
{
  const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget));

  return id != NULL ? id : gtk_widget_get_name (widget);
}

/* Actions. */

/* What would start other programs. */
static gboolean
is_forbidden (const char *action)
{
  return strstr (action, "show-in-folder") != NULL || strstr (action, "help") != NULL
         || strstr (action, "inspector") != NULL || strstr (action, "link") != NULL;
}

static const char *
choose_text (Fuzz *fuzz, const char *action)
{
  static const char *const texts[] = {
    "overview", "everything", "weights", "network",      "light",
    "dark",     "system",     "",        "none of them", "weights network / phase*2",
    "10",       "phase"
  };

  if (strstr (action, "open") != NULL || fuzz_choose (fuzz, 8) == 0)
    return fuzz_choose_file (fuzz);
  return texts[fuzz_choose (fuzz, G_N_ELEMENTS (texts))];
}

/* A floating parameter of the type; NULL for none, and for types that no action here has. */
static GVariant *
make_parameter (Fuzz *fuzz, const char *action, const GVariantType *type)
{
  if (type == NULL)
    return NULL;
  switch (*g_variant_type_peek_string (type))
    {
    case 'b':
      return g_variant_new_boolean (fuzz_choose (fuzz, 2));
    case 's':
      return g_variant_new_string (choose_text (fuzz, action));
    case 'u':
      return g_variant_new_uint32 (fuzz_choose (fuzz, 12));
    case 'i':
      return g_variant_new_int32 ((int) fuzz_choose (fuzz, 12) - 2);
    case 't':
      return g_variant_new_uint64 (fuzz_choose (fuzz, 200));
    case 'd':
      return g_variant_new_double (fuzz_choose (fuzz, 600) / 100.0 - 6);
    default:
      return NULL;
    }
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Those that change what there is to show have half of the turns: one comes upon another then. */
static const char *
choose_action (Fuzz *fuzz, GActionGroup *group, char **names)
{
  static const char *const favourites[] = {
    "play",      "play",     "play", "restart-same", "restart-new",       "run-pause",
    "run-pause", "earlier",  "live", "branch",       "next-phase-change", "keep",
    "undo",      "continue", "step",
  };
  const char *favourite = favourites[fuzz_choose (fuzz, G_N_ELEMENTS (favourites))];

  /* They come in the order of a table of hashes. */
  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  if (fuzz_choose (fuzz, 2) == 0 && g_action_group_has_action (group, favourite))
    return favourite;
  return names[fuzz_choose (fuzz, g_strv_length (names))];
}

static void
do_group_action (Fuzz *fuzz, GActionGroup *group)
{
  g_auto (GStrv) names = g_action_group_list_actions (group);
  const GVariantType *type;
  const char *name;
  g_autoptr (GVariant) parameter = NULL;
  g_autofree char *text = NULL;

  if (names[0] == NULL)
    return;
  name = choose_action (fuzz, group, names);
  if (is_forbidden (name) || !g_action_group_get_action_enabled (group, name))
    return;
  type = g_action_group_get_action_parameter_type (group, name);
  parameter = make_parameter (fuzz, name, type);
  if ((type == NULL) != (parameter == NULL))
    return;
  if (parameter != NULL)
    {
      g_variant_ref_sink (parameter);
      text = g_variant_print (parameter, FALSE);
    }
  fuzz_say (fuzz, "action %s %s", name, text != NULL ? text : "");
  g_action_group_activate_action (group, name, parameter);
}

/* One that the widget's class has. */
static void
do_class_action (Fuzz *fuzz, GtkWidget *widget)
{
  GtkWidgetClass *class = GTK_WIDGET_GET_CLASS (widget);
  const GVariantType *type = NULL;
  const char *name = NULL, *property;
  GType owner;
  guint count = 0;
  g_autoptr (GVariant) parameter = NULL;

  while (gtk_widget_class_query_action (class, count, &owner, &name, &type, &property))
    count++;
  if (!gtk_widget_class_query_action (class, fuzz_choose (fuzz, count), &owner, &name, &type,
                                      &property)
      || is_forbidden (name))
    return;
  parameter = make_parameter (fuzz, name, property != NULL ? NULL : type);
  if (property == NULL && (type == NULL) != (parameter == NULL))
    return;
  if (parameter != NULL)
    g_variant_ref_sink (parameter);
  fuzz_say (fuzz, "%s of %s", name, name_widget (widget));
  gtk_widget_activate_action_variant (widget, name, parameter);
}

void
fuzz_do_action (Fuzz *fuzz)
{
  GtkWindow *window = fuzz_choose_window (fuzz);

  if (fuzz_choose (fuzz, 12) == 0)
    do_group_action (fuzz, G_ACTION_GROUP (fuzz->application));
  else if (!GTK_IS_APPLICATION_WINDOW (window) || fuzz_choose (fuzz, 4) == 0)
    do_class_action (fuzz, choose_widget (fuzz, window, is_any));
  else
    do_group_action (fuzz, G_ACTION_GROUP (window));
}

void
fuzz_do_shortcut (Fuzz *fuzz)
{
  g_auto (GStrv) names =
      gtk_application_list_action_descriptions (GTK_APPLICATION (fuzz->application));
  guint count = g_strv_length (names);
  g_autofree char *action = NULL;
  g_autoptr (GVariant) target = NULL;
  const char *chosen;

  qsort (names, count, sizeof *names, compare_names);
  chosen = names[fuzz_choose (fuzz, count)];
  if (is_forbidden (chosen) || !g_action_parse_detailed_name (chosen, &action, &target, NULL))
    return;
  fuzz_say (fuzz, "shortcut of %s", chosen);
  gtk_widget_activate_action_variant (GTK_WIDGET (fuzz_choose_window (fuzz)), action, target);
}

/* Controls. */

static void
turn (Fuzz *fuzz, GtkRange *range)
{
  GtkAdjustment *adjustment = gtk_range_get_adjustment (range);
  double lower = gtk_adjustment_get_lower (adjustment);
  double upper = gtk_adjustment_get_upper (adjustment);

  for (guint i = fuzz_choose (fuzz, 8); i < 8; i++)
    {
      gtk_range_set_value (range, lower + (upper - lower) * fuzz_choose (fuzz, 1000) / 999);
      fuzz_settle (fuzz);
      if (!gtk_widget_get_mapped (GTK_WIDGET (range)))
        return;
    }
}

/* Small numbers mostly: it is to be quick. */
static void
spin (Fuzz *fuzz, GtkSpinButton *button)
{
  double lower, upper;

  gtk_spin_button_get_range (button, &lower, &upper);
  if (fuzz_choose (fuzz, 30) == 0 && upper < 100)
    gtk_spin_button_set_value (button, upper);
  else
    gtk_spin_button_set_value (button, lower + fuzz_choose (fuzz, 8));
}

static void
choose_item (Fuzz *fuzz, GtkDropDown *drop_down)
{
  GListModel *model = gtk_drop_down_get_model (drop_down);

  if (model != NULL)
    gtk_drop_down_set_selected (drop_down, fuzz_choose (fuzz, g_list_model_get_n_items (model)));
}

void
fuzz_do_control (Fuzz *fuzz)
{
  GtkWidget *chosen = choose_widget (fuzz, fuzz_choose_window (fuzz), is_control);
  g_autoptr (GtkWidget) control = NULL;

  if (chosen == NULL)
    return;
  /* It may take itself away. */
  control = g_object_ref (chosen);
  fuzz_say (fuzz, "control %s %s", G_OBJECT_TYPE_NAME (control), name_widget (control));
  if (GTK_IS_RANGE (control))
    turn (fuzz, GTK_RANGE (control));
  else if (GTK_IS_SPIN_BUTTON (control))
    spin (fuzz, GTK_SPIN_BUTTON (control));
  else if (GTK_IS_DROP_DOWN (control))
    choose_item (fuzz, GTK_DROP_DOWN (control));
  else if (GTK_IS_SWITCH (control))
    gtk_switch_set_active (GTK_SWITCH (control), fuzz_choose (fuzz, 2));
  else if (GTK_IS_ENTRY (control))
    gtk_editable_set_text (GTK_EDITABLE (control), choose_text (fuzz, ""));
  else if (GTK_IS_MENU_BUTTON (control))
    gtk_menu_button_popup (GTK_MENU_BUTTON (control));
  else
    gtk_widget_activate (control);
}

/* Hands. */

/* Without a window manager, who has the focus is for the program to say. */
static void
take_focus (Fuzz *fuzz, GtkWindow *window)
{
  if (!gtk_window_is_active (window))
    gtk_window_present (window);
  for (guint i = 0; i < 20 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static void
press_key (Fuzz *fuzz)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
  } keys[] = {
    { GDK_KEY_Tab, 0 },
    { GDK_KEY_Tab, GDK_SHIFT_MASK },
    { GDK_KEY_Up, 0 },
    { GDK_KEY_Down, 0 },
    { GDK_KEY_Left, 0 },
    { GDK_KEY_Right, 0 },
    { GDK_KEY_Left, GDK_ALT_MASK },
    { GDK_KEY_Right, GDK_ALT_MASK },
    { GDK_KEY_Right, GDK_CONTROL_MASK },
    { GDK_KEY_Down, GDK_SHIFT_MASK },
    { GDK_KEY_Right, GDK_SHIFT_MASK },
    { GDK_KEY_Home, 0 },
    { GDK_KEY_End, 0 },
    { GDK_KEY_Page_Up, 0 },
    { GDK_KEY_Page_Down, 0 },
    { GDK_KEY_Return, 0 },
    { GDK_KEY_Return, GDK_CONTROL_MASK },
    { GDK_KEY_space, 0 },
    { GDK_KEY_Escape, 0 },
    { GDK_KEY_Delete, 0 },
    { GDK_KEY_BackSpace, 0 },
    { GDK_KEY_period, 0 },
    { GDK_KEY_minus, 0 },
    { GDK_KEY_equal, GDK_SHIFT_MASK },
    { GDK_KEY_1, 0 },
    { GDK_KEY_2, 0 },
    { GDK_KEY_f, 0 },
    { GDK_KEY_r, 0 },
    { GDK_KEY_s, 0 },
    { GDK_KEY_n, 0 },
    { GDK_KEY_b, GDK_CONTROL_MASK },
    { GDK_KEY_c, GDK_CONTROL_MASK },
    { GDK_KEY_k, GDK_CONTROL_MASK },
    { GDK_KEY_n, GDK_CONTROL_MASK },
    { GDK_KEY_r, GDK_CONTROL_MASK },
    { GDK_KEY_z, GDK_CONTROL_MASK },
    { GDK_KEY_y, GDK_CONTROL_MASK },
    { GDK_KEY_w, GDK_CONTROL_MASK },
    { GDK_KEY_e, GDK_CONTROL_MASK },
    { GDK_KEY_F9, 0 },
    { GDK_KEY_F10, 0 },
    { GDK_KEY_F10, GDK_SHIFT_MASK },
    { GDK_KEY_F11, 0 },
  };
  guint chosen = fuzz_choose (fuzz, G_N_ELEMENTS (keys));
  g_autofree char *name = gtk_accelerator_name (keys[chosen].key, keys[chosen].modifiers);

  fuzz_say (fuzz, "key %s", name);
  hands_press_key (fuzz->hands, keys[chosen].key, keys[chosen].modifiers);
}

void
fuzz_do_keys (Fuzz *fuzz)
{
  GtkWindow *window = fuzz_choose_window (fuzz);
  GtkWidget *widget = choose_widget (fuzz, window, can_focus);

  if (fuzz->hands == NULL)
    return;
  if (widget != NULL && fuzz_choose (fuzz, 2) == 0)
    {
      fuzz_say (fuzz, "focus %s", name_widget (widget));
      gtk_widget_grab_focus (widget);
    }
  take_focus (fuzz, window);
  for (guint i = fuzz_choose (fuzz, 4); i < 4; i++)
    {
      press_key (fuzz);
      fuzz_settle (fuzz);
    }
}

/* Somewhere in a widget of the window, as the display has it: windows lie at its corner. */
static void
point (Fuzz *fuzz, GtkWindow *window)
{
  GtkWidget *widget = choose_widget (fuzz, window, is_any);
  double x = 100, y = 100;

  if (widget != NULL)
    gtk_widget_translate_coordinates (widget, GTK_WIDGET (window),
                                      fuzz_choose (fuzz, gtk_widget_get_width (widget)),
                                      fuzz_choose (fuzz, gtk_widget_get_height (widget)), &x, &y);
  fuzz_say (fuzz, "point to %.0f, %.0f, at %s", x, y, widget != NULL ? name_widget (widget) : "");
  hands_move (fuzz->hands, (int) x, (int) y);
  fuzz_settle (fuzz);
}

void
fuzz_do_pointer (Fuzz *fuzz)
{
  static const guint buttons[] = { 1, 1, 1, 1, 3, 4, 5, 2 };
  guint button = buttons[fuzz_choose (fuzz, G_N_ELEMENTS (buttons))];
  GtkWindow *window = NULL; /* NULL again once it is gone */

  g_set_weak_pointer (&window, fuzz_choose_window (fuzz));
  /* A click on what shows a page of the web would ask for a program that does. */
  if (fuzz->hands == NULL || GTK_IS_ABOUT_DIALOG (window))
    {
      g_clear_weak_pointer (&window);
      return;
    }
  take_focus (fuzz, window);
  if (window != NULL)
    point (fuzz, window);
  fuzz_say (fuzz, "button %u", button);
  hands_set_button (fuzz->hands, button, TRUE);
  fuzz_settle (fuzz);
  for (guint i = fuzz_choose (fuzz, 8); i < 4 && window != NULL; i++)
    point (fuzz, window);
  hands_set_button (fuzz->hands, button, FALSE);
  g_clear_weak_pointer (&window);
}

/* Files. */

static GtkDropTarget *
find_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  GtkDropTarget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) each = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (each)
          && gdk_content_formats_contain_gtype (
              gtk_drop_target_get_formats (GTK_DROP_TARGET (each)), GDK_TYPE_FILE_LIST))
        return GTK_DROP_TARGET (each); /* borrowed from the widget */
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_target (child);
  return found;
}

void
fuzz_do_drop (Fuzz *fuzz)
{
  GtkDropTarget *target = find_target (GTK_WIDGET (fuzz_choose_window (fuzz)));
  const char *path = fuzz_choose_file (fuzz);
  GFile *file = g_file_new_for_path (path);
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken;

  if (target != NULL)
    {
      fuzz_say (fuzz, "drop %s", path);
      g_value_init (&value, GDK_TYPE_FILE_LIST);
      g_value_take_boxed (&value, gdk_file_list_new_from_array (&file, 1));
      g_signal_emit_by_name (target, "drop", &value, 50.0, 50.0, &taken);
    }
  g_object_unref (file);
}

/* Dialogs. */

static gboolean
is_tame (GtkWindow *window)
{
  return !GTK_IS_FILE_CHOOSER (window);
}

/* Numbers that were typed, or turned by keys, stay small: runs are to be quick. */
static void
make_small (GtkWidget *widget)
{
  double lower, upper;

  if (GTK_IS_SPIN_BUTTON (widget))
    {
      gtk_spin_button_get_range (GTK_SPIN_BUTTON (widget), &lower, &upper);
      if (gtk_spin_button_get_value (GTK_SPIN_BUTTON (widget)) > lower + 8)
        gtk_spin_button_set_value (GTK_SPIN_BUTTON (widget), lower + 2);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    make_small (child);
}

/* It would go anywhere on the disk. */
static void
answer_chooser (Fuzz *fuzz, GtkWindow *window)
{
  gboolean accepts = fuzz_choose (fuzz, 2);
  g_autoptr (GFile) file = g_file_new_for_path (fuzz_choose_file (fuzz));
  GtkWindow *held = NULL;

  fuzz_say (fuzz, "%s a file chooser", accepts ? "accept" : "cancel");
  g_set_weak_pointer (&held, window);
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (held), file, NULL);
  fuzz_run (fuzz, 100);
  if (held != NULL)
    gtk_dialog_response (GTK_DIALOG (held), accepts ? GTK_RESPONSE_ACCEPT : GTK_RESPONSE_CANCEL);
  g_clear_weak_pointer (&held);
}

gboolean
fuzz_answer_dialog (Fuzz *fuzz)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (!is_tame (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        {
          answer_chooser (fuzz, window);
          return TRUE;
        }
      if (!GTK_IS_APPLICATION_WINDOW (window))
        make_small (GTK_WIDGET (window));
    }
  return FALSE;
}
