# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts the test cases in a testlog.json of meson: prints `PASSED FAILED`.

A case is a line of the Test Anything Protocol, or a whole program that speaks none of it. A program
that dies, leaks or is stopped counts as one more failure, and so do a case that was skipped and a
program without cases: neither has shown anything. The output of programs with failures goes to
standard error.
"""
import json
import re
import sys

CASE = re.compile(r'^(not )?ok\b[ \d-]*(.*)$', re.MULTILINE)
PLAN = re.compile(r'^1\.\.\d+', re.MULTILINE)
LAST_LINES = 60


def failures_of(test):
    """The number of cases that passed, and a line for each failure."""
    output = test.get('stdout', '')
    passed, failures = 0, []
    for failed, name in CASE.findall(output):
        if failed:
            failures.append(f'failed: {name}')
        elif re.search(r'# skip', name, re.IGNORECASE):
            failures.append(f'skipped: {name}')
        else:
            passed += 1
    if not failures and test['result'] != 'OK':
        failures.append(f'{test["result"].lower()}: exit status {test["returncode"]}')
    elif not failures and not passed:
        if PLAN.search(output):
            failures.append('ran no case')
        else:
            passed = 1
    return passed, failures


def report(test, failures):
    print(f'\n--- {test["name"]}', *failures, sep='\n    ', file=sys.stderr)
    for stream in ('stdout', 'stderr'):
        lines = test.get(stream, '').rstrip().splitlines()
        if len(lines) > LAST_LINES:
            print(f'    | ... {len(lines) - LAST_LINES} lines more', file=sys.stderr)
        for line in lines[-LAST_LINES:]:
            print('    |', line, file=sys.stderr)


def main(path):
    total_passed = total_failed = 0
    with open(path, encoding='utf-8') as log:
        for line in log:
            test = json.loads(line)
            passed, failures = failures_of(test)
            total_passed += passed
            total_failed += len(failures)
            if failures:
                report(test, failures)
    print(total_passed, total_failed)


main(sys.argv[1])
