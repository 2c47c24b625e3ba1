package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.flow.Plan;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.run.StateParts;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files so large that their rows are kept while the run is at work, on several threads. */
class StateBesideTest {
    private static final int ROWS = 200_000;
    private static final RunOptions OPTIONS = RunOptions.DEFAULT.withThreads(2);

    @TempDir
    Path folder;

    /** @param wrong the number of the row in error, -1 for none */
    private void write(int wrong, int from) throws IOException {
        try (Writer out = Files.newBufferedWriter(folder.resolve("sales.csv"))) {
            out.write("id,shop,amount,note\n");
            for (int i = from; i < ROWS; i++) {
                String amount = i == wrong ? "much" : i % 1000 + ".50";
                out.write(
                        i + "," + i * 31L % 700 + "," + amount + ",a note that makes the file as large as it has to be "
                                + i + " and a little larger than that\n");
            }
        }
        assertTrue(Files.size(folder.resolve("sales.csv")) > 17 << 20);
        Files.writeString(
                folder.resolve("sales.yaml"),
                "primaryKey: id\nfields: [{name: id, type: integer}, {name: shop, type: integer},"
                        + " {name: amount, type: number}, {name: note, type: string}]\n");
    }

    private Plan plan(String onError) {
        return FlowRuns.plan("""
                name: t
                flow:
                  - load: {path: sales.csv, schema: sales.yaml%s}
                  - aggregate: {resources: sales, to: totals, by: [shop], fields: {total: "SUM(amount)", n: "COUNT(*)"}}
                  - dump: {to: made/here/dist}
                """.formatted(onError), folder);
    }

    @Test
    void whatIsKeptIsWhatTheNextRunNeeds() throws IOException {
        write(-1, 0);
        Plan plan = plan("");
        Run first = FlowRuns.run(plan, folder, OPTIONS);
        assertTrue(first.completed() && first.valid());
        assertNull(first.changes().notKept());
        write(-1, 2);
        Run second = FlowRuns.run(plan(""), folder, OPTIONS);
        assertNull(second.changes().wholeBecause(), "the second run is one on changes");
        assertEquals(2, second.changes().in());
        assertTrue(StateParts.rebuild(plan, OPTIONS, 50_000, false));
    }

    @Test
    void aRunThatFailsLeavesNothing() throws IOException {
        write(150_000, 0);
        Run run = FlowRuns.run(plan(""), folder, OPTIONS);
        assertFalse(run.completed());
        assertFalse(Files.exists(folder.resolve("made")), "no folder, no state");
        write(-1, 0);
        Run mended = FlowRuns.run(plan(""), folder, OPTIONS);
        assertTrue(mended.completed());
        assertNull(mended.changes().notKept());
    }

    @Test
    void rowsInErrorThatGoNoFurtherAreKeptAsBehindTheRun() throws IOException {
        write(150_000, 0);
        Run run = FlowRuns.run(plan(", on-error: drop"), folder, OPTIONS);
        assertTrue(run.completed());
        write(-1, 0);
        Run mended = FlowRuns.run(plan(", on-error: drop"), folder, OPTIONS);
        assertTrue(mended.completed() && mended.valid());
    }
}
