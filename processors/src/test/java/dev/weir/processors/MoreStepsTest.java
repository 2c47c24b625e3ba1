package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.FlowFile;
import dev.weir.process.FlowException;
import dev.weir.process.RunInputs;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that fill, cut, slice, pivot, compare and run through tables: whole flows, from text to text. */
class MoreStepsTest {
    private static final String SCHEMA =
            "{fields: [{name: id, type: integer}, {name: acc, type: string}, {name: amount,"
                    + " type: number}, {name: day, type: date}, {name: note, type: string}]}";
    private static final String ROWS = "id,acc,amount,day,note\n"
            + "1,a,1.50,2024-01-01,x-y-z\n"
            + "2,b,,2024-01-02,\n"
            + "3,a,02,,q\n"
            + "4,a,,2024-01-03,x-y-z\n"
            + "5,,7,,\"m,n-o\"\n"
            + "6,b,-1,2024-01-02,-e\n";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("t.csv"), ROWS);
        Files.writeString(folder.resolve("one.csv"), "a,b\n1,x\n2,\n2,\n3,z\n1,x\n1,x\n");
        Files.writeString(folder.resolve("two.csv"), "b,a\nx,01\n,2\nw,9\nx,1\n");
    }

    private String run(String steps) {
        return run(
                "  - load: {path: t.csv, schema: " + SCHEMA + "}\n",
                steps + "\n  - print: {resources: t, rows: 99, format: csv}\n");
    }

    private String sets(String step) {
        String schema = "{fields: [{name: a, type: integer}, {name: b, type: string}]}";
        String load = "  - load: {path: one.csv, schema: " + schema + "}\n  - load: {path: two.csv, schema: {fields:"
                + " [{name: b, type: string}, {name: a, type: integer}]}}\n";
        return run(load, step + "\n  - print: {resources: one, format: csv}\n");
    }

    private String run(String load, String steps) {
        StringBuilder printed = new StringBuilder();
        byte[] yaml = ("flow:\n" + load + "  - " + steps).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        FlowFile flow = FlowFile.parse(yaml, "weir.yaml", folder, Map.of(), Tables.STEPS);
        Run run = LocalRunner.run(
                flow.plan(Instant.EPOCH), RunOptions.DEFAULT, new RunInputs(Instant.EPOCH, printed::append), folder);
        assertTrue(run.completed(), run.report().toString());
        return printed.toString();
    }

    private String fault(String step) {
        return assertThrows(FlowException.class, () -> run(step)).getMessage();
    }

    private static void contains(String part, String text) {
        assertTrue(text.contains(part), text);
    }

    @Test
    void fillTouchesOnlyMissingCells() {
        assertEquals(
                "id,amount\n1,1.50\n2,20\n3,02\n4,40\n5,7\n6,-1\n",
                run("fill: {fields: amount, value: id * 10}\n  - select-fields: {fields: [id, amount]}"));
        assertEquals(
                "acc,note\na,x-y-z\nb,b\na,q\na,x-y-z\n?,\"m,n-o\"\nb,-e\n",
                run("fill: {fields: acc, value: \"'?'\"}\n  - fill: {fields: note, value: acc}\n"
                        + "  - select-fields: {fields: [acc, note]}"));
    }

    @Test
    void fillComputesOnlyWhereACellIsMissing() {
        contains(
                "3,02",
                run("fill: {fields: amount, value: \"1 / (id - 3)\"}\n  - select-fields: {fields: [id, amount]}"));
    }

    @Test
    void fillTakesValuesOfTheFieldsType() {
        contains(
                "/flow/1/fill/value: the value is string, not number: write CAST(note AS DECIMAL)",
                fault("fill: {fields: amount, value: note}"));
        contains("no field 'amuont'; did you mean \"amount\"?", fault("fill: {fields: amuont, value: id}"));
        contains("no field is called 'idd'", fault("fill: {fields: amount, value: idd}"));
    }

    @Test
    void fillDownTakesTheLastValueAboveOfTheKey() {
        String select = "\n  - select-fields: {fields: [id, acc, amount, day]}";
        assertEquals(
                "id,acc,amount,day\n1,a,1.50,2024-01-01\n2,b,,2024-01-02\n3,a,02,2024-01-01\n4,a,2,2024-01-03\n5,,7,\n"
                        + "6,b,-1,2024-01-02\n",
                run("fill-down: {fields: [amount, day], by: acc}" + select));
        contains(
                "2,b,1.5,2024-01-02\n3,a,02,2024-01-02\n4,a,2,2024-01-03\n5,a,7,2024-01-03",
                run("fill-down: {}" + select));
        contains("'acc' is a key", fault("fill-down: {fields: acc, by: acc}"));
        contains("weir.yaml:3:21 /flow/1/fill-down/by: no field 'x'", fault("fill-down: {by: x}"));
    }

    @Test
    void splitFieldCutsAtASeparatorOrByARegex() {
        String select = "\n  - select-fields: {fields: [id, p, q]}";
        assertEquals(
                "id,p,q\n1,x,y-z\n2,,\n3,q,\n4,x,y-z\n5,\"m,n\",o\n6,,e\n",
                run("split-field: {field: note, to: [p, q], separator: \"-\"}" + select));
        assertEquals(
                run("split-field: {field: note, to: [p, q], separator: \"-\"}" + select),
                run("split-field: {field: note, to: [p, q], pattern: \"[-]\"}" + select));
        assertEquals(
                "id,note,p,q\n1,x-y-z,,\n2,,,\n3,q,,\n4,x-y-z,,\n5,\"m,n-o\",m,n\n6,-e,,\n",
                run("split-field: {field: note, to: [p, q], pattern: \"^(.),(.)\", keep: true}\n"
                        + "  - select-fields: {fields: [id, note, p, q]}"));
        contains("01,02", run("split-field: {field: day, to: [y, m, d], separator: \"-\"}"));
    }

    @Test
    void splitFieldSaysWhatDoesNotFit() {
        contains("'separator' or 'pattern'", fault("split-field: {field: note, to: [p]}"));
        contains("has 1 groups, 'to' names 2", fault("split-field: {field: note, to: [p, q], pattern: (a)}"));
        contains("matches the empty text", fault("split-field: {field: note, to: [p, q], pattern: a*}"));
        contains("already a field 'id'", fault("split-field: {field: note, to: [id], separator: a}"));
        contains("two fields would be called 'p'", fault("split-field: {field: note, to: [p, p], separator: a}"));
        contains("is not a regular expression", fault("split-field: {field: note, to: [p], pattern: \"(\"}"));
    }

    @Test
    void mergeFieldsLeavesMissingCellsOut() {
        assertEquals(
                "id,note,m\n1,x-y-z,a/1.5/2024-01-01\n2,,b/2024-01-02\n3,q,a/2\n4,x-y-z,a/2024-01-03\n5,\"m,n-o\",7\n"
                        + "6,-e,b/-1/2024-01-02\n",
                run("merge-fields: {fields: [acc, amount, day], to: m, separator: /}"));
        contains("id,acc,amount,day,note,m", run("merge-fields: {fields: [acc, day], to: m, keep: true}"));
        contains("already a field 'id'", fault("merge-fields: {fields: [acc], to: id}"));
    }

    @Test
    void sliceRowsCountsPlacesFromNought() {
        Function<String, String> ids = slice -> run("slice-rows: " + slice + "\n  - select-fields: {fields: id}")
                .replace("\n", " ")
                .strip();
        assertEquals("id 1 2", ids.apply("{head: 2}"));
        assertEquals("id 5 6", ids.apply("{tail: 2}"));
        assertEquals("id 2 3", ids.apply("{start: 1, stop: 3}"));
        assertEquals("id 2 4 6", ids.apply("{start: 1, step: 2}"));
        assertEquals("id 1 2 5", ids.apply("{by: acc, head: 1}"));
        assertEquals("id 4 5 6", ids.apply("{by: acc, tail: 1}"));
        assertEquals("id", ids.apply("{head: 0}"));
        assertEquals("id 1 2 3 4 5 6", ids.apply("{tail: 99}"));
        contains("takes 'head', 'tail', or", fault("slice-rows: {head: 1, tail: 1}"));
        contains("'start' takes 0 or more", fault("slice-rows: {start: -1}"));
        contains("'step' takes 1 or more", fault("slice-rows: {step: 0}"));
    }

    @Test
    void pivotNamesItsValues() {
        assertEquals(
                "day,a,bee\n2024-01-01,1.5,\n2024-01-02,,-1\n2024-01-03,,\n,2,\n",
                run("pivot: {by: day, name: acc, values: {a: a, bee: b}, value: SUM(amount)}"));
        assertEquals("3,5\n1,1\n", run("pivot: {name: id, values: [3, 5], value: COUNT(*)}"));
        contains("'x' is not integer", fault("pivot: {name: id, values: [x], value: COUNT(*)}"));
        contains("takes an aggregate", fault("pivot: {name: acc, values: [a], value: amount}"));
        contains("no field 'ac'", fault("pivot: {name: ac, values: [a], value: COUNT(*)}"));
        contains(
                "two fields would be called 'day'",
                fault("pivot: {by: day, name: acc, values: [day], value: COUNT(*)}"));
    }

    @Test
    void distinctKeepsTheFirstOfEqualRows() {
        assertEquals("a,b\n1,x\n2,\n3,z\n", sets("distinct: {resources: one}"));
        assertEquals("b\nx\n\nz\n", sets("distinct: {resources: one, fields: b}"));
    }

    @Test
    void intersectAndExceptCompareWholeRowsByValue() {
        assertEquals("a,b\n1,x\n2,\n", sets("intersect: {resources: one, with: two}"));
        assertEquals("a,b\n3,z\n", sets("except: {resources: one, with: two}"));
        assertEquals("a,b\n1,x\n2,\n1,x\n", sets("intersect: {with: two, all: true}"));
        assertEquals("a,b\n2,\n3,z\n1,x\n", sets("except: {with: two, all: true}"));
    }

    @Test
    void intersectAsksForTheSameFields() {
        DataPackage input = Tables.dataPackage(
                Tables.resource("a", "id integer, x string"),
                Tables.resource("b", "id integer"),
                Tables.resource("c", "id number, x string"),
                Resource.of("d", Tables.schema("x string, id integer, more string")));
        for (Map.Entry<String, String> one : Map.of(
                        "b", "'b' has no field 'x'",
                        "c", "field 'id' is integer, but number in 'c'",
                        "d", "'d' has a field 'more' more",
                        "e", "no resource 'e'")
                .entrySet()) {
            String fault = assertThrows(
                            FlowException.class,
                            () -> Tables.step("except", "{resources: a, with: " + one.getKey() + "}")
                                    .describe(input))
                    .getMessage();
            contains(one.getValue(), fault);
        }
    }

    @Test
    void scanRunsAggregatesPerKey() {
        String select = "\n  - select-fields: {fields: [id, acc, amount, x]}";
        assertEquals(
                "id,acc,amount,x\n1,a,1.50,1.5\n2,b,,\n3,a,02,3.5\n4,a,,3.5\n5,,7,7\n6,b,-1,-1\n",
                run("scan: {by: acc, name: x, value: SUM(amount)}" + select));
        for (Map.Entry<String, String> one : Map.of(
                        "COUNT(*)", "1 2 3 4 5 6",
                        "COUNT(amount)", "1 1 2 2 3 4",
                        "SUM(id * 2)", "2 6 12 20 30 42",
                        "AVG(amount)", "1.5 1.5 1.75 1.75 3.5 2.375",
                        "MIN(amount)", "1.5 1.5 1.5 1.5 1.5 -1",
                        "MAX(amount) + 1", "2.5 2.5 3 3 8 8",
                        "FIRST(note)", "x-y-z x-y-z x-y-z x-y-z x-y-z x-y-z",
                        "LAST(acc)", "a b a a a b",
                        "\"BOOL_OR(id > 3)\"", "false false false true true true",
                        "\"SUM(id) FILTER (WHERE acc = 'a')\"", "1 1 4 8 8 8")
                .entrySet()) {
            String out = run("scan: {name: x, value: " + one.getKey() + "}\n  - select-fields: {fields: x}");
            assertEquals("x " + one.getValue(), out.replace("\n", " ").strip(), one.getKey());
        }
    }

    @Test
    void scanEndsWithWhatAggregateGives() {
        String value = "ROUND(SUM(amount) / COUNT(*), 3)";
        assertEquals(
                run("aggregate: {by: acc, fields: {x: \"" + value + "\"}}"),
                run("scan: {by: acc, name: x, value: \"" + value + "\"}\n  - slice-rows: {by: acc, tail: 1}\n"
                        + "  - select-fields: {fields: [acc, x]}\n  - sort-rows: {by: acc}"));
    }

    @Test
    void scanSaysWhatItCannotRun() {
        contains("DISTINCT", fault("scan: {name: x, value: COUNT(DISTINCT id)}"));
        contains("no running MEDIAN", fault("scan: {name: x, value: MEDIAN(id)}"));
        contains("takes an aggregate", fault("scan: {name: x, value: id}"));
        contains("already a field 'id'", fault("scan: {name: id, value: SUM(id)}"));
        contains(
                "weir.yaml:3:32 /flow/1/scan/value: no field is called 'amuont'",
                fault("scan: {name: x, value: SUM(amuont)}"));
        contains(
                "scan cannot compute a value",
                assertThrows(RuntimeException.class, () -> run("scan: {name: x, value: SUM(1 / (id - 4))}"))
                        .getMessage());
    }

    @Test
    void resourcesAreRenamedAndDeletedWithTheirReferences() {
        DataPackage input = Tables.dataPackage("{resources: [{name: a, schema: {fields: [{name: id, type: integer}]}},"
                + " {name: b, schema: {fields: [{name: a, type: integer}], foreignKeys: [{fields: a, reference:"
                + " {resource: a, fields: id}}]}}]}");
        DataPackage renamed =
                Tables.step("rename-resource", "{resources: a, to: z}").describe(input);
        assertEquals(
                List.of("z", "b"),
                renamed.resources().stream().map(Resource::name).toList());
        Schema schema = renamed.resource("b").schema();
        assertEquals("z", schema.foreignKeys().get(0).resource());
        contains("already a resource 'b'", described("rename-resource", "{resources: a, to: b}", input));
        contains("one resource is renamed", described("rename-resource", "{resources: [a, b], to: c}", input));
        contains("refers by its foreign key", described("delete-resource", "{resources: a}", input));
        contains("no resource 'x'", described("delete-resource", "{resources: x}", input));
        assertEquals(
                List.of("a"),
                Tables.step("delete-resource", "{resources: b}").describe(input).resources().stream()
                        .map(Resource::name)
                        .toList());
    }

    private static String described(String step, String options, DataPackage input) {
        return assertThrows(
                        FlowException.class, () -> Tables.step(step, options).describe(input))
                .getMessage();
    }

    @Test
    void updateSchemaReadsCellsAgainUnderOtherMissingValues() {
        assertEquals(
                "id,n\n1,4\n2,\n3,q\n4,4\n5,m\n6,-\n",
                run("update-schema: {set: {missingValues: [\"\", x-y-z], title: Mine}}\n"
                        + "  - add-field: {name: n, value: \"CASE WHEN note IS NULL AND amount IS DISTINCT FROM 3 THEN"
                        + " CASE WHEN acc = 'a' THEN '4' END ELSE SUBSTR(note, 1, 1) END\"}\n"
                        + "  - select-fields: {fields: [id, n]}"));
        contains("a key has no field 'idd'; did you mean", fault("update-schema: {set: {primaryKey: [idd]}}"));
        contains("'fields' is not set by hand", fault("update-schema: {set: {fields: []}}"));
        contains("no field 'idd'", fault("set-primary-key: {fields: idd}"));
    }

    @Test
    void checkpointChangesNothing() {
        assertEquals(ROWS, run("checkpoint: {name: here}"));
    }

    @Test
    void javaAndYamlMakeTheSame() throws IOException {
        Flow java = Flow.load(folder.resolve("t.csv").toString(), StepOptions.of("schema", Tables.json(SCHEMA)))
                .fill("0", "amount")
                .fillDown("day")
                .splitField("note", "-", "p", "q")
                .mergeFields("both", "+", "p", "q")
                .scan("balance", "SUM(amount)", "acc")
                .sliceRows(StepOptions.of("head", 5))
                .checkpoint("half")
                .setPrimaryKey("id")
                .updateSchema(Map.of("title", "T"))
                .on("t")
                .distinct()
                .renameResource("u")
                .on("u")
                .pivot(StepOptions.of("by", "acc")
                        .with("name", "day")
                        .with("values", List.of("2024-01-01"))
                        .with("value", "LAST(balance)")
                        .with("to", "v"))
                .dump(folder.resolve("java"), StepOptions.of("paths", "fixed"));
        assertTrue(java.run().completed());
        run("""
            fill: {fields: amount, value: "0"}
              - fill-down: {fields: day}
              - split-field: {field: note, separator: "-", to: [p, q]}
              - merge-fields: {to: both, separator: "+", fields: [p, q]}
              - scan: {name: balance, value: SUM(amount), by: acc}
              - slice-rows: {head: 5}
              - checkpoint: {name: half}
              - set-primary-key: {fields: id}
              - update-schema: {set: {title: T}}
              - distinct: {resources: t}
              - duplicate: {resources: t, to: w}
              - delete-resource: {resources: w}
              - duplicate: {resources: t, to: u}
              - pivot: {resources: u, by: acc, name: day, values: ["2024-01-01"], value: LAST(balance), to: v}
              - dump: {to: yaml, paths: fixed}\
            """);
        for (String name : List.of("u.csv", "v.csv")) {
            assertEquals(
                    Files.readString(folder.resolve("java/data/" + name)),
                    Files.readString(folder.resolve("yaml/data/" + name)));
        }
    }
}
