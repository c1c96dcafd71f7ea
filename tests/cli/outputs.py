# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are somebody's: what the commands of algoscope-run do to them.

The environment names the program, ALGOSCOPE_RUN.
"""
import json
import os
import pathlib
import re
import signal
import sqlite3
import stat
import struct
import subprocess
import tempfile
import time

from tap import run

RUN = os.environ['ALGOSCOPE_RUN']
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix='algoscope-outputs-'))
RECORDED = FOLDER / 'run.algoscope'
SMALL = ['--least', '2', '--most', '3', '--batch', '4', '--points', '16', '--threads', '1']
ENVIRONMENT = {**os.environ, 'LANGUAGE': 'C', 'LC_ALL': 'C.UTF-8'}


def call(*arguments, **options):
    return subprocess.run([RUN, *map(str, arguments)], stdin=subprocess.DEVNULL,
                          capture_output=True, env=ENVIRONMENT, **options)


def train(*arguments, **options):
    return call('train', *SMALL, *arguments, **options)


def writers():
    """What each command writes to: its name, and its arguments without the file."""
    yield 'network', '.npz', ['network', RECORDED, '-o']
    yield 'figure', '.png', ['figure', RECORDED, '--panel=weights', '-o']
    yield 'table', '.csv', ['table', RECORDED, '--what=metrics', '-o']
    yield 'gather', '.algoscope', ['gather', RECORDED, '-o']
    yield 'train', '.algoscope', ['train', *SMALL, '--steps=3', '--output']
    yield 'train', '.safetensors', ['train', *SMALL, '--steps=3', '--output']


def test_recorded():
    """A run is recorded to a new file."""
    done = train('--steps=30', '--output', RECORDED)
    if done.returncode:
        yield done.stderr.decode()


def test_never_over():
    """What is there is not written over without --force, by any command, in the same words."""
    for name, ending, arguments in writers():
        path = FOLDER / f'there{ending}'
        path.write_bytes(b'mine')
        done = call(*arguments, path)
        if done.returncode != 1 or path.read_bytes() != b'mine':
            yield f'{name}: status {done.returncode}, {path.read_bytes()[:9]}'
        wanted = f'algoscope-run {name}: {path}: is there already; --force writes over it\n'
        if done.stderr.decode() != wanted:
            yield f'{name}: {done.stderr.decode()}'
        done = call(*arguments, path, '--force')
        if done.returncode or path.read_bytes() == b'mine':
            yield f'{name} --force: {done.stderr.decode()}'
        path.write_bytes(b'')
        done = call(*arguments, path)
        if done.returncode or not path.read_bytes():
            yield f'{name}, empty: {done.stderr.decode()}'
        path.unlink()


def test_folders():
    """Nor is what is in a folder."""
    folder = FOLDER / 'pictures'
    folder.mkdir()
    other = folder / 'network-1e-3.safetensors'
    other.write_bytes(b'mine')
    done = train('--steps=2', '--pictures', folder)
    if done.returncode != 1 or other.read_bytes() != b'mine' or len(list(folder.iterdir())) != 1:
        yield done.stderr.decode()
    done = train('--steps=2', '--pictures', folder, '--force')
    if done.returncode or other.read_bytes() == b'mine':
        yield done.stderr.decode()
    events = FOLDER / 'events'
    for options, status in [([], 0), ([], 1), (['--force'], 0)]:
        done = call('events', RECORDED, '--tensorboard', events, *options)
        if done.returncode != status:
            yield f'{options}: {done.stderr.decode()}'


def test_links():
    """Links are written through, and permissions stay, for every command."""
    for name, ending, arguments in writers():
        path, link = FOLDER / f'real{ending}', FOLDER / f'link{ending}'
        link.symlink_to(path.name)
        for options in ([], ['--force']):
            done = call(*arguments, link, *options)
            if done.returncode or not link.is_symlink() or not path.stat().st_size:
                yield f'{name} {options}: {done.stderr.decode()}'
            path.chmod(0o600)
        if stat.S_IMODE(path.stat().st_mode) != 0o600:
            yield f'{name}: {path.stat().st_mode:o}'
        link.unlink()
        path.unlink()
    left = [path.name for path in FOLDER.iterdir() if path.name.startswith('.')
            or '.new' in path.name]
    if left:
        yield f'left: {left}'


def test_stdout():
    """A file “-” is standard output, and so are /dev/stdout and a pipe's end."""
    starts = {'network': b'', 'figure': b'\x89PNG', 'table': b'seed,step,', 'gather': b'SQLite'}
    for name, ending, arguments in writers():
        if ending == '.algoscope' and name == 'train':
            continue
        for path in ('-', '/dev/stdout'):
            extra = ['--format=png'] if name == 'figure' else []
            done = call(*arguments, path, *extra)
            if done.returncode or not done.stdout.startswith(starts.get(name, b'')):
                yield f'{name} {path}: {done.stderr.decode()} {done.stdout[:20]}'
            if name in ('network', 'train'):
                length, = struct.unpack('<Q', done.stdout[:8])
                if 'W0' not in json.loads(done.stdout[8:8 + length]) and name == 'network':
                    yield f'{name}: {done.stdout[:100]}'
    if not stat.S_ISCHR(os.stat('/dev/null').st_mode) or pathlib.Path('-').exists():
        yield 'a device was replaced'
    done = call('figure', RECORDED, '-o', '-', '--format=png,svg')
    if done.returncode != 2:
        yield f'several: {done.returncode}'
    with (FOLDER / 'appended').open('ab') as file:
        file.write(b'before')
        file.flush()
        subprocess.run([RUN, 'table', RECORDED, '--what=events', '-o', '-'], stdout=file, check=True,
                       env=ENVIRONMENT)
    if not (FOLDER / 'appended').read_bytes().startswith(b'beforeseed,step'):
        yield str((FOLDER / 'appended').read_bytes()[:20])


def wait_for(condition):
    for _ in range(3000):
        if condition():
            return True
        time.sleep(0.01)
    return False


def test_killed():
    """With --force the old run stays until the new one is whole, whatever ends that."""
    path, interim = FOLDER / 'kept.algoscope', FOLDER / 'kept.new.algoscope'
    train('--steps=5', '--output', path)
    before = path.read_bytes()
    program = subprocess.Popen([RUN, 'train', *SMALL, '--steps=100000', '--force', '--output',
                                str(path)], stderr=subprocess.PIPE, env=ENVIRONMENT)
    if not wait_for(interim.exists):
        yield 'nothing is recorded'
    program.kill()
    said = program.communicate()[1].decode()
    if path.read_bytes() != before:
        yield 'the old run is gone'
    if str(interim) not in said:
        yield said
    done = train('--steps=9', '--force', '--output', path)
    rows = call('table', path, '--what=metrics').stdout.splitlines()
    if done.returncode or len(rows) != 10 or interim.exists():
        yield f'{done.stderr.decode()}, {len(rows)}'
    stranger = FOLDER / 'stranger.algoscope'
    with sqlite3.connect(stranger) as database:
        database.execute('CREATE TABLE mine (a)')
    before = stranger.read_bytes()
    if train('--steps=3', '--output', stranger).returncode != 1 or stranger.read_bytes() != before:
        yield 'a stranger’s database was written over'


def start(*arguments, ignored=()):
    def set_up():
        for number in (signal.SIGINT, signal.SIGHUP, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN if number in ignored else signal.SIG_DFL)
    return subprocess.Popen([RUN, *map(str, arguments)], stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=set_up,
                            env=ENVIRONMENT)


def test_signals():
    """SIGTERM and SIGHUP end a run in order with their own status; what is ignored stays so."""
    for number, ignored, status in [(signal.SIGTERM, (), 143), (signal.SIGHUP, (), 129),
                                    (signal.SIGINT, (), 0)]:
        path = FOLDER / f'signal-{status}.algoscope'
        program = start('train', *SMALL, '--steps=1000000', '--output', path, ignored=ignored)
        wait_for(path.exists)
        program.send_signal(number)
        said = program.communicate()[1].decode()
        if program.returncode != status or f'Wrote {path}' not in said:
            yield f'{number}: status {program.returncode}: {said}'
    path = FOLDER / 'ignored.algoscope'
    program = start('train', *SMALL, '--steps=1000000', '--output', path,
                    ignored=(signal.SIGHUP, signal.SIGINT))
    wait_for(path.exists)
    program.send_signal(signal.SIGHUP)
    program.send_signal(signal.SIGINT)
    if wait_for(lambda: len(call('table', path, '--what=metrics').stdout.splitlines()) > 2) \
            and program.poll() is not None:
        yield f'ended with {program.returncode}'
    program.terminate()
    program.communicate()
    if program.returncode != 143:
        yield f'at last {program.returncode}'


def test_resume():
    """Steps taken apart are those taken in one go where the schedule is for all of them."""
    one, parts, other = (FOLDER / f'{name}.algoscope' for name in ('one', 'parts', 'other'))
    train('--steps=40', '--output', one)
    train('--steps=15', '--of=40', '--output', parts)
    train('--steps=15', '--output', other)
    tables = []
    for path, steps in [(parts, []), (other, ['--steps=25'])]:
        done = call('resume', path, *steps)
        if done.returncode:
            yield done.stderr.decode()
    for path in (one, parts, other):
        tables.append(call('table', path, '--what=metrics').stdout)
    if tables[0] != tables[1]:
        yield 'with --of'
    if tables[0] == tables[2]:
        yield 'without --of they are the same, too'
    if train('--steps=9', '--of=8').returncode != 2:
        yield '--of less than --steps'


def test_replay():
    """A run that is being recorded is replayed as far as it was at one moment."""
    path = FOLDER / 'growing.algoscope'
    program = start('train', *SMALL, '--steps=1000000', '--output', path)
    wait_for(path.exists)
    for _ in range(2):
        done = call('replay', path, '--threads=1')
        if done.returncode:
            yield f'status {done.returncode}: {done.stderr.decode()}'
    program.terminate()
    program.communicate()


def test_divergence():
    """A run that diverges keeps all of its steps, and its end is said everywhere."""
    path = FOLDER / 'diverged.algoscope'
    done = train('--steps=100000', '--rate=1', '--output', path)
    said = done.stderr.decode()
    found = re.search(r'training diverged after step (\d+)', said)
    if done.returncode != 1 or not found:
        yield said
        return
    step = found[1]
    info = call('info', path).stdout.decode()
    rows = call('table', path, '--what=metrics').stdout.decode().splitlines()
    events = call('table', path, '--what=events').stdout.decode().splitlines()
    if f'step: {step}\n' not in info or f'diverged: {step}\n' not in info:
        yield info
    if len(rows) != int(step) + 1:
        yield f'{len(rows)} rows of {step} steps'
    if f',{step},diverged,' not in events[-1]:
        yield events[-1]
    if call('replay', path).returncode:
        yield call('replay', path).stderr.decode()
    before = path.read_bytes()
    done = call('resume', path, '--steps=9')
    if done.returncode != 1 or f'training diverged after step {step}' not in done.stderr.decode():
        yield f'resume: {done.stderr.decode()}'
    after = call('table', path, '--what=events').stdout.decode().splitlines()
    if len(after) > len(events):
        yield f'resume noted {after[-1]}'
    done = call('gather', path, '-o', FOLDER / 'diverged-ensemble.algoscope')
    if f'{step} of 100000 steps, where it diverged' not in done.stdout.decode():
        yield f'gather: {done.stdout.decode()} {done.stderr.decode()}'
    sweep = FOLDER / 'sweep'
    call('sweep', '--directory', sweep, '--seeds=0', *SMALL, '--steps=100000', '--rate=1')
    state = call('sweep', '--directory', sweep, '--state').stdout.decode()
    if f'  {step}  ' not in state or f'diverged after step {step}' not in state:
        yield f'sweep: {state}'


def test_stopped():
    """A stopped process of a sweep is said to be stopped, and ends with the sweep."""
    sweep = FOLDER / 'stopped'
    program = start('sweep', '--directory', sweep, '--seeds=0', *SMALL, '--steps=1000000')
    children = pathlib.Path(f'/proc/{program.pid}/task/{program.pid}/children')
    wait_for((sweep / 'seed-0000.algoscope').exists)
    child = int(children.read_text().split()[0])
    status = sweep / 'status' / 'seed-0000.ini'
    wait_for(lambda: status.exists() and f'process={child}' in status.read_text())
    os.kill(child, signal.SIGSTOP)
    state = call('sweep', '--directory', sweep, '--state').stdout.decode()
    if ' stopped ' not in state:
        yield state
    time_limit = time.monotonic() + 20
    while program.poll() is None and time.monotonic() < time_limit:
        line = program.stderr.readline().decode()
        if 'stopped' in line:
            break
    if f'seed 0: its process, {child}, is stopped until a signal lets it go on' not in line:
        yield line
    program.terminate()
    program.communicate()
    if program.returncode != 143:
        yield f'status {program.returncode}'


run(test_recorded, test_never_over, test_folders, test_links, test_stdout, test_killed,
    test_signals, test_resume, test_replay, test_divergence, test_stopped)
