# SPDX-License-Identifier: GPL-3.0-or-later
"""The C sources are formatted. Each version of clang-format does it a little differently; the one
of Debian 12 decides."""
import shutil
import subprocess

from tap import command, run, tracked

VERSION = '14'


def find_formatter():
    for name in (f'clang-format-{VERSION}', 'clang-format'):
        path = shutil.which(name)
        if path and f'version {VERSION}.' in subprocess.run([path, '--version'], check=True,
                                                            capture_output=True, text=True).stdout:
            return path
    raise OSError(f'there is no clang-format {VERSION}')


def formatted():
    """clang-format has nothing to change"""
    return command(find_formatter(), '--dry-run', '--Werror', *tracked('*.c', '*.h'))


run(formatted)
