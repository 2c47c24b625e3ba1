package dev.weir.processors;

import static dev.weir.descriptor.FieldType.NUMBER;
import static dev.weir.processors.Aggregates.by;
import static dev.weir.processors.Aggregates.count;
import static dev.weir.processors.Aggregates.sum;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.flow.FlowFile;
import dev.weir.process.FlowException;
import dev.weir.process.Operation;
import dev.weir.process.RunInputs;
import dev.weir.process.Step;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole flows, from files to files. */
class FlowTest {
    private static final String SCHEMA = "{\"fields\": [{\"name\": \"id\", \"type\": \"integer\"}, {\"name\":"
            + " \"currency\", \"type\": \"string\"}, {\"name\": \"amount\", \"type\": \"number\"}, {\"name\": \"status\","
            + " \"type\": \"string\"}], \"primaryKey\": [\"id\"]}";

    @TempDir
    Path folder;

    @BeforeEach
    void orders() throws IOException {
        Files.writeString(folder.resolve("schema.json"), SCHEMA);
        Files.writeString(
                folder.resolve("orders.csv"),
                "id,currency,amount,status\n"
                        + "1,EUR,10.50,shipped\n"
                        + "2,USD,20,returned\n"
                        + "3,USD,30.00,shipped\n"
                        + "4,EUR,x,new\n");
        Files.writeString(folder.resolve("rates.csv"), "currency,rate\nEUR,1\nUSD,0.9\n");
    }

    private Flow load(String onError) {
        return Flow.load(
                folder.resolve("orders.csv").toString(),
                StepOptions.of("schema", folder.resolve("schema.json")).with("on-error", onError));
    }

    private String written(String resource) throws IOException {
        return Files.readString(folder.resolve("dist/data/1/" + resource + ".csv"));
    }

    @Test
    void lambdasAndSqlMakeTheSamePackage() throws IOException {
        Run run = load("drop")
                .filterRows(row -> !"returned".equals(row.text("status")))
                .addField("twice", NUMBER, row -> row.number("amount").multiply(java.math.BigDecimal.valueOf(2)))
                .aggregate(by("currency"), sum("twice").as("total"), count().as("orders"))
                .dump(folder.resolve("dist"))
                .run();
        assertTrue(run.completed());
        String made = written("orders");
        assertEquals("currency,total,orders\nEUR,21,1\nUSD,60,1\n", made);
        load("drop")
                .filterRows("status <> 'returned'")
                .addField("twice", "amount * 2")
                .aggregate(by("currency"), sum("twice").as("total"), count().as("orders"))
                .dump(folder.resolve("sql"))
                .run();
        assertEquals(made, Files.readString(folder.resolve("sql/data/1/orders.csv")));
    }

    @Test
    void aRowInErrorEndsTheRunAndNothingIsWritten() {
        Run run = load("fail").dump(folder.resolve("dist")).run();
        assertFalse(run.completed());
        assertFalse(run.valid());
        assertFalse(Files.exists(folder.resolve("dist/datapackage.json")));
    }

    @Test
    void onSaysWhichResourcesTheNextStepsTouch() {
        Flow flow = load("drop")
                .andLoad(
                        folder.resolve("rates.csv").toString(),
                        StepOptions.of(
                                "schema", Map.of("fields", List.of(Map.of("name", "currency", "type", "string")))))
                .on("rates")
                .renameFields(Map.of("currency", "code"));
        Operation.Apply apply = (Operation.Apply)
                flow.plan(Instant.EPOCH).steps().get(2).operations().get(0);
        assertEquals(List.of("rates"), apply.inputs());
        assertEquals(
                2,
                flow.on()
                        .filterRows(row -> true)
                        .plan(Instant.EPOCH)
                        .steps()
                        .get(3)
                        .operations()
                        .size());
    }

    @Test
    void everyStepOfTheFlowFileIsAMethodOfTheSameName() {
        Set<String> methods =
                Arrays.stream(Flow.class.getMethods()).map(Method::getName).collect(Collectors.toSet());
        for (Step step : Tables.STEPS.all()) {
            String name = step.spec().name();
            for (int dash = name.indexOf('-'); dash > 0; dash = name.indexOf('-')) {
                name = name.substring(0, dash)
                        + Character.toUpperCase(name.charAt(dash + 1))
                        + name.substring(dash + 2);
            }
            assertTrue(methods.contains(name), name);
        }
    }

    @Test
    void twoDumpsToOnePlaceAreRefused() {
        Path dist = folder.resolve("dist");
        String message = assertThrows(
                        FlowException.class,
                        () -> load("drop")
                                .dump(dist)
                                .dump(folder.resolve("x/../dist"))
                                .plan(Instant.EPOCH))
                .getMessage();
        assertTrue(message.contains("two steps write to " + dist), message);
    }

    @Test
    void rowsMadeOfOneRowKeepTheirOrderThroughStepsInPlaceAndByFirstAppearance() throws IOException {
        Files.writeString(folder.resolve("t.csv"), "k,a,b\nx,z,y\nv,z,w\n");
        Files.writeString(folder.resolve("weir.yaml"), """
            flow:
              - load: {path: t.csv, name: t}
              - unpivot: {fields: [a, b], name: kind, value: v}
              - duplicate: {resources: t, to: u}
              - deduplicate: {resources: t, by: [v]}
              - aggregate: {resources: u, by: [v], fields: {kinds: "LISTAGG(kind, '')", f: FIRST(k)}, order: first}
              - print: {format: csv}
            """);
        StringBuilder printed = new StringBuilder();
        FlowFile flow = FlowFile.read(folder.resolve("weir.yaml"), Map.of(), Tables.STEPS);
        LocalRunner.run(
                flow.plan(Instant.EPOCH), RunOptions.DEFAULT, new RunInputs(Instant.EPOCH, printed::append), folder);
        assertEquals("k,kind,v\nx,a,z\nx,b,y\nv,b,w\n" + "v,kinds,f\nz,aa,x\ny,b,x\nw,b,v\n", printed.toString());
    }

    @Test
    void aFlowFileOfAllKindsOfSteps() throws IOException {
        Files.writeString(folder.resolve("weir.yaml"), """
            name: shop
            flow:
              - load: {path: orders.csv, schema: schema.json}
              - load: {path: rates.csv}
              - validate: {on-error: quarantine}
              - duplicate: {resources: orders, to: more}
              - set-type: {resources: more, fields: {id: string}}
              - find-replace: {resources: more, fields: status, find: shipped, replace: sent}
              - set-type: {resources: more, fields: {id: integer}}
              - concatenate: {resources: [orders, more], to: all}
              - join: {resources: all, with: rates, on: currency, keep: full, delete: true}
              - add-field: {resources: all, name: euros, value: "amount * rate"}
              - sort-rows: {resources: all, by: ["euros DESC", id]}
              - deduplicate: {resources: all, by: [id, status], keep: last}
              - unpivot: {resources: all, fields: [amount, euros], name: kind, value: sum}
              - filter-rows: {resources: all, where: "kind = 'euros' OR sum > 20"}
              - rename-fields: {resources: all, fields: {id: order}}
              - delete-fields: {resources: all, fields: rate}
              - select-fields: {resources: all, fields: [kind, sum, order, status]}
              - update-resource: {resources: all, set: {title: All}}
              - update-package: {set: {title: Shop}}
              - print: {resources: all, format: csv}
              - dump: {to: dist}
            """);
        StringBuilder printed = new StringBuilder();
        FlowFile flow = FlowFile.read(folder.resolve("weir.yaml"), Map.of(), Tables.STEPS);
        Run run = LocalRunner.run(
                flow.plan(Instant.EPOCH), RunOptions.DEFAULT, new RunInputs(Instant.EPOCH, printed::append), folder);
        assertTrue(run.completed(), run.report().toString());
        String rows = "kind,sum,order,status\n"
                + "amount,30.00,3,shipped\n"
                + "euros,27,3,shipped\n"
                + "amount,30.00,3,sent\n"
                + "euros,27,3,sent\n"
                + "euros,18,2,returned\n"
                + "euros,10.5,1,shipped\n"
                + "euros,10.5,1,sent\n";
        assertEquals(rows, printed.toString());
        assertEquals(rows, written("all"));
        assertEquals(
                "id,currency,amount,status,_field,_code,_note\n"
                        + "4,EUR,x,new,amount,type-error,\"type is \"\"number/default\"\"\"\n",
                written("orders-quarantine"));
        String descriptor = Files.readString(folder.resolve("dist/datapackage.json"));
        assertTrue(descriptor.contains("\"title\": \"Shop\"") && descriptor.contains("\"title\": \"All\""));
    }

    @Test
    void aGlobWithANameIsReadAsOneTable() throws IOException {
        Files.createDirectories(folder.resolve("parts"));
        Files.writeString(folder.resolve("parts/b.csv"), "id,x\n3,c\n");
        Files.writeString(folder.resolve("parts/a.csv"), "x,id\na,01\nb,2\n");
        Flow.load(folder.resolve("parts").toString() + "/*.csv", StepOptions.of("name", "all"))
                .dump(folder.resolve("dist"))
                .run();
        assertEquals("x,id\na,01\nb,2\nc,3\n", written("all"));
    }

    @Test
    void theRunsClockIsAValueWhereverAnExpressionStands() throws IOException {
        Files.writeString(
                folder.resolve("bills.csv"), "id,due\n1,2024-05-05\n2,2024-05-06\n3,2024-05-08\n4,2024-05-07\n");
        Files.writeString(folder.resolve("weir.yaml"), """
            flow:
              - load: {path: bills.csv}
              - filter-rows: {where: "due >= CURRENT_DATE"}
              - add-field: {name: read_at, value: CURRENT_TIMESTAMP}
              - add-field: {name: day, type: datetime, value: CURRENT_DATE}
              - sort-rows: {by: "due = CURRENT_DATE DESC"}
              - deduplicate: {by: "due > CURRENT_DATE"}
              - print: {format: csv}
              - aggregate: {by: "CURRENT_DATE AS day", fields: {late: "COUNT(*) FILTER (WHERE due > CURRENT_DATE)"}}
              - print: {format: csv}
            """);
        String rows = "id,due,read_at,day\n"
                + "2,2024-05-06,2024-05-06T07:08:09Z,2024-05-06T00:00:00\n"
                + "3,2024-05-08,2024-05-06T07:08:09Z,2024-05-06T00:00:00\n";
        assertEquals(rows + "day,late\n2024-05-06,1\n", printed(Instant.parse("2024-05-06T07:08:09Z")));
        Flow.load(folder.resolve("bills.csv"))
                .filterRows("due > CURRENT_DATE")
                .dump(folder.resolve("dist"))
                .run(RunOptions.DEFAULT, new RunInputs(Instant.parse("2024-05-07T23:00:00Z"), text -> {}));
        assertEquals("id,due\n3,2024-05-08\n", written("bills"));
    }

    @Test
    void whatIsPrintedComesInTheOrderOfTheFlow() throws IOException {
        StringBuilder big = new StringBuilder("id,x\n");
        for (int i = 0; i < 5000; i++) {
            big.append(i).append(',').append(i % 3).append('\n');
        }
        Files.writeString(folder.resolve("big.csv"), big);
        Files.writeString(folder.resolve("small.csv"), "y\na\nb\n");
        Files.writeString(folder.resolve("weir.yaml"), """
            flow:
              - load: {path: big.csv}
              - load: {path: small.csv}
              - sort-rows: {resources: big, by: "id DESC"}
              - print: {rows: 1, format: csv}
              - aggregate: {resources: big, by: x, fields: {n: COUNT(*)}, to: totals}
              - filter-rows: {resources: small, where: "y > 'a'"}
              - print: {rows: 1, format: csv}
            """);
        assertEquals("id,x\n4999,1\ny\na\nid,x\n4999,1\ny\nb\nx,n\n0,1667\n", printed(Instant.EPOCH));
    }

    @Test
    void thePackageLoadedFirstKeepsItsPropertiesExceptThoseOfTheFlow() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id\n1\n2\n");
        String own = "title: Own, description: About, homepage: \"https://a.example\", keywords: [x, y], licenses:"
                + " [{name: CC0-1.0}], sources: [{title: S}], contributors: [{title: Ada}], \"my:note\": {a: [1]}";
        String resources = ", resources: [{name: RESOURCE, path: a.csv, type: table}]}";
        Files.writeString(
                folder.resolve("p.yaml"),
                "{name: p, version: 2.1.0, created: \"2020-01-01T00:00:00Z\", " + own
                        + resources.replace("RESOURCE", "a"));
        Files.writeString(
                folder.resolve("q.yaml"),
                "{name: q, title: Other, image: i.png, licenses: [{name: MIT}]" + resources.replace("RESOURCE", "b"));
        Files.writeString(folder.resolve("weir.yaml"), """
            title: Mine
            flow:
              - load: {package: p.yaml}
              - load: {package: q.yaml}
              - filter-rows: {where: id > 1}
              - dump: {to: dist}
            """);
        printed(Instant.EPOCH);
        JsonObject written = Tables.json(Files.readString(folder.resolve("dist/datapackage.json")));
        JsonObject expected = Tables.json("{name: p, version: 2.1.0, created: \"1970-01-01T00:00:00Z\", "
                + own.replace("Own", "Mine") + ", $schema: \"https://datapackage.org/profiles/2.0/datapackage.json\"}");
        assertEquals(expected, new DataPackage(written).unpinned().without("resources"));
        List<JsonObject> made = written.array("resources").objects();
        assertFalse(made.get(0).has("licenses"));
        assertEquals(Tables.json("{a: [{name: MIT}]}").get("a"), made.get(1).get("licenses"));
    }

    private String printed(Instant now) {
        StringBuilder printed = new StringBuilder();
        FlowFile flow = FlowFile.read(folder.resolve("weir.yaml"), Map.of(), Tables.STEPS);
        Run run = LocalRunner.run(flow.plan(now), RunOptions.DEFAULT, new RunInputs(now, printed::append), folder);
        assertTrue(run.completed(), run.report().toString());
        return printed.toString();
    }
}
