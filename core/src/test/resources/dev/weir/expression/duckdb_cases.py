"""Computes the expressions of DuckDbCases with DuckDB: duckdb_cases.py CASES > duckdb.tsv

A line of the output: the expression, DuckDB's type, and one result a row; \\N is NULL, \\E an error.
"""
import sys
import datetime
import decimal

import duckdb

NAMES = ["i", "j", "n", "m", "s", "t", "d", "e", "ts", "b", "c"]
TYPES = ["BIGINT", "BIGINT", "DECIMAL(12,2)", "DECIMAL(8,3)", "VARCHAR", "VARCHAR", "DATE", "DATE", "TIMESTAMP", "BOOLEAN", "BOOLEAN"]


def shown(value):
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, decimal.Decimal):
        return format(value, "f")
    if isinstance(value, float):
        return repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


with open(sys.argv[1], encoding="utf-8") as file:
    head, tail = file.read().split("\n\n", 1)
db = duckdb.connect()
db.execute("CREATE TABLE rows (row INTEGER, " + ", ".join(f"{n} {t}" for n, t in zip(NAMES, TYPES)) + ")")
rows = [[None if cell == "\\N" else cell for cell in line.split("\t")] for line in head.split("\n")]
for number, row in enumerate(rows):
    db.execute("INSERT INTO rows VALUES (" + ",".join(["?"] * (len(NAMES) + 1)) + ")", [number] + row)
print("# DuckDB", duckdb.__version__)
for sql in tail.strip("\n").split("\n"):
    kind = "\\E"
    try:
        result = db.execute(f"SELECT {sql} AS x FROM rows ORDER BY row")
        kind = str(result.description[0][1])
        cells = [shown(row[0]) for row in result.fetchall()]
    except Exception:
        cells = []
        for number in range(len(rows)):
            try:
                result = db.execute(f"SELECT {sql} AS x FROM rows WHERE row = {number}")
                kind = str(result.description[0][1])
                cells.append(shown(result.fetchone()[0]))
            except Exception:
                cells.append("\\E")
    print("\t".join([sql, kind] + cells))
