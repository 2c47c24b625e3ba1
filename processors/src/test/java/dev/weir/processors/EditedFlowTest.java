package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.FlowFile;
import dev.weir.process.RunInputs;
import dev.weir.run.Changes;
import dev.weir.run.GivenChanges;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an edit of a flow costs the next run, and what it keeps. */
class EditedFlowTest {
    private static final String LOAD = "load: {path: a.csv, name: a, schema: {fields: [{name: id, type: integer},"
            + " {name: k, type: string}, {name: n, type: integer}]}}";
    private static final String SUM = "aggregate: {resources: a, to: s, by: k, fields: {total: SUM(n)}}";
    private static final String DUMP = "dump: {to: dist}";

    private Instant now = Instant.EPOCH;

    @TempDir
    Path folder;

    @BeforeEach
    void writeRows() throws IOException {
        StringBuilder rows = new StringBuilder("id,k,n\n");
        for (int i = 0; i < 500; i++) {
            rows.append(i).append(",k").append(i % 7).append(',').append(i % 11).append('\n');
        }
        Files.writeString(folder.resolve("a.csv"), rows);
    }

    private Run run(List<GivenChanges> given, String... steps) {
        return run(RunOptions.DEFAULT.withChanges(given), "dist", steps);
    }

    private Run run(RunOptions options, String to, String... steps) {
        String yaml = "name: p\nflow:\n  - " + String.join("\n  - ", steps).replace("to: dist", "to: " + to) + "\n";
        var flow = FlowFile.parse(yaml.getBytes(StandardCharsets.UTF_8), "weir.yaml", folder, Map.of(), Tables.STEPS);
        return LocalRunner.run(flow.plan(now), options, new RunInputs(now, text -> {}), folder);
    }

    /** Runs an edited flow, which must rebuild so many steps and give what a run from scratch gives. */
    private Changes edited(int rebuilt, String... steps) throws IOException {
        Run run = run(List.of(), steps);
        Changes changes = changes(run);
        assertTrue(changes.isIncremental(), changes.toString());
        assertEquals(rebuilt, changes.rebuilt().steps(), changes.toString());
        assertTrue(run.rowsRead().isEmpty(), "no file is read");
        FlowRuns.delete(folder.resolve("full"));
        run(FlowRuns.WHOLE, "full", steps);
        assertEquals(FlowRuns.files(folder.resolve("full")), FlowRuns.files(folder.resolve("dist")));
        return changes;
    }

    private static Changes changes(Run run) {
        Changes changes = run.changes();
        assertNotNull(changes);
        return changes;
    }

    @Test
    void anAppendedStepIsBuiltFromTheStateBeforeIt() throws IOException {
        run(List.of(), LOAD, SUM, DUMP);
        Changes changes = edited(2, LOAD, SUM, "add-field: {resources: s, name: d, value: total * 2}", DUMP);
        assertEquals(Map.of("add-field", 7L), changes.rebuilt().entered());
        assertEquals(14, changes.out(), "each line of s is another one");
    }

    @Test
    void titlesRebuildNothing() throws IOException {
        String add = "add-field: {resources: s, name: d, value: total * 2%s}";
        String type = "set-type: {resources: s, fields: {d: {type: number%s}}}";
        String schema = "update-schema: {resources: s, set: {primaryKey: k%s}}";
        run(List.of(), LOAD, SUM, add.formatted(""), type.formatted(""), schema.formatted(""), DUMP);
        String[] titled = {
            LOAD.replace("name: n", "title: Number, name: n"),
            SUM,
            add.formatted(", title: Double"),
            type.formatted(", description: twice"),
            schema.formatted(", title: Sums"),
            "update-package: {set: {title: All}}",
            DUMP
        };
        assertEquals(0, edited(0, titled).out());
    }

    @Test
    void aTableUnderAnotherNameKeepsItsState() throws IOException {
        run(List.of(), LOAD, SUM, "sort-rows: {resources: s, by: total}", DUMP);
        Changes changes = edited(
                1,
                LOAD.replace("name: a", "name: b"),
                SUM.replace("resources: a", "resources: b"),
                "sort-rows: {resources: s, by: total}",
                DUMP);
        assertEquals(500, changes.out(), "the lines of b");
    }

    @Test
    void tablesOfStepsThatAreGoneAreDropped() throws IOException {
        run(List.of(), LOAD, DUMP);
        List<String> before = state();
        edited(2, LOAD, SUM, DUMP);
        assertTrue(state().size() > before.size());
        edited(0, LOAD, DUMP);
        assertEquals(before, state());
    }

    private List<String> state() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("dist/.weir/state"))) {
            return files.map(file -> file.getFileName().toString().replaceAll("-[0-9a-f]{64}.run", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aSecondDumpIsWrittenFromWhatIsKept() throws IOException {
        run(List.of(), LOAD, SUM, DUMP);
        edited(1, LOAD, SUM, DUMP, "dump: {to: other}");
        assertEquals(FlowRuns.files(folder.resolve("dist")), FlowRuns.files(folder.resolve("other")));
    }

    @Test
    void rowsThatAnEditMakesWrongAreReportedByARunAsAWhole() {
        run(List.of(), LOAD, SUM, DUMP);
        Run run = run(List.of(), LOAD, "set-primary-key: {resources: a, fields: k}", "validate: {}", SUM, DUMP);
        assertFalse(run.completed());
        assertEquals(
                493,
                run.report().errors().size()
                        + run.report().tasks().get(0).errors().size());
        String reason = changes(run).wholeBecause();
        assertEquals("rows in error: the same as in a row before", reason);
    }

    @Test
    void aNewDayIsAnEditOfTheStepsThatReadIt() throws IOException {
        String today = "add-field: {resources: s, name: day, value: CURRENT_DATE}";
        run(List.of(), LOAD, SUM, today, DUMP);
        now = now.plusSeconds(60);
        edited(0, LOAD, SUM, today, DUMP);
        now = now.plusSeconds(86_400);
        edited(2, LOAD, SUM, today, DUMP);
        assertTrue(FlowRuns.files(folder.resolve("dist")).get("s").contains("1970-01-02"));
    }

    @Test
    void editsBelongToATableByItsName() throws IOException {
        run(List.of(), LOAD, SUM, DUMP);
        Files.writeString(folder.resolve("e.csv"), "_change_type,id,k,n\ninsert,900,k1,100\n");
        run(List.of(new GivenChanges("a", folder.resolve("e.csv"))), LOAD, SUM, DUMP);
        assertTrue(Files.readString(folder.resolve("dist/data/a.csv")).contains("900"));
        String[] renamed = {LOAD.replace("name: a", "name: b"), SUM.replace("resources: a", "resources: b"), DUMP};
        run(List.of(), renamed);
        assertFalse(Files.readString(folder.resolve("dist/data/b.csv")).contains("900"), "they are edits of a");
        run(List.of(), LOAD, SUM, DUMP);
        assertTrue(Files.readString(folder.resolve("dist/data/a.csv")).contains("900"), "and count again");
    }

    @Test
    void aFileThatWasNotReadBeforeIsReadAlone() throws IOException {
        run(List.of(), LOAD, SUM, DUMP);
        Files.writeString(folder.resolve("b.csv"), "k,w\nk1,one\nk2,two\n");
        Run run =
                run(List.of(), LOAD, SUM, "load: {path: b.csv, name: b}", "join: {resources: s, with: b, on: k}", DUMP);
        assertEquals(Map.of("b", 2L), run.rowsRead());
        assertEquals(3, changes(run).rebuilt().steps());
    }
}
