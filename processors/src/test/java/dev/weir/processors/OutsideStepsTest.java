package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.process.FlowException;
import dev.weir.process.Operation;
import dev.weir.process.Processor;
import dev.weir.process.RunInputs;
import dev.weir.process.Whole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutsideStepsTest {
    private static final String SCHEMA = "schema: {fields: [{name: id, type: integer}]}";

    @TempDir
    Path folder;

    private Processor load(String options) {
        return Tables.STEPS.processor("load", Tables.json(options), folder, Instant.EPOCH);
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static List<String> names(DataPackage input) {
        return input.resources().stream().map(Resource::name).toList();
    }

    @Test
    void aFileIsAResourceNamedAfterIt() {
        Processor load = load("{path: data/Orders 2024.csv.gz, " + SCHEMA + "}");
        DataPackage after = load.describe(DataPackage.EMPTY);
        assertEquals(
                Tables.json("{name: orders-2024, type: table, path: data/Orders 2024.csv.gz, " + SCHEMA + "}"),
                after.resources().get(0).json());
        Operation.Read read =
                (Operation.Read) load.operations(DataPackage.EMPTY).get(0);
        assertEquals(folder, read.source().data().folder());
        assertTrue(read.source().data().trusted());
    }

    @Test
    void schemaAndDialectMayBeFiles() throws IOException {
        write("s/schema.yaml", "fields: [{name: a, type: date}]");
        write("d.json", "{\"delimiter\": \";\"}");
        Resource made = load("{path: a.csv, schema: s/schema.yaml, dialect: d.json}")
                .describe(DataPackage.EMPTY)
                .resources()
                .get(0);
        assertEquals("[a date]", String.valueOf(made.schema()));
        assertEquals(";", made.dialect().delimiter());
        String message = assertThrows(UncheckedIOException.class, () -> load("{path: a.csv, schema: no.json}"))
                .getMessage();
        assertTrue(message.startsWith(folder.resolve("no.json").toString()), message);
    }

    @Test
    void aGlobIsAResourceAFileInTheOrderOfTheirPaths() throws IOException {
        write("data/b.csv", "id\n");
        write("data/a.csv", "id\n");
        write("data/sub/c.csv", "id\n");
        write("data/a.txt", "id\n");
        assertEquals(
                List.of("a", "b"),
                names(load("{path: data/*.csv, " + SCHEMA + "}").describe(DataPackage.EMPTY)));
        assertEquals(
                List.of("c"), names(load("{path: data/*/*.csv, " + SCHEMA + "}").describe(DataPackage.EMPTY)));
        var fault = assertThrows(
                FlowException.class,
                () -> load("{path: data/*.tsv, " + SCHEMA + "}").describe(DataPackage.EMPTY));
        assertTrue(fault.getMessage().contains("no file matches data/*.tsv"), fault.getMessage());
    }

    @Test
    void aGlobWithANameIsOneResource() throws IOException {
        write("data/b.csv", "id\n");
        write("data/a.csv", "id\n");
        Processor load = load("{path: data/*.csv, name: all, " + SCHEMA + "}");
        assertEquals(List.of("all"), names(load.describe(DataPackage.EMPTY)));
        List<Operation> operations = load.operations(DataPackage.EMPTY);
        assertEquals(
                List.of("all/a", "all/b", "all"),
                operations.stream().map(Operation::output).toList());
        assertEquals(List.of("all/a", "all/b"), operations.get(2).inputs());
    }

    @Test
    void aPackageBringsItsPropertiesOnce() throws IOException {
        String table = ", \"type\": \"table\", \"schema\": {\"fields\": [{\"name\": \"id\", \"type\": \"integer\"}]";
        write(
                "p/datapackage.json",
                "{\"name\": \"p\", \"title\": \"P\", \"licenses\": [{\"name\": \"CC0-1.0\"}], \"resources\": ["
                        + "{\"name\": \"a\", \"path\": \"a.csv\"" + table + ", \"foreignKeys\": [{\"fields\": [\"id\"],"
                        + " \"reference\": {\"resource\": \"b\", \"fields\": [\"id\"]}}]}},"
                        + "{\"name\": \"b\", \"path\": \"b.csv\"" + table + "}}]}");
        DataPackage first = load("{package: p}").describe(DataPackage.EMPTY);
        assertEquals("P", first.json().text("title"));
        assertEquals(List.of("a", "b"), names(first));
        DataPackage one = load("{package: p/datapackage.json, resources: a}").describe(DataPackage.EMPTY);
        assertEquals(List.of(), one.resource("a").schema().foreignKeys(), "b was not loaded");
        DataPackage second =
                load("{package: p, resources: a}").describe(Tables.dataPackage(Tables.resource("x", "id integer")));
        assertEquals(null, second.json().text("title"));
        assertTrue(second.resource("a").json().has("licenses"), "what was inherited is kept");
        assertEquals(
                List.of("n"), names(load("{package: p, resources: b, name: n}").describe(DataPackage.EMPTY)));
        var fault = assertThrows(
                FlowException.class, () -> load("{package: p, resources: c}").describe(DataPackage.EMPTY));
        assertTrue(fault.getMessage().contains("no resource 'c'"), fault.getMessage());
    }

    @Test
    void dumpTakesWhatRaisesAVersion() {
        Tables.step("dump", "{to: dist, numbering: {rows-removed: major, field-added: by-name}, version-reason: none}");
        FlowException fault = assertThrows(
                FlowException.class, () -> Tables.step("dump", "{to: dist, numbering: {field-added: minor}}"));
        assertTrue(fault.getMessage().contains("field-added takes major, by-name, not 'minor'"), fault.getMessage());
        fault = assertThrows(
                FlowException.class, () -> Tables.step("dump", "{to: dist, numbering: {row-removed: minor}}"));
        assertTrue(fault.getMessage().contains("did you mean \"rows-removed\"?"), fault.getMessage());
    }

    @Test
    void validateChecksEachTable() {
        DataPackage input = Tables.dataPackage(Tables.resource("a", "id integer"), Tables.resource("b", "id integer"));
        List<Operation> operations =
                Tables.step("validate", "{resources: b, on-error: drop}").operations(input);
        assertEquals("[Check[output=b, onError=DROP]]", operations.toString());
    }

    @Test
    void rowsPutAsideHaveAResourceThatOnlyStepsThatNameItTouch() {
        DataPackage input = Tables.dataPackage(Tables.resource("a", "id integer"));
        DataPackage after = Tables.step("validate", "{on-error: quarantine}").describe(input);
        assertEquals(
                "[id string, _field string, _code string, _note string]",
                after.resource("a-quarantine").schema().fields().toString());
        assertEquals(
                1,
                Tables.step("filter-rows", "{where: id > 1}").operations(after).size());
        assertEquals(
                1,
                Tables.step("filter-rows", "{resources: a-quarantine, where: id = '1'}")
                        .operations(after)
                        .size());
        assertEquals(
                after,
                Tables.step("set-type", "{fields: {id: integer}, on-error: quarantine}")
                        .describe(after));
        DataPackage changed = Tables.step("add-field", "{name: x, value: id}").describe(after);
        var fault = assertThrows(
                FlowException.class,
                () -> Tables.step("validate", "{on-error: quarantine}").describe(changed));
        assertTrue(fault.getMessage().contains("'a-quarantine' is there already, with other fields"));
    }

    @Test
    void printShowsTheFirstRowsInEachFormat() {
        String[] rows = {"1|x, y|1.50", "2||-0.5", "30|\"q\"|"};
        assertEquals(
                "t\n  id  s        n\n   1  x, y  1.50\n   2        -0.5\n(2 of 3 rows)\n", printed("{rows: 2}", rows));
        assertEquals("id,s,n\n1,\"x, y\",1.50\n2,,-0.5\n30,q,\n", printed("{format: csv}", rows));
        assertEquals(
                "{\"id\":1,\"s\":\"x, y\",\"n\":1.50}\n{\"id\":2,\"s\":null,\"n\":-0.5}\n",
                printed("{rows: 2, format: jsonl}", rows));
        assertTrue(assertThrows(FlowException.class, () -> Tables.step("print", "{rows: 0}"))
                .getMessage()
                .contains("at least one"));
    }

    private static String printed(String options, String... rows) {
        Schema schema = Tables.schema("id integer, s string, n number");
        Resource resource = Resource.of("t", schema);
        Operation.Apply apply = (Operation.Apply) Tables.step("print", options)
                .operations(Tables.dataPackage(resource))
                .get(0);
        List<String> out = new ArrayList<>();
        Whole.Table table = ((Whole) apply.form())
                .open(new Whole.Opening(
                        resource, new RunInputs(Instant.EPOCH, out::add), null, null, (b, r, c, f, n) -> {}));
        Whole.Table.Preparer preparer = table.preparer();
        for (int i = 0; i < rows.length; i++) {
            table.take(preparer.prepare(Tables.batch(schema, i, rows[i])));
        }
        table.end();
        return String.join("", out);
    }
}
