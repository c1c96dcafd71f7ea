# SPDX-License-Identifier: GPL-3.0-or-later
"""What users read can be translated, and is; the template for translators is fresh.

Arguments: those of xgettext, from po/meson.build.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

from tap import TOP, command, entries, run, text_of, tracked

IN_C = re.compile(r'\b(N?C?_|ngettext|g_dp?n?gettext2?)\s*\(\s*"')
IN_UI = re.compile(r'translatable="(yes|true)"')
SEEN_BY_USERS = {
    'label', 'title', 'subtitle', 'text', 'secondary-text', 'tooltip-text', 'placeholder-text',
    'primary-icon-tooltip-text', 'secondary-icon-tooltip-text', 'description', 'help-text',
    'role-description', 'value-text', 'comments', 'program-name',
}


def has_text(path):
    if path.suffix in ('.c', '.h'):
        return not str(path).startswith('tests/') and IN_C.search(text_of(path))
    if path.suffix == '.ui':
        return IN_UI.search(text_of(path))
    return True


def list_is_complete():
    """po/POTFILES.in lists exactly the files with text, sorted"""
    with_text = {str(path) for path in
                 tracked('*.c', '*.h', '*.ui', '*.desktop.in', '*.gschema.xml', '*.metainfo.xml.in')
                 if has_text(path)}
    listed = entries('po/POTFILES.in')
    for path in sorted(with_text - set(listed)):
        yield f'missing: {path}'
    for path in sorted(set(listed) - with_text):
        yield f'no text there: {path}'
    if listed != sorted(listed):
        yield 'not sorted'


def templates_are_translatable():
    """text in .ui files is marked translatable"""
    for path in tracked('*.ui'):
        for element in xml.parse(TOP / path).iter():
            name = element.get('name', '').replace('_', '-')
            is_text = name in SEEN_BY_USERS and re.search(r'[^\W\d_]', element.text or '')
            if is_text and element.get('translatable') is None and element.get('bind-source') is None:
                yield f'{path}: {element.tag} {name}: {element.text}'


def messages(path):
    """The messages of a template, without its header and the date in it."""
    with open(path, encoding='utf-8') as template:
        return template.read().partition('\n\n')[2].splitlines()


def extracted(path):
    """What xgettext complains of while it writes the template of the sources as they are now."""
    return subprocess.run(['xgettext', '--package-name=algoscope', '--directory', TOP,
                           '--files-from', TOP / 'po/POTFILES.in', '--output', path, *sys.argv[1:]],
                          check=True, stderr=subprocess.PIPE, text=True).stderr.splitlines()


def text_is_readable():
    """xgettext reads all text whole: no macro in it that it does not know"""
    return extracted('/dev/null')


def template_is_fresh():
    """po/algoscope.pot is what xgettext makes of the sources now"""
    with tempfile.NamedTemporaryFile(suffix='.pot') as fresh:
        extracted(fresh.name)
        now = messages(fresh.name)
    kept = messages(TOP / 'po/algoscope.pot')
    if now != kept:
        yield 'to write it anew: meson compile -C build algoscope-pot'
        yield from (f'new: {line}' for line in now if line not in kept)
        yield from (f'gone: {line}' for line in kept if line not in now)


def lacking(path):
    """The messages of a catalogue that have no translation, or one that is only a guess."""
    for kind in ('--untranslated', '--only-fuzzy'):
        found = subprocess.run(['msgattrib', kind, '--no-obsolete', '--no-location', '--no-wrap',
                                path], check=True, stdout=subprocess.PIPE, text=True).stdout
        # The first is the header.
        yield from (' '.join(message.splitlines()) for message in found.split('\n\n')[1:])


def languages_are_complete():
    """every message is translated into every language, its format and mnemonics kept"""
    with tempfile.TemporaryDirectory() as folder:
        template = pathlib.Path(folder) / 'new.pot'
        extracted(template)
        for language in entries('po/LINGUAS'):
            merged = pathlib.Path(folder) / f'{language}.po'
            yield from command('msgmerge', '--quiet', '--no-fuzzy-matching', '--output-file', merged,
                               TOP / 'po' / merged.name, template)
            yield from command('msgfmt', '--check', '--check-accelerators=_', '--output-file',
                               '/dev/null', merged)
            yield from (f'{language} lacks {message}' for message in lacking(merged))


run(list_is_complete, templates_are_translatable, text_is_readable, template_is_fresh,
    languages_are_complete)
