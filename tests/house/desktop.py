# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop reads is valid. Argument: the build's folder for resources."""
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from tap import TOP, command, run, text_of, tracked

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


def content_type(path, data):
    """What GLib takes a file for, with the types in a folder for data and no others."""
    shown = subprocess.run(['gio', 'info', '--attributes=standard::content-type', path],
                           env=os.environ | {'XDG_DATA_HOME': data, 'XDG_DATA_DIRS': '/nowhere',
                                             'GIO_USE_VFS': 'local', 'LC_ALL': 'C'},
                           check=True, capture_output=True, text=True).stdout
    return re.search(r'standard::content-type: (\S+)', shown)[1]


def database(path, application):
    with sqlite3.connect(path) as connection:
        connection.execute(f'PRAGMA application_id = {application}')
        connection.execute('CREATE TABLE t (x)')
    connection.close()


def types_of_files():
    """files are known by their names, and runs by what is in them"""
    number = re.search(r'ALGO_RUN_APPLICATION_ID (0x\w+)', text_of('engine/run-file/schema.h'))[1]
    with tempfile.TemporaryDirectory(prefix='algoscope-mime-') as folder:
        packages = pathlib.Path(folder, 'mime', 'packages')
        packages.mkdir(parents=True)
        shutil.copy(TOP / f'resources/{ID}.mime.xml', packages / f'{ID}.xml')
        yield from command('update-mime-database', packages.parent)
        database(pathlib.Path(folder, 'nameless'), int(number, 0))
        database(pathlib.Path(folder, 'other'), 1)
        for name in ('a.algoscope', 'a.safetensors', 'a.txt'):
            pathlib.Path(folder, name).write_bytes(b'\2\0\0\0\0\0\0\0{}')
        for name, expected in (('a.algoscope', 'application/x-algoscope'),
                               ('a.safetensors', 'application/x-safetensors'),
                               ('nameless', 'application/x-algoscope')):
            found = content_type(pathlib.Path(folder, name), folder)
            if found != expected:
                yield f'{name}: {found}, not {expected}'
        for name in ('other', 'a.txt'):
            found = content_type(pathlib.Path(folder, name), folder)
            if 'algoscope' in found or 'safetensors' in found:
                yield f'{name}: {found}'


def opens_files():
    """the launcher opens all types of files that are described, and only those"""
    described = {element.get('type')
                 for element in xml.parse(TOP / f'resources/{ID}.mime.xml').getroot()}
    launched = (BUILT / f'{ID}.desktop').read_text(encoding='utf-8')
    opened = set(re.search(r'^MimeType=(.*);$', launched, re.MULTILINE)[1].split(';'))
    for type_ in sorted(described ^ opened):
        yield type_
    if not re.search(r'^Exec=algoscope %f$', launched, re.MULTILINE):
        yield 'it is not given the file'


run(launcher, metainfo, schema, well_formed, icons, types_of_files, opens_files)
