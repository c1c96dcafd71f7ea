# SPDX-License-Identifier: GPL-3.0-or-later
"""The main tasks, done with keys and pointer as a person does them, and read over AT-SPI."""
import sqlite3
import subprocess
import time

from driver import FOLDER, Program, Atspi, type_keys, wait_for
from tap import run

# Dialogs get the keys of a person only under a window manager.
MANAGER = subprocess.Popen(['openbox', '--sm-disable'], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
PROGRAM = Program('--seed', '2', '--least', '4', '--most', '6', '--steps', '100000')


def name_of_focused_window():
    return subprocess.run(['xdotool', 'getwindowfocus', 'getwindowname'], capture_output=True,
                          text=True).stdout


def is_shown(role, name):
    found = PROGRAM.find(role, name)
    return found is not None and found.get_state_set().contains(Atspi.StateType.SHOWING)


def focus(name):
    """A picture, by Tab."""
    for _ in range(100):
        picture = PROGRAM.wait_for('image', name)
        if picture.get_state_set().contains(Atspi.StateType.FOCUSED):
            return
        type_keys('Tab')
    raise OSError(f'Tab does not come to “{name}”')


def step_of_subtitle():
    for label in PROGRAM.all('label'):
        words = label.get_name().replace('\u202f', '').split()
        if 'seed' in words and 'step' in words:
            return int(words[words.index('step') + 1])
    return None


def pausing_and_stepping():
    """space pauses, a full stop takes one step, space goes on"""
    wait_for(lambda: 'Algoscope' in name_of_focused_window(), 'the focus')
    wait_for(step_of_subtitle, 'a first step')
    type_keys('space')
    PROGRAM.wait_for_text('paused')
    before = step_of_subtitle()
    type_keys('period')
    wait_for(lambda: step_of_subtitle() == before + 1, f'step {before + 1}')
    type_keys('space')
    wait_for(lambda: step_of_subtitle() > before + 2, 'more steps')
    return ()


def looking_around():
    """F gives a panel the whole window, and F9 takes the side pane away"""
    # GTK 4.8 never says of what was hidden that it is shown again.
    focus('Weights of the network')
    type_keys('f')
    wait_for(lambda: not is_shown('image', 'Phase of the network'), 'the weights alone')
    type_keys('Escape', 'F9')
    wait_for(lambda: not is_shown('slider', 'Complexity, log₁₀ β'), 'no side pane')
    type_keys('F9')
    return ()


def editing():
    """a neuron is ablated by keys, and that is undone and done again"""
    focus('Weights of the network')
    type_keys('Right', 'Delete')
    PROGRAM.wait_for_text('1 change')
    type_keys('ctrl+z')
    PROGRAM.wait_for_text('All changes undone')
    type_keys('ctrl+shift+z')
    PROGRAM.wait_for_text('1 change')
    return ()


def saving():
    """a run is saved under a name while it is trained, and is a whole database"""
    path = FOLDER / 'saved.algoscope'
    type_keys('ctrl+s')
    PROGRAM.wait_for('filler', 'Save the Run As')
    time.sleep(0.5)
    type_keys('ctrl+a')
    subprocess.run(['xdotool', 'type', '--delay', '20', str(path)], check=True)
    type_keys('Return')
    wait_for(path.exists, f'the file {path}')
    PROGRAM.wait_for_text('saved')
    with sqlite3.connect(f'file:{path}?mode=ro', uri=True) as database:
        (result,) = database.execute('PRAGMA integrity_check').fetchone()
    if result != 'ok':
        yield result


run(pausing_and_stepping, looking_around, editing, saving)
