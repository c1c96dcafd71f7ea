/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/settings-options.h"

AlgoOption
algo_settings_option (AlgoSettings *settings, const char *name)
{
  static const AlgoOptionKind kinds[] = { [ALGO_SETTING_SEED] = ALGO_OPTION_SEED,
                                          [ALGO_SETTING_COUNT] = ALGO_OPTION_COUNT,
                                          [ALGO_SETTING_REAL] = ALGO_OPTION_REAL,
                                          [ALGO_SETTING_MODEL] = ALGO_OPTION_MODEL };

  for (guint i = 0; i < ALGO_N_SETTINGS; i++)
    {
      const AlgoSettingRow *row = &algo_setting_rows[i];

      if (g_str_equal (name, row->name))
        return (AlgoOption){ .kind = kinds[row->kind],
                             .name = row->name,
                             .value = G_STRUCT_MEMBER_P (settings, row->offset),
                             .least = row->least,
                             .most = row->most,
                             .description = row->help,
                             .argument = row->argument };
    }
  g_return_val_if_reached ((AlgoOption){ 0 });
}
