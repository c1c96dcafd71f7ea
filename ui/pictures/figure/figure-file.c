/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/figure/figure-file.h"

#include <cairo-pdf.h>
#include <cairo-ps.h>
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>

#include "engine/error.h"
#include "engine/formats/whole-file.h"
#include "ui/pictures/figure/figure-metadata.h"
#include "ui/pictures/figure/figure-size.h"
#include "ui/pictures/figure/png-file.h"

static const char *const names[ALGO_N_FIGURE_FORMATS] = {
  [ALGO_FIGURE_PDF] = "pdf",
  [ALGO_FIGURE_SVG] = "svg",
  [ALGO_FIGURE_PNG] = "png",
  [ALGO_FIGURE_EPS] = "eps",
};

const char *
algo_figure_format_name (AlgoFigureFormat format)
{
  return names[format];
}

gboolean
algo_figure_format_find (const char *name, AlgoFigureFormat *format)
{
  for (guint i = 0; i < ALGO_N_FIGURE_FORMATS; i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      {
        *format = i;
        return TRUE;
      }
  return FALSE;
}

static cairo_status_t
on_write (void *bytes, const unsigned char *data, unsigned int length)
{
  g_string_append_len (bytes, (const char *) data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
set_pdf_metadata (cairo_surface_t *surface, const AlgoFigurePage *page)
{
  g_autofree char *keywords = algo_figure_metadata_to_keywords (page->provenance);

  /* Otherwise Cairo writes the time of day. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, NULL);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Algoscope " ALGO_VERSION);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, page->title);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_KEYWORDS, keywords);
}

static cairo_surface_t *
make_surface (const AlgoFigurePage *page, AlgoFigureFormat format, GString *bytes)
{
  cairo_surface_t *surface;

  switch (format)
    {
    case ALGO_FIGURE_SVG:
      return cairo_svg_surface_create_for_stream (on_write, bytes, page->width, page->height);
    case ALGO_FIGURE_EPS:
      surface = cairo_ps_surface_create_for_stream (on_write, bytes, page->width, page->height);
      cairo_ps_surface_set_eps (surface, TRUE);
      return surface;
    case ALGO_FIGURE_PDF:
    default:
      surface = cairo_pdf_surface_create_for_stream (on_write, bytes, page->width, page->height);
      set_pdf_metadata (surface, page);
      return surface;
    }
}

static AlgoStyle
get_style (const AlgoFigurePage *page)
{
  AlgoStyle style;

  algo_style_init (&style, ALGO_STYLE_FIGURE);
  if (page->text > 0)
    algo_style_set_text_size (&style, page->text);
  return style;
}

static void
draw_page (const AlgoFigurePage *page, AlgoFigureFormat format, cairo_surface_t *surface)
{
  cairo_t *cr = cairo_create (surface);
  AlgoStyle style = get_style (page);

  style.opaque = format == ALGO_FIGURE_EPS;
  algo_style_paint_card (&style, cr, page->width, page->height);
  page->draw (page->picture, cr, page->width, page->height, &style);
  cairo_show_page (cr);
  cairo_destroy (cr);
}

/* Cairo keeps PostScript in temporary files of its own, which may not fit where they are. */
static void
set_error (GError **error, cairo_status_t status)
{
  gboolean lost = status == CAIRO_STATUS_WRITE_ERROR || status == CAIRO_STATUS_TEMP_FILE_ERROR;

  g_set_error (error, lost ? G_FILE_ERROR : ALGO_ERROR,
               lost ? (gint) G_FILE_ERROR_FAILED : (gint) ALGO_ERROR_SIZE,
               _ ("The figure cannot be drawn: %s"), cairo_status_to_string (status));
}

/* The file's bytes, or NULL. */
static GString *
draw_vectors (const AlgoFigurePage *page, AlgoFigureFormat format, GError **error)
{
  GString *bytes = g_string_new (NULL);
  cairo_surface_t *surface = make_surface (page, format, bytes);
  cairo_status_t status;

  draw_page (page, format, surface);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      set_error (error, status);
      g_string_free (bytes, TRUE);
      return NULL;
    }
  if (format == ALGO_FIGURE_SVG)
    algo_figure_metadata_finish_svg (bytes, page->title, page->provenance);
  else if (format == ALGO_FIGURE_EPS)
    algo_figure_metadata_finish_eps (bytes, page->title, page->provenance, page->width,
                                     page->height);
  return bytes;
}

static gboolean
save_png (const AlgoFigurePage *page, const char *path, GError **error)
{
  const double mm = ALGO_MM_PER_INCH / ALGO_POINTS_PER_INCH;
  AlgoStyle style = get_style (page);

  return algo_picture_save_png (path, page->width * mm, page->height * mm, page->dpi, &style,
                                page->draw, page->picture, page->provenance, error);
}

gboolean
algo_figure_save (const AlgoFigurePage *page,
                  AlgoFigureFormat format,
                  const char *path,
                  GError **error)
{
  const AlgoFigureSize size = { page->width, page->height };
  GString *bytes;
  gboolean saved;

  if (!algo_figure_size_validate (&size, error))
    return FALSE;
  if (format == ALGO_FIGURE_PNG)
    return save_png (page, path, error);
  bytes = draw_vectors (page, format, error);
  if (bytes == NULL)
    return FALSE;
  saved = algo_whole_file_save (path, bytes->str, bytes->len, error);
  g_string_free (bytes, TRUE);
  return saved;
}
