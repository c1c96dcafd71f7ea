# SPDX-License-Identifier: GPL-3.0-or-later
"""What app/run.sh opens. Arguments: the window program and the headless one.

It runs in a tree of its own, in which these programs stand as if they had been built; the commands
that would install packages and build find nothing to do.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from tap import TOP, run

WINDOW, HEADLESS = sys.argv[1:]
SMALL = ('--steps=3', '--least=2', '--most=3', '--batch=4')
root = tempfile.TemporaryDirectory(prefix='algoscope-run-')
tree = pathlib.Path(root.name)


def write_program(path, *lines):
    path.write_text('\n'.join(('#!/bin/sh', *lines, '')))
    path.chmod(0o755)


def make_tree():
    for folder in ('app', 'build/app', 'commands', 'here'):
        (tree / folder).mkdir(parents=True)
    for name in ('run.sh', 'packages.sh'):
        shutil.copy(TOP / 'app' / name, tree / 'app')
    (tree / 'build/build.ninja').touch()
    (tree / 'build/app/algoscope-run').symlink_to(HEADLESS)
    write_program(tree / 'commands/meson')
    write_program(tree / 'commands/dpkg-query', 'echo installed')


def start(window, display, *arguments):
    """Runs it in the folder "here", with `window` for the window program."""
    path = tree / 'build/app/algoscope'
    path.unlink(missing_ok=True)
    path.symlink_to(window)
    environment = {name: value for name, value in os.environ.items()
                   if name not in ('DISPLAY', 'WAYLAND_DISPLAY', 'GDK_BACKEND')}
    environment |= {'LC_ALL': 'C.UTF-8', 'PATH': f'{tree}/commands:{os.environ["PATH"]}',
                    'XDG_RUNTIME_DIR': str(tree), **display}
    return subprocess.run([tree / 'app/run.sh', *arguments], cwd=tree / 'here', env=environment,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)


def trains(display):
    """Yields what is wrong with a run that has to go without a window."""
    done = start(WINDOW, display, *SMALL)
    said = done.stdout.splitlines()
    if done.returncode or not said:
        yield f'exit status {done.returncode}: {done.stdout}{done.stderr}'
        return
    if not said[0].startswith('No display here: training without a window.'):
        yield f'it began with: {said[0]}'
    if 'display' in done.stderr:
        yield done.stderr
    folder = tree / 'here' / said[0].removesuffix('.').rsplit(maxsplit=1)[1]
    if not any(folder.glob('*.png')):
        yield f'there are no pictures in {folder}'
    shutil.rmtree(folder, ignore_errors=True)


def no_display():
    """without a display it says so, trains, and leaves pictures in the folder that it names"""
    return trains({})


def dead_display():
    """so it does where a display is named that is not there"""
    return trains({'DISPLAY': ':47110', 'WAYLAND_DISPLAY': 'none'})


def window():
    """with a display it opens the window, and hands its arguments on"""
    path = tree / 'window'
    write_program(path, '[ "$*" = --check-display ] || echo "window: $*"; exit 0')
    done = start(path, {}, '--seed', '3')
    if (done.returncode, done.stdout, done.stderr) != (0, 'window: --seed 3\n', ''):
        yield done


make_tree()
run(no_display, dead_display, window)
