"""Measures runs on changes: beside runs of the whole and beside duckdb, which makes everything again.

The data and the helpers are those of bench.py. Every run starts from a copy of the folder as it was before, times of
files kept, made while no clock runs. Where both sides write, the clock stops when the files are on the disk.
"""
import argparse
import csv
import dataclasses
import itertools
import json
import os
import pathlib
import shutil
import subprocess
import sys
from importlib.metadata import version

import bench
from bench import BIN, EXACT, FLOWS, HOME, ORDERS, Side, remove
from bench_compare import Failed, compare_apart

SHOWN = 1_000_000  # rows from which bars count: below, all is start-up
FEW = 1500  # lines of a change file: about 1,000 edits, as an update has two
TABLES = {
    'totals': dict(currency='VARCHAR', day='DATE', total=EXACT, n='BIGINT', most=EXACT, buyers='BIGINT'),
    'orders': {**ORDERS, 'name': 'VARCHAR', 'country': 'VARCHAR'},
}


@dataclasses.dataclass(frozen=True)
class Line:
    """One row of the table. figure: what the bar is for, the ratio unless it says otherwise."""
    job: str
    rows: int
    ours: str
    peer: str
    figure: float
    bar: float = 0
    unit: str = ' ×'
    peak: float = 0
    most: int = 0

    def bars(self):
        if self.rows < SHOWN:
            return []
        bars = [(f'≤ {self.bar:g}{self.unit}', self.figure <= self.bar)] if self.bar else []
        return bars + ([(f'≤ {self.most} MB', self.peak <= self.most)] if self.most else [])

    def cells(self):
        bars = '; '.join(f'{text}: {"met" if met else "NOT MET"}' for text, met in self.bars()) or '–'
        figure = f'+{self.figure:.2f} s' if self.unit == ' s' else f'{self.figure:.2f}'
        return [self.job, f'{self.rows:,}', self.ours, self.peer, figure, bars, f'{self.peak:.0f}' if self.peak else '–']


HEAD = ['job', 'rows', 'ours s', 'peer s', 'ratio', 'bar', 'peak MB']


def table(lines):
    shown = [HEAD, ['---'] + ['---:'] * 4 + ['---', '---:'], *(line.cells() for line in lines)]
    return ''.join('| ' + ' | '.join(line) + ' |\n' for line in shown)


class From(Side):
    """A side whose output is before each run what it was at a certain point: a copy of a folder, or nothing."""

    def __init__(self, *arguments, out, before=None, unkept=False, **named):
        super().__init__(*arguments, written=named.pop('written', None), **named)
        self.result, self.before, self.unkept = out, before, unkept

    def run(self):
        remove(self.result)
        if self.before:
            subprocess.run(['cp', '-a', self.before, self.result], check=True)
        if self.unkept:
            # A file where the folder of the state would be: the same run can keep nothing.
            (self.result / '.weir').mkdir(parents=True)
            (self.result / '.weir' / 'state').touch()
        os.sync()
        figures = super().run()
        if self.unkept and not (self.result / '.weir' / 'state').is_file():
            raise Failed(f'{self.name}: kept state all the same')
        return figures


class Changes:
    """The jobs at one number of rows."""

    def __init__(self, options, made, rows):
        self.options, self.made, self.rows = options, made, rows
        self.data, self.out, self.base = (options.out / name for name in ('changes-data', 'changes-out', 'changes-base'))
        self.theirs = options.out / 'changes-peer'
        self.lines = []

    def weir(self, before, snapshot, *more, written=True, unkept=False):
        command = [self.options.weir, 'run', FLOWS / 'changes.yaml', '--set', f'DATA={self.data}', '--set', f'OUT={self.out}',
                   '--set', f'SNAPSHOT={snapshot}', *more, '--quiet']
        return From('weir', command, out=self.out, before=before, unkept=unkept,
                    written=[self.out / 'datapackage.json'] if written else None)

    def edits(self, file):
        return '--changes', f'orders={file}'

    def duckdb(self, file, written=True):
        command = [BIN / 'python', HOME / 'scripts' / 'bench_changes_peer.py', self.data, file]
        if not written:
            return Side('duckdb', command)
        self.theirs.mkdir(exist_ok=True)
        files = [self.theirs / f'{name}.csv' for name in TABLES]
        return Side('duckdb', [*command, self.theirs], written=files)

    def measure(self, *sides):
        """The medians of each side, run in turn after one run of each that does not count."""
        for side in sides:
            side.run()
        for _ in range(self.options.runs):
            for side in sides:
                side.taken.append(side.run())
        return [side.medians() for side in sides]

    def add(self, job, ours, peer, bar=0, most=0):
        self.note(Line(job, self.rows, f'{ours.wall:.3f}', f'{peer.wall:.3f}', ours.wall / peer.wall, bar, peak=ours.peak, most=most))

    def note(self, line):
        self.lines.append(line)
        print(' | '.join(line.cells()), file=sys.stderr, flush=True)

    def compare(self, job):
        """What the last runs of both sides have written."""
        if self.rows > self.options.check_rows:
            return
        resources = json.loads((self.out / 'datapackage.json').read_text())['resources']
        paths = {resource['name']: self.out / resource['path'] for resource in resources}
        for name, types in TABLES.items():
            compare_apart(f'{job}: {name}', types, False, paths[name], self.theirs / f'{name}.csv')

    def prepare(self):
        """A folder of data to be changed."""
        remove(self.data)
        self.data.mkdir()
        for name in ('datapackage.json', 'shop.json', 'orders.schema.json', 'customers.csv', 'orders.csv'):
            shutil.copy2(self.made / name, self.data / name)

    def replace(self, made):
        """Another full file, newer than all that was kept."""
        new = self.data / 'orders.csv.new'
        made(new)
        new.replace(self.data / 'orders.csv')

    def keep(self):
        """What a first run leaves, from which the others start."""
        self.prepare()
        self.weir(None, 'later').run()
        remove(self.base)
        subprocess.run(['cp', '-a', self.out, self.base], check=True)

    def run(self):
        self.keep()
        for name, measure in JOBS.items():
            if name in self.options.jobs:
                measure(self)
        self.clear()

    def first_load(self):
        kept, unkept = self.measure(self.weir(None, 'later'), self.weir(None, 'later', unkept=True))
        self.add('first load, to one without state', kept, unkept, bar=1.8)
        state = sum(file.stat().st_size for file in (self.base / '.weir').rglob('*') if file.is_file())
        source = sum(file.stat().st_size for file in self.data.glob('*.csv'))
        self.note(Line('bytes of .weir, to the input', self.rows, f'{state / 1e6:.1f} MB', f'{source / 1e6:.1f} MB', state / source, 1.0))

    def edited(self):
        file, after = self.made / 'orders-change.csv', self.made / 'orders-v2.csv'
        ours, peer = self.measure(self.weir(self.base, 'later', *self.edits(file), written=False), self.duckdb(after, written=False))
        self.add('edits, written later', ours, peer, bar=0.5)
        ours, peer = self.measure(self.weir(self.base, 'now', *self.edits(file)), self.duckdb(after))
        self.compare('edits')
        self.add('edits, files written', ours, peer)

    def untouched(self):
        ours, start = self.measure(self.weir(self.base, 'later', written=False), Side('weir', [self.options.weir, '--version']))
        self.note(Line('untouched, over start-up', self.rows, f'{ours.wall:.3f}', f'{start.wall:.3f}',
                       ours.wall - start.wall, 0.2, ' s', ours.peak))

    def replaced(self):
        after = self.made / 'orders-v2.csv'
        self.replace(lambda new: shutil.copyfile(after, new))
        ours, peer = self.measure(self.weir(self.base, 'now'), self.duckdb(after))
        self.compare('full file')
        self.add('full file', ours, peer, bar=1.0)

    def all_changed(self):
        self.replace(lambda new: change_all(self.made / 'orders.csv', new))
        ours, peer = self.measure(self.weir(self.base, 'later'), self.weir(None, 'later'))
        self.add('all rows changed, to from scratch', ours, peer, bar=1.7)

    def few(self, file):
        """Some edits on the state of a first run."""
        self.keep()
        [ours] = self.measure(self.weir(self.base, 'later', *self.edits(file), written=False))
        self.clear()
        return ours

    def clear(self):
        for folder in (self.data, self.out, self.base, self.theirs):
            remove(folder)


# In this order: the last ones replace the full file.
JOBS = {'first-load': Changes.first_load, 'edits': Changes.edited, 'untouched': Changes.untouched,
        'full-file': Changes.replaced, 'all-changed': Changes.all_changed}
SIZES = 'sizes'


def change_all(file, target):
    """The same rows, each with another amount."""
    with open(file, newline='', encoding='utf-8') as old, open(target, 'w', newline='', encoding='utf-8') as new:
        rows, out = csv.reader(old), csv.writer(new, lineterminator='\n')
        header = next(rows)
        out.writerow(header)
        amount = header.index('amount')
        for row in rows:
            whole, _, part = row[amount].partition('.')
            row[amount] = f'{int(whole) + 1}.{part}'
            out.writerow(row)


def first_edits(file, count, target):
    """The first lines of a change file, without an edit that they would cut in two; how many."""
    with open(file, encoding='utf-8') as old:
        header, *lines = itertools.islice(old, count + 1)
    if lines[-1].startswith('update_preimage,'):
        lines.pop()
    target.write_text(header + ''.join(lines), encoding='utf-8')
    return len(lines)


def sizes(options, data):
    """As many lines of changes on the smallest and on the largest table."""
    small, large = min(options.rows), max(options.rows)
    file = options.out / 'changes-few.csv'
    count, figures = FEW, []
    for rows in (small, large):
        count = first_edits(data(rows) / 'orders-change.csv', count, file)
        figures.append(Changes(options, data(rows), rows).few(file))
    file.unlink()
    return Line(f'{count:,} lines of edits, to as many at {small:,} rows', large, f'{figures[1].wall:.3f}', f'{figures[0].wall:.3f}',
                figures[1].wall / figures[0].wall, 1.5, peak=figures[1].peak, most=400)


def page(options, lines):
    memory = os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2 ** 30
    rows = ' '.join(map(str, options.rows))
    return f"""# Benchmarks of runs on changes

Whole processes, start included, on a warm page cache, medians of {options.runs} runs on {len(os.sched_getaffinity(0))} cores with {memory:.0f} GB; each run
starts from a copy of what a first run left. The flow, an aggregate and a join of orders with their customers, is
`bench/flows/changes.yaml`. Beside the runs on edits and on full files, which change one row in a thousand, duckdb
{version('duckdb')} makes both tables again from the CSV file as it is after them. Peaks are Weir's.

- *first load*: the first run, which keeps state, beside the same one with a file where its state would be;
- *edits, written later*: a change file with `snapshot: later`, beside duckdb writing to `/dev/null`;
- *edits, files written*, *full file*: both sides write both files, until they are on the disk;
- *untouched*: nothing has changed; the ratio column has the seconds over those of `weir --version`;
- *all rows changed*: a new file with another amount in every row, beside its first run in an empty folder; both keep state;
- the last line: the first lines of the change file, which are of the first rows of a larger table, beside as many lines
  at the smaller size, both with `snapshot: later`.

`scripts/bench_changes.py` made this page:

```sh
scripts/bench-changes.sh --rows {rows} --runs {options.runs} --write
```

{table(lines)}"""


def arguments():
    parser = argparse.ArgumentParser(prog='bench-changes.sh', description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--rows', type=int, nargs='+', default=[1_000_000, 10_000_000], help='orders; with two or more also one size beside another')
    names = [*JOBS, SIZES]
    parser.add_argument('--jobs', nargs='+', choices=names, default=names, metavar='JOB', help=', '.join(names))
    bench.add_common(parser, runs=3, page='docs/changes-benchmarks.md')
    return parser.parse_args()


def main():
    options = arguments()
    options.data, options.out = options.data.resolve(), options.out.resolve()
    maker = bench.Bench(options, bench.find_shared())
    data = lambda rows: maker.data(rows, False)
    Side('weir', [options.weir, '--version']).run()  # builds and archives classes where that is still to be done
    lines, failures = [], []
    for rows in options.rows if set(options.jobs) & set(JOBS) else []:
        changes = Changes(options, data(rows), rows)
        try:
            changes.run()
        except Failed as failure:
            failures.append(str(failure))
            print(f'bench: FAILED {failure}', file=sys.stderr, flush=True)
        lines += changes.lines
    if len(options.rows) > 1 and SIZES in options.jobs and not failures:
        try:
            lines.append(sizes(options, data))
        except Failed as failure:
            failures.append(str(failure))
            print(f'bench: FAILED {failure}', file=sys.stderr, flush=True)
    print(table(lines), end='')
    if options.write and not failures:
        (HOME / 'docs' / 'changes-benchmarks.md').write_text(page(options, lines))
    missed = [line for line in lines if not all(met for _, met in line.bars())]
    sys.exit(1 if failures or missed and not options.no_bars else 0)


if __name__ == '__main__':
    main()
