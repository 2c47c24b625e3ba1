"""Generates packages, and reads converted ones with the projects' own libraries; see peers-convert.sh."""
import json
import logging
import pathlib
import random
import sys
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)

FIELDS = [
    ({"type": "string"}, ["a", "b,c", 'say "x"', "é"]),
    ({}, ["x", "007"]),
    ({"type": "integer", "constraints": {"exclusiveMinimum": 0}}, ["1", "7", "12345"]),
    ({"type": "integer", "groupChar": "."}, ["1.000", "2"]),
    ({"type": "number", "constraints": {"exclusiveMaximum": 1000000}}, ["1.50", "-2", "0.001"]),
    ({"type": "number", "groupChar": " ", "decimalChar": ","}, ["1 000,5", "2,0"]),
    ({"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}, ["yes", "no"]),
    ({"type": "date"}, ["2026-02-28"]),
    ({"type": "date", "format": "%d.%m.%Y"}, ["28.02.2026"]),
    ({"type": "time"}, ["10:00:00"]),
    ({"type": "datetime"}, ["2026-01-01T10:00:00Z", "2026-01-01T10:00:00"]),
    ({"type": "year"}, ["2026"]),
    ({"type": "yearmonth"}, ["2026-02"]),
    ({"type": "duration"}, ["P1Y2M3DT4H5M6S"]),
    ({"type": "object"}, ['{"a": [1, null]}']),
    ({"type": "array"}, ['[1, "a"]']),
    ({"type": "list"}, ["a,b", "x"]),
    ({"type": "geopoint"}, ["90.5,45"]),
    ({"type": "string", "categories": [{"value": "x", "label": "X"}]}, ["x"]),
    ({"type": "string", "missingValues": ["?"]}, ["x", "?"]),
]


def generate(folder):
    for seed in range(24):
        chance = random.Random(seed)
        fields, columns = [{"name": "id", "type": "integer"}], []
        for i in range(chance.randint(1, 6)):
            field, texts = chance.choice(FIELDS)
            fields.append({"name": f"f{i}", **field})
            columns.append(texts)
        delimiter = chance.choice([",", ";", "|"])
        lines = [delimiter.join(field["name"] for field in fields)]
        for row in range(chance.randint(1, 5)):
            cells = [chance.choice(texts + ["-"]) if "missingValues" not in fields[i + 1] else chance.choice(texts)
                     for i, texts in enumerate(columns)]
            lines.append(delimiter.join([str(row)] + ['"' + cell.replace('"', '""') + '"' for cell in cells]))
        out = folder / f"seed-{seed}"
        out.mkdir()
        (out / "t.csv").write_text("\n".join(lines) + "\n")
        schema = {"fields": fields, "missingValues": [{"value": "-", "label": "none"}], "primaryKey": ["id"],
                  "foreignKeys": [{"fields": ["id"], "reference": {"fields": ["id"]}}]}
        (out / "datapackage.json").write_text(json.dumps({
            "$schema": "https://datapackage.org/profiles/2.0/datapackage.json", "name": f"Seed {seed}",
            "contributors": [{"givenName": "A", "familyName": "B", "roles": ["author", "editor"]}],
            "resources": [{"name": f"Table {seed}", "path": "t.csv", "type": "table",
                           "dialect": {"delimiter": delimiter}, "schema": schema}]}))


def version1(descriptor):
    import datapackage

    package = datapackage.Package(str(descriptor))
    assert package.valid, package.errors
    rows = 0
    for resource in package.resources:
        assert resource.tabular, f"{resource.name} is no table"
        rows += len(resource.read(keyed=True, relations=bool(resource.schema.foreign_keys)))
    return rows


def version2(descriptor):
    import frictionless

    fields = [field for resource in json.loads(descriptor.read_text())["resources"]
              for field in resource.get("schema", {}).get("fields", [])]
    if any(field.get("type") == "integer" and "groupChar" in field for field in fields):
        return 0  # frictionless 5.21 knows groupChar for numbers only
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(descriptor))
    # frictionless 5.21 counts no bytes of a JSON document, and then finds fault with "bytes" and "hash".
    uncounted = ("byte-count", "hash-count")
    wrong = [error for error in report.flatten(["type", "note", "message"])
             if not (error[0] in uncounted and 'actual is "None"' in error[1])]
    assert not wrong, wrong[:3]
    return sum(task.stats.get("rows", 0) for task in report.tasks)


def read(reader, folder):
    refused = packages = rows = 0
    for descriptor in sorted(folder.glob("*/datapackage.json")):
        packages += 1
        try:
            rows += reader(descriptor)
        except Exception as error:
            refused += 1
            print(f"{descriptor.parent}: {type(error).__name__}: {error} {getattr(error, 'errors', '')}"[:600])
    assert packages, f"no package in {folder}"
    print(f"{folder.name}: {packages} packages, {rows} rows read, {refused} refused")
    return refused


if __name__ == "__main__":
    what, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    if what == "generate":
        generate(folder)
    else:
        sys.exit(1 if read(version1 if what == "v1" else version2, folder) else 0)
