/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/ensemble/ensemble-picture.h"

#include <glib/gi18n-lib.h>

#include "ui/pictures/drawing/cursor.h"
#include "ui/pictures/ensemble/ensemble-parts.h"
#include "ui/pictures/drawing/text.h"

gboolean
algo_ensemble_picture_is_known (const AlgoEnsemblePicture *picture)
{
  return picture->consensus != NULL && picture->consensus->history.count > 0;
}

/* In place of a picture without data. */
static const char *
describe_empty (const AlgoEnsemblePicture *picture)
{
  if (picture->consensus == NULL)
    return _ ("No ensemble");
  return picture->consensus->ensemble->members->len == 0 ? _ ("The ensemble has no seeds")
                                                         : _ ("No seed has been measured");
}

void
algo_ensemble_picture_draw (const AlgoEnsemblePicture *picture,
                            cairo_t *cr,
                            double width,
                            double height,
                            const AlgoStyle *style)
{
  if (!algo_ensemble_picture_is_known (picture))
    {
      algo_text_draw_empty (cr, style, width, height, describe_empty (picture));
      return;
    }
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  picture->kind->draw (picture, cr, width, height, style);
  algo_ensemble_picture_draw_cursor (picture, cr, width, height, style);
  cairo_restore (cr);
}

void
algo_ensemble_picture_draw_cursor (const AlgoEnsemblePicture *picture,
                                   cairo_t *cr,
                                   double width,
                                   double height,
                                   const AlgoStyle *style)
{
  AlgoArea area;

  if (picture->hover == NULL || !algo_ensemble_picture_is_known (picture))
    return;
  if (picture->kind->draw_cursor != NULL)
    picture->kind->draw_cursor (picture, cr, width, height, style);
  else if (picture->kind->locate (picture, width, height, style, picture->hover, &area))
    algo_cursor_draw_frame (cr, style, &area);
}

char *
algo_ensemble_picture_describe (const AlgoEnsemblePicture *picture)
{
  return algo_ensemble_picture_is_known (picture) ? picture->kind->describe (picture)
                                                  : g_strdup (describe_empty (picture));
}

gboolean
algo_ensemble_picture_pick (const AlgoEnsemblePicture *picture,
                            double width,
                            double height,
                            const AlgoStyle *style,
                            double x,
                            double y,
                            AlgoEnsemblePlace *place)
{
  return algo_ensemble_picture_is_known (picture)
         && picture->kind->pick (picture, width, height, style, x, y, place);
}

gboolean
algo_ensemble_picture_locate (const AlgoEnsemblePicture *picture,
                              double width,
                              double height,
                              const AlgoStyle *style,
                              const AlgoEnsemblePlace *place,
                              AlgoArea *area)
{
  return algo_ensemble_picture_is_known (picture)
         && picture->kind->locate (picture, width, height, style, place, area);
}

gboolean
algo_ensemble_picture_move (const AlgoEnsemblePicture *picture,
                            gint right,
                            gint down,
                            AlgoEnsemblePlace *place)
{
  return algo_ensemble_picture_is_known (picture)
         && picture->kind->move (picture, right, down, place);
}

char *
algo_ensemble_picture_describe_place (const AlgoEnsemblePicture *picture,
                                      const AlgoEnsemblePlace *place)
{
  return algo_ensemble_picture_is_known (picture) ? picture->kind->describe_place (picture, place)
                                                  : NULL;
}

void
algo_ensemble_picture_get_number (const AlgoEnsemblePicture *picture,
                                  const char **name,
                                  char **value)
{
  if (algo_ensemble_picture_is_known (picture))
    picture->kind->get_number (picture, name, value);
}
