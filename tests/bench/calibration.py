# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables of what calibration-bench found: usage: calibration.py [--fit] FILE...

For each phase and ten per cent of confidence: how many draws there are, the mean confidence, and the mean share of other
draws that agree; a ! where that share lies more than five points outside of the ten per cent. With --fit, the least squares
fit of each phase's two numbers in engine/analysis/phases.c to the margins, before that."""
import math
import sys
from collections import defaultdict

FEW = 100       # draws, of which a share says little: they come twenty from one beta


def confidence(margin, start, scale):
    return 1 - (1 - start) * math.exp(-max(margin, 0) / scale)


def read(paths):
    draws = defaultdict(list)
    for path in paths:
        for line in open(path):
            _, _, phase, margin, said, agreeing = line.split('\t')
            draws[phase].append((float(margin), float(said), float(agreeing)))
    return draws


def fit(draws):
    """The start and scale with the least squared error, from margins gathered into cells of 0.02."""
    cells = defaultdict(lambda: [0, 0.0])
    for margin, _, agreeing in draws:
        cell = cells[round(min(margin, 40) / 0.02)]
        cell[0] += 1
        cell[1] += agreeing
    data = [(index * 0.02, count, total / count) for index, (count, total) in cells.items()]
    return min((sum(count * (confidence(margin, start, scale) - mean) ** 2 for margin, count, mean in data), start, scale)
               for start in (i / 50 for i in range(5, 49)) for scale in (0.05 * 1.12 ** i for i in range(48)))


def tabulate(phase, draws):
    bins = defaultdict(list)
    for _, said, agreeing in draws:
        bins[min(int(10 * said), 9)].append((said, agreeing))
    for index in sorted(bins):
        said, agreeing = (sum(values) / len(bins[index]) for values in zip(*bins[index]))
        off = max(index / 10 - agreeing, agreeing - (index + 1) / 10)
        print(f'{phase}\t{10 * index} to {10 * index + 10} %\t{len(bins[index])}\t{said:.3f}\t{agreeing:.3f}'
              + ('\t!' if off > 0.05 and len(bins[index]) >= FEW else ''))


def main(arguments):
    draws = read(argument for argument in arguments if argument != '--fit')
    for phase in sorted(draws) if '--fit' in arguments else ():
        error, start, scale = fit(draws[phase])
        print(f'{phase}: {len(draws[phase])} draws, start {start:.2f}, scale {scale:.2f}, '
              f'deviation {math.sqrt(error / len(draws[phase])):.3f}')
        draws[phase] = [(margin, confidence(margin, start, scale), agreeing) for margin, _, agreeing in draws[phase]]
    for phase in sorted(draws):
        tabulate(phase, draws[phase])
    tabulate('all', [draw for all_of_phase in draws.values() for draw in all_of_phase])


main(sys.argv[1:])
