# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads is valid. Argument: the build's folder for resources."""
import pathlib
import sys
import xml.etree.ElementTree as xml

from tap import TOP, command, run, tracked

BUILT = pathlib.Path(sys.argv[1])
ID = 'org.algoscope.Algoscope'


def launcher():
    """desktop-file-validate: the launcher"""
    return command('desktop-file-validate', '--warn-kde', BUILT / f'{ID}.desktop')


def metainfo():
    """appstreamcli validate: the metainfo"""
    return command('appstreamcli', 'validate', '--no-net', '--no-color',
                   BUILT / f'{ID}.metainfo.xml')


def schema():
    """glib-compile-schemas --strict: the settings"""
    return command('glib-compile-schemas', '--strict', '--dry-run', TOP / 'resources')


def well_formed():
    """xmllint: templates, resources and icons are well-formed"""
    return command('xmllint', '--noout', '--nonet',
                   *tracked('*.ui', '*.xml', '*.xml.in', '*.svg'))


def icons():
    """the icon and its symbolic form are where themes look, square, and GdkPixbuf loads them"""
    for name, size in ((f'scalable/apps/{ID}.svg', '128'), (f'symbolic/apps/{ID}-symbolic.svg', '16')):
        root = xml.parse(TOP / 'resources/icons/hicolor' / name).getroot()
        if (root.get('width'), root.get('height')) != (size, size):
            yield f'{name}: {root.get("width")} by {root.get("height")}, not {size}'
        yield from command('gdk-pixbuf-csource', TOP / 'resources/icons/hicolor' / name)


run(launcher, metainfo, schema, well_formed, icons)
