# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the engine against paired.py beside this file: usage: check.py PARITY

Writes fixtures of random parameters, noise and points and of what comes of them, and has the program `parity`
compare the engine's networks, KL, FVU and loss.
"""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import paired

POINTS = 40
ANNEAL = 1.5
LOW, HIGH = -6, -1


def random_parameters(random, levels, kinds):
    count = sum(paired.prod(shape) for shape in paired.parameter_shapes(levels, kinds).values())
    theta = random.normal(0, 0.3, (paired.BASES + 1, count)) * np.array([[1]] + [[0.3]] * paired.BASES)
    mixer = [random.normal(0, 0.4, shape) for shape in ((1 + paired.COSINES, paired.MIXER_WIDTH), paired.MIXER_WIDTH,
                                                        (paired.MIXER_WIDTH, paired.BASES), paired.BASES)]
    return as_stored(theta), [as_stored(part) for part in mixer]


def as_stored(values):
    return values.astype('<f4').astype(float)


def fixture(seed, n, h, levels, from_prior, task):
    random = np.random.default_rng(seed)
    theta, mixer = random_parameters(random, levels, task.kinds)
    log_betas = as_stored(random.uniform(LOW, HIGH, 3))
    draw = lambda *shape: as_stored(random.normal(size=(len(log_betas), *shape)))
    noise = [(draw(h, paired.Z), draw(n, h, paired.Z), draw(h, paired.Z)) for _ in range(levels)]
    background, x = draw(), draw(POINTS, n)
    made = [paired.generate(theta, mixer, log_beta, n, h, [[part[b] for part in level] for level in noise],
                            background[b], LOW, HIGH, from_prior, task) for b, log_beta in enumerate(log_betas)]
    errors = [paired.unexplained(network, x[b], task) for b, (network, _) in enumerate(made)]
    tensors = {'theta': theta, '0/log_beta': log_betas, '0/background': background, '0/x': x,
               '0/kl': [kl for _, kl in made], '0/unexplained': errors,
               '0/loss': np.mean([paired.loss(error, kl, log_beta, ANNEAL)
                                  for error, (_, kl), log_beta in zip(errors, made, log_betas)])}
    tensors |= dict(zip(('mixer.w1', 'mixer.b1', 'mixer.w2', 'mixer.b2'), mixer))
    tensors |= {f'0/{name}': [network[part] for network, _ in made] for part, name in enumerate(('W0', 'b0', 'W1', 'b1'))}
    for level, parts in enumerate(noise):
        tensors |= {f'0/noise.{level}.{kind}': part for kind, part in zip(('hidden', 'edge', 'spoke'), parts)}
    return tensors


def write_safetensors(path, tensors, metadata):
    header, at, content = {'__metadata__': metadata}, 0, b''
    for name, values in tensors.items():
        values = np.atleast_1d(np.asarray(values, '<f4'))
        header[name] = {'dtype': 'F32', 'shape': values.shape, 'data_offsets': [at, at + values.nbytes]}
        at += values.nbytes
        content += values.tobytes()
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    path.write_bytes(len(text).to_bytes(8, 'little') + text + content)


def main(program):
    paths = []
    with tempfile.TemporaryDirectory() as folder:
        # Also h below n, h no multiple of n, all slots, and two levels; and inputs of several kinds.
        norm, partial = ('l1', paired.l1), ('partial-l1 k=3', lambda n: paired.partial_l1(n, 3))
        products = 'products', paired.products
        cases = ((3, 9, 1, norm), (4, 10, 1, norm), (5, 2, 1, norm), (2, 16, 1, norm), (16, 48, 1, norm),
                 (7, 21, 2, norm), (5, 8, 1, products), (6, 18, 1, products), (16, 48, 1, products),
                 (7, 5, 2, products), (5, 15, 1, partial), (3, 9, 1, partial), (16, 48, 1, partial))
        for from_prior in False, True:
            for seed, (n, h, levels, (name, task)) in enumerate(cases):
                paths.append(Path(folder) / f'{name}-n{n}-h{h}-l{levels}{"-prior" * from_prior}.safetensors')
                write_safetensors(paths[-1], fixture(seed, n, h, levels, from_prior, task(n)),
                                  {'model': 'paired', 'task': name, 'inputs': str(n), 'hidden': str(h), 'levels': str(levels),
                                   'latents': 'prior' if from_prior else 'posterior', 'anneal': str(ANNEAL),
                                   'rate': '0.003', 'steps': '0'})
        return subprocess.run([program, *map(str, paths)]).returncode


if __name__ == '__main__':
    sys.exit(main(sys.argv[1]))
