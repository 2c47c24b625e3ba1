package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.process.FlowException;
import dev.weir.run.Changes;
import dev.weir.run.GivenChanges;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Change files: which edits count, from run to run. */
class EditRunsTest {
    private static final String HEADER = "_change_type,id,k,n\n";

    @TempDir
    Path folder;

    @BeforeEach
    void table() throws IOException {
        write("a.csv", "id,k,n\n1,x,1\n2,y,2\n3,x,3\n");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static String yaml(String changes, String steps) {
        return """
            flow:
              - load: {path: a.csv, %sschema: {primaryKey: id, fields: [{name: id, type: integer}, {name: k, type:
                  string}, {name: n, type: number}]}}
            %s
              - aggregate: {resources: a, to: sums, by: k, fields: {n: SUM(n)}}
              - dump: {to: dist}
            """.formatted(changes.isEmpty() ? "" : "changes: " + changes + ", ", steps);
    }

    private Run run(String yaml, RunOptions options, String... changes) {
        List<GivenChanges> given = new ArrayList<>();
        for (String file : changes) {
            given.add(new GivenChanges("a", folder.resolve(file)));
        }
        return FlowRuns.run(FlowRuns.plan(yaml, folder), folder, options.withChanges(given));
    }

    private Run run(String... changes) {
        return run(yaml("", ""), RunOptions.DEFAULT, changes);
    }

    private Run stated() {
        return run(yaml("edits.csv", ""), RunOptions.DEFAULT);
    }

    private void assertRows(String... rows) throws IOException {
        assertEquals(
                "id,k,n\n" + String.join("\n", rows) + "\n",
                FlowRuns.files(folder.resolve("dist")).get("a"));
    }

    /** A run from scratch over what was published finds the same. */
    private void assertRecomputes() throws IOException {
        var published = FlowRuns.files(folder.resolve("dist"));
        run(yaml("", ""), RunOptions.DEFAULT.withKeepsState(false));
        assertEquals(published, FlowRuns.files(folder.resolve("dist")));
        run(yaml("", ""), RunOptions.DEFAULT.withFull(true));
        assertEquals(published, FlowRuns.files(folder.resolve("dist")));
    }

    private static String notes(Run run) {
        return String.join("; ", run.notes()).replaceAll("/[^ ]*/", "");
    }

    @Test
    void fieldsThatAChangeFileDoesNotNameStayAsTheyAreThoughTheyAreRequired() throws IOException {
        String yaml = yaml("", "").replace("type: number}", "type: number, constraints: {required: true}}");
        run(yaml, RunOptions.DEFAULT);
        write("e.csv", "_change_type,id,k\nupsert,2,z\n");
        run(yaml, RunOptions.DEFAULT, "e.csv");
        assertRows("1,x,1", "2,z,2", "3,x,3");
        write("twice.csv", "_change_type,id,k,k\nupsert,2,z,z\n");
        var wrong = assertThrows(SourceException.class, () -> run(yaml, RunOptions.DEFAULT, "twice.csv"));
        assertTrue(wrong.getMessage().contains("row 1: 'k': duplicate-label"), wrong.getMessage());
    }

    @Test
    void editsAreCarriedThroughWithoutTheFile() throws IOException {
        run();
        write("e.csv", HEADER + "insert,4,y,4\ndelete,1,,\nupdate_postimage,2,y,20\n");
        Run run = run("e.csv");
        Changes changes = run.changes();
        assertNotNull(changes);
        assertTrue(changes.isIncremental(), changes.toString());
        assertEquals(4, changes.in());
        assertEquals(4, changes.entered().get("aggregate"));
        assertEquals(0, run.rowsRead().size());
        assertEquals("took 3 edits of e.csv", notes(run));
        assertRows("2,y,20", "3,x,3", "4,y,4");
        assertEquals("k,n\nx,3\ny,24\n", FlowRuns.files(folder.resolve("dist")).get("sums"));
        assertRecomputes();
    }

    @Test
    void editsCountInEveryRunThatFollows() throws IOException {
        run();
        write("e1.csv", HEADER + "insert,4,y,4\n");
        write("e2.csv", HEADER + "upsert,4,y,5\nupsert,5,z,5\n");
        run("e1.csv");
        run("e2.csv");
        Files.delete(folder.resolve("e1.csv"));
        assertRows("1,x,1", "2,y,2", "3,x,3", "4,y,5", "5,z,5");
        assertEquals(0, run().changes().in());
        assertRecomputes();
        Run other = run(yaml("", "  - filter-rows: {resources: a, where: n > 1}"), RunOptions.DEFAULT);
        assertTrue(other.changes().isIncremental(), "the table with its edits is kept");
        assertRows("2,y,2", "3,x,3", "4,y,5", "5,z,5");
    }

    @Test
    void theFirstRunTakesEditsToo() throws IOException {
        write("e.csv", HEADER + "delete,2,,\n");
        assertEquals("took 1 edit of e.csv", notes(run("e.csv")));
        assertRows("1,x,1", "3,x,3");
        Run again = run("e.csv");
        assertEquals("e.csv was taken before and is not again", notes(again));
        assertEquals(0, again.changes().in());
        assertRecomputes();
    }

    @Test
    void aFileThatTheFlowNamesIsTakenOnceAndItsNewLinesWhenTheyCome() throws IOException {
        write("edits.csv", HEADER + "insert,4,y,4\n");
        assertEquals("took 1 edit of edits.csv", notes(stated()));
        assertEquals("", notes(stated()));
        write("edits.csv", HEADER + "insert,4,y,4\ninsert,5,y,5\n");
        Run more = stated();
        assertEquals("took 1 more edit of edits.csv", notes(more));
        assertTrue(more.changes().isIncremental());
        assertRows("1,x,1", "2,y,2", "3,x,3", "4,y,4", "5,y,5");
        write("edits.csv", HEADER + "delete,5,,\n");
        assertEquals("took 1 edit of edits.csv", notes(stated()));
        assertRows("1,x,1", "2,y,2", "3,x,3", "4,y,4");
        assertEquals(2, kept().size());
        assertRecomputes();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("dist/.weir/edits"))) {
            return files.toList();
        }
    }

    @Test
    void aNewFullFileEndsTheEditsBeforeIt() throws IOException {
        write("edits.csv", HEADER + "insert,4,y,4\n");
        stated();
        write("a.csv", "id,k,n\n1,x,1\n2,y,2\n3,x,3\n6,z,6\n");
        assertEquals("the file of a is a new one, edits taken before do not count any more", notes(stated()));
        assertRows("1,x,1", "2,y,2", "3,x,3", "6,z,6");
        assertEquals("", notes(stated()));
        assertEquals(List.of(), kept());
        write("edits.csv", HEADER + "insert,4,y,4\nupsert,6,z,7\n");
        assertEquals("took 1 more edit of edits.csv", notes(stated()));
        assertRows("1,x,1", "2,y,2", "3,x,3", "6,z,7");
        assertRecomputes();
    }

    @Test
    void aNewFullFileIsReadBeforeEditsOfTheSameRun() throws IOException {
        run();
        write("a.csv", "id,k,n\n1,x,1\n3,x,3\n7,z,6\n");
        write("e.csv", HEADER + "update_postimage,7,z,70\n");
        Run run = run("e.csv");
        assertTrue(run.changes().isIncremental());
        assertRows("1,x,1", "3,x,3", "7,z,70");
        assertRecomputes();
    }

    @Test
    void aFullFileThatWasOnlyTouchedIsNoNewOne() throws IOException {
        run();
        write("e.csv", HEADER + "delete,2,,\n");
        run("e.csv");
        write("a.csv", "id,k,n\n1,x,1\n2,y,2\n3,x,3\n");
        assertEquals(0, run().changes().in());
        assertRows("1,x,1", "3,x,3");
    }

    @Test
    void wrongEditsChangeNothing() throws IOException {
        run();
        String[] wrong = {
            "insert,1,x,1", "row 2 (insert, key \"1\"): a row with this key is there already; upsert replaces it",
            "insert,5,x,5\ndelete,9,,", "row 3 (delete, key \"9\"): no row has this key",
            "insert,5,x,five", "row 2: 'n' has \"five\", which is no number",
            "insert,5,x,5,7", "row 2: the row is too long",
            "delete,1,y,1", "row 2 (delete, key \"1\"): the row has \"x\" in 'k', not \"y\"",
        };
        for (int i = 0; i < wrong.length; i += 2) {
            write("e.csv", HEADER + wrong[i] + "\n");
            for (boolean full : new boolean[] {false, true}) {
                SourceException problem = assertThrows(
                        SourceException.class, () -> run(yaml("", ""), RunOptions.DEFAULT.withFull(full), "e.csv"));
                assertEquals(folder.resolve("e.csv") + ": " + wrong[i + 1], problem.getMessage());
            }
        }
        write("e.csv", HEADER.replace("n\n", "m\n") + "insert,5,x,5\n");
        assertTrue(assertThrows(SourceException.class, () -> run("e.csv"))
                .getMessage()
                .endsWith("e.csv: row 1: 'm' is no field of the table"));
        assertTrue(assertThrows(UncheckedIOException.class, () -> run("none.csv"))
                .getMessage()
                .endsWith("none.csv: there is no such change file"));
        List<GivenChanges> unknown = List.of(new GivenChanges("b", folder.resolve("e.csv")));
        assertThrows(
                FlowException.class,
                () -> FlowRuns.run(
                        FlowRuns.plan(yaml("", ""), folder), folder, RunOptions.DEFAULT.withChanges(unknown)));
        assertEquals(0, run().changes().in());
        assertRows("1,x,1", "2,y,2", "3,x,3");
    }

    @Test
    void anEditThatBreaksARuleIsInTheReportAndIsNotTaken() throws IOException {
        write("a.csv", "id,k,n\n1,x,1\n");
        String steps = "  - update-schema: {resources: a, set: {uniqueKeys: [[k]]}}\n  - validate: {}";
        run(yaml("", steps), RunOptions.DEFAULT);
        write("e.csv", HEADER + "insert,2,x,1\n");
        Run run = run(yaml("", steps), RunOptions.DEFAULT, "e.csv");
        assertFalse(run.completed());
        assertEquals(1, run.report().tasks().get(0).errorCount());
        assertEquals("", notes(run));
        assertEquals(0, run(yaml("", steps), RunOptions.DEFAULT).changes().in());
        assertRows("1,x,1");
    }

    @Test
    void badCellsOfEditsArePutAsideWhereThoseOfTheFileAre() throws IOException {
        String steps = "  - validate: {on-error: quarantine}";
        run(yaml("", steps), RunOptions.DEFAULT);
        write("e.csv", HEADER + "insert,4,x,four\ninsert,5,x,5\n");
        Run run = run(yaml("", steps), RunOptions.DEFAULT, "e.csv");
        assertTrue(run.completed());
        assertRows("1,x,1", "2,y,2", "3,x,3", "5,x,5");
        run(yaml("", steps), RunOptions.DEFAULT);
        assertRows("1,x,1", "2,y,2", "3,x,3", "5,x,5");
        write("f.csv", HEADER + "upsert,4,x,4\n");
        run(yaml("", steps), RunOptions.DEFAULT, "f.csv");
        assertRows("1,x,1", "2,y,2", "3,x,3", "4,x,4", "5,x,5");
    }

    @Test
    void whatIsPutOffIsWrittenByALaterRun() throws IOException {
        String later = yaml("", "").replace("to: dist", "to: dist, snapshot: later");
        run(later, RunOptions.DEFAULT);
        write("e.csv", HEADER + "delete,2,,\n");
        Run put = run(later, RunOptions.DEFAULT, "e.csv");
        assertTrue(put.stages().get(0).summary().endsWith(": left as it is, 2 resources have yet to be written"));
        assertRows("1,x,1", "2,y,2", "3,x,3");
        Run again = run(later, RunOptions.DEFAULT);
        assertTrue(again.stages().get(0).summary().endsWith(": left as it is, 2 resources have yet to be written"));
        write("f.csv", HEADER + "upsert,1,x,10\n");
        run(later, RunOptions.DEFAULT, "f.csv");
        assertRows("1,x,1", "2,y,2", "3,x,3");
        Run written = run();
        assertTrue(written.changes().isIncremental());
        assertEquals(0, written.changes().in());
        assertRows("1,x,10", "3,x,3");
        assertEquals("k,n\nx,13\n", FlowRuns.files(folder.resolve("dist")).get("sums"));
        assertRecomputes();
        Run none = run(later, RunOptions.DEFAULT);
        assertTrue(none.stages().get(0).summary().endsWith(": left as it is, nothing has changed"));
        write("g.csv", HEADER + "upsert,1,x,11\n");
        run(later, RunOptions.DEFAULT.withSnapshots(true), "g.csv");
        assertRows("1,x,11", "3,x,3");
    }

    @Test
    void whatIsPutOffIsWrittenByARunAsAWhole() throws IOException {
        String later = yaml("", "").replace("to: dist", "to: dist, snapshot: later");
        run(later, RunOptions.DEFAULT);
        write("e.csv", HEADER + "delete,2,,\n");
        run(later, RunOptions.DEFAULT, "e.csv");
        run(later, RunOptions.DEFAULT.withFull(true));
        assertRows("1,x,1", "3,x,3");
        assertTrue(run().stages().get(0).summary().contains("unchanged"));
    }

    @Test
    void jsonLinesEditToo() throws IOException {
        run();
        write("e.jsonl", "{\"_change_type\": \"upsert\", \"id\": 2, \"n\": 2.5}\n");
        run("e.jsonl");
        assertRows("1,x,1", "2,y,2.5", "3,x,3");
        assertRecomputes();
    }
}
