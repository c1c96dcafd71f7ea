/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window program is called among others, and where its resources are. */
#pragma once

#define ALGO_APPLICATION_ID "org.algoscope.Algoscope"
#define ALGO_RESOURCE_PATH "/org/algoscope/Algoscope"
