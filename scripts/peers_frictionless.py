"""Generates packages, valid and broken, has frictionless-py and Weir validate them, and explains each difference.

A package is one small table: a field type with format, options and constraints, cells that are right, wrong and tricky
for it, a dialect. Both reports are compared as sets of (type, row, field). Each difference has to fall under a rule of
RULES, which quotes the standard; one that does not is printed, and the exit code is 1. The seed is printed.
"""
import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import warnings

warnings.filterwarnings('ignore')

# Of each type: formats with options, cells that may be right or wrong, and values for bounds and enums.
TYPES = {
    'string': ([{}, {'format': 'email'}, {'format': 'uri'}, {'format': 'uuid'}, {'format': 'binary'}],
               ['a', 'Ada', ' x ', 'a@b.org', 'a@', 'https://example.org/x', 'no uri', 'aGVsbG8=', '%%%',
                '6ba7b810-9dad-11d1-80b4-00c04fd430c8', '6ba7b810', 'é', 'NULL', '-'], ['a', 'Ada', 'zz']),
    'integer': ([{}, {'groupChar': ','}, {'bareNumber': False}],
                ['1', '-7', '+3', '007', '1.0', '1e3', ' 5', '5 ', '1,000', '$12', '95%', '12345678901234567890', 'x',
                 '１', '-0', '--1', '1_000'], ['1', '10', '-7']),
    'number': ([{}, {'groupChar': ','}, {'decimalChar': ','}, {'bareNumber': False}],
               ['1', '1.50', '-0.5', '.5', '5.', '1e3', '1E-2', 'NaN', 'INF', '-INF', 'inf', 'nan', '1,5', '1,000.5',
                '€7', '7%', 'x', ' 2', '0x10', '1_0'], ['1', '0.5', '100']),
    'boolean': ([{}, {'trueValues': ['yes'], 'falseValues': ['no']}],
                ['true', 'True', 'TRUE', '1', 'false', '0', 'yes', 'no', 'Yes', 't', 'tRUE', 'on'], ['true']),
    'date': ([{}, {'format': '%d/%m/%Y'}, {'format': 'any'}, {'format': '%y-%m-%d'}],
             ['2026-01-31', '2026-02-30', '2026-1-5', '31/01/2026', '20260131', '26-01-31', '2026-01-31Z', '0001-01-01',
              '10000-01-01', 'today'], ['2026-01-31', '2020-01-01']),
    'time': ([{}, {'format': '%H:%M'}, {'format': 'any'}],
             ['10:00:00', '23:59:60', '24:00:00', '10:00', '1:2:3', '10:00:00Z', '10:00:00.5', '10:00:00+01:00', 'noon'],
             ['10:00:00', '23:00:00']),
    'datetime': ([{}, {'format': '%d/%m/%Y %H:%M'}, {'format': 'any'}],
                 ['2026-01-31T10:00:00Z', '2026-01-31T10:00:00', '2026-01-31T10:00:00.25Z', '2026-01-31T10:00:00+02:00',
                  '2026-01-31 10:00:00', '2026-01-31T25:00:00', '31/01/2026 10:00', '2026-01-31', 'x'],
                 ['2026-01-31T10:00:00', '2020-01-01T00:00:00']),
    'year': ([{}], ['2026', '1', '0001', '-0044', '+2026', '12345', '26', '2026.0', 'x', ' 2026'], ['2026', '2000']),
    'yearmonth': ([{}], ['2026-01', '2026-13', '2026-1', '202601', '26-01', '2026-01-01', 'x'], ['2026-01', '2020-12']),
    'duration': ([{}], ['P1D', 'PT2H', 'P1Y2M', 'P', 'PT', '-P1D', 'P1.5D', 'P1W', '1D', 'PT1M30.5S', 'P1DT', 'p1d'],
                 ['P1D', 'PT2H']),
    'geopoint': ([{}, {'format': 'array'}, {'format': 'object'}],
                 ['12.5, 45', '12.5,45', '[12.5, 45]', '{"lon": 12.5, "lat": 45}', '181, 0', '0, 91', '[1]', '{"lon": 1}',
                  '1 2', 'a, b'], ['12.5, 45']),
    'geojson': ([{}, {'format': 'topojson'}],
                ['{"type": "Point", "coordinates": [1, 2]}', '{"type": "Point"}', '{"type": "Foo"}', '[1]', 'x', '{}',
                 '{"type": "Topology", "objects": {}, "arcs": []}', '{"type": "Feature", "geometry": null, "properties": {}}'],
                []),
    'object': ([{}], ['{}', '{"a": 1}', '[1]', '1', '"x"', '{"a": }', 'null', "{'a': 1}"], []),
    'array': ([{}], ['[]', '[1, "a"]', '{}', '1', '[1', 'null', '[NaN]'], []),
    'list': ([{}, {'delimiter': ';'}, {'itemType': 'integer'}],
             ['a', 'a,b', '1,2', '1;2', '1,x', 'a,,b', ',', '2026-01-01,2026-01-02'], []),
    'any': ([{}], ['x', '1', 'é', '[1]', ' '], []),
}
LEXICAL = {'integer', 'number', 'boolean', 'date', 'time', 'datetime', 'year', 'yearmonth', 'string'}


def constraints(kind, values, random):
    """Some constraints, none for most tables."""
    found = {}
    if random.random() < 0.25:
        found['required'] = True
    if random.random() < 0.15 and kind not in ('object', 'array', 'geojson', 'list'):
        found['unique'] = True
    if values and random.random() < 0.2 and kind in ('integer', 'number', 'date', 'time', 'datetime', 'year', 'yearmonth'):
        found[random.choice(['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'])] = value(kind, random.choice(values))
    if values and random.random() < 0.15 and kind not in ('geopoint',):
        found['enum'] = [value(kind, text) for text in values]
    if kind in ('string', 'list', 'array', 'object') and random.random() < 0.2:
        found[random.choice(['minLength', 'maxLength'])] = random.randint(1, 4)
    if kind == 'string' and random.random() < 0.2:
        found['pattern'] = random.choice(['[a-z]+', 'a.*', '\\w+', '[A-Z][a-z]*', 'a|b'])
    return found


def value(kind, text):
    if kind in ('integer', 'year'):
        return int(text)
    if kind == 'number':
        return float(text)
    if kind == 'boolean':
        return text == 'true'
    return text


def quoted(cell, dialect):
    delimiter, quote = dialect.get('delimiter', ','), dialect.get('quoteChar', '"')
    if any(sign in cell for sign in (delimiter, quote, '\n', '\r')) or cell.startswith(' ') and dialect.get('skipInitialSpace'):
        return quote + cell.replace(quote, quote * 2) + quote
    return cell


def dialect(random):
    found = {}
    if random.random() < 0.5:
        return found
    for name, choices in (('delimiter', [';', '\t', '|']), ('quoteChar', ["'"]), ('header', [False]), ('skipInitialSpace', [True]),
                          ('commentChar', ['#']), ('nullSequence', ['NULL']), ('headerRows', [[1, 2]]), ('commentRows', [[2]])):
        if random.random() < 0.15:
            found[name] = random.choice(choices)
    return found


def package(folder, random):
    """One package; its description for the list of differences."""
    kind = random.choice(list(TYPES))
    formats, cells, values = TYPES[kind]
    field = {'name': 'f', 'type': kind, **random.choice(formats)}
    held = constraints(kind, values, random)
    if held:
        field['constraints'] = held
    schema = {'fields': [{'name': 'id', 'type': 'integer'}, field, {'name': 'note', 'type': 'string'}]}
    if random.random() < 0.3:
        schema['missingValues'] = random.choice([['', '-'], ['NULL', ''], ['NA']])
    if random.random() < 0.3:
        schema['primaryKey'] = random.choice(['id', ['id'], ['id', 'f']])
    if random.random() < 0.15:
        schema['fieldsMatch'] = random.choice(['equal', 'subset', 'superset', 'partial', 'exact'])
    form = dialect(random)
    delimiter = form.get('delimiter', ',')
    rows = []
    for number in range(1, random.randint(2, 9)):
        cell = random.choice(cells) if random.random() < 0.9 else ''
        row = [str(number if random.random() < 0.9 else 1), cell, random.choice(['x', '', 'y z'])]
        if random.random() < 0.05:
            row = random.choice([row[:2], row + ['more'], [], ['', '', '']])
        rows.append(row)
    labels = ['id', 'f', 'note']
    if random.random() < 0.12:
        labels = random.choice([['id', 'f'], ['id', 'f', 'note', 'extra'], ['f', 'id', 'note'], ['id', 'F', 'note'],
                                ['id', '', 'note'], ['id', 'f', 'f'], ['id', 'x', 'note']])
    lines = []
    if form.get('header', True):
        lines.append(delimiter.join(labels))
        if 'headerRows' in form:
            lines.append(delimiter.join([''] * len(labels)))
    if form.get('commentChar') and random.random() < 0.5:
        lines.append('# a comment')
    for row in rows:
        lines.append(delimiter.join(quoted(cell, form) for cell in row))
    end = random.choice(['\n', '\n', '\r\n'])
    text = end.join(lines) + (end if random.random() < 0.8 else '')
    (folder / 'table.csv').write_bytes(text.encode('utf-8'))
    resource = {'name': 'table', 'type': 'table', 'path': 'table.csv', 'schema': schema}
    if form:
        resource['dialect'] = form
    (folder / 'datapackage.json').write_text(json.dumps(
        {'$schema': 'https://datapackage.org/profiles/2.0/datapackage.json', 'name': 'p', 'resources': [resource]}, ensure_ascii=False))


def found_by_frictionless(folders):
    from frictionless import Package, system
    system.trusted = True
    for folder in folders:
        try:
            report = Package(str(folder / 'datapackage.json')).validate()
            errors = set()
            for task in report.tasks:
                for error in task.errors:
                    errors.add(key(error.to_descriptor()))
            for error in report.errors:
                errors.add(key(error.to_descriptor()))
            yield folder.name, errors
        except Exception as crash:  # what it does not survive is a difference of its own
            yield folder.name, {('crash', 0, 0, str(crash)[:80])}


def key(error):
    number = error.get('rowNumber') or 0
    return error['type'], number, error.get('fieldNumber') or 0


def found_by_weir(weir, folders):
    run = subprocess.run([weir, 'validate', '--format', 'jsonl', '--limit-errors', '0', *map(str, folders)],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    for line in run.stdout.decode().splitlines():
        report = json.loads(line)
        errors = {key(error) for error in report['errors']}
        for task in report['tasks']:
            errors |= {key(error) for error in task['errors']}
        yield pathlib.Path(report['place']).name, errors


class Case:
    """A package with what both found, for the rules."""

    def __init__(self, folder):
        self.package = json.loads((folder / 'datapackage.json').read_text())
        self.resource = self.package['resources'][0]
        self.schema = self.resource['schema']
        self.field = self.schema['fields'][1]
        self.kind = self.field['type']
        self.format = self.field.get('format', 'default')
        self.constraints = self.field.get('constraints', {})
        self.dialect = self.resource.get('dialect', {})
        self.lines = (folder / 'table.csv').read_bytes().decode().splitlines()
        self.direct = self.labels() == ['id', 'f', 'note'] or self.schema.get('fieldsMatch', 'exact') == 'exact'

    def labels(self):
        return self.cells(1) if self.dialect.get('header', True) else ['id', 'f', 'note']

    def cells(self, row):
        line = self.lines[row - 1] if 0 < row <= len(self.lines) else ''
        import csv
        return next(csv.reader([line], delimiter=self.dialect.get('delimiter', ','), quotechar=self.dialect.get('quoteChar', '"')), [])

    def cell(self, row):
        cells = self.cells(row)
        return cells[1] if len(cells) > 1 else ''


RULES = []


class Difference:
    """An error that one of the two has, in its case."""

    def __init__(self, case, error, ours, theirs):
        self.case, self.error, self.ours, self.theirs = case, error, ours, theirs
        self.kind, self.row, self.number = error[:3]
        self.weir = error in ours
        self.cell = case.cell(self.row) if self.row and case.direct else ''
        self.typed = self.kind == 'type-error' and self.weir and case.direct and self.number == 2

    def ours_has(self, kind, row=None):
        return any(error[0] == kind and row in (None, error[1]) for error in self.ours)

    def theirs_has(self, kind, row=None):
        return any(error[0] == kind and row in (None, error[1]) for error in self.theirs)


def rule(name, text):
    """Registers a predicate on a difference, with what the standard says."""
    def register(function):
        RULES.append((name, text, function))
        return function
    return register


def typed(name, text, kinds, pattern):
    """A text that the standard refuses as a value of these types, and frictionless-py reads."""
    rule(name, text)(lambda it: it.typed and it.case.kind in kinds and re.search(pattern, it.cell) is not None)


rule('crash', 'frictionless-py ends with an exception or a bare "error" where Weir reports')(
    lambda it: it.theirs_has('crash') or it.theirs_has('error'))
rule('field is wrong', 'a bound or an enum value "must be of the field\'s type and format": the descriptor is refused and no row is read')(
    lambda it: it.ours_has('field-error'))
rule('header by name', 'fieldsMatch other than exact: "the fields are matched by their names", frictionless-py goes by position')(
    lambda it: it.case.schema.get('fieldsMatch', 'exact') != 'exact' and it.case.labels() != ['id', 'f', 'note'])
rule('header of two rows', 'headerRows: an empty cell of a header row that stands below or behind another says nothing new')(
    lambda it: 'headerRows' in it.case.dialect
    and (it.kind.endswith(('-label', '-header')) or it.case.schema.get('fieldsMatch', 'exact') != 'exact'))
rule('blank row', 'one cause gives one error: a blank row is not a missing key as well')(
    lambda it: it.kind in ('primary-key', 'unique-error') and not it.weir and it.ours_has('blank-row', it.row))
rule('part of a key', 'primaryKey: "fields in the primary key cannot be null", each of them; frictionless-py asks for one')(
    lambda it: it.kind == 'primary-key' and it.weir and isinstance(it.case.schema.get('primaryKey'), list)
    and len(it.case.schema['primaryKey']) > 1)
rule('value of a cell in error', 'a cell that is no value of its type has no other error and is not compared')(
    lambda it: not it.weir and it.kind in ('constraint-error', 'unique-error', 'primary-key') and it.ours_has('type-error', it.row))
rule('compared as values', 'unique keys hold values: cells in error are none, so the rows behind them differ')(
    lambda it: it.kind in ('unique-error', 'primary-key') and (it.ours_has('type-error') or it.theirs_has('type-error')))
rule('nullSequence', 'nullSequence is the text of a missing cell; frictionless-py ignores it')(
    lambda it: 'nullSequence' in it.case.dialect and it.cell == it.case.dialect['nullSequence'])
rule('integer groupChar', 'groupChar is an option of integer since v2; frictionless-py refuses the texts')(
    lambda it: it.case.kind == 'integer' and 'groupChar' in it.case.field and ',' in it.cell)
rule('special numbers', '"NaN, INF, -INF are permitted (case need not be respected)", with bareNumber false too')(
    lambda it: it.case.kind == 'number' and it.cell.lower().lstrip('+-') in ('nan', 'inf'))
rule('year', 'year is that of XML Schema (gYear): a sign and more than four digits are allowed')(
    lambda it: it.case.kind == 'year' and re.fullmatch('-?[0-9]{4,}', it.cell) is not None)
rule('whole value', 'pattern: "the value must match" as a whole; frictionless-py matches a|b at the start')(
    lambda it: it.kind == 'constraint-error' and it.weir and it.case.constraints.get('pattern') == 'a|b')
typed('yearmonth', 'yearmonth is that of XML Schema: YYYY-MM', {'yearmonth'}, '^([0-9]{4}-[0-9]|[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2})$')
typed('JSON', 'array and object are JSON: NaN is no JSON', {'array', 'object', 'geojson'}, 'NaN')
typed('zone of a time', 'time is hh:mm:ss, a zone is no part of it', {'time'}, 'Z|[+]')
typed('time', 'time is hh:mm:ss with two digits each, up to 23:59:59', {'time'}, '^(24:00:00|23:59:60|1:2:3|10:00|10:00:00[.]5)$')
typed('space in a datetime', 'the default datetime has a T between date and time', {'datetime'}, '^[0-9-]{10} ')
typed('date', 'the default date is yyyy-mm-dd', {'date'}, '^([0-9]{4}-[0-9]-[0-9]|10000-01-01|20260131|.*Z)$')
typed('any', 'any: Weir reads the forms of ISO 8601 and does not guess the order of day and month', {'date', 'datetime', 'time'},
      '^([0-9]{2}/[0-9]{2}/[0-9]{4}|26-01-31|10:00|noon|[0-9]{4}-[0-9]-[0-9]$)')
typed('duration', 'duration is that of XML Schema: no weeks, fractions of seconds only, T only before a time', {'duration'},
      '^(PT|P|P1DT|P1.5D|P1W|p1d)$')
typed('digits', 'numbers are made of the digits 0 to 9, without underscores', {'integer', 'number'}, '_|１')
rule('base64', 'binary is base64; frictionless-py passes over what is not of its alphabet')(
    lambda it: it.typed and it.case.format == 'binary')
rule('bareNumber', 'bareNumber: what stands before and behind a number is stripped, and ".5" is a number as a whole')(
    lambda it: not it.weir and it.case.field.get('bareNumber') is False and it.cell.startswith('.'))
rule('empty list', 'an empty text that is not missing is a list without items')(
    lambda it: not it.weir and it.case.kind == 'list' and it.cell == '')
rule('letters', 'pattern is that of XML Schema: \\w has symbols such as = too')(
    lambda it: it.kind == 'constraint-error' and '\\w' in it.case.constraints.get('pattern', ''))
rule('delimiter', 'the delimiter is a comma unless the dialect says otherwise; frictionless-py guesses another one')(
    lambda it: 'delimiter' not in it.case.dialect and it.theirs_has('incorrect-label') and not it.ours_has('incorrect-label'))
rule('no rows', 'a table of which all rows are comments has none; frictionless-py calls it empty')(
    lambda it: it.kind == 'source-error' and not it.weir and 'commentRows' in it.case.dialect)


def explain(case, error, ours, theirs):
    it = Difference(case, error, ours, theirs)
    for name, _, matches in RULES:
        if matches(it):
            return name
    return None


def write(options, same, explained, left):
    """The page of all differences."""
    lines = ['# Weir beside frictionless-py', '',
             'Generated packages, valid and broken, of every type with formats, options and constraints under several dialects, are',
             'validated by Weir and by frictionless-py 5.21. Errors are compared by type, row and field. `scripts/peers-frictionless.sh`',
             'does it; with `--write docs/frictionless.md` it makes this page.', '',
             f'Of {options.packages:,} packages (seed {options.seed}) {same:,} have the same errors. Each difference in the others falls under a rule of',
             f'the standard; {left} do not.', '', '| errors | what differs | what the standard says |', '| ---: | --- | --- |']
    for name, text, _ in RULES:
        if explained[name]:
            cell = text.replace('|', chr(92) + '|')
            lines.append(f'| {explained[name]} | {name} | {cell} |')
    options.write.write_text('\n'.join(lines) + '\n')


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--packages', type=int, default=2400)
    parser.add_argument('--seed', type=int, default=20261201)
    parser.add_argument('--out', type=pathlib.Path, required=True)
    parser.add_argument('--weir', required=True)
    parser.add_argument('--list', type=int, default=40, help='how many unexplained differences are printed')
    parser.add_argument('--write', type=pathlib.Path, help='the page that the rules and counts are written to')
    options = parser.parse_args()
    chance = random.Random(options.seed)
    folders = []
    for number in range(options.packages):
        folder = options.out / f'{number:05d}'
        folder.mkdir(parents=True, exist_ok=True)
        package(folder, chance)
        folders.append(folder)
    ours = {}
    for at in range(0, len(folders), 400):
        ours.update(found_by_weir(options.weir, folders[at:at + 400]))
    theirs = dict(found_by_frictionless(folders))
    explained, unexplained = collections.Counter(), []
    same = 0
    for folder in folders:
        case = Case(folder)
        mine, other = ours[folder.name], theirs[folder.name]
        same += mine == other
        for error in sorted(mine ^ other, key=str):
            name = explain(case, error, mine, other)
            if name:
                explained[name] += 1
            else:
                unexplained.append((folder.name, 'only Weir' if error in mine else 'only frictionless', error, case))
    print(f'seed {options.seed}: {len(folders)} packages, {same} with the same errors; '
          f'{sum(not errors for errors in ours.values())} valid for Weir, {sum(not errors for errors in theirs.values())} for frictionless')
    for name, text, _ in RULES:
        if explained[name]:
            print(f'{explained[name]:6} × {name}: {text}')
    for name, side, error, case in unexplained[:options.list]:
        print(f'{name} {side} {error}: {json.dumps(case.field, ensure_ascii=False)} cell {case.cell(error[1])!r} '
              f'dialect {case.dialect} schema {({k: v for k, v in case.schema.items() if k != "fields"})}')
    print(f'{len(unexplained)} differences without a rule')
    if options.write:
        write(options, same, explained, len(unexplained))
    return 1 if unexplained else 0


if __name__ == '__main__':
    sys.exit(main())
