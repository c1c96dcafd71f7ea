# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a Python test on a display and a session bus of its own, and ends with the test.

Services that the bus starts inherit its output and may outlive it; who reads a pipe to its end
would wait for them. So they get files instead, and are ended when the test has. The display is the
test's own because these services leave their address there, for the next that would not find them.
"""
import os
import shutil
import signal
import subprocess
import sys
import tempfile


COMMAND = ['xvfb-run', '-a', '-s', '-screen 0 1400x900x24 -noreset', 'dbus-run-session', '--',
           sys.executable]


def end_all(group):
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        pass


def main():
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        session = subprocess.Popen([*COMMAND, *sys.argv[1:]], stdout=output, stderr=errors,
                                   start_new_session=True)
        # Whoever is tired of waiting still gets to see how far the test came.
        signal.signal(signal.SIGTERM, lambda *_: end_all(session.pid))
        status = session.wait()
        end_all(session.pid)
        for file, stream in ((errors, sys.stderr), (output, sys.stdout)):
            file.seek(0)
            shutil.copyfileobj(file, stream.buffer)
            stream.flush()
    sys.exit(status if status >= 0 else 128 - status)


main()
