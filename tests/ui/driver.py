# SPDX-License-Identifier: GPL-3.0-or-later
"""The window program as its users meet it: driven by keys and pointer from outside, and read as
assistive technology reads it.

The environment names the program, ALGOSCOPE. There must be a display, and a session bus of this
test's own.
"""
import atexit
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402: only once the version is chosen

PATIENCE = 60  # seconds, for machines that are busy
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix='algoscope-desktop-'))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


def wait_for(condition, what):
    """The first value of `condition` that counts as true."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            value = condition()
        except GLib.Error:  # what was read is gone by now
            value = None
        if value:
            return value
        time.sleep(0.05)
    raise OSError(f'in vain, for {PATIENCE} s: {what}')


def children_of(accessible):
    for index in range(accessible.get_child_count()):
        child = accessible.get_child_at_index(index)
        if child is not None:
            yield child


def walk(accessible):
    """It and all that is inside it, from the outside inwards."""
    yield accessible
    for child in children_of(accessible):
        yield from walk(child)


def is_shown(accessible):
    return accessible.get_state_set().contains(Atspi.StateType.SHOWING)


class Program:
    """A window, stopped when the test ends."""

    def __init__(self, *arguments):
        environment = dict(os.environ, XDG_STATE_HOME=str(FOLDER), XDG_CONFIG_HOME=str(FOLDER),
                           XDG_DATA_HOME=str(FOLDER), HOME=str(FOLDER))
        self.process = subprocess.Popen([os.environ['ALGOSCOPE'], *arguments], env=environment)
        atexit.register(self.stop)
        self.application = wait_for(self._find_application, 'the program on the bus')
        self.frame = wait_for(lambda: next(children_of(self.application), None), 'its window')

    def _find_application(self):
        if self.process.poll() is not None:
            raise OSError(f'the program ended with status {self.process.returncode}')
        for application in children_of(Atspi.get_desktop(0)):
            if application.get_process_id() == self.process.pid:
                return application
        return None

    def stop(self):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(PATIENCE)

    def all(self, role):
        return [each for each in walk(self.application) if each.get_role_name() == role]

    def find(self, role, name):
        """The first of this role whose name ends so: GTK 4.8 puts the mnemonic's label before."""
        return next((each for each in self.all(role) if each.get_name().endswith(name)), None)

    def wait_for(self, role, name):
        return wait_for(lambda: self.find(role, name), f'a {role} of the name “{name}”')

    def has_text(self, part):
        return any(part in each.get_name() for each in self.all('label'))

    def wait_for_text(self, part):
        wait_for(lambda: self.has_text(part), f'the text “{part}”')


def press(accessible):
    Atspi.Action.do_action(accessible, 0)


def type_keys(*keys):
    """Pressed one after the other, as xdotool names them: 'ctrl+e'."""
    for key in keys:
        subprocess.run(['xdotool', 'key', '--clearmodifiers', key], check=True)
        time.sleep(0.1)
