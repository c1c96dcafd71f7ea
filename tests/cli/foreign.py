# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks in other people's files: what algoscope-run makes of them.

The environment names the program, ALGOSCOPE_RUN. PyTorch's files are written by Python's own pickle
from the description of the format, so that PyTorch is not needed.
"""
import collections
import io
import json
import os
import pathlib
import pickle
import struct
import subprocess
import sys
import tempfile
import types
import zipfile

import numpy

from tap import run

RUN = os.environ['ALGOSCOPE_RUN']
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix='algoscope-foreign-'))
N = 5
RANDOM = numpy.random.default_rng(7)


# Networks: W0 (n, h), b0 (h), W1 (h), b1.

def double_sided(sharpness=1.0):
    eye = numpy.eye(N)
    weights = numpy.concatenate([eye, -eye], axis=1) * sharpness
    return weights, numpy.zeros(2 * N), numpy.ones(2 * N) / sharpness, 0.0


# Files.

def write_safetensors(path, tensors, metadata=None):
    header, data = {}, b''
    if metadata:
        header['__metadata__'] = metadata
    for name, values in tensors.items():
        values = numpy.ascontiguousarray(values)
        kind = {'float32': 'F32', 'float64': 'F64', 'float16': 'F16',
                'int64': 'I64'}[values.dtype.name]
        begin, data = len(data), data + values.tobytes()
        header[name] = {'dtype': kind, 'shape': values.shape, 'data_offsets': [begin, len(data)]}
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack('<Q', len(text)) + text + data)
    return path


class Tensor:
    """Pickled as PyTorch does."""
    def __init__(self, values, strides=None):
        self.values = values
        self.strides = strides


class Reference:
    def __init__(self, key, values):
        self.key, self.values = key, values


def module(name, **members):
    made = types.ModuleType(name)
    for key, member in members.items():
        member.__module__, member.__qualname__, member.__name__ = name, key, key
        setattr(made, key, member)
    sys.modules[name] = made
    return made


def rebuild(*arguments):
    return arguments


def rebuild_parameter(*arguments):
    return arguments


class Storages:
    names = {'float32': 'FloatStorage', 'float64': 'DoubleStorage', 'float16': 'HalfStorage',
             'int64': 'LongStorage'}


TORCH = module('torch', **{name: type(name, (), {}) for name in Storages.names.values()})
module('torch._utils', _rebuild_tensor_v2=rebuild, _rebuild_parameter=rebuild_parameter)
TORCH._utils = sys.modules['torch._utils']


class Pickler(pickle.Pickler):
    def __init__(self, file, protocol):
        super().__init__(file, protocol)
        self.storages = []

    def persistent_id(self, value):
        if not isinstance(value, Reference):
            return None
        return ('storage', getattr(TORCH, Storages.names[value.values.dtype.name]), value.key,
                'cpu', value.values.size)

    def reducer_override(self, value):
        if not isinstance(value, Tensor):
            return NotImplemented
        values = value.values
        base = values.base if values.base is not None and value.strides else values
        base = numpy.ascontiguousarray(base).reshape(-1)
        strides = value.strides or tuple(step // values.itemsize for step in
                                         numpy.ascontiguousarray(values).strides)
        reference = Reference(str(len(self.storages)), base)
        self.storages.append(base)
        return rebuild, (reference, 0, values.shape, strides, True, collections.OrderedDict())


def write_torch(path, value, protocol=2, damage=None, order=b'little'):
    stream = io.BytesIO()
    pickler = Pickler(stream, protocol)
    pickler.dump(value)
    program = stream.getvalue()
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_STORED) as archive:
        archive.writestr('archive/data.pkl', damage(program) if damage else program)
        archive.writestr('archive/byteorder', order)
        for key, values in enumerate(pickler.storages):
            archive.writestr(f'archive/data/{key}', values.tobytes())
        archive.writestr('archive/version', b'3\n')
    return path


def state_dict(network, first='fc1', second='fc2', kind='float32', bias=True):
    weights, biases, outputs, offset = network
    tensors = {f'{first}.weight': weights.T, f'{first}.bias': biases,
               f'{second}.weight': outputs[None, :], f'{second}.bias': numpy.array([offset])}
    return {name: numpy.ascontiguousarray(values, kind) for name, values in tensors.items()
            if bias or not name.endswith('bias')}


def to_torch(tensors):
    return collections.OrderedDict((name, Tensor(values)) for name, values in tensors.items())


# What the program says.

def classify(*arguments):
    done = subprocess.run([RUN, 'classify', '--header', *map(str, arguments)],
                          capture_output=True, text=True, stdin=subprocess.DEVNULL,
                          env={**os.environ, 'LANGUAGE': 'C', 'LC_ALL': 'C.UTF-8'})
    lines = [line.split('\t') for line in done.stdout.splitlines()]
    row = dict(zip(lines[0], lines[1])) if len(lines) > 1 else {}
    return done.returncode, row, done.stderr


def expect(what, *arguments, phase=None, most=None, says=(), status=0):
    """Yields what is otherwise."""
    got, row, errors = classify(*arguments)
    if got != status:
        yield f'{what}: status {got}: {errors}'
    if phase and row.get('phase') != phase:
        yield f'{what}: {row.get("phase")}: {errors}'
    if most is not None and not float(row.get('unexplained', 'nan')) <= most:
        yield f'{what}: FVU {row.get("unexplained")}'
    for part in says if says is not None else ():
        if part not in errors:
            yield f'{what}: does not say {part!r}: {errors}'
    if says == () and errors:
        yield f'{what}: says {errors}'
    if len(errors.splitlines()) > max(1, len(says or ())):
        yield f'{what}: several lines: {errors}'


SHARP = double_sided(20)
EXACT = {'phase': 'double-sided', 'most': 0.05, 'says': None}


def test_names():
    """State dicts are read, whatever layers are called, with biases and without."""
    path = FOLDER / 'named.safetensors'
    for first, second in [('fc1', 'fc2'), ('0', '2'), ('net.0', 'net.2'),
                          ('model.layers.0', 'model.layers.1'), ('hidden', 'output'),
                          ('layers.9', 'layers.10'), ('module.lin_in', 'module.lin_out')]:
        for bias in (True, False):
            for kind in ('float32', 'float64', 'float16'):
                write_safetensors(path, state_dict(SHARP, first, second, kind, bias))
                yield from expect(f'{first} {kind} {bias}', path, **EXACT)


def test_arrays():
    """NPZ and NPY files are read, in either order of C and Fortran and of bytes."""
    weights, biases, outputs, offset = SHARP
    sets = {
        'own': {'W0': weights, 'b0': biases, 'W1': outputs, 'b1': numpy.array([offset])},
        'kernels': {'dense_0/kernel': weights, 'dense_0/bias': biases,
                    'dense_1/kernel': outputs[:, None], 'dense_1/bias': numpy.array([offset])},
        'from one': {'W1': weights, 'b1': biases, 'W2': outputs, 'b2': numpy.array([offset])},
        'scikit': {'coefs_0': weights, 'coefs_1': outputs[:, None], 'intercepts_0': biases,
                   'intercepts_1': numpy.array([offset])},
        'letters': {'A': weights, 'c': biases, 'v': outputs[:, None]},
        'order': {'arr_0': weights, 'arr_1': biases, 'arr_2': outputs[:, None],
                  'arr_3': numpy.array(offset)},
        'no biases': {'W0': weights.T, 'W1': outputs[None, :]},
    }
    path = FOLDER / 'arrays.npz'
    for name, arrays in sets.items():
        for kind, save in [('<f4', numpy.savez), ('>f8', numpy.savez_compressed),
                           ('<f2', numpy.savez)]:
            for order in 'CF':
                save(path, **{key: numpy.array(value, kind, order=order)
                              for key, value in arrays.items()})
                yield from expect(f'{name} {kind} {order}', path, **EXACT)
    folder = FOLDER / 'beside'
    folder.mkdir()
    for key, value in sets['own'].items():
        numpy.save(folder / f'{key}.npy', value)
    yield from expect('beside', folder / 'W0.npy', **EXACT)
    (folder / 'W1.npy').unlink()
    yield from expect('not beside', folder / 'W0.npy', status=1,
                      says=['there is “W0” (5, 10) F64, “b0” (10) F64, “b1” (1) F64'])
    numpy.save(folder / 'W1.npy', numpy.array([{'a': 1}]), allow_pickle=True)
    yield from expect('objects', folder / 'W0.npy', status=1, says=['“W1” (1) O'])


def test_round_trip():
    """What `network` writes of a file is read again, with its task and activation."""
    source = write_safetensors(FOLDER / 'relu.safetensors', state_dict(double_sided()),
                               {'activation': 'ReLU', 'task': 'l1'})
    for ending in ('npz', 'safetensors'):
        path = FOLDER / f'written.{ending}'
        subprocess.run([RUN, 'network', source, '-o', path], check=True, capture_output=True)
        yield from expect(ending, path, phase='double-sided', most=1e-10)


def test_torch():
    """PyTorch's files are read: state dicts, checkpoints, modules, views, all protocols."""
    state = to_torch(state_dict(SHARP, 'net.0', 'net.2'))
    view = collections.OrderedDict(state)
    weights = numpy.ascontiguousarray(SHARP[0], 'float32')
    view['net.0.weight'] = Tensor(weights.T, strides=(1, 2 * N))
    checkpoint = {'epoch': 3, 'lr': 1e-3, 'name': 'é', 'seeds': {1, 2}, 'none': None,
                  'big': 1 << 70, 'model_state_dict': state,
                  'optimizer_state_dict': {'state': {0: {'exp_avg': state['net.0.weight']},
                                                     1: {'exp_avg': state['net.0.bias']}},
                                           'param_groups': [{'lr': 1e-3, 'params': [0, 1]}]}}
    path = FOLDER / 'model.pt'
    for protocol in (2, 3, 4, 5):
        for name, value in [('state', state), ('view', view), ('checkpoint', checkpoint)]:
            write_torch(path, value, protocol)
            yield from expect(f'{name} {protocol}', path, **EXACT)


class Module:
    pass


def test_module():
    """A whole module is read like its state dict; nothing in the file is run."""
    tensors = to_torch(state_dict(SHARP))

    def linear(name):
        made = Module()
        made.__dict__.update(_parameters=collections.OrderedDict(
            (key, tensors[f'{name}.{key}']) for key in ('weight', 'bias')), _modules={})
        return made
    whole = Module()
    whole.__dict__.update(_parameters={}, _modules={'fc1': linear('fc1'), 'fc2': linear('fc2')})
    yield from expect('module', write_torch(FOLDER / 'module.pt', whole), **EXACT)
    trace = FOLDER / 'was-run'

    class Evil:
        def __reduce__(self):
            return os.system, (f'touch {trace}',)
    yield from expect('evil', write_torch(FOLDER / 'evil.pt', {**tensors, 'evil': Evil()}),
                      **EXACT)
    if trace.exists():
        yield 'the pickle was run'


def test_damaged_torch():
    """What is no file of PyTorch's that can be read is refused in one line."""
    state = to_torch(state_dict(SHARP))
    path = FOLDER / 'damaged.pt'
    huge = collections.OrderedDict(state)
    huge['fc1.weight'] = Tensor(SHARP[0].astype('float32').T, strides=(1 << 40, 1 << 40))
    yield from expect('strides', write_torch(path, huge), status=1, says=['reaches past'])
    deep = []
    for _ in range(100):
        deep = [deep]
    yield from expect('deep', write_torch(path, {**state, 'deep': deep}), status=1,
                      says=['nested too deeply'])
    wide = 'leaf'
    for _ in range(40):
        wide = [wide, wide]
    yield from expect('wide', write_torch(path, {**state, 'wide': wide}), status=1,
                      says=['nested too deeply'])
    yield from expect('endian', write_torch(path, state, order=b'big'), status=1,
                      says=['big endian'])
    yield from expect('operation', write_torch(path, state, damage=lambda text: b'i' + text),
                      status=1, says=['operation 0x69'])
    write_torch(path, state)
    with zipfile.ZipFile(path) as archive:
        length = len(archive.read('archive/data.pkl'))
    for cut in range(0, length, 7):
        yield from expect(f'cut at {cut}', write_torch(path, state, damage=lambda text: text[:cut]),
                          status=1, says=['damaged.pt'])
    path.write_bytes(pickle.dumps(state_dict(SHARP), 2))
    yield from expect('bare pickle', path, status=1, says=['torch.save (torch.load (OLD), NEW)'])


def test_square():
    """Where W0 is square, either way is read if only one computes anything; else a person is asked."""
    weights, outputs = RANDOM.normal(size=(N, N)), RANDOM.normal(size=N)
    path = FOLDER / 'square.npz'
    errors = {}
    for name, first, second in [('flat', weights, outputs), ('row', weights, outputs[None, :]),
                                ('turned', weights.T, outputs)]:
        numpy.savez(path, W0=first, b0=numpy.zeros(N), W1=second)
        for option in ('--transpose=no', '--transpose', '--transpose=yes'):
            errors[name, option] = classify(path, option)[1]['unexplained']
    for name, same in [('flat', False), ('row', False), ('turned', True)]:
        if len({errors[name, '--transpose=no'], errors['flat', '--transpose=no']}) > 1 + same \
                or errors[name, '--transpose'] != errors[name, '--transpose=yes']:
            yield f'{name}: {errors}'
    if errors['turned', '--transpose'] != errors['flat', '--transpose=no'] \
            or errors['flat', '--transpose'] == errors['flat', '--transpose=no']:
        yield str(errors)
    numpy.savez(path, W0=RANDOM.normal(size=(N, N)), W1=outputs)
    yield from expect('random', path, status=1, says=['“--transpose=yes”'])
    yield from expect('usage', path, '--transpose=perhaps', status=2, says=['perhaps'])


def test_told_square():
    """A square W0 that computes a function one way only is taken that way, and this is said."""
    # The absolute value of the sum, by two neurons that read all inputs; the others do nothing.
    weights = numpy.zeros((N, N))
    weights[:, 0], weights[:, 1] = 20, -20
    path = FOLDER / 'told.npz'
    for turned in (False, True):
        numpy.savez(path, W0=weights.T if turned else weights, W1=numpy.full(N, 1 / 20))
        wanted = '(hidden, inputs)' if turned else '(inputs, hidden)'
        yield from expect(f'turned {turned}', path, says=[f'read as {wanted}, for so it computes '
                                                          'absolute-sum with FVU'])
        if float(classify(path)[1]['unexplained of absolute-sum']) > 0.01:
            yield f'turned {turned}: {classify(path)}'


def test_activation():
    """The activation is what the option or the metadata says, and told if another is better."""
    path = write_safetensors(FOLDER / 'activation.safetensors', state_dict(double_sided()))
    yield from expect('assumed', path, says=['taken as swish', '“--activation=relu” it is 0'][:1])
    yield from expect('option', path, '--activation', 'relu', phase='double-sided', most=1e-10)
    yield from expect('usage', path, '--activation=sine', status=2, says=['swish, relu, gelu'])
    write_safetensors(path, state_dict(double_sided()), {'activation': 'sine'})
    yield from expect('metadata', path, status=1, says=['“sine” is not known'])
    yield from expect('over metadata', path, '--activation=relu', most=1e-10)


def test_layers():
    """More layers and more outputs are refused with what there is, and parts can be looked at."""
    weights, biases, outputs, _ = SHARP
    h = 2 * N
    deep = {'net.0.weight': RANDOM.normal(size=(N, 4)), 'net.0.bias': numpy.zeros(N),
            'net.2.weight': weights.T, 'net.2.bias': biases,
            'net.4.weight': outputs[None, :], 'net.4.bias': numpy.zeros(1)}
    path = write_safetensors(FOLDER / 'deep.safetensors', deep)
    yield from expect('deep', path, status=1, says=['net.2.weight,net.4.weight: '
                                                    '“net.2.weight” (10, 5) F64, “net.4.weight”'])
    yield from expect('last two', path, '--layers=net.2,net.4', **EXACT)
    yield from expect('all four', path,
                      '--layers=net.2.weight,net.2.bias,net.4.weight,net.4.bias', **EXACT)
    yield from expect('no such', path, '--layers=a,b', status=1, says=['has no tensor “a”'])
    yield from expect('no fit', path, '--layers=net.4,net.0', status=1, says=['do not fit'])
    several = {'0.weight': weights.T, '0.bias': biases,
               '2.weight': numpy.stack([numpy.zeros(h), outputs, outputs]),
               '2.bias': numpy.array([5.0, 0.0, 1.0])}
    write_safetensors(path, several)
    yield from expect('outputs', path, status=1, says=['makes 3 outputs', '“--output-index”'][:1])
    yield from expect('second', path, '--output-index=1', **EXACT)
    yield from expect('beyond', path, '--output-index=3', status=1, says=['from 0 to 2'])
    numpy.savez(FOLDER / 'same.npz', a=weights, u=biases, v=outputs)
    yield from expect('same shapes', FOLDER / 'same.npz', status=1, says=['“--layers A,B”'])
    yield from expect('named', FOLDER / 'same.npz', '--layers=a,v', **EXACT)


def test_nothing():
    """What holds no network is refused with what is there."""
    path = write_safetensors(FOLDER / 'nothing.safetensors', {'x': numpy.zeros((3, 4)),
                                                              'y': numpy.zeros(5)})
    yield from expect('nothing', path, status=1, says=['there is “x” (3, 4) F64, “y” (5) F64'])
    whole = {'W0': numpy.ones((3, 4), 'int64'), 'W1': numpy.ones(4, 'int64')}
    numpy.savez(FOLDER / 'whole.npz', **whole)
    yield from expect('whole numbers', FOLDER / 'whole.npz', status=1, says=['“W0” (3, 4) I64'])
    with zipfile.ZipFile(FOLDER / 'other.zip', 'w') as archive:
        archive.writestr('a.txt', 'text')
    yield from expect('zip', FOLDER / 'other.zip', status=1, says=['neither NumPy’s arrays nor'])
    with zipfile.ZipFile(FOLDER / 'bomb.npz', 'w', zipfile.ZIP_DEFLATED) as archive:
        with archive.open('a.npy', 'w', force_zip64=True) as entry:
            for _ in range(1100):
                entry.write(bytes(1 << 20))
    yield from expect('bomb', FOLDER / 'bomb.npz', status=1, says=['over 1 GiB'])


def test_other_commands():
    """The other commands that take networks read them in the same way."""
    path = FOLDER / 'deep.safetensors'
    weights, biases, outputs, _ = SHARP
    write_torch(path, to_torch(state_dict(SHARP)))
    for arguments in (['figure', path, '-o', FOLDER / 'figure.svg', '--panel=weights'],
                      ['figure', path, '-o', FOLDER / 'other.svg', '--activation=relu',
                       '--layers=fc1,fc2', '--panel=network']):
        done = subprocess.run([RUN, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode:
            yield f'{arguments}: {done.stderr}'


run(test_names, test_arrays, test_round_trip, test_torch, test_module, test_damaged_torch,
    test_square, test_told_square, test_activation, test_layers, test_nothing, test_other_commands)
