# SPDX-License-Identifier: GPL-3.0-or-later
"""All pictures of the window, its title and its timeline are of one scene, whatever is under way.

As a test it asserts that alone, and no speed. By hand it measures, beside endless loops of ordinary
priority that it starts and ends itself, what a machine that also does other work shows:

  meson test -C build truth --verbose --timeout-multiplier 9 \
    --test-args='--measure 30 --loops 2'

prints whole new scenes a second (each read over the bus, up to forty a second), from the slider to
all pictures, and the steps a second beside those of `algoscope-run train` and the same loops.
"""
import argparse
import contextlib
import os
import sqlite3
import statistics
import subprocess
import time

from driver import FOLDER, PATIENCE, Atspi, Program, press, wait_for
from scenes import Window, set_value
from tap import run

READINGS = 8  # of different scenes, for each thing that is under way
RUN = ('--seed', '1', '--least', '4', '--most', '8', '--steps', '1000000')


def open_window(*arguments):
    """A window on a run, with all of its pictures."""
    program = Program(*arguments)
    wait_for(lambda: sum(bool(each.get_description()) for each in program.all('image')) > 8,
             'descriptions of the pictures')
    return wait_for(lambda: Window(program), 'all that is in the window')


def read_scenes(window, count=READINGS, meanwhile=lambda: None):
    """What disagrees in the readings of so many different scenes."""
    scenes, end = set(), time.monotonic() + PATIENCE
    while len(scenes) < count and time.monotonic() < end:
        meanwhile()
        reading = window.read()
        findings = list(reading.findings())
        yield from findings
        if findings:
            return
        scenes.add(reading.scene)
    if len(scenes) < count:
        yield f'in {PATIENCE} s only the scenes {sorted(scenes)}'


def wait_for_scene(window, name, value):
    """Until all pictures have this number; what disagrees on the way."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        reading = window.read()
        findings = list(reading.findings())
        yield from findings
        if findings or reading.value(name) == value:
            return
    yield f'in {PATIENCE} s never a scene with {name} = {value}: {reading.scenes}'


def find(role, name):
    return WINDOW.program.wait_for(role, name)


def go_to(step):
    """An earlier step on the timeline, until all pictures show it."""
    set_value(find('slider', 'Step of the run'), step)
    yield from wait_for_scene(WINDOW, 'step', step)


def go_live():
    """Until the pictures follow the run again."""
    press(find('push button', 'Live'))
    end = time.monotonic() + PATIENCE
    reading = WINDOW.read()
    while not reading.is_live and time.monotonic() < end:
        yield from reading.findings()
        reading = WINDOW.read()
    yield from read_scenes(WINDOW, 2)


def training():
    """while training runs"""
    yield from read_scenes(WINDOW)


def moving_the_slider():
    """while the slider moves, until all pictures have its complexity"""
    slider = find('slider', 'Complexity, log₁₀ β')
    values = [round(-6 + 0.37 * turn % 5, 2) for turn in range(1, 40)]
    for value in values:
        set_value(slider, value)
        findings = list(WINDOW.read().findings())
        yield from findings
        if findings:
            return
    yield from wait_for_scene(WINDOW, 'log_beta', values[-1])


def other_inputs():
    """with another number of inputs, until all pictures have it"""
    inputs = find('spin button', 'Inputs')
    for value in (5, 12, 4):
        set_value(inputs, value)
        yield from wait_for_scene(WINDOW, 'n', value)
    yield from read_scenes(WINDOW, 3)


def going_back():
    """at an earlier step, and back"""
    timeline = find('slider', 'Step of the run')
    wait_for(lambda: Atspi.Value.get_maximum_value(timeline) > 100, 'steps to go back from')
    for step in (25, 75, 50):
        yield from go_to(step)
    yield from go_live()


def playing():
    """while the run is played back"""
    yield from go_to(0)
    press(find('push button', 'Play back'))
    yield from read_scenes(WINDOW, 5)
    yield from go_live()


def restarting():
    """while a run takes the place of another, none of which is left"""
    seed = WINDOW.read().subtitle.group('seed')
    before = WINDOW.read().value('step') or 0
    subprocess.run(['xdotool', 'key', '--clearmodifiers', 'ctrl+shift+r'], check=True)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        reading = WINDOW.read()
        if reading.subtitle and reading.subtitle.group('seed') != seed:
            break
        yield from reading.findings()
    # Nothing is at the steps that the other had come to: that would have taken longer.
    if (reading.value('step') or 0) >= before:
        yield f'right after the restart, pictures of “{reading.scene}”'
    yield from reading.findings()
    yield from read_scenes(WINDOW)


# By hand.

@contextlib.contextmanager
def endless_loops(count, seconds):
    """They end by themselves if this program does not come to end them."""
    loops = [subprocess.Popen(['timeout', str(int(seconds)), 'sh', '-c', 'while :; do :; done'])
             for _ in range(count)]
    try:
        yield
    finally:
        for each in loops:
            each.terminate()
            each.wait()


def measure_scenes(window, seconds):
    """Whole new scenes and steps, each a second, and the readings that disagreed."""
    scenes, mixed, steps = set(), [], []
    start = time.monotonic()
    while time.monotonic() < start + seconds:
        reading = window.read()
        mixed += list(reading.findings())
        scenes |= reading.scenes
        if reading.value('step') is not None:
            steps.append((time.monotonic(), reading.value('step')))
        time.sleep(0.025)
    (first, least), (last, most) = steps[0], steps[-1]
    return len(scenes) / seconds, (most - least) / (last - first), mixed


def measure_slider(window, moves):
    """Seconds from the slider's move to all pictures at its complexity, for each move."""
    slider = window.program.wait_for('slider', 'Complexity, log₁₀ β')
    for turn in range(moves):
        value = round(-6 + 1.37 * turn % 5, 2)
        set_value(slider, value)
        start = time.monotonic()
        wait_for(lambda: window.read().value('log_beta') == value, f'log β = {value}')
        yield time.monotonic() - start


def measure_headless(seconds):
    """Steps a second of such a run without a window."""
    path = FOLDER / 'headless.algoscope'
    start = time.monotonic()
    with subprocess.Popen([os.environ['ALGOSCOPE_RUN'], 'train', *RUN, '--output', str(path)],
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(seconds)
        process.send_signal(2)
        process.wait(PATIENCE)
        elapsed = time.monotonic() - start
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as database:
        (step,) = database.execute('SELECT max(step) FROM steps').fetchone()
    return step / elapsed


def measure(seconds, loops, moves):
    with endless_loops(loops, 6 * seconds + 300):
        headless = measure_headless(seconds)
        window = open_window(*RUN)
        scenes, steps, mixed = measure_scenes(window, seconds)
        latencies = sorted(measure_slider(window, moves))
    print(f'1..1\n# beside {loops} loops: {scenes:.1f} whole scenes a second, {len(mixed)} mixtures\n'
          f'# {steps:.0f} steps a second, {steps / headless:.2f} of the {headless:.0f} headless\n'
          f'# slider to all pictures: median {1000 * statistics.median(latencies):.0f} ms, '
          f'99 %: {1000 * latencies[len(latencies) * 99 // 100]:.0f} ms')
    for each in mixed[:5]:
        print('#  ', each)
    print('ok 1 - measured')


PARSER = argparse.ArgumentParser()
PARSER.add_argument('--measure', type=float, metavar='SECONDS')
PARSER.add_argument('--loops', type=int, default=0)
PARSER.add_argument('--moves', type=int, default=40)
OPTIONS = PARSER.parse_args()
if OPTIONS.measure:
    measure(OPTIONS.measure, OPTIONS.loops, OPTIONS.moves)
else:
    WINDOW = open_window(*RUN)
    run(training, moving_the_slider, other_inputs, going_back, playing, restarting)
