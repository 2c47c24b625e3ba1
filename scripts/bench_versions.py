"""Measures what is done with versions: beside duckdb's join, beside cp, beside openssl, and beside a diff of plain files.

The data is that of bench.py; the package is one table of orders that is copied as it is. Each version of it is the one
before with another amount in some rows, written over its file. Where both sides write, the clock stops when the files
are on the disk.
"""
import argparse
import dataclasses
import os
import pathlib
import random
import shutil
import subprocess
import sys
from importlib.metadata import version

import bench
from bench import FLOWS, HOME, Side, remove
from bench_compare import Failed

DIFFED = 1_000_000  # rows of the two files whose diff is measured beside duckdb


@dataclasses.dataclass(frozen=True)
class Line:
    """One row of the table: figure is what the bar is for, in seconds or times of the peer."""
    job: str
    ours: str
    peer: str
    figure: float
    bar: float
    unit: str = ' ×'
    peak: float = 0
    most: int = 0
    cpu: str = ''

    def bars(self):
        bars = [(f'≤ {self.bar:g}{self.unit}', self.figure <= self.bar)]
        return bars + ([(f'≤ {self.most} MB', self.peak <= self.most)] if self.most else [])

    def cells(self):
        bars = '; '.join(f'{text}: {"met" if met else "NOT MET"}' for text, met in self.bars())
        figure = f'{self.figure:+.2f} s' if self.unit == ' s' else f'{self.figure:.2f}'
        return [self.job, self.ours, self.peer, figure, self.cpu, bars, f'{self.peak:.0f}']


HEAD = ['job', 'ours s', 'peer s', 'figure', 'CPU s', 'bar', 'peak MB']


def table(lines):
    shown = [HEAD, ['---'] + ['---:'] * 4 + ['---', '---:'], *(line.cells() for line in lines)]
    return ''.join('| ' + ' | '.join(line) + ' |\n' for line in shown)


class Fresh(Side):
    """A side that writes a folder, and waits until it is on the disk; what is to be done before each run."""

    def __init__(self, *arguments, before=lambda: None, **named):
        super().__init__(*arguments, **named)
        self.before = before

    def run(self):
        if self.out:
            remove(self.out)
        self.before()
        os.sync()
        return super().run()


class Versions:
    def __init__(self, options, maker):
        self.options, self.maker = options, maker
        self.made = maker.data(options.rows, False)
        self.source, self.store, self.out, self.files = (
            options.out / f'versions-{name}' for name in ('source', 'store', 'out', 'files'))
        self.lines = []

    def weir(self, *arguments):
        return [self.options.weir, *arguments]

    def dump(self):
        return self.weir('run', FLOWS / 'versions.yaml', '--set', f'DATA={self.source}', '--set', f'OUT={self.store}', '--quiet')

    def begin(self):
        """The package as it is made, in a folder where it can be changed, and its first version."""
        self.clear()
        self.source.mkdir()
        for name in ('datapackage.json', 'orders.csv', 'orders.schema.json'):
            shutil.copyfile(self.made / name, self.source / name)
        Side('weir', self.dump()).run()

    def clear(self):
        for folder in (self.source, self.store, self.out, self.files):
            remove(folder)

    def measure(self, *sides):
        """The medians of each side, run in turn after one run of each that does not count."""
        for side in sides:
            side.run()
        for _ in range(self.options.runs):
            for side in sides:
                side.taken.append(side.run())
        return [side.medians() for side in sides]

    def note(self, job, ours, peer, figure, bar, **named):
        line = Line(job, f'{ours.wall:.3f}', f'{peer.wall:.3f}', figure, bar, peak=ours.peak,
                    cpu=f'{ours.cpu:.2f} : {peer.cpu:.2f}', **named)
        self.lines.append(line)
        print(' | '.join(line.cells()), file=sys.stderr, flush=True)

    def diff(self):
        folder = self.maker.data(DIFFED, False)
        job = next(job for job in bench.JOBS if job.kind == 'diff')
        ours, peer = self.measure(self.maker.ours(job, folder), self.maker.theirs(job, 'duckdb', folder))
        self.note(f'diff of two files of {DIFFED:,} rows', ours, peer, ours.wall / peer.wall, 0.6, most=200)

    def stored_diff(self):
        shutil.copyfile(self.made / 'orders-v2.csv', self.source / 'orders.csv')
        Side('weir', self.dump()).run()
        stored = Side('weir', self.weir('diff', f'{self.store}@#1', f'{self.store}@#2', '--format', 'jsonl'))
        files = [self.made / 'datapackage.json', self.made / 'datapackage-v2.json']
        ours, peer = self.measure(stored, Side('weir', self.weir('diff', *files, '--format', 'jsonl')))
        self.note('diff of two stored versions, over 0.1 × that of their files', ours, peer, ours.wall - 0.1 * peer.wall, 0.2, unit=' s')

    def unchanged(self):
        """Its times are new, its bytes are not."""
        file = self.source / 'orders.csv'
        commit = Fresh('weir', self.dump(), before=file.touch)
        ours, peer, start = self.measure(commit, Side('openssl', ['openssl', 'dgst', '-sha256', file]),
                                         Side('weir', self.weir('--version')))
        self.note('commit of the same bytes, over start-up', ours, peer, (ours.wall - start.wall) / peer.wall, 1.3)

    def checkout(self):
        count = self.options.versions
        while (newest := self.newest()) < count:
            self.restate(newest)
            Side('weir', self.dump()).run()
        for number, bar in ((count, 2.0), *((number, 4.0) for number in self.deepest(count))):
            self.check_out(number, bar)

    def newest(self):
        return int((self.store / '.weir' / 'HEAD').read_text().split('-')[0])

    def deepest(self, count):
        """The first, the one in the middle, and the one that is built on the most others: see PathHistory."""
        return sorted({1, count // 2, max(range(1, count - 2), key=lambda number: ((number - 1).bit_count(), number))})

    def restate(self, seed):
        """Another first digit of the amount in one row of 10,000, in place."""
        own = random.Random(seed)
        file = self.source / 'orders.csv'
        size = file.stat().st_size
        with open(file, 'r+b') as rows:
            for _ in range(self.options.rows // 10_000):
                at = own.randrange(size // 2, size - 1000)
                rows.seek(at)
                text = rows.read(1000)
                start = text.index(b'\n') + 1
                for _ in range(4):
                    start = text.index(b',', start) + 1
                if text[start:start + 1] in b'123456789':
                    rows.seek(at + start)
                    rows.write(b'%d' % own.randrange(1, 10))

    def check_out(self, number, bar):
        out = self.out / 'package'
        self.out.mkdir(exist_ok=True)
        ours = Fresh('weir', self.weir('checkout', f'{self.store}@#{number}', out, '--quiet'), out=out)
        remove(self.files)
        subprocess.run(self.weir('checkout', f'{self.store}@#{number}', self.files, '--quiet'), check=True)
        copy = ['sh', '-c', 'cp -r "$1" "$2" && find "$2" -type f -exec sync {} +', 'cp', self.files, self.out / 'copy']
        ours, peer = self.measure(ours, Fresh('cp', copy, out=self.out / 'copy'))
        self.note(f'check-out of version {number} of {self.options.versions}', ours, peer, ours.wall / peer.wall, bar)
        remove(self.out)

    def run(self):
        if {'stored-diff', 'unchanged', 'checkout'} & set(self.options.jobs):
            self.begin()
        for name, job in JOBS.items():
            if name in self.options.jobs:
                job(self)


JOBS = {'diff': Versions.diff, 'stored-diff': Versions.stored_diff, 'unchanged': Versions.unchanged, 'checkout': Versions.checkout}


def page(options, lines, size):
    memory = os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2 ** 30
    load = f'{os.getloadavg()[0]:.1f}'
    return f"""# Benchmarks of versions

Whole processes, start included, on a warm page cache, medians of {options.runs} runs in turn on {len(os.sched_getaffinity(0))} cores with {memory:.0f} GB; the load of
the last minute was {load} at the end. The package is a table of {options.rows:,} orders, {size / 1e9:.2f} GB; peaks are Weir's; CPU is Weir's and the peer's.

- *diff of two files*: one row in a thousand differs; beside duckdb's {version('duckdb')} full join of all columns as text;
- *diff of two stored versions*: one row in a thousand differs; beside `weir diff` of the two files; the figure is in seconds;
- *commit of the same bytes*: a run whose source has a new time and the bytes of before; beside `openssl dgst -sha256` of it;
- *check-out*: of {options.versions} versions, each with another amount in up to one row of 10,000; beside `cp` of the files, both until they are on
  the disk. The newest is a plain file; older ones are differences, the one that is built on the most others among them.

`scripts/bench_versions.py` made this page:

```sh
scripts/bench-versions.sh --rows {options.rows} --versions {options.versions} --runs {options.runs} --write
```

{table(lines)}"""


def arguments():
    parser = argparse.ArgumentParser(prog='bench-versions.sh', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rows', type=int, default=10_000_000, help='orders of the package (10,000,000: 1 GB)')
    parser.add_argument('--versions', type=int, default=60, help='how many there are to check out (60)')
    parser.add_argument('--jobs', nargs='+', choices=list(JOBS), default=list(JOBS), metavar='JOB', help=', '.join(JOBS))
    bench.add_common(parser, runs=3, page='docs/versions-benchmarks.md')
    return parser.parse_args()


def main():
    options = arguments()
    options.data, options.out = options.data.resolve(), options.out.resolve()
    versions = Versions(options, bench.Bench(options, bench.find_shared()))
    Side('weir', [options.weir, '--version']).run()  # builds and archives classes where that is still to be done
    failure = None
    try:
        versions.run()
    except Failed as problem:
        failure = problem
        print(f'bench: FAILED {failure}', file=sys.stderr, flush=True)
    finally:
        versions.clear()
    print(table(versions.lines), end='')
    if options.write and not failure:
        size = (versions.made / 'orders.csv').stat().st_size
        (HOME / 'docs' / 'versions-benchmarks.md').write_text(page(options, versions.lines, size))
    missed = [line for line in versions.lines if not all(met for _, met in line.bars())]
    sys.exit(1 if failure or missed and not options.no_bars else 0)


if __name__ == '__main__':
    main()
