/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/widgets/questions/seed-row.h"

#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/phase-text.h"
#include "ui/pictures/drawing/style.h"

#include <glib/gi18n-lib.h>

#define MEMBER "member" /* the index of a row's */
#define N_COLUMNS 4
/* In characters, of what stands below the headings; -1: what is left. */
static const int least_widths[N_COLUMNS] = { 4, -1, 8, 5 };

static const char *
get_heading (guint column)
{
  const char *const headings[N_COLUMNS] = {
    /* Translators: above the numbers of seeds, in a list of the title "Seeds" */
    C_ ("column", "Seed"),
    _ ("Phase"),
    _ ("FVU"),
    _ ("Conf."),
  };

  return headings[column];
}

/* In characters: the heading fits in every language. */
static int
get_width (guint column)
{
  int width = 0;

  if (least_widths[column] < 0)
    return -1;
  for (const char *at = get_heading (column); *at != '\0'; at = g_utf8_next_char (at))
    width += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return MAX (width, least_widths[column]);
}

static GtkWidget *
make_columns (const char *const texts[N_COLUMNS], const char *style_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkWidget *label = gtk_label_new (NULL);
      const int width = get_width (i);

      gtk_label_set_markup (GTK_LABEL (label), texts[i] != NULL ? texts[i] : "");
      if (width < 0)
        gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_label_set_xalign (GTK_LABEL (label), i == 1 ? 0 : 1);
      gtk_label_set_width_chars (GTK_LABEL (label), width);
      gtk_widget_set_hexpand (label, width < 0);
      gtk_widget_add_css_class (label, "caption");
      if (style_class != NULL)
        gtk_widget_add_css_class (label, style_class);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

/* The letter on the phase's colour, and its name. */
static char *
make_phase_markup (AlgoPhase phase)
{
  AlgoStyle style;
  AlgoColour back;

  algo_style_init (&style, ALGO_STYLE_LIGHT);
  back = phase < ALGO_N_PHASES && phase != ALGO_PHASE_UNRECOGNISED
             ? algo_style_phase_colour (&style, phase)
             : algo_colour_from_hex (0x241f31);
  return g_markup_printf_escaped ("<span background=\"#%06x\" foreground=\"#%06x\" weight=\"bold\">"
                                  "\u2009%s\u2009</span> %s",
                                  algo_colour_to_pixel (back) & 0xffffff,
                                  algo_colour_to_pixel (algo_colour_contrasting (back)) & 0xffffff,
                                  algo_phase_display_letter (phase),
                                  algo_phase_display_name (phase));
}

/* Why a member does not count. */
static char *
describe_absence (const AlgoEnsembleMember *member)
{
  g_autofree char *step = algo_number_format_count (member->step);

  if (member->state == ALGO_MEMBER_MISSING)
    return g_strdup (_ ("missing"));
  if (member->state == ALGO_MEMBER_DAMAGED)
    return g_strdup (_ ("damaged"));
  return g_strdup_printf (_ ("only to step %s"), step);
}

GtkWidget *
algo_seed_row_new (const AlgoEnsembleMember *member, guint index, const AlgoGridPoint *point)
{
  GtkWidget *self = gtk_list_box_row_new ();
  g_autofree char *seed =
      member->seed_known ? g_strdup_printf ("%" G_GUINT64_FORMAT, member->seed) : g_strdup ("?");
  g_autofree char *unexplained = NULL, *confidence = NULL, *phase = NULL, *label = NULL;
  const gboolean can_open = member->path != NULL && member->state != ALGO_MEMBER_DAMAGED;
  const char *tooltip =
      member->path != NULL ? _ ("Open its run there") : _ ("There is no run file");

  g_object_set_data (G_OBJECT (self), MEMBER, GUINT_TO_POINTER (index));
  if (point != NULL)
    {
      phase = make_phase_markup (point->phase);
      unexplained = algo_number_format (point->unexplained);
      confidence = algo_number_format_percent (point->confidence);
      label = g_strdup_printf (_ ("Seed %s: %s, FVU %s, confidence %s"), seed,
                               algo_phase_display_name (point->phase), unexplained, confidence);
    }
  else
    {
      g_autofree char *absence = describe_absence (member);

      phase = g_markup_escape_text (absence, -1);
      label = g_strdup_printf (_ ("Seed %s: %s"), seed, absence);
    }
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self),
                              make_columns ((const char *const[]){ seed, phase, unexplained,
                                                                   confidence },
                                            point == NULL ? "dim-label" : NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), can_open);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_set_tooltip_text (self, member->message != NULL ? member->message : tooltip);
  return self;
}

GtkWidget *
algo_seed_row_new_head (void)
{
  const char *texts[N_COLUMNS];

  for (guint i = 0; i < N_COLUMNS; i++)
    texts[i] = get_heading (i);
  return make_columns (texts, "dim-label");
}

guint
algo_seed_row_get_member (GtkListBoxRow *row)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), MEMBER));
}
