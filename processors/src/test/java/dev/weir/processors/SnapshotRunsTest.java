package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonReader;
import dev.weir.run.Changes;
import dev.weir.run.GivenChanges;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dump to a folder builds on: its last file and the rows that have changed. */
class SnapshotRunsTest {
    private static final int ROWS = 3000;

    @TempDir
    Path folder;

    private final Random random = new Random(11);
    private final List<String> rows = new ArrayList<>();
    private String steps = "- add-field: {name: double, type: number, value: n * 2}";
    private String dump = "{to: dist}";
    private String properties = "";

    @BeforeEach
    void table() throws IOException {
        for (int i = 0; i < ROWS; i++) {
            rows.add(row(i));
        }
        write();
    }

    private String row(int id) {
        String text = random.nextInt(3) == 0 ? "\"a,\"\"b\"\"\nc\"" : "plain " + random.nextInt(100);
        return id + "," + text + "," + random.nextInt(1000);
    }

    private void write() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,k,n\n" + String.join("\n", rows) + "\n");
    }

    private Run run(String to, RunOptions options) {
        String yaml = """
            flow:
              - load: {path: a.csv, %sschema: {primaryKey: id, fields: [{name: id, type: integer}, {name: k, type:
                  string}, {name: n, type: number}]}}
              %s
              - dump: %s
            """.formatted(properties, steps, dump.replace("dist", to));
        return FlowRuns.run(FlowRuns.plan(yaml, folder), folder, options);
    }

    private Run run(RunOptions options) {
        return run("dist", options);
    }

    private Run run() {
        return run(RunOptions.DEFAULT);
    }

    private Path published() throws IOException {
        Path descriptor = folder.resolve("dist/datapackage.json");
        DataPackage there = new DataPackage((JsonObject) JsonReader.read(Files.readAllBytes(descriptor), "descriptor"));
        return folder.resolve("dist").resolve(there.resource("a").paths().get(0));
    }

    /** What is published is what a run from scratch gives. */
    private void assertRecomputes() throws IOException {
        FlowRuns.delete(folder.resolve("full"));
        run("full", FlowRuns.WHOLE);
        assertEquals(FlowRuns.files(folder.resolve("full")), FlowRuns.files(folder.resolve("dist")));
    }

    private static void assertCarried(Run run) {
        Changes changes = run.changes();
        assertNotNull(changes);
        assertTrue(changes.isIncremental(), changes.toString());
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("dist/.weir/state"))) {
            return files.map(file -> file.getFileName().toString().replaceAll("-[0-9a-f]{64}.run", ""))
                    .map(name -> name.substring(name.lastIndexOf('-') + 1))
                    .filter(List.of("blocks", "later", "labels", "seen")::contains)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private void edit(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int at = random.nextInt(rows.size());
            switch (random.nextInt(3)) {
                case 0 -> rows.remove(at);
                case 1 -> rows.add(at, row(100_000 + random.nextInt(1_000_000)));
                default -> rows.set(at, rows.get(at) + "1");
            }
        }
        write();
    }

    @Test
    void rowsAreNotKeptForTheFile() throws IOException {
        run();
        assertEquals(List.of("blocks"), kept());
        for (int i = 0; i < 4; i++) {
            edit(1 + 40 * i);
            assertCarried(run());
            assertRecomputes();
            assertEquals(List.of("blocks"), kept());
        }
    }

    @Test
    void whatIsPutOffIsKeptUntilItIsWritten() throws IOException {
        dump = "{to: dist, snapshot: \"later\"}";
        run();
        Path before = published();
        for (int i = 0; i < 3; i++) {
            edit(7);
            assertCarried(run());
            assertEquals(before, published());
            assertEquals(List.of("blocks", "later"), kept());
        }
        dump = "{to: dist}";
        edit(3);
        assertCarried(run());
        assertRecomputes();
        assertEquals(List.of("blocks"), kept());
    }

    @Test
    void aFileThatSomebodyHasEditedIsNotBuiltOn() throws IOException {
        run();
        for (String edit : List.of("xplain", "plai", "")) {
            Path file = published();
            String text = Files.readString(file);
            if (edit.isEmpty()) {
                Files.delete(file);
            } else {
                Files.writeString(
                        file, text.replaceFirst("(?s)(.*)plain", "$1" + edit.substring(0, edit.length() - 1) + "n"));
            }
            edit(2);
            Changes changes = run().changes();
            assertNotNull(changes);
            assertFalse(changes.isIncremental());
            assertTrue(changes.wholeBecause().startsWith(file + ": is not "), changes.wholeBecause());
            assertRecomputes();
            edit(2);
            assertCarried(run());
            assertRecomputes();
        }
    }

    /** What is not looked at is not repaired, until a run looks at all of it. */
    @Test
    void aRunAsAWholeRepairsWhatSomebodyHasEdited() throws IOException {
        run();
        Path file = published();
        Files.writeString(file, Files.readString(file).replaceFirst("plain", "plein"));
        run(RunOptions.DEFAULT.withFull(true));
        assertRecomputes();
        edit(2);
        assertCarried(run());
        assertRecomputes();
    }

    @Test
    void filesThatAreNotMadeOfRecordsKeepTheirRows() throws IOException {
        for (String property : List.of("encoding: iso-8859-1", "dialect: {delimiter: \"::\"}")) {
            FlowRuns.delete(folder.resolve("dist"));
            steps = "- add-field: {name: double, type: number, value: n * 2}\n  - update-resource: {resources: a, "
                    + property + "}";
            run();
            assertEquals(List.of("seen"), kept());
            edit(20);
            assertCarried(run());
            assertRecomputes();
        }
    }

    @Test
    void aTableThatIsEditedIsBuiltOnFromItsSecondEditOn() throws IOException {
        steps = "";
        run();
        assertEquals(List.of(), kept());
        for (int i = 0; i < 5; i++) {
            String name = "e" + i + ".csv";
            Files.writeString(
                    folder.resolve(name),
                    "_change_type,id,k,n\nupsert," + 40 * i + ",x,1\ninsert," + (900_000 + i) + ",y,2\n");
            RunOptions options = RunOptions.DEFAULT.withChanges(List.of(new GivenChanges("a", folder.resolve(name))));
            assertCarried(run(options));
            assertEquals(List.of("blocks"), kept());
            var found = FlowRuns.files(folder.resolve("dist"));
            run(RunOptions.DEFAULT.withFull(true));
            assertEquals(FlowRuns.files(folder.resolve("dist")), found);
        }
        edit(5);
        assertCarried(run());
        assertRecomputes();
        assertEquals(List.of(), kept());
    }
}
