"""Runs each benchmark job and its peers in turn and prints the medians and ratios of wall time, CPU and peak memory.

The jobs, the data and the peers' side of each are in the project's shared folder (shared/bench/README.md). Where a job
writes, both sides write a file on the same disk, and the clock stops when it is on the disk. Before the first figure
our output is compared with duckdb's, as typed values.
"""
import argparse
import contextlib
import dataclasses
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import time
from importlib.metadata import version

from bench_compare import Failed, compare_apart

HOME = pathlib.Path(__file__).resolve().parent.parent
BIN = pathlib.Path(sys.executable).parent
FLOWS = HOME / 'bench' / 'flows'
CANNOT_RUN = 77

# More digits than any number has, so that none is rounded into being equal.
EXACT = 'DECIMAL(38,10)'
ORDERS = dict(order_id='BIGINT', customer_id='BIGINT', placed_at='TIMESTAMPTZ', due='DATE', amount=EXACT,
              currency='VARCHAR', status='VARCHAR', gift='BOOLEAN', email='VARCHAR', note='VARCHAR')


@dataclasses.dataclass(frozen=True)
class Job:
    """One row of the table, for each number of rows.

    name: as the peers know it. peers: the ratio is against the fastest. columns: of what is written, name to type;
    none where nothing is. ordered: duckdb's rows have an order too. bars: number of rows to the greatest ratio of wall
    time. peaks: number of rows to the greatest peak in MB. heap: what the JVM gets; then there is no peer.
    """
    name: str
    peers: tuple = ('duckdb',)
    columns: dict = dataclasses.field(default_factory=dict)
    ordered: bool = False
    exit: int = 0
    bars: dict = dataclasses.field(default_factory=dict)
    peaks: dict = dataclasses.field(default_factory=dict)
    heap: str = ''
    only: tuple = ()
    most: int = 0

    @property
    def hard(self):
        return self.name.startswith('hard-')

    @property
    def kind(self):
        return self.name.removeprefix('hard-')

    def typed(self):
        """The columns and their types: the keys of the hard data are texts."""
        texts = ('order_id', 'customer_id') if self.hard else ()
        return {name: 'VARCHAR' if name in texts else kind for name, kind in self.columns.items()}

    def runs_at(self, rows):
        return rows in self.only if self.only else rows > 10 and (not self.most or rows <= self.most)


TRANSFORMED = {**{name: kind for name, kind in ORDERS.items() if name not in ('email', 'note')},
               'amount_eur': EXACT, 'contact': 'VARCHAR'}
JOBS = [
    Job('cold', peers=('frictionless',), only=(10,), bars={10: 0.4}),
    Job('validate', peers=('duckdb', 'polars'), bars={1_000_000: 1.2, 10_000_000: 0.6}, peaks={10_000_000: 600}),
    Job('validate-frictionless', peers=('frictionless',), most=1_000_000, bars={1_000_000: 1 / 50}),
    Job('hard-validate', peers=('duckdb', 'polars'), exit=1, bars={10_000_000: 0.9}),
    Job('validate-64m', peers=(), heap='64m'),
    Job('hard-validate-256m', peers=(), heap='256m', exit=1),
    Job('transform', columns=TRANSFORMED, ordered=True, bars={10_000_000: 0.65}),
    Job('aggregate', columns=dict(currency='VARCHAR', day='DATE', total=EXACT, n='BIGINT'), bars={10_000_000: 1.0}),
    Job('hard-aggregate-customer', bars={10_000_000: 1.2},
        columns=dict(customer_id='VARCHAR', total=EXACT, n='BIGINT', most=EXACT)),
    Job('join', columns={**ORDERS, 'name': 'VARCHAR', 'country': 'VARCHAR'}, bars={10_000_000: 0.8}),
    Job('validate-jsonl', most=1_000_000, bars={1_000_000: 1.0}),
    Job('foreign-key', bars={10_000_000: 1.0}, peaks={10_000_000: 700}),
    Job('describe', bars={10_000_000: 0.6}),
    Job('diff', peers=('duckdb',), bars={1_000_000: 0.6}, peaks={1_000_000: 200}),
]


@dataclasses.dataclass(frozen=True)
class Figures:
    wall: float
    cpu: float
    peak: float


class Side:
    """A command with what it writes: removed before each run, waited for until it is on disk."""

    def __init__(self, name, command, expected=0, out=None, written=None, options=''):
        self.name, self.command, self.expected, self.out = name, command, expected, out
        self.environment = {**os.environ, **({'WEIR_JAVA_OPTS': options} if options else {})}
        if written:
            self.command = ['sh', '-c', '"$@" && sync ' + ' '.join(f"'{file}'" for file in written), 'bench', *command]
        self.taken = []

    def run(self):
        if self.out:
            remove(self.out)
        start = time.perf_counter()
        with subprocess.Popen(list(map(str, self.command)), env=self.environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT) as child:
            said = child.stdout.read()
            _, status, used = os.wait4(child.pid, 0)
            wall = time.perf_counter() - start
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != self.expected:
            raise Failed(f'{self.name}: exit {child.returncode}, not {self.expected}: {" ".join(map(str, self.command))}\n'
                         + said.decode(errors='replace')[-2000:])
        return Figures(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)

    def medians(self):
        return Figures(*(statistics.median(getattr(run, name) for run in self.taken) for name in ('wall', 'cpu', 'peak')))


def remove(path):
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


class Bench:
    def __init__(self, options, shared):
        self.options, self.shared = options, shared
        self.out = options.out
        self.out.mkdir(parents=True, exist_ok=True)

    def data(self, rows, hard):
        """The folder of the data; made once. The one without a key has a descriptor beside it."""
        folder = self.options.data / f'{"h" if hard else "d"}{rows}'
        if not (folder / 'orders.schema.json').exists():
            print(f'bench: making {folder}', file=sys.stderr)
            subprocess.run([sys.executable, self.shared / 'make_data.py', str(rows), folder, *(['--hard'] if hard else [])], check=True)
        return folder

    def lines(self, rows, made):
        """The same orders as JSON Lines; made once."""
        folder = self.options.data / f'j{rows}'
        if not (folder / 'datapackage.json').exists():
            subprocess.run([BIN / 'python', HOME / 'scripts' / 'bench_json_peer.py', folder, made], check=True)
        return folder

    def without_key(self, folder):
        descriptor = json.loads((folder / 'datapackage.json').read_text())
        del descriptor['resources'][0]['schema']['primaryKey']
        file = folder / 'without-key.json'
        file.write_text(json.dumps(descriptor, indent=2))
        return file

    def ours(self, job, folder):
        if job.columns:
            out = self.out / 'ours'
            flow = FLOWS / f'{job.kind}.yaml'
            command = [self.options.weir, 'run', flow, '--set', f'DATA={folder}', '--set', f'OUT={out}', '--quiet']
            return Side('weir', command, out=out, written=[out / 'datapackage.json'])
        if job.kind == 'describe':
            return Side('weir', [self.options.weir, 'describe', folder / 'orders.csv'])
        if job.kind == 'diff':
            versions = [folder / 'datapackage.json', folder / 'datapackage-v2.json']
            return Side('weir', [self.options.weir, 'diff', *versions, '--format', 'jsonl'])
        target = folder / 'datapackage.json'
        if job.kind == 'foreign-key':
            target = folder / 'shop.json'
        elif job.kind == 'validate-64m':
            target = self.without_key(folder)
        return Side('weir', [self.options.weir, 'validate', target], job.exit, options=f'-Xmx{job.heap}' if job.heap else '')

    def theirs(self, job, peer, folder):
        if peer == 'frictionless':
            return Side(peer, [BIN / 'frictionless', 'validate', folder / 'datapackage.json'])
        if job.kind == 'validate-jsonl':
            return Side(peer, [BIN / 'python', HOME / 'scripts' / 'bench_json_peer.py', folder])
        command = [BIN / 'python', self.shared / f'{peer}_peer.py', job.name, folder]
        if job.kind == 'foreign-key':  # all checks of the orders, and that each has its customer
            return Side(peer, ['sh', '-c', '"$1" "$2" validate "$3" && "$1" "$2" foreign-key "$3"', peer, *command[:2], folder])
        if not job.columns:
            return Side(peer, command)
        out = self.out / f'{peer}.csv'
        return Side(peer, [*command, out], out=out, written=[out])

    def check(self, job, rows, folder, ours, theirs):
        """Our output against duckdb's; what a validation says against what the data is known to hold. One run of each."""
        if job.columns:
            ours.run()
            peer = next(side for side in theirs if side.name == 'duckdb')
            peer.run()
            compare_apart(job.name, job.typed(), job.ordered, written(ours.out), peer.out)
        elif 'validate' in job.kind or job.kind == 'cold':
            check_report(ours, rows + job.hard, job)

    def measure(self, job, rows):
        folder = self.data(rows, job.hard)
        if job.kind == 'validate-jsonl':
            folder = self.lines(rows, folder)
        ours = self.ours(job, folder)
        theirs = [self.theirs(job, peer, folder) for peer in job.peers]
        slow = 'frictionless' in job.peers and rows > 100_000
        if rows <= self.options.check_rows:
            self.check(job, rows, folder, ours, theirs)
        checked = rows <= self.options.check_rows and job.columns
        for side in [] if slow or checked else [*theirs, ours]:
            side.run()
        for _ in range(1 if slow else self.options.runs):
            for side in (*theirs, ours):
                side.taken.append(side.run())
        for side in (*theirs, ours):
            if side.out:
                remove(side.out)
        return Result(job, rows, ours.medians(), {side.name: side.medians() for side in theirs})


@dataclasses.dataclass(frozen=True)
class Result:
    job: Job
    rows: int
    ours: Figures
    theirs: dict

    @property
    def fastest(self):
        return min(self.theirs, key=lambda name: self.theirs[name].wall) if self.theirs else None

    @property
    def ratio(self):
        return self.ours.wall / self.theirs[self.fastest].wall if self.theirs else None

    def bars(self):
        """Of each bar at this number of rows its text and whether it is met."""
        bars = []
        if self.rows in self.job.bars:
            bar = self.job.bars[self.rows]
            bars.append((f'≤ {bar:g} ×', self.ratio <= bar))
        if self.rows in self.job.peaks:
            bar = self.job.peaks[self.rows]
            bars.append((f'≤ {bar} MB', self.ours.peak <= bar))
        if self.job.heap:
            bars.append((f'passes with -Xmx{self.job.heap}', True))
        return bars

    def cells(self):
        peers = ', '.join(f'{name} {figures.wall:.3f}' for name, figures in self.theirs.items()) or '–'
        versus = lambda of: f'{of(self.ours) / of(self.theirs[self.fastest]):.2f}' if self.theirs else '–'
        bars = '; '.join(f'{text}: {"met" if met else "NOT MET"}' for text, met in self.bars()) or '–'
        ratio = '–' if self.ratio is None else f'{self.ratio:.3f}' if self.ratio < 0.1 else f'{self.ratio:.2f}'
        return [self.job.name, f'{self.rows:,}', f'{self.ours.wall:.3f}', peers, ratio, versus(lambda f: f.cpu),
                f'{self.ours.peak:.0f}', versus(lambda f: f.peak), bars]


HEAD = ['job', 'rows', 'weir, s', 'peers, s', 'wall ×', 'CPU ×', 'peak, MB', 'peak ×', 'bar']


def table(results):
    lines = [HEAD, ['---'] + ['---:'] * 2 + ['---'] + ['---:'] * 4 + ['---'], *(result.cells() for result in results)]
    return ''.join('| ' + ' | '.join(line) + ' |\n' for line in lines)


def written(folder):
    """The only data file of a dumped package."""
    descriptor = json.loads((folder / 'datapackage.json').read_text())
    if len(descriptor['resources']) != 1:
        raise Failed(f'{folder}: {len(descriptor["resources"])} resources, not 1')
    return folder / descriptor['resources'][0]['path']


def check_report(ours, rows, job):
    """The hard data has one duplicate key, near its end; the other nothing."""
    command = [*map(str, ours.command), '--format', 'json']
    done = subprocess.run(command, env=ours.environment, capture_output=True, check=False)
    if done.returncode != job.exit:
        raise Failed(f'{job.name}: exit {done.returncode}, not {job.exit}: {done.stderr.decode(errors="replace")[-2000:]}')
    task = json.loads(done.stdout)['tasks'][0]
    codes = [error['type'] for error in task['errors']]
    if task['stats']['rows'] != rows or codes != ['primary-key'] * job.exit:
        raise Failed(f'{job.name}: {task["stats"]["rows"]} rows, not {rows}; errors {codes}')


def find_shared():
    candidates = [pathlib.Path(os.environ['WEIR_SHARED'])] if 'WEIR_SHARED' in os.environ else []
    candidates += [HOME.parent / 'shared', HOME.parent.parent / 'shared']
    for candidate in candidates:
        if (candidate / 'bench' / 'make_data.py').exists():
            return candidate / 'bench'
    print('bench: not run: the shared folder with bench/make_data.py is not there (WEIR_SHARED names it)', file=sys.stderr)
    sys.exit(CANNOT_RUN)


def said_by(*command):
    with contextlib.suppress(OSError):
        return subprocess.run(command, cwd=HOME, capture_output=True, text=True, check=False).stdout.strip()
    return ''


def machine(options):
    """What a reader must know of where the figures come from."""
    lines = pathlib.Path('/proc/cpuinfo').read_text().splitlines() if os.path.exists('/proc/cpuinfo') else []
    model = next((line.split(':', 1)[1].strip() for line in lines if line.startswith('model name')), platform.processor())
    memory = os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2 ** 30
    java = os.path.join(os.environ['JAVA_HOME'], 'bin', 'java') if 'JAVA_HOME' in os.environ else 'java'
    jdk = said_by(java, '-XshowSettings:properties', '-version') or subprocess.run(
        [java, '-version'], capture_output=True, text=True, check=False).stderr
    jdk = jdk.splitlines()[1] if len(jdk.splitlines()) > 1 else jdk
    changed = ' with changes' if said_by('git', 'status', '--porcelain', '-uno') else ''
    return [('machine', f'{model}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GB, {platform.system()} {platform.machine()}'),
            ('JDK', jdk), ('Python', f'{platform.python_version()}, {peers()}'),
            ('date', datetime.date.today().isoformat()), ('commit', said_by('git', 'rev-parse', '--short', 'HEAD') + changed),
            ('load before', f'{os.getloadavg()[0]:.1f} (of the last minute; idle is 0)'), ('runs', f'{options.runs}, medians')]


def peers():
    return ', '.join(f'{name} {version(name)}' for name in ('duckdb', 'polars', 'frictionless'))


PAGE = """# Benchmarks

Whole processes, start included, on a warm page cache; each job and its peers in turn in the same run. The ratio is to
the fastest peer; below 1 Weir is faster. Where a job writes, both write a file on the same disk, until it is on the disk.
What the jobs do is in `bench/flows` and in `scripts/bench.py`, which made this page:

```sh
scripts/bench.sh --rows 10 1000000 10000000 --write
```

"""


def page(about, results):
    facts = ''.join(f'| {name} | {value} |\n' for name, value in about)
    return f'{PAGE}| | |\n|---|---|\n{facts}\n{table(results)}'


def add_common(parser, runs, page):
    """The options that all benchmarks have; page is what --write writes."""
    parser.add_argument('--runs', type=int, default=runs, help=f'measured runs of each side, after one that is not ({runs})')
    parser.add_argument('--weir', type=pathlib.Path, default=HOME / 'weir', help='the command to measure')
    parser.add_argument('--data', type=pathlib.Path, default=HOME / 'bench/target/data', help='where the data is, or is made')
    parser.add_argument('--out', type=pathlib.Path, default=HOME / 'bench/target/out', help='where both sides write')
    parser.add_argument('--check-rows', type=int, default=1_000_000, help='outputs are compared up to this number of rows')
    parser.add_argument('--no-bars', action='store_true', help='a bar that is not met is no failure')
    parser.add_argument('--write', action='store_true', help=f'writes {page}')


def arguments():
    names = [job.name for job in JOBS]
    parser = argparse.ArgumentParser(prog='bench.sh', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rows', type=int, nargs='+', default=[10, 10_000, 1_000_000, 10_000_000], help='orders (10: the cold start)')
    parser.add_argument('--jobs', nargs='+', choices=names, default=names, metavar='JOB', help=', '.join(names))
    add_common(parser, runs=5, page='docs/benchmarks.md')
    return parser.parse_args()


def main():
    options = arguments()
    options.data, options.out = options.data.resolve(), options.out.resolve()
    bench = Bench(options, find_shared())
    about = machine(options)
    results, failures = [], []
    for rows in options.rows:
        for job in JOBS:
            if job.name not in options.jobs or not job.runs_at(rows):
                continue
            try:
                result = bench.measure(job, rows)
            except Failed as failure:
                failures.append(str(failure))
                print(f'bench: FAILED {failure}', file=sys.stderr, flush=True)
                continue
            results.append(result)
            print(' | '.join(result.cells()), file=sys.stderr, flush=True)
    print(table(results), end='')
    if options.write and not failures:
        (HOME / 'docs' / 'benchmarks.md').write_text(page(about, results))
    missed = [result for result in results if not all(met for _, met in result.bars())]
    sys.exit(1 if failures or missed and not options.no_bars else 0)


if __name__ == '__main__':
    main()
