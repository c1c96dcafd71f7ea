# SPDX-License-Identifier: GPL-3.0-or-later
"""The paired model in NumPy: one network from parameters, log10 beta and noise, to be read beside engine/model.

n inputs, h hidden neurons, D channels, K + 1 parameter bases, Z latent channels. What the engine does once for
neurons that look alike is done for each of them here, and everything in double precision.
"""
from math import prod, erf
import numpy as np

D, HEADS, BASES, Z = 16, 4, 4, 2
SLOTS, PERIODS, WIDTHS, REACH = 8, (2.2, 3.1, 4.7, 7.3, 11.9, 19.1, 31.7, 64), (0.5, 1.5), 3
POSITIONS = 2 * len(PERIODS) + len(WIDTHS)
COSINES, MIXER_WIDTH = 8, 32
SIZE = 16               # the number of inputs at which the laws of size are 1
LEAN_GAIN = 4
HELD_FROM, HELD_OVER = -4.75, 0.3    # log10 beta
BACKGROUND_DEVIATION = 0.015
LOSS_FLOOR = 1e-4


class Task:
    """f of points x (..., n), its mean and variance for x ~ N(0, I), of functions whose mean gradient is zero; and
    what the model is told of the inputs: which of `kinds` kinds each is of, (n,), or nothing."""

    def __init__(self, f, mean, variance, kinds=0, kind=None):
        self.f, self.mean, self.variance, self.kinds, self.kind = f, mean, variance, kinds, kind


def l1(n):
    return Task(lambda x: abs(x).sum(-1), n * np.sqrt(2 / np.pi), n * (1 - 2 / np.pi))


def partial_l1(n, k):
    norm = l1(min(n, k))
    return Task(lambda x: abs(x[..., :k]).sum(-1), norm.mean, norm.variance, 2, np.where(np.arange(n) < k, 0, 1))


def products(n):
    """Of the first and the second of each pair; what is left over, if n is odd, is the third kind."""
    kind = np.where(np.arange(n) < n // 2 * 2, np.arange(n) % 2, 2)
    return Task(lambda x: (x[..., :n // 2 * 2:2] * x[..., 1::2]).sum(-1), 0, n // 2, 3, kind)


def parameter_shapes(levels, kinds=0):
    """Names and shapes in the order in which they stand in a row of theta."""
    shapes = {}

    def affine(name, rows, columns):
        shapes[name + '.w'] = rows, columns
        shapes[name + '.b'] = (columns,)

    def block(name):
        for part in ('edge.from_input', 'edge.from_hidden', 'edge.from_edge', 'edge.out', 'spoke.from_output',
                     'spoke.from_hidden', 'spoke.from_spoke', 'spoke.out', 'edge.key', 'edge.value', 'input.query',
                     'hidden.query', 'input.attend', 'hidden.attend', 'spoke.key', 'spoke.value', 'output.query',
                     'output.attend', 'hidden.from_spoke'):
            affine(f'{name}.{part}', D, D)
        for node in ('input', 'hidden', 'output'):
            affine(f'{name}.{node}.up', D, 2 * D)
            affine(f'{name}.{node}.down', 2 * D, D)

    for stream in ('encoder', 'decoder'):
        for kind in ('input', 'hidden', 'output', 'edge', 'spoke'):
            shapes[f'{stream}.{kind}.type'] = (D,)
    affine('encoder.edge.position', POSITIONS + SLOTS, D)
    affine('encoder.hidden.slot', SLOTS, D)
    block('encoder.block')
    for level in range(levels):
        block(f'decoder.block{level}')
        for kind in ('hidden', 'edge', 'spoke'):
            affine(f'latent{level}.{kind}.prior', D, 2 * Z)
            affine(f'latent{level}.{kind}.posterior', 2 * D, 2 * Z)
            affine(f'latent{level}.{kind}.embed', Z, D)
    block(f'decoder.block{levels}')
    affine('readout.edge', D, 1)
    affine('readout.spoke', D, 1)
    affine('readout.hidden', D, 2)
    affine('readout.output', D, 6)
    if kinds:
        shapes |= {f'{stream}.input.kind': (kinds, D) for stream in ('encoder', 'decoder')}
    return shapes


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def swish(x):
    return x * sigmoid(x)


def normalise(x):
    return (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-5)


def softmax(x, axis):
    e = np.exp(x - x.max(axis, keepdims=True))
    return e / e.sum(axis, keepdims=True)


def mix(log_beta, mixer, low, high):
    """The K + 1 coefficients by which the rows of theta are added."""
    w1, b1, w2, b2 = mixer
    t = (log_beta - low) / (high - low)
    seen = np.concatenate([[2 * t - 1], np.cos(np.pi * t * np.arange(1, COSINES + 1))])
    return np.concatenate([[1], swish(seen @ w1 + b1) @ w2 + b2])


class Weights:
    """A row of P weights by their names."""

    def __init__(self, row, levels, kinds):
        self.parts, at = {}, 0
        for name, shape in parameter_shapes(levels, kinds).items():
            self.parts[name] = row[at:at + prod(shape)].reshape(shape)
            at += prod(shape)

    def __call__(self, name, x):
        return x @ self.parts[name + '.w'] + self.parts[name + '.b']

    def type(self, stream, kind, *shape):
        return np.broadcast_to(self.parts[f'{stream}.{kind}.type'], (*shape, D))


def features(n, h):
    """What the encoder sees of the edges (n, h, POSITIONS + SLOTS) and of the hidden neurons (h, SLOTS)."""
    index = np.arange(h)
    slots = np.eye(SLOTS)[np.minimum(index // n, SLOTS - 1)]
    difference = np.arange(n)[:, None] - index % n
    difference = difference - n * np.ceil(difference / n - 0.5)     # on a ring, above -n/2 and up to n/2
    angle = 2 * np.pi * difference[..., None] / np.array(PERIODS)
    near = np.exp(-difference[..., None] ** 2 / (2 * REACH ** 2))
    bump = np.exp(-difference[..., None] ** 2 / (2 * np.array(WIDTHS) ** 2))
    position = np.concatenate([np.cos(angle) * near, np.sin(angle) * near, bump], -1)
    # Every other copy of the inputs sees the opposite, so that two neurons of an index are a pair.
    position = position * np.where(slots.argmax(1) % 2 == 1, -1, 1)[:, None]
    return np.concatenate([position, np.broadcast_to(slots, (n, h, SLOTS))], -1), slots


def graph_block(w, name, inputs, hiddens, output, edges, spokes):
    """Messages along edges (n, h, D) and spokes (h, D), attention of every node to its links, and an MLP."""
    a = lambda part, x: w(f'{name}.{part}', x)
    heads = lambda x: x.reshape(*x.shape[:-1], HEADS, D // HEADS)
    ni, nh, no = normalise(inputs), normalise(hiddens), normalise(output)
    edges = edges + a('edge.out', swish(a('edge.from_edge', normalise(edges)) + a('edge.from_input', ni)[:, None]
                                        + a('edge.from_hidden', nh)))
    spokes = spokes + a('spoke.out', swish(a('spoke.from_spoke', normalise(spokes)) + a('spoke.from_hidden', nh)
                                           + a('spoke.from_output', no)))
    ne, ns, scale = normalise(edges), normalise(spokes), (D // HEADS) ** -0.5
    key, value = heads(a('edge.key', ne)), heads(a('edge.value', ne))
    to_input = softmax((key * heads(a('input.query', ni))[:, None]).sum(-1) * scale, 1)
    to_hidden = softmax((key * heads(a('hidden.query', nh))).sum(-1) * scale, 0)
    spoke_key, spoke_value = heads(a('spoke.key', ns)), a('spoke.value', ns)
    to_output = softmax((spoke_key * heads(a('output.query', no))).sum(-1) * scale, 0)
    inputs = inputs + a('input.attend', (to_input[..., None] * value).sum(1).reshape(-1, D))
    hiddens = (hiddens + a('hidden.attend', (to_hidden[..., None] * value).sum(0).reshape(-1, D))
               + a('hidden.from_spoke', spoke_value))
    output = output + a('output.attend', (to_output[..., None] * heads(spoke_value)).sum(0).reshape(D))
    return [x + a(f'{kind}.down', swish(a(f'{kind}.up', normalise(x))))
            for kind, x in (('input', inputs), ('hidden', hiddens), ('output', output))] + [edges, spokes]


def inject(w, name, x, seen, noise):
    """Latents drawn from a posterior that is an offset from the prior, in its own units; and their KL in nats. From
    the prior itself where nothing is seen (None)."""
    mean, deviation = np.split(w(name + '.prior', normalise(x)), 2, -1)
    if seen is None:
        return x + w(name + '.embed', mean + np.exp(3 * np.tanh(deviation / 3)) * noise), 0
    shift, log_ratio = np.split(w(name + '.posterior', np.concatenate([normalise(x), normalise(seen)], -1)), 2, -1)
    log_ratio = 8 * np.tanh((log_ratio - 2) / 8)
    z = mean + np.exp(3 * np.tanh(deviation / 3)) * (shift + np.exp(log_ratio) * noise)
    kl = (-log_ratio + (np.exp(2 * log_ratio) + shift ** 2 - 1) / 2).sum()
    return x + w(name + '.embed', z), kl


def swish_moments(mean, variance):
    """E[swish(a)] and E[swish'(a)] for a ~ N(mean, variance), swish being near a mixture of three a Phi(l a)."""
    value = slope = 0
    for weight, rate in ((0.11858356, 0.34756158), (0.54973397, 0.54406932), (0.33168247, 0.85891127)):
        rest = 1 / (1 + rate ** 2 * variance)
        t = rate * np.sqrt(rest)
        share = (1 + np.vectorize(erf)(t * mean / np.sqrt(2))) / 2
        density = np.exp(-(t * mean) ** 2 / 2) / np.sqrt(2 * np.pi)
        value = value + weight * (mean * share + variance * t * density)
        slope = slope + weight * (share + t * mean * rest * density)
    return value, slope


def read_out(w, log_beta, hiddens, output, edges, spokes, background, mean):
    """W0 (n, h), b0 (h), W1 (h), b1 of the network that the decoder's last features stand for."""
    n, h = edges.shape[:2]
    scalars, of_hidden = w('readout.output', normalise(output)), w('readout.hidden', normalise(hiddens))
    edge = w('readout.edge', normalise(edges))[..., 0]
    law = np.log(n / SIZE)
    scale = np.exp(scalars[0] + scalars[3] * law)
    hold = w.parts['readout.output.b'][5] * np.clip((log_beta - HELD_FROM) / HELD_OVER, 0, 1)
    hold = np.clip(hold, -1, 1)         # set from outside for a while, where beta is large
    lean = (1 - abs(hold)) * np.tanh(LEAN_GAIN * scalars[2]) + hold
    leaned = lean * edge ** 2
    precision = 1 + BACKGROUND_DEVIATION * background   # of all that makes a background
    W0 = (edge * abs(edge) + leaned + precision * of_hidden[:, 1] * SIZE / n) * scale
    W1 = w('readout.spoke', normalise(spokes))[..., 0] * np.exp(scalars[1] + scalars[4] * law)
    b0 = np.full(h, of_hidden[:, 0].mean())
    # The background takes back what the lean adds to the mean gradient along (1, ..., 1).
    gain = W1 * swish_moments(b0, (W0 ** 2).sum(0))[1]
    surplus = (gain * leaned.sum(0) * scale).sum()
    W0 = W0 - precision * surplus / (n * (1e-9 + (gain ** 2).sum())) * gain
    b1 = mean - (W1 * swish_moments(b0, (W0 ** 2).sum(0))[0]).sum()
    return W0, b0, W1, b1


def start_inputs(w, stream, n, task):
    """All of one type, to which a row for the kind of each is added where the task has kinds."""
    inputs = w.type(stream, 'input', n)
    return inputs + w.parts[f'{stream}.input.kind'][task.kind] if task.kinds else inputs


def generate(theta, mixer, log_beta, n, h, noise, background, low=-6, high=-1, from_prior=False, task=None):
    """The network at log10 beta and its KL, with the encoder on or off. noise: for each level of hidden neurons (h, Z), edges (n, h, Z) and
    spokes (h, Z); theta (K + 1, P); the task, the L1 norm if None."""
    levels, task = len(noise), task or l1(n)
    w = Weights(mix(log_beta, mixer, low, high) @ theta, levels, task.kinds)
    start = lambda stream: [start_inputs(w, stream, n, task), w.type(stream, 'hidden', h), w.type(stream, 'output'),
                            w.type(stream, 'edge', n, h), w.type(stream, 'spoke', h)]
    edge_features, slots = features(n, h)
    seen = start('encoder')
    seen[1] = seen[1] + w('encoder.hidden.slot', slots)
    seen[3] = seen[3] + w('encoder.edge.position', edge_features)
    seen = [None] * 5 if from_prior else graph_block(w, 'encoder.block', *seen)
    graph, kl = start('decoder'), 0
    for level in range(levels):
        graph = graph_block(w, f'decoder.block{level}', *graph)
        for kind, at, deviates in zip(('hidden', 'edge', 'spoke'), (1, 3, 4), noise[level]):
            graph[at], nats = inject(w, f'latent{level}.{kind}', graph[at], seen[at], deviates)
            kl += nats
    _, hiddens, output, edges, spokes = graph_block(w, f'decoder.block{levels}', *graph)
    return read_out(w, log_beta, hiddens, output, edges, spokes, background, task.mean), kl


def unexplained(network, x, task=None):
    """The mean squared error against the task over its variance, at points x (X, n)."""
    W0, b0, W1, b1 = network
    task = task or l1(x.shape[1])
    return ((swish(x @ W0 + b0) @ W1 + b1 - task.f(x)) ** 2).mean() / task.variance


def loss(error, kl, log_beta, anneal):
    return np.log(error + 10 ** (log_beta - anneal) * kl + LOSS_FLOOR)
