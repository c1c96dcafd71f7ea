/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures against stored images that a person has looked at, in tests/data/pictures.
 *
 * Text is left out, as fonts differ between machines, and every character is taken to be as wide as
 * every other. Pixels may differ a little with the version of the rasteriser. After a change that
 * is meant, `test-picture-references --write FOLDER` writes all images anew: look at them. */
#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "tests/ui/picture-samples.h"

#define CHARACTER_WIDTH 0.6 /* of the size */
#define CLOSE 24            /* levels of 255 by which a channel may differ ... */
#define FAR_SHARE 0.0005    /* ... in all but this share of the pixels ... */
#define MEAN_DIFFERENCE 0.4 /* ... and on average */

/* These come before Pango's own. */
void
pango_cairo_show_layout (cairo_t *cr, PangoLayout *layout)
{
}

void
pango_layout_get_size (PangoLayout *layout, int *width, int *height)
{
  const PangoFontDescription *font = pango_layout_get_font_description (layout);

  if (width != NULL)
    *width = (int) (CHARACTER_WIDTH * pango_layout_get_character_count (layout)
                    * pango_font_description_get_size (font));
  if (height != NULL)
    *height = pango_font_description_get_size (font);
}

typedef struct
{
  const PictureKind *kind;
  AlgoStyleVariant variant;
  char *name; /* "weights-light" */
} Reference;

static const char *const variant_names[] = { "light", "dark", "figure" };

/* What is drawn over pictures. */
typedef struct
{
  guint order[36];
  AlgoWeightsCell cell, head;
  guint drop;
  AlgoPanelCursor at_place, at_point, compared, neuron;
  AlgoPanelCursor places[N_ENSEMBLE_SAMPLES];
} Details;

/* Sorted columns, a hovered cell, a marker and a cursor, all of which are drawn too. */
static void
add_details (PictureSamples *samples, const AlgoStyle *style, Details *details)
{
  *details = (Details){
    .cell = { ALGO_WEIGHTS_W0, 3, 30 },
    .head = { ALGO_WEIGHTS_NEURON, 0, 8 },
    .compared = { .part = 1, .row = 3, .column = 10 },
    .drop = 17,
    .at_place = { .log_beta = -4.7, .step = 520 },
    .at_point = { .index = 20 },
    .neuron = { .index = 5 },
  };
  for (guint i = 0; i < samples->network->hidden; i++)
    details->order[i] = (i * 5) % samples->network->hidden;
  samples->weights.order = details->order;
  samples->weights.hover = &details->cell;
  samples->weights_edited.order = details->order;
  samples->weights_edited.hover = &details->head;
  samples->weights_edited.drop = &details->drop;
  samples->comparison.cursor = &details->compared;
  samples->graph.cursor = &details->neuron;
  samples->training.scene.chosen = 300;
  samples->approximation.option = TRUE;
  samples->ribbon.axis = TRUE;
  samples->phase_diagram.cursor = &details->at_place;
  samples->phase_diagram.scene.chosen = 300;
  samples->trade_off.scene.chosen = 600;
  samples->trade_off.cursor = &details->at_point;
  samples->order_over_beta.scene.chosen = 300;
  samples->order_over_beta.cursor = &details->at_point;
  samples->order_over_steps.scene.chosen = 300;
  samples->direct.sorted = TRUE;
  samples->direct.step = 300;
  samples->timeline.step = 300;
  samples->timeline.hover = 480;
  samples->timeline.recorded = 400;
  for (guint i = 0; i < N_ENSEMBLE_SAMPLES; i++)
    {
      PanelSample *sample = &samples->ensemble[i];
      AlgoPanelFrame frame = panel_sample_get_frame (sample, 400, 300, style);

      g_assert_true (algo_panel_move (&frame, 0, 0, &details->places[i]));
      frame.cursor = sample->cursor = &details->places[i];
      g_assert_true (algo_panel_move (&frame, 3, 1, &details->places[i]));
    }
}

static cairo_surface_t *
draw_reference (const PictureKind *kind, AlgoStyleVariant variant)
{
  g_autoptr (PictureSamples) samples = picture_samples_new (12, 36, 700);
  double scale = variant == ALGO_STYLE_FIGURE ? 1.5 : 1;
  AlgoStyle style;
  Details details;
  double height = kind->height;
  cairo_surface_t *surface;
  cairo_t *cr;

  algo_style_init (&style, variant);
  if (variant == ALGO_STYLE_FIGURE)
    {
      add_details (samples, &style, &details);
      height = MAX (height, 60);
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) kind->width, (int) height);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  algo_style_paint_card (&style, cr, kind->width / scale, height / scale);
  kind->draw (picture_samples_get (samples, kind), cr, kind->width / scale, height / scale, &style);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

/* Whether two images of one size are as good as the same. */
static gboolean
images_agree (cairo_surface_t *a, cairo_surface_t *b, double *mean, double *far_share)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  const guchar *data_a = cairo_image_surface_get_data (a);
  const guchar *data_b = cairo_image_surface_get_data (b);
  gsize stride_a = (gsize) cairo_image_surface_get_stride (a);
  gsize stride_b = (gsize) cairo_image_surface_get_stride (b);
  double sum = 0;
  guint far_pixels = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 pixel_a, pixel_b;
        gint largest = 0;

        memcpy (&pixel_a, data_a + (gsize) y * stride_a + 4 * (gsize) x, 4);
        memcpy (&pixel_b, data_b + (gsize) y * stride_b + 4 * (gsize) x, 4);
        for (guint shift = 0; shift < 24; shift += 8)
          {
            gint channel_a = (gint) (pixel_a >> shift & 0xff);
            gint channel_b = (gint) (pixel_b >> shift & 0xff);

            largest = MAX (largest, ABS (channel_a - channel_b));
          }
        sum += largest;
        far_pixels += largest > CLOSE;
      }
  *mean = sum / (width * height);
  *far_share = (double) far_pixels / (width * height);
  return *mean <= MEAN_DIFFERENCE && *far_share <= FAR_SHARE;
}

static cairo_surface_t *
load_image (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "pictures", file, NULL);
  cairo_surface_t *surface = cairo_image_surface_create_from_png (path);

  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS)
    g_error ("%s: %s", path, cairo_status_to_string (cairo_surface_status (surface)));
  return surface;
}

static void
test_reference (gconstpointer data)
{
  const Reference *reference = data;
  cairo_surface_t *stored = load_image (reference->name);
  cairo_surface_t *drawn = draw_reference (reference->kind, reference->variant);
  double mean, far_share;

  g_assert_cmpint (cairo_image_surface_get_width (stored), ==,
                   cairo_image_surface_get_width (drawn));
  g_assert_cmpint (cairo_image_surface_get_height (stored), ==,
                   cairo_image_surface_get_height (drawn));
  if (!images_agree (stored, drawn, &mean, &far_share))
    g_error ("%s differs by %.2f levels on average, and by more than %d in %.2f%% of pixels",
             reference->name, mean, CLOSE, 100 * far_share);
  cairo_surface_destroy (stored);
  cairo_surface_destroy (drawn);
}

/* The comparison would see one weight of the wrong sign. */
static void
test_sharpness (void)
{
  const PictureKind *kind = &picture_kinds[0];
  g_autoptr (PictureSamples) samples = picture_samples_new (12, 36, 700);
  cairo_surface_t *before = draw_reference (kind, ALGO_STYLE_LIGHT);
  cairo_surface_t *after = draw_reference (kind, ALGO_STYLE_LIGHT);
  cairo_t *cr = cairo_create (after);
  double mean, far_share;
  AlgoStyle style;

  g_assert_true (images_agree (before, after, &mean, &far_share));
  g_assert_cmpfloat (mean, ==, 0);
  algo_style_init (&style, ALGO_STYLE_LIGHT);
  samples->network->W0[0] *= -1;
  algo_style_paint_card (&style, cr, kind->width, kind->height);
  kind->draw (&samples->weights, cr, kind->width, kind->height, &style);
  cairo_destroy (cr);
  cairo_surface_flush (after);
  g_assert_false (images_agree (before, after, &mean, &far_share));
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
}

static void
write_all (const Reference *references, guint count, const char *folder)
{
  for (guint i = 0; i < count; i++)
    {
      cairo_surface_t *surface = draw_reference (references[i].kind, references[i].variant);
      g_autofree char *file = g_strconcat (references[i].name, ".png", NULL);
      g_autofree char *path = g_build_filename (folder, file, NULL);

      if (cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
        g_error ("cannot write %s", path);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  Reference references[N_PICTURE_KINDS * G_N_ELEMENTS (variant_names)];
  guint count = 0;
  int result = 0;

  g_test_init (&argc, &argv, NULL);
  for (guint kind = 0; kind < N_PICTURE_KINDS; kind++)
    for (guint variant = 0; variant < G_N_ELEMENTS (variant_names); variant++)
      references[count++] = (Reference){ &picture_kinds[kind], (AlgoStyleVariant) variant,
                                         g_strdup_printf ("%s-%s", picture_kinds[kind].name,
                                                          variant_names[variant]) };
  if (argc == 3 && strcmp (argv[1], "--write") == 0)
    write_all (references, count, argv[2]);
  else
    {
      g_test_add_func ("/ui/picture-references/sharpness", test_sharpness);
      for (guint i = 0; i < count; i++)
        {
          g_autofree char *path = g_strdup_printf ("/ui/picture-references/%s", references[i].name);

          g_test_add_data_func (path, &references[i], test_reference);
        }
      result = g_test_run ();
    }
  for (guint i = 0; i < count; i++)
    g_free (references[i].name);
  return result;
}
