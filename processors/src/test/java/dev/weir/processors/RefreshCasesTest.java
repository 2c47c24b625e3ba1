package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What random flows once found: runs on changes that differed from a run from scratch. */
class RefreshCasesTest {
    @TempDir
    Path folder;

    private void same(String steps, String a, String b, String newA, String newB) throws IOException {
        write(a, b);
        FlowRuns.run(FlowRuns.plan(yaml(steps, "inc"), folder), folder, RunOptions.DEFAULT);
        write(newA, newB);
        Run run = FlowRuns.run(FlowRuns.plan(yaml(steps, "inc"), folder), folder, RunOptions.DEFAULT);
        FlowRuns.run(FlowRuns.plan(yaml(steps, "full"), folder), folder, FlowRuns.WHOLE);
        assertEquals(FlowRuns.files(folder.resolve("full")), FlowRuns.files(folder.resolve("inc")));
        assertNotNull(run.changes());
        assertEquals(null, run.changes().wholeBecause());
    }

    private void write(String a, String b) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "k,t\n" + a);
        Files.writeString(folder.resolve("b.csv"), "k,w\n" + b);
    }

    private static String yaml(String steps, String to) {
        String fields = ", schema: {fields: [{name: k, type: string}, {name: %s, type: string}]}}\n";
        return "flow:\n  - load: {path: a.csv" + fields.formatted("t") + "  - load: {path: b.csv"
                + fields.formatted("w") + steps + "  - dump: {to: " + to + "}\n";
    }

    @Test
    void rightRowsWithoutPartnerStayBehindLeftRowsWithoutSortKey() throws IOException {
        same("""
              - sort-rows: {resources: a, by: [t]}
              - join: {resources: a, with: b, on: k, keep: full, fields: [w]}
            """, "1,x\n2,\n3,\n4,z\n", "1,p\n7,q\n8,r\n", "1,x\n2,\n3,\n4,z\n6,\n", "1,p\n7,q\n8,r\n9,s\n");
    }

    @Test
    void rowsWithoutPartnerOfOneJoinStayBeforeThoseOfTheNext() throws IOException {
        same("""
              - join: {resources: a, with: b, on: k, keep: full, fields: {w1: w}}
              - join: {resources: a, with: b, on: {t: w}, keep: full, fields: {w2: k}}
            """, "1,x\n2,y\n", "1,p\n7,q\n8,r\n", "1,x\n2,y\n3,z\n", "5,o\n1,p\n7,q\n8,r\n9,s\n");
    }

    @Test
    void rowsOfAFanOutKeepTheirOrderThroughAStepInPlace() throws IOException {
        same("""
              - join: {resources: a, with: b, on: k, keep: left, fields: [w]}
              - deduplicate: {resources: a, keep: last}
            """, "1,x\n", "1,p\n1,q\n1,o\n1,a\n1,\n1,z\n1,y\n", "1,x\n2,x\n", "1,p\n1,q\n1,o\n1,a\n1,\n1,z\n1,y\n");
        assertEquals(
                "k,t,w\n1,x,p\n1,x,q\n1,x,o\n1,x,a\n1,x,\n1,x,z\n1,x,y\n2,x,\n",
                FlowRuns.files(folder.resolve("full")).get("a"));
    }
}
