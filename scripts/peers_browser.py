"""Opens the pages that Weir writes in a browser, over its DevTools protocol, and compares what is shown with what must be."""
import itertools
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

import websocket

MARKUP = '<img src=x onerror=alert(1)>'
FIELDS = [{'name': 'id', 'type': 'integer'}, {'name': 'name', 'type': 'string', 'constraints': {'maxLength': 30}},
          {'name': 'amount', 'type': 'number'}, {'name': 'day', 'type': 'date'}]
# Of each table on the page its rows, of each row its cells: tag of the mark in it, text, and whether it looks marked.
SHOWN = """[...document.querySelectorAll('table')].map(table => [...table.rows].map(row => [...row.cells].map(cell => {
  const mark = cell.querySelector('mark, ins'), plain = getComputedStyle(document.body).backgroundColor;
  const box = cell.getBoundingClientRect();
  return {text: cell.innerText, seen: box.width > 0 && box.height > 0, mark: mark ? mark.innerText : null,
          gone: cell.querySelector('del')?.innerText ?? null,
          coloured: !!mark && getComputedStyle(mark).backgroundColor !== plain, row: getComputedStyle(row).backgroundColor !== plain}})))"""


class Page:
    """A tab that has loaded one page; what it asked for and said meanwhile."""

    def __init__(self, port, file):
        made = urllib.request.Request(f'http://127.0.0.1:{port}/json/new?about:blank', method='PUT')
        with urllib.request.urlopen(made) as answer:
            tab = json.load(answer)
        self.socket = websocket.create_connection(tab['webSocketDebuggerUrl'], suppress_origin=True, timeout=60)
        self.numbers, self.events = itertools.count(1), []
        for domain in ('Network', 'Log', 'Runtime', 'Page'):
            self.call(f'{domain}.enable')
        self.call('Page.navigate', url=file.as_uri())
        while not any(event['method'] == 'Page.loadEventFired' for event in self.events):
            self.events.append(json.loads(self.socket.recv()))

    def call(self, method, **params):
        number = next(self.numbers)
        self.socket.send(json.dumps({'id': number, 'method': method, 'params': params}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get('id') == number:
                return answer['result']
            self.events.append(answer)

    def value(self, expression):
        return self.call('Runtime.evaluate', expression=expression, returnByValue=True)['result']['value']

    def requests(self):
        return [event['params']['request']['url'] for event in self.events if event['method'] == 'Network.requestWillBeSent']

    def said(self):
        names = ('Runtime.consoleAPICalled', 'Runtime.exceptionThrown', 'Log.entryAdded', 'Page.javascriptDialogOpening')
        return [event for event in self.events if event['method'] in names]


def package(folder, rows, fields=None):
    folder.mkdir()
    schema = {'fields': fields or FIELDS, 'primaryKey': ['id']}
    resource = {'name': 'sales', 'path': 'sales.csv', 'type': 'table', 'schema': schema}
    (folder / 'datapackage.json').write_text(json.dumps({'resources': [resource]}))
    (folder / 'sales.csv').write_text('\n'.join([','.join(field['name'] for field in schema['fields']), *rows, '']))
    return folder


def written(weir, target, expected, *arguments):
    done = subprocess.run([weir, *arguments, '--format', 'html'], stdout=subprocess.PIPE, check=False)
    if done.returncode != expected:
        sys.exit(f'peers-browser: exit {done.returncode}, not {expected}: weir {" ".join(map(str, arguments))}')
    target.write_bytes(done.stdout)
    return target


class Checks:
    def __init__(self):
        self.count, self.failed = 0, 0

    def equal(self, what, found, expected):
        self.count += 1
        if found != expected:
            self.failed += 1
            print(f'peers-browser: {what}:\n  found    {found!r}\n  expected {expected!r}')

    def by_itself(self, name, page, file):
        page.value('1')  # what was said before is here by now
        self.equal(f'{name}: requests', page.requests(), [file.as_uri()])
        self.equal(f'{name}: console, errors, dialogs', page.said(), [])
        self.equal(f'{name}: scripts, images, frames', page.value("document.querySelectorAll('script, img, iframe, object').length"), 0)
        self.equal(f'{name}: in the standard\'s mode', page.value('document.compatMode'), 'CSS1Compat')
        self.equal(f'{name}: as wide as the window at most',
                   page.value('document.documentElement.scrollWidth <= document.documentElement.clientWidth'), True)


def report(weir, folder, port, checks):
    rows = ['1,ada,1.5,2026-01-01', '2,ben,much,2026-01-02', f'3,{MARKUP},x,2026-02-30', '1,eve,2,2026-01-04', '5,fay,2', '6,gil,3,2026-01-06']
    file = written(weir, folder / 'report.html', 1, 'validate', package(folder / 'bad', rows))
    page = Page(port, file)
    checks.by_itself('report', page, file)
    *_, failing = page.value(SHOWN)
    head, *shown = failing
    checks.equal('report: columns', [cell['text'] for cell in head], ['row', 'line', 'id', 'name', 'amount', 'day', 'of the row'])
    marked = [(row[0]['text'], head[i]['text'], cell['mark']) for row in shown for i, cell in enumerate(row) if cell['mark'] is not None]
    checks.equal('report: marked cells', marked, [('3', 'amount', 'much'), ('4', 'amount', 'x'), ('4', 'day', '2026-02-30'), ('6', 'day', '')])
    cells = [cell for row in shown for cell in row]
    checks.equal('report: marks have a colour', all(cell['coloured'] for cell in cells if cell['mark'] is not None), True)
    checks.equal('report: each cell is seen', all(cell['seen'] for cell in cells), True)
    checks.equal('report: rows, their errors', [(row[0]['text'], row[-1]['text'].split(':')[0]) for row in shown],
                 [('3', ''), ('4', ''), ('5', 'primary-key'), ('6', '')])
    checks.equal('report: a missing cell says so', shown[3][5]['text'].strip().split(':')[0], 'missing-cell')
    checks.equal('report: markup is text', shown[1][3]['text'], MARKUP)


def difference(weir, folder, port, checks):
    old = ['1,ada,1.50,2026-01-01', '2,ben,2,2026-01-02', '3,cleo,3,2026-01-03', '4,dan,4,2026-01-04']
    new = [f'1,{MARKUP},1.50,2026-01-01', '3,cleo,3.25,2026-01-03', '4,dan,4,2026-01-04', '6,fay,6,2026-01-06']
    file = written(weir, folder / 'difference.html', 0, 'diff', package(folder / 'old', old), package(folder / 'new', new))
    page = Page(port, file)
    checks.by_itself('difference', page, file)
    [[head, *shown]] = page.value(SHOWN)
    checks.equal('difference: columns', [cell['text'] for cell in head], ['', 'row', 'id', 'name', 'amount', 'day'])
    changed = [(row[2]['text'], head[i]['text'], cell['gone'], cell['mark']) for row in shown for i, cell in enumerate(row) if cell['mark'] is not None]
    checks.equal('difference: changed cells', changed, [('1', 'name', 'ada', MARKUP), ('3', 'amount', '3', '3.25')])
    checks.equal('difference: rows', [(row[0]['text'], row[2]['text'], row[0]['row']) for row in shown],
                 [('~', '1', False), ('−', '2', True), ('~', '3', False), ('+', '6', True)])
    checks.equal('difference: changes have a colour', all(cell['coloured'] for row in shown for cell in row if cell['mark'] is not None), True)

    fields = [FIELDS[0], *({'name': name, 'type': 'string'} for name in ('shop', 'city')), FIELDS[3]]
    other = package(folder / 'other', ['1,north,a,2026-01-01', '2,south,b,2026-01-02', '4,east,c,2026-02-04', '7,west,d,2026-01-07'], fields)
    file = written(weir, folder / 'fields.html', 0, 'diff', folder / 'old', other)
    page = Page(port, file)
    checks.by_itself('other fields', page, file)
    [[head, *shown]] = page.value(SHOWN)
    days = [(row[0]['text'], row[[cell['text'] for cell in head].index('day')]['text']) for row in shown]
    checks.equal('other fields: each cell in its column', days,
                 [('−', '2026-01-03'), ('~', '2026-01-04 → 2026-02-04'), ('+', '2026-01-07')])
    checks.equal('other fields: cells of each row', {len(row) for row in shown}, {len(head)})


def main():
    weir, browser = map(pathlib.Path, sys.argv[1:])
    checks = Checks()
    with tempfile.TemporaryDirectory(prefix='weir-browser.') as place:
        folder = pathlib.Path(place)
        command = [browser, '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run',
                   '--disable-background-networking', '--disable-component-update', '--disable-sync', '--window-size=1000,800',
                   '--remote-debugging-port=0', f'--user-data-dir={folder / "profile"}', 'about:blank']
        with subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
            try:
                port = listening(folder / 'profile' / 'DevToolsActivePort', child)
                report(weir, folder, port, checks)
                difference(weir, folder, port, checks)
            finally:
                child.terminate()
                child.wait()
    print(f'peers-browser: {checks.count} checks, {checks.failed} failed')
    sys.exit(1 if checks.failed else 0)


def listening(file, child):
    """The port that the browser writes once it listens."""
    until = time.monotonic() + 60
    while time.monotonic() < until and child.poll() is None:
        if file.exists() and '\n' in file.read_text():
            return int(file.read_text().split('\n')[0])
        time.sleep(0.05)
    print('peers-browser: not run: the browser does not start', file=sys.stderr)
    sys.exit(77)


if __name__ == '__main__':
    main()
