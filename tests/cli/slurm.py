# SPDX-License-Identifier: GPL-3.0-or-later
"""A sweep that a real Slurm trains: its controller, its node and munge, started here, of this
machine alone, and stopped afterwards.

The environment names the program, ALGOSCOPE_RUN.
"""
import contextlib
import getpass
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

from tap import run

RUN = os.environ['ALGOSCOPE_RUN']
FOLDER = pathlib.Path(tempfile.mkdtemp(prefix='algoscope-slurm-'))
SMALL = ('--least=2', '--most=3', '--batch=4', '--points=16')
STEPS = 8000
PATIENCE = 120  # seconds
DAEMONS = ('munged', 'slurmctld', 'slurmd')
PATH = os.environ['PATH'] + ':/usr/sbin:/sbin'
# No control groups, which containers may not touch, and no accounts.
CONFIGURATION = """
ClusterName=algoscope
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={ports[0]}
SlurmdPort={ports[1]}
SlurmUser={user}
SlurmdUser={user}
AuthType=auth/munge
AuthInfo=socket={folder}/munge.socket
CredType=cred/munge
StateSaveLocation={folder}/state
SlurmdSpoolDir={folder}/spool
SlurmctldPidFile={folder}/slurmctld.pid
SlurmdPidFile={folder}/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
MpiDefault=none
MailProg=/bin/true
SchedulerType=sched/builtin
SchedulerParameters=sched_interval=1,batch_sched_delay=0
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmdParameters=config_overrides
ReturnToService=2
NodeName={host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN
PartitionName=test Nodes={host} Default=YES MaxTime=INFINITE State=UP
"""


def call(*arguments, check=True):
    done = subprocess.run([str(argument) for argument in arguments], stdin=subprocess.DEVNULL,
                          capture_output=True, text=True)
    if check and done.returncode:
        raise OSError(f'{arguments}: {done.stderr}')
    return done


def await_that(what, condition):
    """What the condition gives, once that is anything."""
    deadline = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(subprocess.CalledProcessError):
            if found := condition():
                return found
        if time.monotonic() > deadline:
            raise OSError(f'waited in vain until {what}')
        time.sleep(0.1)


def free_ports(count):
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(('127.0.0.1', 0))
        return [each.getsockname()[1] for each in sockets]


@contextlib.contextmanager
def daemon(*arguments):
    """Runs it until the end, also if that is sudden."""
    log = FOLDER / f'{arguments[0]}.log'
    with open(log, 'wb') as output, subprocess.Popen(
            ['setpriv', '--pdeathsig', 'TERM', *arguments], stdin=subprocess.DEVNULL, stdout=output,
            stderr=output) as process:
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@contextlib.contextmanager
def cluster():
    """This machine as a cluster of one node."""
    FOLDER.chmod(0o755)
    key = FOLDER / 'munge.key'
    key.write_bytes(os.urandom(128))
    key.chmod(0o400)
    (FOLDER / 'state').mkdir()
    (FOLDER / 'spool').mkdir()
    configuration = FOLDER / 'slurm.conf'
    configuration.write_text(CONFIGURATION.format(
        host=socket.gethostname().split('.')[0], ports=free_ports(2), user=getpass.getuser(),
        folder=FOLDER))
    os.environ['SLURM_CONF'] = str(configuration)
    munge = [f'--{name}-file={FOLDER}/munge.{name}' for name in ('key', 'pid', 'log', 'seed')]
    with contextlib.ExitStack() as stack:
        stack.enter_context(daemon('munged', '--foreground', '--force', *munge,
                                   f'--socket={FOLDER}/munge.socket'))
        await_that('munge answers', (FOLDER / 'munge.socket').exists)
        for name in ('slurmctld', 'slurmd'):
            stack.enter_context(daemon(name, '-D', '-c'))
        await_that('the node is idle', lambda: 'idle' in call('sinfo', '-h', '-o', '%T').stdout)
        try:
            yield
        finally:
            call('scancel', '--me', check=False)
            await_that('no job is left', lambda: not call('squeue', '-h').stdout)


def sweep(folder, *arguments, **options):
    return call(RUN, 'sweep', '--directory', folder, *arguments, **options)


def state(folder):
    """The table of seeds as dictionaries, by seed."""
    head, *lines = sweep(folder, '--state').stdout.splitlines()
    rows = [dict(zip(head.split(), line.split(maxsplit=4))) for line in lines]
    return {int(row['seed']): row for row in rows}


def content(path):
    """All of a run that is a function of its seed and settings."""
    with contextlib.closing(sqlite3.connect(f'file:{path}?mode=ro', uri=True)) as database:
        return [database.execute(query).fetchall() for query in (
            'SELECT * FROM steps ORDER BY step', 'SELECT * FROM phases ORDER BY step, point',
            'SELECT * FROM snapshots ORDER BY step', 'SELECT * FROM state')]


def cancelled_jobs_are_made_up_for():
    """the sweep run again finishes what a cancelled job left, and the bits are those of train"""
    folder = FOLDER / 'cancelled'
    told = sweep(folder, '--seeds=0-2', *SMALL, f'--steps={STEPS}', '--no-wait',
                 '--slurm=--comment="with options"').stderr
    job = told.split('job array ')[1].split()[0]
    await_that('seed 0 is being trained', lambda: int(state(folder)[0]['step']) > 0)
    before = state(folder)
    call('scancel', f'{job}_0')
    await_that('seed 0 is left', lambda: 'CANCELLED' in state(folder)[0]['job'])
    after = state(folder)
    if [before[seed]['state'] for seed in before] != ['running', 'running', 'waiting']:
        yield f'not two at a time: {before}'
    if f'{job}_2: PENDING' not in before[2]['job']:
        yield f'no job that waits: {before}'
    if after[0]['state'] != 'partial' or not 0 < int(after[0]['step']) < STEPS:
        yield f'not cancelled midway: {after}'
    told = sweep(folder, '--slurm').stderr
    if 'for seeds 0\n' not in told or '3 of 3 seeds are finished' not in told:
        yield f'not made up for: {told}'
    for seed, row in state(folder).items():
        if row['state'] != 'finished' or int(row['step']) != STEPS:
            yield f'seed {seed} is not finished: {row}'
    alone = FOLDER / 'alone.algoscope'
    call(RUN, 'train', *SMALL, f'--steps={STEPS}', '--threads=1', '--output', alone)
    if content(alone) != content(folder / 'seed-0000.algoscope'):
        yield 'the bits of seed 0 differ from those of train'


def nothing_is_submitted_twice():
    """seeds that are finished are not submitted once more"""
    told = sweep(FOLDER / 'cancelled', '--slurm').stderr
    if 'nothing to submit' not in told:
        yield told


def waiting_ends_with_the_jobs():
    """who waits for jobs that are cancelled is told so, seed by seed"""
    folder = FOLDER / 'waiting'
    with subprocess.Popen([RUN, 'sweep', '--directory', folder, '--seeds=1500-1501', *SMALL,
                           '--steps=1000000', '--jobs=1', '--slurm'],
                          stderr=subprocess.PIPE, text=True) as program:
        await_that('seed 1500 is being trained', lambda: (folder / 'seed-1500.algoscope').exists())
        call('scancel', '--me')
        _, told = program.communicate(timeout=PATIENCE)
    if program.returncode != 1:
        yield f'exit status {program.returncode}'
    for seed in (1500, 1501):
        if f'seed {seed}: its job is no longer in Slurm' not in told:
            yield f'nothing of seed {seed}: {told}'
    if state(folder)[1500]['state'] != 'partial':
        yield state(folder)


def refusals_are_told():
    """what sbatch says against a submission is said in one line"""
    done = sweep(FOLDER / 'refused', '--seeds=0-3', '--slurm=--partition=none', check=False)
    lines = done.stderr.splitlines()
    if done.returncode != 1 or len(lines) != 1 or 'invalid partition' not in lines[0]:
        yield done
    empty = dict(os.environ, PATH=str(FOLDER / 'nowhere'))
    done = subprocess.run([RUN, 'sweep', '--directory', FOLDER / 'refused', '--slurm'], env=empty,
                          capture_output=True, text=True)
    if done.returncode != 1 or 'sbatch was not found' not in done.stderr:
        yield done


os.environ['PATH'] = PATH
os.environ['LC_ALL'] = 'C.UTF-8'
missing = [name for name in (*DAEMONS, 'sbatch') if shutil.which(name) is None]
if missing:
    print('1..0 # SKIP not installed:', *missing)
    sys.exit()
try:
    with cluster():
        run(cancelled_jobs_are_made_up_for, nothing_is_submitted_twice, waiting_ends_with_the_jobs,
            refusals_are_told)
finally:
    if sys.exc_info()[0] is not SystemExit or sys.exc_info()[1].code:
        for log in sorted(FOLDER.glob('*.log')):
            print(f'# {log.name}', *log.read_text(errors='replace').splitlines()[-15:], sep='\n#   ')
    shutil.rmtree(FOLDER)
