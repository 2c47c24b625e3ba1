package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.compare.Comparison;
import dev.weir.compare.PackageDifference;
import dev.weir.compare.ResourceDifference;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.report.Report;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.version.StoreCheck;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that carries what has changed since the one before: a flow that takes that makes the old rows the new ones. */
class ChangesPackageTest {
    private static final String FIELDS =
            "fields: [{name: id, type: integer}, {name: k, type: string}, {name: n, type: number, constraints:"
                    + " {minimum: 0}}, {name: day, type: date}]";

    @TempDir
    Path folder;

    private final Random random = FlowRuns.random(23);

    private void write(List<String> rows) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,k,n,day\n" + String.join("\n", rows) + "\n");
    }

    private String row(int id) {
        String text = random.nextInt(3) == 0 ? "\"a,\"\"b\"\"\nc\"" : "plain " + random.nextInt(100);
        String day = random.nextInt(4) == 0 ? "" : "2024-01-0" + (1 + random.nextInt(9));
        return id + "," + text + "," + random.nextInt(1000) + (random.nextBoolean() ? ".50" : "") + "," + day;
    }

    private void run(String key, RunOptions options) {
        String yaml = """
            name: orders
            flow:
              - load: {path: a.csv, schema: {%s%s}}
              - sort-rows: {by: k}
              - dump: {to: dist, changes: true}
            """.formatted(key, FIELDS);
        Run run = FlowRuns.run(FlowRuns.plan(yaml, folder), folder, options);
        assertTrue(run.completed() && run.valid());
    }

    private static Path data(Path dist) throws IOException {
        JsonObject json = (JsonObject) JsonReader.read(Files.readAllBytes(dist.resolve("datapackage.json")), "json");
        Resource resource = new DataPackage(json).resource("a");
        assertNotNull(resource);
        return dist.resolve(resource.paths().get(0));
    }

    /** A flow on the old version that takes the changes. */
    private void apply(Path old, String key) throws IOException {
        FlowRuns.delete(folder.resolve("applied"));
        String yaml = """
            flow:
              - load: {path: %s, name: a, schema: {%s%s}, changes: dist/changes/a.jsonl}
              - dump: {to: applied}
            """.formatted(folder.relativize(data(old)), key, FIELDS);
        assertTrue(FlowRuns.run(FlowRuns.plan(yaml, folder), folder, RunOptions.DEFAULT)
                .completed());
    }

    /** Whether two packages have the same values in the same order, however they are written. */
    private void assertSameRows(String one, String other, String where) {
        PackageDifference difference =
                Comparison.of(Weir.open(folder.resolve(one)), Weir.open(folder.resolve(other)), RunOptions.DEFAULT);
        assertEquals(1, difference.resources().size());
        ResourceDifference rows = difference.resources().get(0);
        assertEquals(0, rows.added() + rows.removed() + rows.changed() + rows.moved(), where + ": " + rows);
    }

    private void follow(String key) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(row(i));
        }
        write(rows);
        run(key, RunOptions.DEFAULT);
        assertFalse(Files.exists(folder.resolve("dist/changes")), "there is no version before");
        for (int round = 0; round < 6; round++) {
            for (int edit = random.nextInt(5); edit >= 0; edit--) {
                int at = random.nextInt(rows.size());
                int kind = random.nextInt(4);
                if (kind == 0) {
                    rows.remove(at);
                } else if (kind == 1) {
                    rows.add(at, row(10_000 + 10 * round + edit));
                } else {
                    rows.set(at, row(Integer.parseInt(rows.get(at).split(",", 2)[0])));
                }
            }
            write(rows);
            Path old = folder.resolve("old");
            FlowRuns.delete(old);
            VersionStore store = VersionStore.open(folder.resolve("dist"));
            store.checkout(store.head(), old);
            run(key, round % 2 == 0 ? RunOptions.DEFAULT : RunOptions.DEFAULT.withFull(true));
            VersionStore now = VersionStore.open(folder.resolve("dist"));
            assertEquals(store.log().size() + 1, now.log().size());
            apply(old, key);
            assertSameRows("dist", "applied", "round " + round);
            Path changes = folder.resolve("dist/changes");
            Report report = Weir.validate(changes, RunOptions.DEFAULT);
            assertTrue(report.valid(), report.toString());
            JsonObject said = (JsonObject)
                    JsonReader.read(Files.readAllBytes(changes.resolve("datapackage.json")), "datapackage.json");
            assertEquals("orders-changes", said.text("name"));
            assertEquals(now.head().version(), said.text("version"));
            assertEquals(
                    Tables.json("{from: " + store.head().version() + ", to: "
                            + now.head().version() + "}"),
                    said.object("changes"));
            assertNotNull(now.head().file("changes/a.jsonl"));
            assertEquals(List.of(), StoreCheck.of(folder.resolve("dist")).problems());
        }
    }

    @Test
    void rowsByKey() throws IOException {
        follow("primaryKey: id, ");
    }

    @Test
    void rowsWithoutAKey() throws IOException {
        follow("");
    }

    @Test
    void whatIsOnlyWrittenOtherwiseIsNoChange() throws IOException {
        write(List.of("1,x,2.5,", "2,y,3,"));
        run("", RunOptions.DEFAULT);
        write(List.of("1,x,2.50,", "2,y,3,2024-01-01"));
        run("", RunOptions.DEFAULT);
        assertTrue(Files.exists(folder.resolve("dist/changes/a.jsonl")));
        write(List.of("1,x,2.5,", "2,y,3,2024-01-01"));
        run("", RunOptions.DEFAULT);
        assertEquals(3, VersionStore.open(folder.resolve("dist")).log().size());
        assertFalse(Files.exists(folder.resolve("dist/changes")), "those of another version are gone");
    }

    @Test
    void anotherSchemaIsSaid() throws IOException {
        write(List.of("1,x,2.5,"));
        run("", RunOptions.DEFAULT);
        write(List.of("1,x,2.6,"));
        run("primaryKey: id, ", RunOptions.DEFAULT);
        String said = Files.readString(folder.resolve("dist/changes/datapackage.json"));
        assertTrue(said.contains("\"kind\": \"key\""), said);
    }
}
