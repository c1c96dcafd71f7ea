# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs into an empty folder and looks what is there. Arguments: meson, the build folder, and
the prefix and folders for programs and data that it was configured with."""
import pathlib
import re
import subprocess
import sys
import tempfile

from tap import command, run

MESON, BUILD, PREFIX, PROGRAMS, DATA = sys.argv[1:]
ID = 'org.algoscope.Algoscope'
root = tempfile.TemporaryDirectory(prefix='algoscope-install-')
prefix = pathlib.Path(root.name) / PREFIX.lstrip('/')


def installs():
    """meson install works into a staging folder"""
    return command(MESON, 'install', '-C', BUILD, '--no-rebuild', '--destdir', root.name)


def complete():
    """programs, settings, icons, launcher, types of files and metainfo are in place"""
    for name in (f'{PROGRAMS}/algoscope', f'{PROGRAMS}/algoscope-run',
                 f'{DATA}/glib-2.0/schemas/{ID}.gschema.xml', f'{DATA}/applications/{ID}.desktop',
                 f'{DATA}/metainfo/{ID}.metainfo.xml', f'{DATA}/mime/packages/{ID}.xml',
                 f'{DATA}/icons/hicolor/scalable/apps/{ID}.svg',
                 f'{DATA}/icons/hicolor/symbolic/apps/{ID}-symbolic.svg'):
        if not (prefix / name).is_file():
            yield f'missing: {name}'


def nothing_else():
    """and nothing else is: no header, no static library"""
    for path in prefix.rglob('*'):
        if path.suffix in ('.a', '.h', '.pc'):
            yield path.relative_to(prefix)


def runs():
    """the installed headless program runs"""
    return command(prefix / PROGRAMS / 'algoscope-run', '--version')


def headless():
    """the headless program is linked to no GTK"""
    dynamic = subprocess.run(['readelf', '--dynamic', prefix / PROGRAMS / 'algoscope-run'],
                             check=True, capture_output=True, text=True).stdout
    for library in re.findall(r'NEEDED.*\[(.*)\]', dynamic):
        if re.match(r'lib(gtk|gdk|adwaita)', library):
            yield library


run(installs, complete, nothing_else, runs, headless)
