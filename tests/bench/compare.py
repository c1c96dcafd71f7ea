#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Training speed beside another implementation's.

usage: compare.py BUILD REFERENCE [--rounds 5]

BUILD is a build folder. REFERENCE is a folder with a speed.py that takes --least --most --levels
--threads --steps and prints `steps_per_second: X`. The two run in turn, so that a change of the
machine's speed meets both, and the median over the rounds of the ratio is printed. Nothing else
should run meanwhile.
"""
import argparse
import pathlib
import re
import resource
import statistics
import subprocess
import sys

SECONDS = 3
REFERENCE_STEPS = 30


def steps_per_second(command, folder=None):
    output = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    return float(re.search(r'steps_per_second: ([0-9.]+)', output).group(1))


class Comparison:
    def __init__(self, build, reference, rounds):
        self.program = str(pathlib.Path(build).resolve() / 'app' / 'algoscope-run')
        self.engine_bench = str(pathlib.Path(build).resolve() / 'tests' / 'bench' / 'engine-bench')
        self.reference = reference
        self.rounds = rounds

    def ours(self, least, most, levels, threads):
        return steps_per_second([self.program, 'bench', f'--least={least}', f'--most={most}',
                                 f'--levels={levels}', f'--threads={threads}',
                                 f'--seconds={SECONDS}'])

    def theirs(self, least, most, levels, threads):
        return steps_per_second([sys.executable, 'speed.py', f'--least={least}', f'--most={most}',
                                 f'--levels={levels}', f'--threads={threads}',
                                 f'--steps={REFERENCE_STEPS}'], self.reference)

    def ratio(self, name, least, most, levels, threads):
        """Against the reference's best, on one thread or on as many."""
        ours, theirs, ratios = [], [], []
        for _ in range(self.rounds):
            a = self.ours(least, most, levels, threads)
            b = max(self.theirs(least, most, levels, t) for t in {1, threads})
            ours.append(a)
            theirs.append(b)
            ratios.append(a / b)
        print(f'{name:34} {statistics.median(ours):8.1f} {statistics.median(theirs):8.2f} steps/s'
              f'  ratio {statistics.median(ratios):5.1f}'
              f'  ({min(ratios):.1f} to {max(ratios):.1f})', flush=True)

    def per_edge(self):
        """An edge's time at n = 64 over that at n = 16, with h = 3 n."""
        ratios = []
        for _ in range(self.rounds):
            small, large = self.ours(16, 16, 1, 1), self.ours(64, 64, 1, 1)
            ratios.append(small * 16 * 48 / (large * 64 * 192))
        print(f'{"time an edge, n = 64 over n = 16":34} {statistics.median(ratios):.2f}'
              f'  ({min(ratios):.2f} to {max(ratios):.2f})', flush=True)

    def networks(self):
        output = subprocess.run([self.engine_bench], check=True, capture_output=True,
                                text=True).stdout
        for line in output.splitlines():
            if line.startswith(('one network', '33 networks')):
                print(line, flush=True)

    def memory(self):
        subprocess.run([self.program, 'train', '--steps=200'], check=True, capture_output=True)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        print(f'{"resident memory at the defaults":34} {peak / 1024:.1f} MiB at most', flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument('build')
    parser.add_argument('reference')
    parser.add_argument('--rounds', type=int, default=5)
    options = parser.parse_args()
    comparison = Comparison(options.build, options.reference, options.rounds)
    comparison.memory()   # first: it reads the largest of all children so far
    comparison.networks()
    comparison.ratio('n = 16, L = 1, one thread', 16, 16, 1, 1)
    comparison.ratio('n = 16, L = 1, two threads', 16, 16, 1, 2)
    comparison.ratio('n = 16, L = 2, one thread', 16, 16, 2, 1)
    comparison.ratio('n from 4 to 16, one thread', 4, 16, 1, 1)
    comparison.per_edge()


if __name__ == '__main__':
    main()
