# SPDX-License-Identifier: GPL-3.0-or-later
"""What all pictures of a window say they are of, read as close to one moment as a bus allows.

Every description of a picture begins with its scene: "Step 1 325, log β −4.70, n = 16, h = 48".
The questions are sent all at once, so that the program answers them in one go; the first is asked
again at the end, and if its answer is another by then, a new scene came in between, and all of it
is asked once more.
"""
import re
import time

from gi.repository import Gio, GLib

from driver import Atspi, PATIENCE, walk

SCENE = re.compile(r'^Step (?P<step>[\d\u202f]+)(, log β (?P<log_beta>[−\d.]+))?'
                   r'(, n = (?P<n>\d+), h = (?P<h>\d+))?')
SUBTITLE = re.compile(r'^[^·]* · seed (?P<seed>\d+).* step (?P<step>[\d\u202f]+)')
ACCESSIBLE = 'org.a11y.atspi.Accessible'
VALUE = 'org.a11y.atspi.Value'


def number(text):
    """A number as the window writes it."""
    return float(text.replace('\u202f', '').replace('−', '-'))


def scene_of(description):
    """The beginning of a description that says of what it is: the same text for the same scene."""
    match = SCENE.match(description)
    return match.group(0) if match else description.split(':')[0].split('.')[0]


class Reading:
    """What was read: `pictures`, a description by name; the title's seed and step; the step of the
    timeline; whether the latest step is shown, rather than an earlier one."""

    def __init__(self, pictures, subtitle, timeline):
        self.pictures = pictures
        self.is_live = ' shown' not in subtitle
        self.subtitle = SUBTITLE.match(subtitle)
        self.timeline = timeline

    @property
    def scenes(self):
        return {scene_of(each) for each in self.pictures.values()}

    @property
    def scene(self):
        """That of all, or None if they are not of one."""
        scenes = self.scenes
        return next(iter(scenes)) if len(scenes) == 1 else None

    def value(self, name):
        """A number of the scene: 'step', 'log_beta', 'n' or 'h'; None if it says none."""
        match = SCENE.match(self.scene or '')
        text = match.group(name) if match else None
        return None if text is None else number(text)

    def apart(self):
        """A line for the title and the timeline each, if they are not of the scene of pictures."""
        step = self.value('step')
        if step is None:
            return
        title = number(self.subtitle.group('step')) if self.subtitle else step
        if title != step:
            yield f'the title “{self.subtitle.group(0)}” above “{self.scene}”'
        if self.timeline != step:
            yield f'the timeline at {self.timeline:.0f} below “{self.scene}”'

    def findings(self):
        """A line for each thing that is not of the scene of the others."""
        if self.scene is not None:
            yield from self.apart()
            return
        by_scene = {}
        for name, description in self.pictures.items():
            by_scene.setdefault(scene_of(description), []).append(name)
        yield '; '.join(f'“{scene}”: {", ".join(names)}' for scene, names in by_scene.items())


class Window:
    """Of a Program; read over the bus of assistive technology itself."""

    def __init__(self, program):
        self.program = program
        address = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
            Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        self.bus = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        self.find()

    def find(self):
        """Looks again for what is in sight: after panels were shown or hidden."""
        everything = list(walk(self.program.frame))
        self.pictures = [each for each in everything
                         if each.get_role_name() == 'image' and each.get_description()]
        # What says its scene comes first: it is asked again at the end.
        self.pictures.sort(key=lambda each: SCENE.match(each.get_description()) is None)
        self.subtitle = next(each for each in everything
                             if each.get_role_name() == 'label' and SUBTITLE.match(each.get_name()))
        self.timeline = next(each for each in everything
                             if each.get_role_name() == 'slider'
                             and each.get_name().endswith('Step of the run'))
        self.names = [each.get_name() for each in self.pictures]

    def _ask(self, questions):
        """The values of properties, (accessible, interface, name), asked for all at once."""
        answers, loop = {}, GLib.MainLoop()

        def on_answer(bus, result, index):
            try:
                answers[index] = bus.call_finish(result).unpack()[0]
            except GLib.Error as error:
                answers[index] = error
            if len(answers) == len(questions):
                loop.quit()

        for index, (accessible, interface, name) in enumerate(questions):
            self.bus.call(accessible.app.bus_name, accessible.path,
                          'org.freedesktop.DBus.Properties', 'Get',
                          GLib.Variant('(ss)', (interface, name)), None, Gio.DBusCallFlags.NONE,
                          1000 * PATIENCE, None, on_answer, index)
        loop.run()
        for answer in answers.values():
            if isinstance(answer, GLib.Error):
                raise answer
        return [answers[index] for index in range(len(questions))]

    def _read_once(self):
        """A Reading in which no new scene came."""
        questions = [(each, ACCESSIBLE, 'Description') for each in self.pictures]
        questions += [(self.subtitle, ACCESSIBLE, 'Name'), (self.timeline, VALUE, 'CurrentValue'),
                      questions[0]]
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            *descriptions, subtitle, timeline, again = self._ask(questions)
            if scene_of(again) == scene_of(descriptions[0]):
                return Reading(dict(zip(self.names, descriptions)), subtitle, timeline)
        raise OSError(f'for {PATIENCE} s, new scenes came faster than they can be read')

    def read(self):
        """A Reading. Title and timeline may be one scene behind the pictures, but not two."""
        first = reading = self._read_once()
        end = time.monotonic() + 2
        while reading.scene == first.scene and any(reading.apart()) and time.monotonic() < end:
            reading = self._read_once()
        return reading


def set_value(accessible, value):
    Atspi.Value.set_current_value(accessible, value)
