# SPDX-License-Identifier: GPL-3.0-or-later
"""The C sources are formatted. Argument: clang-format."""
import sys

from tap import command, run, tracked


def formatted():
    """clang-format has nothing to change"""
    return command(sys.argv[1], '--dry-run', '--Werror', *tracked('*.c', '*.h'))


run(formatted)
