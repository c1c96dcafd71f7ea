# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessible tree of the window, read over AT-SPI."""
from driver import Atspi, Program, children_of, press, wait_for
from tap import run

PROGRAM = Program('--seed', '1', '--least', '4', '--most', '4', '--steps', '100000')
CONTROLS = ('push button', 'toggle button', 'check box', 'spin button', 'slider', 'text', 'entry')


def panels_are_named_and_described():
    """every picture has a name and says what it shows"""
    def described():
        pictures = PROGRAM.all('image')
        return len(pictures) > 4 and all(each.get_name() and each.get_description()
                                         for each in pictures)
    wait_for(described, 'names and descriptions of all pictures')
    return ()


def controls_are_named():
    """everything that takes input has a name, and says it once"""
    for each in [each for role in CONTROLS for each in PROGRAM.all(role)]:
        words = each.get_name().split()
        if len(words) > 1 and words[:len(words) // 2] == words[len(words) // 2:]:
            yield f'{each.get_role_name()} of the name “{each.get_name()}”'
        if not each.get_name() or each.get_name().startswith('Gtk'):
            near = [other.get_name() or other.get_role_name()
                    for other in children_of(each.get_parent())]
            yield f'{each.get_role_name()} without a name, among {near}'


def slider_moves():
    """the complexity slider has a value that can be set, and pictures answer"""
    slider = PROGRAM.wait_for('slider', 'Complexity, log₁₀ β')
    picture = PROGRAM.wait_for('image', 'Weights of the network')
    before = picture.get_description()
    least, most = Atspi.Value.get_minimum_value(slider), Atspi.Value.get_maximum_value(slider)
    if (least, most) != (-6, -1):
        yield f'from {least} to {most}'
    Atspi.Value.set_current_value(slider, -1.5)
    PROGRAM.wait_for_text('log₁₀ β = −1.50')
    wait_for(lambda: picture.get_description() != before, 'another description of the weights')


def timeline_moves():
    """an earlier step can be set on the timeline, and the panels show it"""
    slider = PROGRAM.wait_for('slider', 'Step of the run')
    picture = PROGRAM.wait_for('image', 'Weights of the network')
    wait_for(lambda: Atspi.Value.get_maximum_value(slider) > 200, 'steps to go back from')
    before = picture.get_description()
    Atspi.Value.set_current_value(slider, 130)
    PROGRAM.wait_for_text('Step 125')
    wait_for(lambda: Atspi.Value.get_current_value(slider) == 125, 'the step as a value')
    wait_for(lambda: picture.get_description() != before, 'another description of the weights')
    press(PROGRAM.wait_for('push button', 'Live'))
    wait_for(lambda: not PROGRAM.has_text('Step 125'), 'the latest step')
    return ()


def buttons_work():
    """training is paused and goes on by its button, whose name says which"""
    press(PROGRAM.wait_for('push button', 'Pause'))
    PROGRAM.wait_for_text('paused')
    press(PROGRAM.wait_for('push button', 'Run'))
    PROGRAM.wait_for('push button', 'Pause')
    return ()


run(panels_are_named_and_described, controls_are_named, slider_moves, timeline_moves,
    buttons_work)
