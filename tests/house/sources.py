# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house that a program can check."""
import re

from tap import TOP, run, text_of, tracked

LICENSED = ('*.c', '*.h', '*.py', '*.sh', '*.css', '*.ui', '*.xml', '*.xml.in', '*.svg')
MOST_LINES = 600
MOST_LINES_IN_A_FUNCTION = 80

# What a layer must not include: its folder, and the start of an included path.
FORBIDDEN = (
    ('engine/', r'(cairo|pango|png|gdk|gsk|gtk|ui/|app/|tests/)'),
    ('ui/pictures/', r'(gdk|gsk|gtk|ui/widgets/|app/|tests/)'),
    ('ui/widgets/', r'(app/|tests/)'),
    ('app/headless/', r'(gdk|gsk|gtk|ui/widgets/|tests/)'),
    ('app/', r'tests/'),
)
# The rooms of the engine, low to high; files without a room stand on the lowest floor.
FLOORS = (('kernels', 'task'), ('model',), ('formats',), ('training',), ('analysis',), ('run',),
          ('run-file',), ('kinds',), ('session',), ('ensemble',))
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def licence():
    """every source names its licence at its top"""
    for path in tracked(*LICENSED):
        head = text_of(path).splitlines()[:2]
        if not any('SPDX-License-Identifier: GPL-3.0-or-later' in line for line in head):
            yield path


def headers_say_what_they_are():
    """every header begins with a comment that says what it is"""
    for path in tracked('*.h'):
        lines = text_of(path).splitlines()
        if len(lines) < 2 or not lines[1].startswith('/*'):
            yield path


def layers():
    """no layer includes one above it"""
    for path in tracked('*.c', '*.h'):
        for _, included in INCLUDE.findall(text_of(path)):
            for folder, forbidden in FORBIDDEN:
                if str(path).startswith(folder) and re.match(forbidden, included):
                    yield f'{path} includes {included}'


def floors():
    """no room of the engine includes one above it"""
    def floor(parts):
        if len(parts) == 2:
            return 0
        return next(number for number, rooms in enumerate(FLOORS) if parts[1] in rooms)

    for path in tracked('engine/*.c', 'engine/*.h'):
        for _, included in INCLUDE.findall(text_of(path)):
            parts = included.split('/')
            if parts[0] == 'engine' and floor(parts) > floor(path.parts):
                yield f'{path} includes {included}'


def includes_from_the_top():
    """what is included from the project is named by its path from the top"""
    for path in tracked('*.c', '*.h'):
        for mark, included in INCLUDE.findall(text_of(path)):
            if mark == '"' and not re.match(r'(engine|ui|app|tests)/', included):
                yield f'{path} includes {included}'


def length_of_files():
    """no C file is too long for one concern"""
    for path in tracked('*.c', '*.h'):
        lines = text_of(path).count('\n')
        if lines > MOST_LINES:
            yield f'{path}: {lines} lines, of at most {MOST_LINES}'


def length_of_functions():
    """no C function is too long to be read at once"""
    for path in tracked('*.c'):
        start = None
        for number, line in enumerate(text_of(path).splitlines(), 1):
            if line == '{':
                start = number
            elif line == '}' and start:
                if number - start - 1 > MOST_LINES_IN_A_FUNCTION:
                    yield f'{path}:{start}: {number - start - 1} lines, ' \
                          f'of at most {MOST_LINES_IN_A_FUNCTION}'
                start = None


def matches(pattern):
    for path in tracked():
        for number, line in enumerate((text_of(path) or '').splitlines(), 1):
            if re.search(pattern, line):
                yield f'{path}:{number}: {line.strip()}'


def finished():
    """nothing is marked as left to do"""
    return matches(r'\b(TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b')


def self_contained():
    """nothing points outside of the project, at one machine's folders"""
    return matches(r'(?<![\w.])/(home|root|work)/|\.\./shared|' + re.escape(str(TOP)) + r'\b')


def tidy_text():
    """text files are UTF-8, end with one newline and have no spaces at the ends of lines"""
    for path in tracked():
        try:
            text = text_of(path)
        except UnicodeDecodeError:
            yield f'{path}: not UTF-8'
            continue
        if text is None or text == '' or path.suffix in ('.po', '.pot') or path.name == 'LICENSE':
            continue
        if not text.endswith('\n') or text.endswith('\n\n'):
            yield f'{path}: does not end with one newline'
        for number, line in enumerate(text.split('\n'), 1):
            if line != line.rstrip():
                yield f'{path}:{number}: ends in white space'


def readme():
    """what the README points to is there"""
    text = text_of('README.md')
    for name in re.findall(r'`((?:app|engine|po|resources|tests|ui)/[^`\s]*)`|\]\(([^)]+)\)', text):
        name = name[0] or name[1]
        if '://' not in name and not tracked(name):
            yield name


def executable_scripts():
    """scripts that name their interpreter may be run, and no others"""
    for path in tracked():
        runs = (TOP / path).stat().st_mode & 0o111 != 0
        if runs != (TOP / path).read_bytes().startswith(b'#!'):
            yield path


run(licence, headers_say_what_they_are, layers, floors, includes_from_the_top, length_of_files,
    length_of_functions, finished, self_contained, tidy_text, readme, executable_scripts)
