# SPDX-License-Identifier: GPL-3.0-or-later
"""Test Anything Protocol for checks of the tree.

A check is a function that yields a line for each thing it finds wrong; its docstring is its name.
"""
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
# Bytes and not texts, even where they look like one.
FUZZ_CASES = ('tests/fuzz/seeds/', 'tests/fuzz/found/')


def run(*checks):
    print(f'1..{len(checks)}')
    succeeded = True
    for number, check in enumerate(checks, 1):
        try:
            findings = list(check())
        except (OSError, subprocess.CalledProcessError) as error:
            findings = [error]
        print('not ok' if findings else 'ok', number, '-', check.__doc__.splitlines()[0])
        for finding in findings:
            print('#  ', finding)
        succeeded = succeeded and not findings
    sys.exit(not succeeded)


def tracked(*patterns):
    """Paths of the files under version control that match a pattern, relative to TOP."""
    listed = subprocess.run(['git', 'ls-files', '-z', '--', *patterns], cwd=TOP, check=True,
                            capture_output=True, text=True).stdout
    return [pathlib.PurePath(name) for name in sorted(listed.split('\0'))
            if name and (TOP / name).is_file()]


def text_of(path):
    """The text of a file, or None if it is binary."""
    content = (TOP / path).read_bytes()
    is_binary = b'\0' in content or str(path).startswith(FUZZ_CASES)
    return None if is_binary else content.decode('utf-8')


def entries(path):
    """The lines of a list, without comments."""
    return [line for line in text_of(path).splitlines() if line and not line.startswith('#')]


def command(*arguments):
    """Yields what a command printed, if it failed."""
    done = subprocess.run([str(argument) for argument in arguments], cwd=TOP,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        yield f'{arguments[0]}: exit status {done.returncode}'
        yield from done.stdout.splitlines()
