package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.carry.hash.LogicalHash;
import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.Resource;
import dev.weir.run.Rows;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump that is asked for it says of each table what its rows say; a run on changes the same as one of the whole. */
class LogicalHashRunsTest {
    private static final String STEPS = "- add-field: {name: double, type: number, value: n * 2}";

    @TempDir
    Path folder;

    private final Random random = FlowRuns.random(17);

    private Run run(String to, String steps, RunOptions options) {
        String yaml = """
            flow:
              - load: {path: a.csv, schema: {primaryKey: id, fields: [{name: id, type: integer}, {name: k, type:
                  string}, {name: n, type: number}]}}
              %s
              - dump: {to: %s, logical-hash: true}
            """.formatted(steps, to);
        return FlowRuns.run(FlowRuns.plan(yaml, folder), folder, options);
    }

    private void write(List<String> rows) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,k,n\n" + String.join("\n", rows) + "\n");
    }

    private List<String> rows(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i));
        }
        return rows;
    }

    private String row(int id) {
        String text = random.nextInt(3) == 0 ? "\"a,\"\"b\"\"\nc\"" : "plain " + random.nextInt(100);
        return id + "," + text + "," + random.nextInt(1000) + (random.nextBoolean() ? ".50" : "");
    }

    private Resource dumped(String to, String table) throws IOException {
        Path file = folder.resolve(to).resolve("datapackage.json");
        Resource found =
                new DataPackage((JsonObject) JsonReader.read(Files.readAllBytes(file), "descriptor")).resource(table);
        assertNotNull(found);
        return found;
    }

    /** What a dump says of a table, which must be what its file says. */
    private String hash(String to, String table) throws IOException {
        Resource resource = dumped(to, table);
        String stated = resource.json().text("logicalHash");
        try (Rows rows = Weir.open(folder.resolve(to)).resource(table).rows()) {
            assertEquals(LogicalHash.of(rows).hex(), stated);
        }
        assertNotNull(stated);
        List<String> properties = List.copyOf(resource.json().properties().keySet());
        assertEquals(properties.indexOf("hash") + 1, properties.indexOf("logicalHash"));
        return stated;
    }

    @Test
    void rowsInAnotherOrderAndWrittenOtherwiseHaveTheSame() throws IOException {
        List<String> rows = rows(3000);
        write(rows);
        run("dist", STEPS, RunOptions.DEFAULT);
        run("copied", "", RunOptions.DEFAULT);
        Collections.shuffle(rows, random);
        rows.replaceAll(row -> row.replaceAll("plain ([0-9]+)", "\"plain $1\"").replace(".50", ".5"));
        write(rows);
        run("other", STEPS, FlowRuns.WHOLE);
        run("other-copied", "", FlowRuns.WHOLE);
        assertEquals(hash("dist", "a"), hash("other", "a"));
        assertEquals(hash("copied", "a"), hash("other-copied", "a"));
        assertNotEquals(hash("dist", "a"), hash("copied", "a"));
        assertNotEquals(dumped("dist", "a").hash(), dumped("other", "a").hash());
    }

    @Test
    void aRunOnChangesSaysTheSameAsOneOfTheWhole() throws IOException {
        List<String> rows = rows(3000);
        write(rows);
        run("dist", STEPS, RunOptions.DEFAULT);
        String first = hash("dist", "a");
        for (int round = 0; round < 8; round++) {
            for (int edit = random.nextInt(4); edit >= 0; edit--) {
                int at = random.nextInt(rows.size());
                int kind = random.nextInt(4);
                if (kind == 0) {
                    rows.remove(at);
                } else if (kind == 1) {
                    rows.add(at, row(10_000 + 10 * round + edit));
                } else if (kind == 2) {
                    rows.add(rows.remove(at));
                } else {
                    rows.set(at, row(Integer.parseInt(rows.get(at).split(",", 2)[0])));
                }
            }
            write(rows);
            Run run = run("dist", STEPS, RunOptions.DEFAULT);
            assertTrue(run.changes() != null && run.changes().isIncremental(), "round " + round);
            run("whole" + round, STEPS, FlowRuns.WHOLE);
            assertEquals(hash("whole" + round, "a"), hash("dist", "a"), "round " + round);
        }
        assertNotEquals(first, hash("dist", "a"));
        Collections.reverse(rows); // nothing of the file stays where it was
        write(rows);
        String before = hash("dist", "a");
        run("dist", STEPS, RunOptions.DEFAULT);
        assertEquals(before, hash("dist", "a"));
    }

    @Test
    void whatIsLeftAsItIsKeepsIt() throws IOException {
        write(rows(100));
        Files.writeString(folder.resolve("b.csv"), "x,y\n1,one\n2,two\n");
        Files.writeString(folder.resolve("notes.txt"), "no table");
        String steps = STEPS + "\n  - load: {path: b.csv}";
        run("dist", steps, RunOptions.DEFAULT);
        String b = hash("dist", "b");
        Files.writeString(folder.resolve("a.csv"), "id,k,n\n1,k,2\n");
        run("dist", steps, RunOptions.DEFAULT);
        assertEquals(b, hash("dist", "b"));
        hash("dist", "a");
        assertFalse(run("dist", steps, RunOptions.DEFAULT).stages().isEmpty());
        assertEquals(b, hash("dist", "b"));
        List<String> reasons = VersionStore.open(folder.resolve("dist")).head().reasons();
        assertFalse(reasons.isEmpty());
        assertFalse(reasons.toString().contains("logicalHash"), "it follows from the rows: " + reasons);
    }

    @Test
    void aCopyOfPackedFilesIsReadPacked() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.csv.gz")))) {
            out.write("id,k\n1,x\n2,y\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        String yaml = """
            flow:
              - load: {path: a.csv.gz, name: a}
              - dump: {to: dist, logical-hash: true}
            """;
        FlowRuns.run(FlowRuns.plan(yaml, folder), folder, FlowRuns.WHOLE);
        assertTrue(dumped("dist", "a").paths().get(0).endsWith(".csv.gz"));
        hash("dist", "a");
    }

    @Test
    void whatWasReadIsNotHandedOn() throws IOException {
        write(rows(10));
        run("dist", STEPS, RunOptions.DEFAULT);
        String yaml = """
            flow:
              - load: {package: dist}
              - filter-rows: {where: id < 5}
              - dump: {to: next}
            """;
        FlowRuns.run(FlowRuns.plan(yaml, folder), folder, FlowRuns.WHOLE);
        assertNull(dumped("next", "a").json().text("logicalHash"));
    }

    @Test
    void cellsInErrorCountAsTheyStand() throws IOException {
        write(List.of("1,x,2", "2,y,\"wr,ong\"", "3,z,1e2"));
        String kept = "- validate: {on-error: keep}\n  - sort-rows: {by: k}";
        run("dist", kept, FlowRuns.WHOLE);
        hash("dist", "a");
    }

    @Test
    void asManyPartsOfATableAsThereAreThreads() throws IOException {
        write(rows(60_000));
        run("dist", STEPS, RunOptions.DEFAULT.withThreads(4));
        run("one", STEPS, FlowRuns.WHOLE);
        assertEquals(hash("one", "a"), hash("dist", "a"));
    }
}
