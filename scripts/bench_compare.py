"""Compares two CSV files as typed values, by duckdb."""
import multiprocessing


class Failed(Exception):
    """A command ended with another exit code, or an output differs."""


def compare_apart(*question):
    """In a process of its own: the peak of a child is at least the size of the process that started it."""
    context = multiprocessing.get_context('spawn')
    findings = context.SimpleQueue()
    child = context.Process(target=compare_into, args=(findings, *question))
    child.start()
    child.join()
    if child.exitcode:
        raise Failed(f'{question[0]}: comparing ended with {child.exitcode}')
    finding = findings.get()
    if finding:
        raise Failed(finding)


def compare_into(findings, *question):
    try:
        compare(*question)
        findings.put('')
    except Failed as failure:
        findings.put(str(failure))


def compare(job, types, ordered, ours, theirs):
    """Both files as typed values, a missing cell as an empty text: same rows, and where the peer has an order the same one."""
    import duckdb
    db = duckdb.connect()
    db.execute("SET TimeZone = 'UTC'")
    for name, file in (('ours', ours), ('theirs', theirs)):
        header = db.execute(f"SELECT * FROM read_csv('{file}', all_varchar=true, header=true, delim=',', quote='\"') LIMIT 0").description
        found = sorted(column[0] for column in header)
        if found != sorted(types):
            raise Failed(f'{job}: {file} has the fields {found}, not {sorted(types)}')
        casts = ', '.join(f'CAST("{column}" AS {kind}) AS "{column}"' for column, kind in types.items())
        place = ', row_number() OVER () AS place' if ordered else ''
        db.execute(f"CREATE TABLE {name} AS SELECT {casts}{place} FROM "
                   f"read_csv('{file}', all_varchar=true, header=true, delim=',', quote='\"', escape='\"')")
    counts = [db.execute(f'SELECT count(*) FROM {name}').fetchone()[0] for name in ('ours', 'theirs')]
    if counts[0] != counts[1]:
        raise Failed(f'{job}: {counts[0]} rows, duckdb has {counts[1]}')
    for more, less, who in (('ours', 'theirs', 'weir'), ('theirs', 'ours', 'duckdb')):
        rows = db.execute(f'SELECT * FROM (SELECT * FROM {more} EXCEPT ALL SELECT * FROM {less}) LIMIT 5').fetchall()
        if rows:
            raise Failed(f'{job}: rows that only {who} has: ' + '\n'.join(map(str, rows)))
    if 'order_id' in types and not ordered:
        wrong = db.execute(f"""SELECT count(*) FROM (SELECT order_id, lag(order_id) OVER (ORDER BY place) AS before FROM
            (SELECT CAST(order_id AS BIGINT) AS order_id, row_number() OVER () AS place FROM read_csv('{ours}', all_varchar=true, header=true)))
            WHERE order_id <= before""").fetchone()[0]
        if wrong:
            raise Failed(f'{job}: {wrong} rows are not in the order of the orders')
