#!/usr/bin/env python3
"""Writes what frictionless-py finds in published packages: the other side of PublishedHistoriesTest.

    python3 core/src/test/python/frictionless_histories.py FOLDER OUT.json

FOLDER holds packages at any depth; needs frictionless 5.21.0. One entry a package: whether it is valid, and its errors
as [resource, type, field number, rows], rows as ranges. A package with the errors of the one before it says "same".
"""

import json
import os
import sys

from frictionless import validate

NAMES = ("datapackage.json", "datapackage.yaml", "datapackage.yml")


def ranges(rows):
    found = []
    for row in sorted(rows):
        if found and found[-1][1] == row - 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in found)


def errors(report):
    rows = {}
    for error in report["errors"]:
        rows.setdefault(("", error["type"], 0), []).append(0)
    for task in report["tasks"]:
        for error in task["errors"]:
            key = (task["name"], error["type"], error.get("fieldNumber") or 0)
            rows.setdefault(key, []).append(error.get("rowNumber") or 0)
    return [[*key, ranges(set(found))] for key, found in sorted(rows.items())]


def main(root, out):
    packages = {}
    last = None
    for folder, _, files in sorted(os.walk(root)):
        names = [name for name in NAMES if name in files]
        if names:
            report = validate(os.path.join(folder, names[0]), limit_errors=1_000_000).to_dict()
            found = errors(report)
            place = os.path.relpath(folder, root)
            packages[place] = {"valid": report["valid"], "errors": "same" if found == last else found}
            last = found
    with open(out, "w") as file:
        file.write("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in packages.items()) + "\n}\n")


main(*sys.argv[1:])
