package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that are put aside of one resource by two steps, with steps in between that take the first ones. */
class QuarantineAgainTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("a.csv"), "id,k\n1,x\ntwo,x\n3,y\n4,x\n");
        Files.writeString(folder.resolve("a.yaml"), "fields: [{name: id, type: integer}, {name: k, type: string}]\n");
    }

    private Run run(String steps) {
        String flow = """
                name: t
                flow:
                  - load: {path: a.csv, name: a, schema: a.yaml}
                  - validate: {on-error: quarantine}
                """;
        Run run = FlowRuns.run(
                FlowRuns.plan(flow + steps.indent(2) + "  - dump: {to: dist}\n", folder), folder, RunOptions.DEFAULT);
        assertTrue(run.completed() && run.valid());
        return run;
    }

    private String dumped(String file) throws IOException {
        return Files.readString(folder.resolve("dist/data").resolve(file));
    }

    @Test
    void aResourceThatWasDeletedComesAgainWithTheLaterRowsAlone() throws IOException {
        run("""
                - delete-resource: {resources: a-quarantine}
                - add-field: {resources: a, name: more, type: string, value: "k"}
                - update-schema: {resources: a, set: {uniqueKeys: [[k]]}}
                - validate: {resources: a, on-error: quarantine}
                """);
        assertEquals("id,k,more\n1,x,x\n3,y,y\n", dumped("a.csv"));
        String aside = dumped("a-quarantine.csv");
        assertTrue(aside.startsWith("id,k,more,_field,_code,_note\n4,x,x,"), aside);
        assertEquals(2, aside.lines().count(), aside);
    }

    @Test
    void aStepThatHasTakenThemDoesNotWaitForLaterOnes() throws IOException {
        run("""
                - join: {resources: a, with: a-quarantine, on: {k: k}, keep: semi, delete: true}
                - update-schema: {resources: a, set: {uniqueKeys: [[k]]}}
                - validate: {resources: a, on-error: quarantine}
                """);
        assertEquals("id,k\n1,x\n", dumped("a.csv"));
        assertEquals(2, dumped("a-quarantine.csv").lines().count());
    }

    @Test
    void aCopyHasTheRowsThatWerePutAsideByThen() throws IOException {
        run("""
                - duplicate: {resources: a-quarantine, to: first}
                - update-schema: {resources: a, set: {uniqueKeys: [[k]]}}
                - validate: {resources: a, on-error: quarantine}
                """);
        assertEquals(2, dumped("first.csv").lines().count());
        String aside = dumped("a-quarantine.csv");
        assertTrue(aside.contains("\ntwo,x,") && aside.contains("\n4,x,"), aside);
        assertEquals(3, aside.lines().count(), aside);
    }

    @Test
    void whatIsPrintedBeforeARunOnChangesIsRefusedIsPrintedOnce() throws IOException {
        String flow = """
                name: t
                flow:
                  - load: {path: a.csv, name: a, schema: a.yaml}
                  - print: {resources: a, rows: 1, format: jsonl}
                  - duplicate: {resources: a, to: b}
                  - concatenate: {resources: [a, b], to: c, fields: {k: [], t: []}}
                  - dump: {to: dist}
                """;
        Files.writeString(
                folder.resolve("a.yaml"),
                "fields: [{name: id, type: integer}, {name: k, type: string}, {name: t, type: string}]\n");
        Files.writeString(folder.resolve("a.csv"), "id,k,t\n1,x,\n2,y,\n");
        FlowRuns.run(FlowRuns.plan(flow, folder), folder, RunOptions.DEFAULT);
        Files.writeString(folder.resolve("a.csv"), "id,k,t\n1,x,\n2,,\n");
        StringBuilder printed = new StringBuilder();
        Run run = FlowRuns.run(FlowRuns.plan(flow, folder), folder, RunOptions.DEFAULT, printed);
        assertTrue(run.changes() != null && !run.changes().isIncremental(), "a blank row is for a run of the whole");
        assertEquals("{\"id\":1,\"k\":\"x\",\"t\":null}\n", printed.toString());
    }
}
