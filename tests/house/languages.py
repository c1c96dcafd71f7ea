# SPDX-License-Identifier: GPL-3.0-or-later
"""Both programs speak every language there is a translation for.

Arguments: the folder of compiled translations, the window program and the headless one.
"""
import gettext
import os
import subprocess
import sys

from tap import entries, run

FOLDER, *PROGRAMS = sys.argv[1:]
# Of a glibc that takes the language from LANGUAGE in every locale but C itself, translated or not.
LOCALE = 'C.UTF-8'


def help_is_translated():
    """--help of both programs is in the language asked for"""
    for language in entries('po/LINGUAS'):
        own = gettext.translation('algoscope', FOLDER, [language]).gettext('Show this help and exit')
        environment = os.environ | {'LC_ALL': LOCALE, 'LANGUAGE': language,
                                    'ALGOSCOPE_LOCALE_DIR': FOLDER}
        for program in PROGRAMS:
            said = subprocess.run([program, '--help'], check=True, env=environment, text=True,
                                  stdout=subprocess.PIPE, encoding='utf-8').stdout
            if own not in said:
                yield f'{program} does not say in {language}: {own}'


run(help_is_translated)
