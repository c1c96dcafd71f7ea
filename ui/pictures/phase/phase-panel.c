/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/pictures/drawing/numbers.h"
#include "ui/pictures/phase/evidence-bars.h"
#include "ui/pictures/scene/panel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static AlgoPhasePicture
make_picture (const AlgoScene *scene, gboolean headed)
{
  const AlgoObservation *observation = scene->observation;

  if (observation == NULL)
    return (AlgoPhasePicture){ .kl = NAN };
  return (AlgoPhasePicture){ .classification = &observation->classification,
                             .parameters = &observation->parameters,
                             .kl = observation->kl,
                             .draws_agreeing = observation->draws_agreeing,
                             /* A network on its own is not drawn. */
                             .draws =
                                 isnan (observation->question.log_beta) ? 0 : observation->draws,
                             .headed = headed };
}

static gboolean
is_same (const AlgoScene *a, const AlgoScene *b)
{
  const AlgoObservation *one = a->observation, *other = b->observation;

  if (one == NULL || other == NULL)
    return one == other;
  return one->network == other->network && one->draws == other->draws
         && one->draws_agreeing == other->draws_agreeing;
}

static void
draw (const AlgoPanelFrame *frame, cairo_t *cr)
{
  const AlgoPhasePicture picture = make_picture (frame->scene, frame->on_screen);

  algo_phase_picture_draw (&picture, cr, frame->width, frame->height, frame->style);
}

static char *
describe (const AlgoPanelFrame *frame)
{
  const AlgoPhasePicture picture = make_picture (frame->scene, frame->on_screen);

  return algo_phase_picture_describe (&picture);
}

static char *
get_number (const AlgoPanel *panel, const AlgoScene *scene, const char **name)
{
  *name = _ ("confidence");
  return algo_number_format_percent (scene->observation->classification.confidence);
}

static void
add_bound (AlgoCsv *csv, const AlgoEvidence *asked, double bound)
{
  if (asked != NULL)
    algo_csv_add_real (csv, bound);
  else
    algo_csv_add_empty (csv);
}

/* One order parameter a row; the range is empty where the phase asks for none. */
static void
tabulate (const AlgoPanel *panel, const AlgoScene *scene, AlgoCsv *csv)
{
  const AlgoPhasePicture picture = make_picture (scene, FALSE);

  algo_csv_add_names (csv, "phase", "confidence", "parameter", "value", "asked_low", "asked_high",
                      NULL);
  for (guint i = 0; i < ALGO_EVIDENCE_ROWS; i++)
    {
      const AlgoEvidenceRow row = algo_evidence_bars_get_row (&picture, i);

      algo_csv_add_text (csv, algo_phase_name (picture.classification->phase));
      algo_csv_add_real (csv, picture.classification->confidence);
      algo_csv_add_text (csv, row.name);
      algo_csv_add_real (csv, row.value);
      add_bound (csv, row.asked, row.asked != NULL ? row.asked->low : NAN);
      add_bound (csv, row.asked, row.asked != NULL ? row.asked->high : NAN);
      algo_csv_end_row (csv);
    }
}

const AlgoPanel algo_panel_phase = {
  .name = "phase",
  .title = N_ ("Phase"),
  .label = N_ ("Phase of the network"),
  .needs = N_ ("a network"),
  .narrow = { 150, 120 },
  .wide = { 519, 90 },
  .share = 1,
  .in_layout = TRUE,
  .is_known = algo_scene_has_network,
  .is_same = is_same,
  .draw = draw,
  .describe = describe,
  .get_number = get_number,
  .tabulate = tabulate,
};
