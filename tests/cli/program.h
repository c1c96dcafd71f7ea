/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs algoscope-run, which the environment variable ALGOSCOPE_RUN names, and looks at what it
 * says.
 */
#pragma once

#include <gio/gio.h>

typedef struct
{
  int status;   /* that it exited with; being killed fails the test */
  char *output; /* what it wrote to stdout and stderr */
  char *errors;
} ProgramResult;

void program_result_clear (ProgramResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProgramResult, program_result_clear)

/* `arguments` end with NULL and do not name the program. */
ProgramResult program_run (const char *const *arguments);
#define RUN(...) program_run ((const char *const[]){ __VA_ARGS__, NULL })
/* Settings of a run so small that a step takes no time worth mentioning. */
#define SMALL "--least=2", "--most=3", "--batch=4", "--points=16"

/* Runs it, which must succeed; what it wrote to stdout, a new string. */
char *program_output (const char *const *arguments);
#define OUTPUT(...) program_output ((const char *const[]){ __VA_ARGS__, NULL })

/* Runs it with stderr on a terminal of so many columns, and nothing on stdout. */
ProgramResult program_run_on_terminal (const char *const *arguments, guint columns);

/* Starts it without waiting; `launcher` says where its streams go. */
GSubprocess *program_start (GSubprocessLauncher *launcher, const char *const *arguments);
/* Waits for its end, and returns what it exited with. */
int program_wait (GSubprocess *program);

guint count_lines (const char *text);
/* "step: 40", say, of what info prints. */
gboolean has_line (const char *text, const char *line);
/* That it failed with `status`, saying so in one line that contains `part`, and nothing else. */
void assert_refused (const ProgramResult *result, int status, const char *part);
