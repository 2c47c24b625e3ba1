"""Reads with the projects' own libraries what `weir run --provenance` wrote; see peers-provenance.sh."""
import base64
import hashlib
import json
import logging
import pathlib
import sys
import warnings

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


def in_toto(folder, file):
    """The statement and the predicate, by in-toto's own protocol buffers; then each subject's file by its hash."""
    from google.protobuf import json_format
    from in_toto_attestation.predicates.provenance.v1.provenance_pb2 import Provenance
    from in_toto_attestation.v1.statement import Statement
    from in_toto_attestation.v1 import statement_pb2

    text = file.read_text()
    message = json_format.Parse(text, statement_pb2.Statement())
    Statement.copy_from_pb(message).validate()
    predicate = json_format.Parse(json.dumps(json.loads(text)["predicate"]), Provenance())
    assert predicate.build_definition.build_type, "no build type"
    assert predicate.run_details.builder.id, "no builder"
    for subject in message.subject:
        found = hashlib.sha256((folder / subject.name).read_bytes()).hexdigest()
        assert found == subject.digest["sha256"], f"{subject.name} is not what is stated"
    return f"{len(message.subject)} subjects, {len(predicate.build_definition.resolved_dependencies)} dependencies"


def dsse(file, key):
    """The envelope's signature, by cryptography's ed25519."""
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    envelope = json.loads(file.read_text())
    payload = base64.b64decode(envelope["payload"])
    kind = envelope["payloadType"].encode()
    encoded = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)
    load_pem_public_key(key.read_bytes()).verify(base64.b64decode(envelope["signatures"][0]["sig"]), encoded)
    assert payload == (file.parent / "statement.json").read_bytes(), "another statement is signed"
    return "signed"


def openlineage(file):
    """Each event and each of its facets, by the library's own classes, which refuse what they do not know."""
    import attr
    from openlineage.client import event_v2
    from openlineage.client.generated import (column_lineage_dataset, data_quality_metrics_input_dataset,
        dataset_version_dataset, datasource_dataset, job_type_job, output_statistics_output_dataset,
        processing_engine_run, schema_dataset)

    known = {
        "schema": schema_dataset.SchemaDatasetFacet,
        "dataSource": datasource_dataset.DatasourceDatasetFacet,
        "version": dataset_version_dataset.DatasetVersionDatasetFacet,
        "columnLineage": column_lineage_dataset.ColumnLineageDatasetFacet,
        "dataQualityMetrics": data_quality_metrics_input_dataset.DataQualityMetricsInputDatasetFacet,
        "outputStatistics": output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet,
        "jobType": job_type_job.JobTypeJobFacet,
        "processing_engine": processing_engine_run.ProcessingEngineRunFacet,
    }
    parts = {
        (schema_dataset.SchemaDatasetFacet, "fields"): schema_dataset.SchemaDatasetFacetFields,
        (column_lineage_dataset.ColumnLineageDatasetFacet, "dataset"): column_lineage_dataset.InputField,
        (column_lineage_dataset.Fields, "inputFields"): column_lineage_dataset.InputField,
        (column_lineage_dataset.InputField, "transformations"): column_lineage_dataset.Transformation,
    }

    def build(kind, value):
        value = dict(value)
        producer, url = value.pop("_producer", None), value.pop("_schemaURL", None)
        if kind is column_lineage_dataset.ColumnLineageDatasetFacet:
            value["fields"] = {name: build(column_lineage_dataset.Fields, field) for name, field in value["fields"].items()}
        for (owner, name), part in parts.items():
            if owner is kind and isinstance(value.get(name), list):
                value[name] = [build(part, item) for item in value[name]]
        made = kind(**value)
        if url is not None:
            expected = made._get_schema()
            assert url.split("/")[-1] == expected.split("/")[-1], f"{url} is not {expected}"
            assert producer, "no producer"
        return made

    def facets(value):
        return {name: build(known[name], facet) for name, facet in (value or {}).items()}

    events = [json.loads(line) for line in file.read_text().splitlines()]
    for event in events:
        run = event_v2.Run(runId=event["run"]["runId"], facets=facets(event["run"]["facets"]))
        job = event_v2.Job(event["job"]["namespace"], event["job"]["name"], facets(event["job"]["facets"]))
        inputs = [event_v2.InputDataset(d["namespace"], d["name"], facets=facets(d.get("facets")), inputFacets=facets(d.get("inputFacets")))
                  for d in event["inputs"]]
        outputs = [event_v2.OutputDataset(d["namespace"], d["name"], facets=facets(d.get("facets")), outputFacets=facets(d.get("outputFacets")))
                   for d in event["outputs"]]
        event_v2.RunEvent(eventTime=event["eventTime"], eventType=event_v2.RunState(event["eventType"]), run=run,
                          job=job, producer=event["producer"], inputs=inputs, outputs=outputs)
    assert [event["eventType"] for event in events] == ["START", "COMPLETE"], "not START, COMPLETE"
    return f"{len(events)} events, {len(events[-1]['outputs'])} outputs"


def croissant(file):
    """The description by mlcroissant, and each record set read to its end: as many records as the package says."""
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(file))
    errors = dataset.metadata.ctx.issues.errors
    assert not errors, errors
    records = 0
    for table in dataset.metadata.record_sets:
        records += sum(1 for _ in dataset.records(table.uuid))
    return f"{len(dataset.metadata.record_sets)} record sets, {records} records"


def main(arguments):
    key = None
    if arguments[:1] == ["--key"]:
        key, arguments = pathlib.Path(arguments[1]), arguments[2:]
    failed = 0
    for folder in map(pathlib.Path, arguments):
        version = json.loads((folder / "datapackage.json").read_text())["version"]
        place = folder / "provenance" / version
        checks = [("in-toto", lambda: in_toto(folder, place / "statement.json")),
                  ("openlineage", lambda: openlineage(place / "openlineage.jsonl")),
                  ("croissant", lambda: croissant(folder / "croissant.json"))]
        if key:
            checks.append(("dsse", lambda: dsse(place / "statement.dsse.json", key)))
        for name, check in checks:
            try:
                print(f"{folder}: {name}: {check()}")
            except Exception as problem:  # whatever a library refuses with
                failed += 1
                print(f"{folder}: {name}: refused: {type(problem).__name__}: {problem}")
    return 1 if failed or not arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
