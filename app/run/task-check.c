/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/run/task-check.h"

#include "app/run/job.h"
#include "ui/widgets/common/signals.h"

typedef struct
{
  char *text;
  AlgoTask *task; /* NULL if it is none */
  AlgoTaskProfile profile;
  GError *error;
} Check;

struct _AlgoTaskCheck
{
  GObject parent_instance;

  char *text;           /* wanted */
  Check *answer;        /* the last, maybe of another text; NULL before the first */
  AlgoTaskProfile last; /* of a task */
  gboolean has_last, is_busy;
};

G_DEFINE_FINAL_TYPE (AlgoTaskCheck, algo_task_check, G_TYPE_OBJECT)

static void
check_free (Check *check)
{
  g_clear_error (&check->error);
  algo_task_free (check->task);
  g_free (check->text);
  g_free (check);
}

static void
work (gpointer data, GCancellable *cancellable)
{
  Check *check = *(Check **) data;

  check->task = algo_task_try (check->text, &check->error);
  if (check->task != NULL)
    algo_task_profile_measure (&check->profile, check->task);
}

static void begin (AlgoTaskCheck *self);

static void
on_done (gpointer owner, gpointer data)
{
  AlgoTaskCheck *self = owner;

  g_clear_pointer (&self->answer, check_free);
  self->answer = g_steal_pointer ((Check **) data);
  self->is_busy = FALSE;
  if (self->answer->task != NULL)
    {
      self->last = self->answer->profile;
      self->has_last = TRUE;
    }
  begin (self);
  g_signal_emit_by_name (self, "changed");
}

static void
work_free (gpointer data)
{
  g_clear_pointer ((Check **) data, check_free);
  g_free (data);
}

static gboolean
is_answered (AlgoTaskCheck *self)
{
  return self->answer != NULL && g_strcmp0 (self->answer->text, self->text) == 0;
}

static void
begin (AlgoTaskCheck *self)
{
  static const AlgoJobKind kind = { work, on_done, work_free };
  Check **place;

  if (self->is_busy || is_answered (self))
    return;
  self->is_busy = TRUE;
  place = g_new (Check *, 1);
  *place = g_new0 (Check, 1);
  (*place)->text = g_strdup (self->text);
  algo_job_start (&kind, self, place, NULL);
}

void
algo_task_check_set_text (AlgoTaskCheck *self, const char *text)
{
  g_free (self->text);
  self->text = g_strdup (text);
  begin (self);
  g_signal_emit_by_name (self, "changed");
}

const AlgoTask *
algo_task_check_get_task (AlgoTaskCheck *self)
{
  return is_answered (self) ? self->answer->task : NULL;
}

const AlgoTaskProfile *
algo_task_check_get_profile (AlgoTaskCheck *self)
{
  return self->has_last ? &self->last : NULL;
}

const char *
algo_task_check_get_message (AlgoTaskCheck *self)
{
  return is_answered (self) && self->answer->error != NULL ? self->answer->error->message : NULL;
}

static void
algo_task_check_finalize (GObject *object)
{
  AlgoTaskCheck *self = ALGO_TASK_CHECK (object);

  g_clear_pointer (&self->answer, check_free);
  g_free (self->text);

  G_OBJECT_CLASS (algo_task_check_parent_class)->finalize (object);
}

static void
algo_task_check_class_init (AlgoTaskCheckClass *class)
{
  G_OBJECT_CLASS (class)->finalize = algo_task_check_finalize;
  algo_class_add_signal (class, "changed", 0);
}

static void
algo_task_check_init (AlgoTaskCheck *self)
{
}

AlgoTaskCheck *
algo_task_check_new (void)
{
  return g_object_new (ALGO_TYPE_TASK_CHECK, NULL);
}
