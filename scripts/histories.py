"""Replays histories of data sets version by version: see histories.sh."""
import argparse
import glob
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HOME = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FLOWS = os.path.join(HOME, 'bench', 'flows', 'histories')
PAGE = os.path.join(HOME, 'docs', 'histories.md')
BEGIN, END = '<!-- made by scripts/histories.sh -->\n', '<!-- end -->\n'

# Of each history the files that its flow reads, and from which version on it takes which parameters: where the form of
# a file changes so that no one flow reads both, its user states the other one.
YEAR_MONTH = """LPAD(CAST("Year" AS VARCHAR), 4, '0') || '-' || LPAD(CAST("Month" AS VARCHAR), 2, '0')"""
HISTORIES = {
    'co2-ppm': (
        ['data/co2-mm-mlo.csv', 'data/co2-annmean-mlo.csv', 'data/co2-annmean-gl.csv'],
        {1: {'FORM': 'year-month', 'MONTH': YEAR_MONTH}, 8: {}, 29: {'FORM': 'unnamed'}}),
    'country-codes': (['data/c*.csv'], {1: {}}),
    'gold-prices': (['data/data.csv', 'data/monthly.csv'], {1: {}}),
    's-and-p-500-companies': (['data/constituents.csv'], {1: {'ON_ERROR': 'drop'}, 9: {}}),
}


class Failed(Exception):
    """A run failed, or its bytes are not those of a run from scratch."""


def weir(work, *arguments):
    """What a run said on stderr, and how long it took."""
    begin = time.monotonic()
    done = subprocess.run([os.path.join(HOME, 'weir'), 'run', *arguments], cwd=work, capture_output=True, text=True,
                          env={**os.environ, 'SOURCE_DATE_EPOCH': '1700000000'})
    seconds = time.monotonic() - begin
    if done.returncode:
        raise Failed(f'weir run ended with {done.returncode}:\n{done.stdout}{done.stderr}')
    return done.stderr, seconds


def number(text):
    return int(text.replace(',', ''))


def read_said(said):
    """The numbers of what a run says with --verbose."""
    if 'no row of the sources has changed' in said:
        return {'how': 'untouched', 'in': 0, 'out': 0, 'entered': {}, 'again': 0}
    found = re.search(r'^weir: (?:.*; )?([\d,]+) changed rows? in, ([\d,]+) changed rows? out', said, re.M)
    if not found:
        reason = re.search(r'^weir: (?:.*; )?read [\d,]+ rows? in .*?(?:\(all of them: (.*)\))?$', said, re.M)
        if not reason:
            raise Failed(f'what the run says is not understood:\n{said}')
        kept = re.search(r'^weir: nothing is kept for the next run: (.*)$', said, re.M)
        return {'how': reason.group(1) or 'there was no run before', 'in': None, 'out': None, 'entered': {}, 'again': 0,
                'not kept': kept.group(1) if kept else None}
    steps = re.findall(r'^weir: ([\w-]+): ([\d,]+) changed rows? in(?:, ([\d,]+) rows? looked up)?', said, re.M)
    return {'how': 'carried', 'in': number(found.group(1)), 'out': number(found.group(2)),
            'entered': {step: number(entered) for step, entered, _ in steps if step != 'load'},
            'again': sum(number(again) for _, _, again in steps if again)}


def lines(version, patterns):
    """Of each file that is read its lines behind the header, without their terminators; a file's name may change."""
    read = []
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(version, pattern))):
            with open(path, encoding='utf-8-sig', newline='') as file:
                text = file.read().replace('\r\n', '\n').split('\n')
            read.append([line for line in text[1:] if line])
    return read


def differing(work, before, after):
    """How many lines go and come from one version to the next, by diff(1)."""
    count = 0
    for old, new in zip(before, after):
        if old == new:
            continue
        for name, text in (('old', old), ('new', new)):
            with open(os.path.join(work, name), 'w', encoding='utf-8') as file:
                file.write(''.join(line + '\n' for line in text))
        said = subprocess.run(['diff', '-a', 'old', 'new'], cwd=work, capture_output=True, check=False).stdout
        count += sum(line[:1] in (b'<', b'>') for line in said.split(b'\n'))
    return count


def files(package):
    """The bytes of a package's data files, and its descriptor.

    Left out is what follows from the versions before: the number, the list of changes, and the sources, which are those of
    when the version was written.
    """
    found = {}
    for folder, folders, names in os.walk(package):
        folders[:] = [name for name in folders if name != '.weir']
        for name in names:
            path = os.path.join(folder, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, package)] = file.read()
    found.pop('.weir-previous.json', None)
    found.pop('CHANGELOG.md', None)
    if 'datapackage.json' in found:
        descriptor = json.loads(found['datapackage.json'])
        descriptor.pop('version', None)
        descriptor.pop('sources', None)
        found['datapackage.json'] = json.dumps(descriptor, indent=2).encode()
    return found


def replay(name, history, work):
    """One record a version."""
    patterns, since = HISTORIES[name]
    flow = os.path.join(FLOWS, name + '.yaml')
    versions = sorted(version for version in os.listdir(history) if version.isdigit())
    if not versions:
        raise Failed(f'{history} has no versions')
    records, before, given = [], None, {}
    current, kept, scratch = (os.path.join(work, part) for part in ('current', 'kept', 'scratch'))
    for version in versions:
        given = since.get(int(version), given)
        folder = os.path.join(history, version)
        if os.path.lexists(current):
            os.remove(current)
        os.symlink(folder, current)
        after = lines(folder, patterns)
        options = [flow, '--set', 'DATA=' + current]
        for key, value in given.items():
            options += ['--set', f'{key}={value}']
        try:
            said, seconds = weir(work, *options, '--verbose', '--set', 'OUT=' + kept)
            shutil.rmtree(scratch, ignore_errors=True)
            whole = weir(work, *options, '--full', '--set', 'OUT=' + scratch)[1]
            ours, theirs = files(kept), files(scratch)
            wrong = [file for file in sorted(ours.keys() | theirs.keys()) if ours.get(file) != theirs.get(file)]
            if wrong or not theirs:
                raise Failed('other bytes than a run from scratch: ' + ', '.join(wrong))
        except Failed as failure:
            raise Failed(f'{name} {version}: {failure}') from None
        record = read_said(said)
        record.update(version=version, rows=sum(map(len, after)), seconds=seconds, whole=whole,
                      changed=None if before is None else differing(work, before, after))
        if records and records[-1].get('not kept') and record['how'] not in ('carried', 'untouched'):
            record['how'] = f'nothing was kept at the run before: {records[-1]["not kept"]}'
        before = after
        records.append(record)
        print(f'{name} {version}: {record["rows"]} rows, {record["changed"]} changed by diff, {record["how"]}, '
              f'{record["in"]} in, {record["entered"]}, {record["again"]} looked up, {record["out"]} out, '
              f'{seconds:.2f} s, whole {whole:.2f} s', flush=True)
    return records


def table(head, rows):
    yield '| ' + ' | '.join(head) + ' |\n'
    yield '|' + '---|' * len(head) + '\n'
    for row in rows:
        yield '| ' + ' | '.join(f'{cell:,}' if isinstance(cell, int) else str(cell) for cell in row) + ' |\n'


def summary(name, records):
    carried = [record for record in records if record['how'] == 'carried']
    untouched = sum(record['how'] == 'untouched' for record in records)
    seconds = f'{statistics.median(record["seconds"] for record in carried):.2f}' if carried else '–'
    whole = f'{statistics.median(record["whole"] for record in carried):.2f}' if carried else '–'
    return (name, len(records), untouched, len(carried), len(records) - untouched - len(carried),
            sum(record['rows'] for record in carried), sum(record['changed'] for record in carried),
            sum(record['in'] for record in carried), sum(record['out'] for record in carried),
            sum(most(record) for record in carried), sum(record['again'] for record in carried), seconds, whole)


def most(record):
    """Rows that entered the step that most rows entered: steps of one name count as one."""
    return max(record['entered'].values(), default=0)


def page(histories):
    """The tables of the page."""
    yield from table(
        ('history', 'versions', 'no row changed', 'carried through', 'as a whole', 'rows read', 'changed, by diff',
         'changed rows in', 'changed rows out', 'entered the busiest step', 'looked up', 'seconds', 'from scratch'),
        (summary(name, records) for name, records in histories.items()))
    yield '\nThe versions carried through whose busiest step saw most rows:\n\n'
    rows = []
    for name, records in histories.items():
        carried = [record for record in records if record['how'] == 'carried']
        for record in sorted(carried, key=lambda record: (-most(record), record['version']))[:6]:
            step = max(record['entered'], key=record['entered'].get)
            rows.append((f'{name} {record["version"]}', record['rows'], record['changed'], record['in'], record['out'],
                         f'{step} {most(record):,}', record['again']))
    yield from table(('version', 'rows', 'changed, by diff', 'changed rows in', 'changed rows out',
                      'entered the busiest step', 'looked up'), rows)
    yield '\nThe versions run as a whole, and what the run says about it:\n\n'
    yield from table(('version', 'rows', 'changed, by diff', 'because'),
                     ((f'{name} {record["version"]}', record['rows'],
                       '' if record['changed'] is None else record['changed'], record['how'])
                      for name, records in histories.items() for record in records
                      if record['how'] not in ('carried', 'untouched')))


def without_times(text):
    """The page without the last two columns of its first table."""
    return re.sub(r'\| [\d.–]+ \| [\d.–]+ \|$', '|', text, flags=re.M)


def write(made, check):
    with open(PAGE, encoding='utf-8') as file:
        old = file.read()
    head, rest = old.split(BEGIN)
    tail = rest.split(END)[1]
    new = head + BEGIN + '\n' + made + '\n' + END + tail
    if check:
        if without_times(old) != without_times(new):
            raise Failed('docs/histories.md is not what comes out; run scripts/histories.sh')
        return
    with open(PAGE, 'w', encoding='utf-8') as file:
        file.write(new)


def main():
    parser = argparse.ArgumentParser(prog='histories.sh', description=__doc__)
    parser.add_argument('--check', action='store_true')
    parser.add_argument('--only', action='append', choices=HISTORIES)
    parser.add_argument('--shared', default=os.path.join(os.path.dirname(HOME), 'shared', 'histories'))
    given = parser.parse_args()
    if not os.path.isdir(given.shared):
        print(f'histories: not run: {given.shared} is not there', file=sys.stderr)
        return 77
    absent = [name for name in given.only or HISTORIES if not os.path.isdir(os.path.join(given.shared, name))]
    if absent:
        print(f'histories: {given.shared} holds no {", ".join(absent)}: name the folder that does', file=sys.stderr)
        return 2
    if not shutil.which('diff'):
        print('histories: not run: diff is not there', file=sys.stderr)
        return 77
    histories = {}
    try:
        for name in given.only or HISTORIES:
            with tempfile.TemporaryDirectory(prefix='weir-histories.') as work:
                histories[name] = replay(name, os.path.join(os.path.abspath(given.shared), name), work)
        made = ''.join(page(histories))
        print('\n' + made)
        if not given.only:
            write(made, given.check)
    except Failed as failure:
        print(f'histories: {failure}', file=sys.stderr)
        return 1
    return 0


sys.exit(main())
