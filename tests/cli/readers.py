# SPDX-License-Identifier: GPL-3.0-or-later
"""What algoscope-run exports, read by other people's programs, or by readers written here from the
formats' descriptions.

The environment names the program, ALGOSCOPE_RUN.
"""
import contextlib
import csv
import json
import os
import pathlib
import random
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import time
import zlib

import numpy
from PIL import Image

from tap import run
from tfrecords import crc32c, fields, records

RUN = os.environ['ALGOSCOPE_RUN']
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix='algoscope-readers-'))
RECORDED = FOLDER / 'recorded.algoscope'
PARAMETERS = FOLDER / 'parameters.safetensors'
SEED = 31415
STEPS = 60
EXPECTED = {'weights', 'network', 'phase', 'approximation', 'residuals', 'ribbon', 'phase-diagram',
            'trade-off', 'order', 'training', 'comparison'}
POINTS_PER_MM = 72 / 25.4


def call(*arguments, **options):
    done = subprocess.run([str(argument) for argument in arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, **options)
    if done.returncode:
        raise OSError(f'{arguments}: {done.stderr.decode(errors="replace")}')
    return done.stdout


def text(*arguments):
    return call(*arguments).decode()


def figure(output, *arguments, source=None, env=None):
    env = dict(env or os.environ)
    # Cairo 1.16 loses memory for each font of the kind CFF that it puts into PostScript.
    if any('eps' in str(argument) for argument in arguments):
        env['ASAN_OPTIONS'] = 'detect_leaks=0'
    call(RUN, 'figure', source or RECORDED, '--force', '-o', output, *arguments, env=env)
    return output


def panels():
    """Names of the panels that run files are enough for: all that `figure` does not refuse."""
    names = [line.split()[0] for line in text(RUN, 'figure', '--list-panels').splitlines()]
    for name in names:
        with contextlib.suppress(OSError):
            figure(FOLDER / f'{name}.pdf', '--panel', name, '--with', RECORDED, '--format',
                   'pdf,svg,png,eps')
            yield name


def read_safetensors(path):
    """From the format's description: u64 length, JSON, data."""
    content = path.read_bytes()
    length, = struct.unpack_from('<Q', content)
    header = json.loads(content[8:8 + length])
    metadata = header.pop('__metadata__', {})
    data = content[8 + length:]
    arrays, reached = {}, 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]['data_offsets']):
        begin, end = entry['data_offsets']
        assert begin == reached and entry['dtype'] == 'F32', (name, entry)
        arrays[name] = numpy.frombuffer(data[begin:end], '<f4').reshape(entry['shape'])
        reached = end
    assert reached == len(data) and (8 + length) % 8 == 0
    return arrays, metadata


def read_png(path):
    """Pixels (height, width, 3), and chunks by type, from the PNG specification."""
    content = path.read_bytes()
    assert content[:8] == b'\x89PNG\r\n\x1a\n'
    chunks, at = {}, 8
    while at < len(content):
        length, = struct.unpack_from('>I', content, at)
        kind, body = content[at + 4:at + 8], content[at + 8:at + 8 + length]
        crc, = struct.unpack_from('>I', content, at + 8 + length)
        assert crc == zlib.crc32(kind + body), kind
        chunks.setdefault(kind.decode(), []).append(body)
        at += 12 + length
    with Image.open(path) as image:
        return numpy.asarray(image.convert('RGB')), chunks


def read_ppm(content):
    width, height = map(int, re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', content).groups())
    return numpy.frombuffer(content[-3 * width * height:], numpy.uint8).reshape(height, width, 3)


def pixels_of_pdf(path, dpi):
    return read_ppm(call('pdftoppm', '-r', dpi, path))


def pdf_of_eps(path):
    """As Ghostscript reads it, of the size of its HiResBoundingBox."""
    output = path.with_suffix('.eps.pdf')
    call('gs', '-q', '-dBATCH', '-dNOPAUSE', '-dSAFER', '-dEPSCrop', '-sDEVICE=pdfwrite',
         '-o', output, path)
    return output


def pixels_of_svg(path, dpi):
    output = path.with_suffix('.rsvg.png')
    call('rsvg-convert', '-d', dpi, '-p', dpi, path, '-o', output)
    return read_png(output)[0]


def difference(one, other):
    """The mean difference of what both cover, on 0 to 255, and the largest of means over squares of
    16 pixels: renderers place glyphs and edges a little differently, and sizes are rounded."""
    height, width = (min(a, b) // 16 * 16 for a, b in zip(one.shape[:2], other.shape[:2]))
    apart = abs(one[:height, :width].astype(float) - other[:height, :width])
    squares = apart.reshape(height // 16, 16, width // 16, 16, 3).mean(axis=(1, 3, 4))
    return apart.mean(), squares.max()


def training_leaves_pictures():
    """the ribbon and the weights beside a run are drawn, from one side to the other"""
    for name, top, bottom, least in ('phase-ribbon', 0.2, 0.4, 0.9), ('weights-1e-4', 0.1, 0.6, 0.02):
        pixels = read_png(FOLDER / 'pictures' / f'{name}.png')[0]
        height, width = pixels.shape[:2]
        middle = pixels[int(top * height):int(bottom * height), width // 10:width * 8 // 10]
        for part in numpy.array_split(middle, 4, axis=1):
            if (part < 240).any(axis=2).mean() < least:
                yield f'{name}: hardly anything is drawn'


def fonts_are_embedded():
    """pdffonts: in every panel and in the layout, PDF and EPS, fonts are embedded and none Type 3"""
    yield from (f'no panel {name}' for name in sorted(EXPECTED - set(NAMES)))
    for name in [*NAMES, 'all']:
        for path in (FOLDER / f'{name}.pdf', pdf_of_eps(FOLDER / f'{name}.eps')):
            rows = text('pdffonts', path).splitlines()[2:]
            if not rows:
                yield f'{path.name}: no text'
            for row in rows:
                if 'Type 3' in row or row.split()[-5] != 'yes':
                    yield f'{path.name}: {row}'


def vectors_stay_vectors():
    """pdfimages: no image in any PDF or EPS, and no <image> in any SVG"""
    for name in [*NAMES, 'all']:
        for path in (FOLDER / f'{name}.pdf', FOLDER / f'{name}.eps.pdf'):
            if len(text('pdfimages', '-list', path).splitlines()) > 2:
                yield path.name
        if '<image' in (FOLDER / f'{name}.svg').read_text(encoding='utf-8'):
            yield f'{name}.svg'


def sizes_are_physical():
    """pdfinfo, rsvg-convert, Ghostscript and pHYs: files have the size that was asked for"""
    cases = {'89mm': 89 * POINTS_PER_MM, '183mm': 183 * POINTS_PER_MM, '88mm': 88 * POINTS_PER_MM,
             '180mm': 180 * POINTS_PER_MM, '3.25in': 234, '6.75in': 486, '240pt': 240}
    for size, width in cases.items():
        path = figure(FOLDER / 'size.pdf', '--panel', 'weights', '--size', size)
        found = float(re.search(r'Page size: +([\d.]+) x', text('pdfinfo', path)).group(1))
        if abs(found - width) > 0.01:
            yield f'{size}: {found} pt, not {width}'
    path = figure(FOLDER / 'size.pdf', '--size', '100x80mm', '--format', 'pdf,svg,png,eps', '--dpi',
                  '254')
    expected = 100 * POINTS_PER_MM, 80 * POINTS_PER_MM
    found = re.search(r'Page size: +([\d.]+) x ([\d.]+)', text('pdfinfo', path)).groups()
    if max(abs(float(a) - b) for a, b in zip(found, expected)) > 0.01:
        yield f'PDF: {found}'
    pixels, chunks = read_png(path.with_suffix('.png'))
    if pixels.shape[:2] != (800, 1000) or struct.unpack('>IIB', chunks['pHYs'][0]) != (10000, 10000, 1):
        yield f'PNG: {pixels.shape}, {chunks["pHYs"]}'
    shape = pixels_of_svg(path.with_suffix('.svg'), 254).shape[:2]
    if max(abs(shape[0] - 800), abs(shape[1] - 1000)) > 1:
        yield f'SVG: {shape}'
    found = re.search(r'Page size: +([\d.]+) x ([\d.]+)',
                      text('pdfinfo', pdf_of_eps(path.with_suffix('.eps')))).groups()
    if max(abs(float(a) - b) for a, b in zip(found, expected)) > 0.01:
        yield f'EPS: {found}'


def renderers_agree():
    """pdftoppm, rsvg-convert and Ghostscript draw what the PNG shows, in every panel and the layout"""
    for name in [*NAMES, 'all']:
        shown = read_png(FOLDER / f'{name}.png')[0]
        drawn = {'PDF': pixels_of_pdf(FOLDER / f'{name}.pdf', 300),
                 'SVG': pixels_of_svg(FOLDER / f'{name}.svg', 300),
                 'EPS': pixels_of_pdf(FOLDER / f'{name}.eps.pdf', 300)}
        for kind, pixels in drawn.items():
            mean, largest = difference(shown, pixels)
            # A curve along an edge, a pixel beside, makes 60 of a square. PostScript's tints do not
            # shine through each other.
            if mean > (3 if kind == 'EPS' else 2.5) or largest > (90 if kind == 'EPS' else 75):
                yield f'{name}, {kind}: {mean:.2f} on average, {largest:.1f} in a square'


def network_file(path, arrays):
    """A safetensors file, from the format's description."""
    header, data = {}, b''
    for name, values in arrays.items():
        values = numpy.asarray(values, '<f4')
        header[name] = {'dtype': 'F32', 'shape': values.shape,
                        'data_offsets': [len(data), len(data) + values.nbytes]}
        data += values.tobytes()
    encoded = json.dumps(header).encode()
    encoded += b' ' * (-len(encoded) % 8)
    path.write_bytes(struct.pack('<Q', len(encoded)) + encoded + data)
    return path


def matrices_have_no_seams():
    """a matrix of equal weights is of one colour, without lines between its cells, at any zoom"""
    same = network_file(FOLDER / 'same.safetensors', {
        'W0': numpy.full((16, 48), 0.5), 'b0': numpy.zeros(48), 'W1': numpy.ones(48), 'b1': [0]})
    figure(FOLDER / 'same.pdf', '--panel', 'weights', '--format', 'pdf,svg,png', source=same)
    for dpi in (97, 150, 300):
        drawn = {'PDF': pixels_of_pdf(FOLDER / 'same.pdf', dpi),
                 'SVG': pixels_of_svg(FOLDER / 'same.svg', dpi)}
        if dpi == 300:
            drawn['PNG'] = read_png(FOLDER / 'same.png')[0]
        for kind, pixels in drawn.items():
            height, width = pixels.shape[:2]
            inside = pixels[int(0.15 * height):int(0.6 * height), int(0.15 * width):int(0.8 * width)]
            spread = int(numpy.ptp(inside.reshape(-1, 3).astype(int), axis=0).max())
            if spread > 2 or inside.mean() > 250:
                yield f'{kind} at {dpi} dpi: colours differ by {spread}'


def provenance_is_inside():
    """pdfinfo, an XML parser, PNG's text and EPS's comments: the seed, the step and the complexity"""
    import xml.etree.ElementTree as xml
    space = '{urn:org.algoscope:provenance}'
    root = xml.parse(FOLDER / 'all.svg').getroot()
    chunks = read_png(FOLDER / 'all.png')[1]
    found = {
        'PDF': dict(entry.split('=', 1) for entry in re.search(
            r'Keywords: +(.*)', text('pdfinfo', FOLDER / 'all.pdf')).group(1).split('; ')),
        'SVG': {entry.get('key'): entry.text for entry in root.iter(space + 'entry')},
        'PNG': dict(body.decode('latin-1').split('\0', 1) for body in chunks['tEXt']),
        'EPS': dict(re.findall(r'^% Algoscope: (.*?)=(.*)$',
                               (FOLDER / 'all.eps').read_text(encoding='ascii'), re.MULTILINE)),
    }
    for kind, entries in found.items():
        for key, value in {'seed': str(SEED), 'step': str(STEPS), 'log_beta': '-4', 'inputs': '4'}.items():
            if entries.get(key) != value:
                yield f'{kind}: {key} is {entries.get(key)}, not {value}'
    if 'CreationDate' in text('pdfinfo', FOLDER / 'all.pdf'):
        yield 'the PDF is dated'


def equal_bytes():
    """the same command gives the same bytes, later, in another time zone, locale and folder"""
    other = FOLDER / 'other'
    other.mkdir()
    environment = dict(os.environ, TZ='Asia/Tokyo', LC_ALL='C', HOME=str(other))
    figure(other / 'all.pdf', '--format', 'pdf,svg,png,eps', '--csv', env=environment)
    call(RUN, 'network', PARAMETERS, '-o', other / 'network.npz', env=environment)
    call(RUN, 'network', PARAMETERS, '--force', '-o', FOLDER / 'network.npz')
    for path in sorted(other.iterdir()):
        if path.read_bytes() != (FOLDER / path.name).read_bytes():
            yield path.name


def numpy_reads_networks():
    """numpy.load() of an .npz gives what an independent parser finds in the .safetensors"""
    arguments = '--log-beta', '-2.5', '--inputs', '5'
    plain, packed = FOLDER / 'network.safetensors', FOLDER / 'packed.npz'
    call(RUN, 'network', PARAMETERS, '--force', *arguments, '-o', plain)
    call(RUN, 'network', PARAMETERS, '--force', *arguments, '-o', packed)
    arrays, metadata = read_safetensors(plain)
    shapes = {name: values.shape for name, values in arrays.items()}
    if shapes != {'W0': (5, 15), 'b0': (15,), 'W1': (15,), 'b1': (1,)}:
        yield f'shapes {shapes}'
    with numpy.load(packed, allow_pickle=False) as archive:
        if sorted(archive.files) != ['W0', 'W1', 'b0', 'b1', 'metadata']:
            yield f'holds {archive.files}'
        for name, values in arrays.items():
            if archive[name].dtype != '<f4' or not numpy.array_equal(archive[name], values):
                yield f'{name} differs'
        if json.loads(archive['metadata'].item()) != metadata:
            yield 'metadata differ'
    if (metadata['seed'], metadata['log_beta'], metadata['hidden']) != (str(SEED), '-2.5', '15'):
        yield f'metadata {metadata}'
    again = FOLDER / 'again.npz'
    call(RUN, 'network', plain, '--force', '-o', again)
    with numpy.load(again) as archive:
        if not numpy.array_equal(archive['W0'], arrays['W0']):
            yield 'W0 differs after it was read again'


def rows_of(path):
    content = path.read_bytes().decode('utf-8')
    if content.count('\n') != content.count('\r\n'):
        raise OSError(f'{path.name}: lines do not end in CR LF')
    return list(csv.DictReader(content.splitlines(), strict=True))


def tables_say_of_what_size_they_are():
    """Beside a network of n = 2, tables of the run's phases say n = 4, and of its own, n = 2"""
    names = {'weights': '2', 'trade-off': '2', 'order': '2', 'phase-diagram': '4',
             'order-steps': '4'}
    figure(FOLDER / 'small.pdf', '--inputs', '2', '--csv', '--panel', ','.join(names))
    for name, inputs in names.items():
        path = FOLDER / f'small-{name}.csv'
        columns = path.read_text().splitlines()[0].split(',')
        if len(set(columns)) != len(columns):
            yield f'{name}: a column twice in {columns}'
        if {row['inputs'] for row in rows_of(path)} != {inputs}:
            yield f'{name}: inputs are not {inputs}'
    shown = ''.join(text('pdftotext', FOLDER / 'small.pdf', '-').split())
    if 'n=4' not in shown:
        yield f'the figure does not say n = 4: {shown}'
    figure(FOLDER / 'own.pdf', '--csv', '--panel', 'phase-diagram')
    if 'n=4' in ''.join(text('pdftotext', FOLDER / 'own.pdf', '-').split()):
        yield 'the figure says n = 4 where all is of that size'


def tables_are_what_is_drawn():
    """Python's csv reads the tables beside a figure, in a locale with a decimal comma: same numbers"""
    locales = FOLDER / 'locales'
    locales.mkdir()
    subprocess.run(['localedef', '-i', 'de_DE', '-f', 'UTF-8', locales / 'de_DE.UTF-8'],
                   capture_output=True, check=False)
    environment = dict(os.environ, LOCPATH=str(locales), LC_ALL='de_DE.UTF-8')
    if text_in(environment, 'locale', 'decimal_point').strip() != ',':
        yield 'no locale with a decimal comma'
    figure(FOLDER / 'comma.pdf', '--csv', env=environment)
    call(RUN, 'network', PARAMETERS, '--force', '-o', FOLDER / 'drawn.safetensors')
    arrays, _ = read_safetensors(FOLDER / 'drawn.safetensors')
    found = numpy.zeros_like(arrays['W0'])
    columns = {}
    for row in rows_of(FOLDER / 'comma-weights.csv'):
        if row['seed'] != str(SEED):
            yield f'seed {row["seed"]}'
        if row['tensor'] == 'W0':
            found[int(row['input']), int(row['neuron'])] = float(row['value'])
            columns[int(row['neuron'])] = int(row['column'])
        elif row['tensor'] == 'b1' and numpy.float32(row['value']) != arrays['b1'][0]:
            yield f'b1 {row["value"]}'
    if not numpy.array_equal(found, arrays['W0']):
        yield 'W0 differs'
    if sorted(columns.values()) != list(range(12)):
        yield f'columns {columns}'
    if len(rows_of(FOLDER / 'comma-ribbon.csv')) != 33:
        yield 'the ribbon has not 33 rows'
    for name in NAMES:
        if (FOLDER / f'comma-{name}.csv').exists():
            for row in rows_of(FOLDER / f'comma-{name}.csv'):
                if None in row or None in row.values():
                    yield f'{name}: {row}'
                    break


def comparisons_subtract():
    """the table of a comparison: neurons in another order are found again, and differences are right"""
    choose = numpy.random.default_rng(SEED)
    order = choose.permutation(9)
    one = {'W0': choose.normal(size=(3, 9)), 'b0': choose.normal(size=9),
           'W1': choose.normal(size=9), 'b1': [0.5]}
    other = {name: numpy.asarray(values, 'f4')[..., order] if name != 'b1' else values
             for name, values in one.items()}
    other['W1'] = other['W1'] + numpy.float32(0.125)
    network_file(FOLDER / 'one.safetensors', one)
    network_file(FOLDER / 'other.safetensors', other)
    figure(FOLDER / 'compared.pdf', '--panel', 'comparison', '--csv', '--with',
           FOLDER / 'other.safetensors', source=FOLDER / 'one.safetensors')
    rows = rows_of(FOLDER / 'compared-comparison.csv')
    if len(rows) != 3 * 9 + 9 + 9 + 1:
        yield f'{len(rows)} rows'
    for row in rows:
        expected = -0.125 if row['tensor'] == 'W1' else 0
        if row['tensor'] != 'b1' and order[int(row['partner'])] != int(row['neuron']):
            yield f'{row["neuron"]} goes with {row["partner"]}'
        if abs(float(row['difference']) - expected) > 1e-6:
            yield f'{row}'


def tensorboard_files_are_whole():
    """TensorBoard's events: framing, CRCs and messages, read independently, hold what `table` says"""
    assert crc32c(bytes(32)) == 0x8a9136aa
    folder = FOLDER / 'events'
    call(RUN, 'events', RECORDED, '--tensorboard', folder)
    path, = folder.iterdir()
    if 'tfevents' not in path.name:
        yield path.name
    first, *events = [dict(fields(record)) for record in records(path.read_bytes())]
    if first.get(3) != b'brain.Event:2':
        yield f'begins with {first}'
    scalars, texts = {}, {}
    for event in events:
        for _, value in fields(event[5]):
            value = dict(fields(value))
            tag = value[1].decode()
            if 2 in value:
                scalars[tag, event[2]] = value[2]
            else:
                tensor = dict(fields(value[8]))
                plugin = dict(fields(dict(fields(value[9]))[1]))
                if tensor[1] != 7 or plugin[1] != b'text':
                    yield f'{tag}: {value}'
                texts.setdefault(tag, []).append(tensor[8].decode())
    rows = list(csv.DictReader(text(RUN, 'table', RECORDED, '--what', 'metrics').splitlines()))
    if len(rows) != STEPS:
        yield f'{len(rows)} steps'
    for row in rows:
        for tag in ('loss', 'gradient_norm', 'rate', 'inputs'):
            if numpy.float32(row[tag]) != scalars[tag, int(row['step'])]:
                yield f'{tag} at step {row["step"]}'
    if len(scalars) != STEPS * 16:
        yield f'{len(scalars)} scalars'
    if f'| seed | {SEED} |' not in texts['provenance'][0] or not texts['events'][0].startswith('start'):
        yield f'texts {texts}'


def text_in(environment, *arguments):
    return subprocess.run(arguments, env=environment, capture_output=True, text=True,
                          check=True).stdout


def killed_exports_leave_whole_files():
    """an export killed at any moment leaves the old file or the new one, whole"""
    folder = FOLDER / 'killed'
    folder.mkdir()
    path = folder / 'figure.pdf'
    choose = random.Random(SEED)
    started = time.monotonic()
    figure(path)
    takes = time.monotonic() - started
    new = path.read_bytes()
    old = b'what was there'
    for _ in range(20):
        path.write_bytes(old)
        with subprocess.Popen([RUN, 'figure', RECORDED, '--force', '-o', path], stderr=subprocess.DEVNULL) as program:
            time.sleep(choose.uniform(0, 1.2 * takes))
            program.send_signal(signal.SIGKILL)
        if path.read_bytes() not in (old, new):
            yield f'{len(path.read_bytes())} bytes'
    figure(path)
    if path.read_bytes() != new:
        yield 'the export after them differs'


try:
    for output in (RECORDED, PARAMETERS):
        call(RUN, 'train', '--seed', SEED, '--steps', STEPS, '--least', 3, '--most', 4, '--batch', 2,
             '--points', 16, '--threads', 1, '--force', '--pictures', FOLDER / 'pictures', '--output', output)
    NAMES = list(panels())
    figure(FOLDER / 'all.pdf', '--format', 'pdf,svg,png,eps', '--csv')
    run(training_leaves_pictures, fonts_are_embedded, vectors_stay_vectors, sizes_are_physical,
        renderers_agree, matrices_have_no_seams, provenance_is_inside, equal_bytes, numpy_reads_networks,
        tables_are_what_is_drawn, tables_say_of_what_size_they_are, comparisons_subtract,
        tensorboard_files_are_whole, killed_exports_leave_whole_files)
finally:
    shutil.rmtree(FOLDER)
