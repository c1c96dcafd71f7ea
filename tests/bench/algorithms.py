# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what algorithms-bench found: usage: algorithms.py FILE...

A line a seed, with D where it is double-sided at the smallest beta, P where pudding holds half a decade between that
and convexity, and ! where the order is another; then the phases along beta with how many points each has and the
median FVU. The last line has the totals."""
import sys
from itertools import groupby
from statistics import median

DECADES = 5 / 32        # between two points of the grid
RANK = {'D': 0, 'T': 1, 'P+': 2, 'P-': 2, 'S': 3, 'C': 4}


def read(path):
    rows = {}
    for line in open(path):
        seed, *points = line.rstrip('\n').split('\t')
        rows[int(seed)] = sizes = {}
        for n, index, phase, confidence, error, kl in (point.split(':') for point in points):
            sizes.setdefault(int(n), {})[int(index)] = phase, float(confidence), float(error)
    return rows


def judge(sizes):
    points = [sizes[16][i] for i in sorted(sizes[16])]
    spans = [(phase, list(span)) for phase, span in groupby(points, lambda point: point[0])]
    names = [phase for phase, _ in spans]
    ranks = [RANK.get(phase, 9) for phase in names]
    longest = max((len(span) for phase, span in spans if phase[0] == 'P'), default=0)
    # A point stands for the stretch around it.
    pudding = longest * DECADES >= 0.5 and names[0] == 'D' and names[-1] == 'C'
    return {'double-sided': points[0][0] == 'D' and points[0][1] > 0.7, 'pudding': pudding,
            'convexity': points[-1][0] == 'C', 'other order': ranks != sorted(ranks) or 9 in ranks,
            'convexity alone': names == ['C'] or 'U' in names}, spans


def errors(rows, size, letter):
    """FVU at a size of what is of that phase at n = 16."""
    return [point[2] for sizes in rows.values() for index, point in sizes[size].items()
            if sizes[16][index][0][0] == letter]


def main(paths):
    rows = {seed: sizes for path in paths for seed, sizes in read(path).items()}
    totals = {}
    for seed in sorted(rows):
        verdict, spans = judge(rows[seed])
        for name, holds in verdict.items():
            totals[name] = totals.get(name, 0) + holds
        print(seed, 'D' if verdict['double-sided'] else '.', 'P' if verdict['pudding'] else '.',
              '!' if verdict['other order'] else '.', *(f'{phase} {len(span)} ({median(p[2] for p in span):.4f})'
                                                        for phase, span in spans), sep='\t')
    print(f'{len(rows)} seeds', *(f'{name} {count}' for name, count in totals.items()), sep=', ')
    for letter, name in (('D', 'double-sided'), ('P', 'pudding'), ('C', 'convexity')):
        for size, bound in ((16, 0), (32, 0.6), (64, 0.05)):
            found = errors(rows, size, letter)
            if found:
                below = f', {sum(error < bound for error in found)} of {len(found)} below {bound}' if bound else ''
                print(f'{name}, n = {size}: median FVU {median(found):.4f}{below}')
    # Of a seed's convexity the worst but for the edge of the phase.
    worst = [max([sizes[32][i][2] for i in sizes[32] if sizes[16][i][0] == 'C'][1:] or [0]) for sizes in rows.values()]
    print(f'convexity at n = 32 below 0.6: {sum(error < 0.6 for error in worst)} seeds')


if __name__ == '__main__':
    main(sys.argv[1:])
