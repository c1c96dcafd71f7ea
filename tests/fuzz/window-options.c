/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes are a command line of the window program. */
#include "app/window/options.h"
#include "tests/fuzz/arguments.h"
#include "tests/fuzz/refusal.h"
#include "tests/fuzz/target.h"

#include <locale.h>

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_auto (GStrv) arguments = fuzz_arguments_new ("algoscope", data, size);
  g_autoptr (GError) error = NULL;
  g_auto (AlgoOptions) options = { 0 };

  /* In which not every argument is text. */
  setlocale (LC_ALL, "C.UTF-8");
  if (!algo_options_parse ((const char *const *) arguments, &options, &error))
    fuzz_assert_refusal (error);
  else
    g_assert_true (options.help || options.version
                   || algo_settings_validate (&options.settings, NULL));
  return 0;
}
