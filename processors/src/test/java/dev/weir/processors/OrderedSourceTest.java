package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.process.FlowException;
import dev.weir.run.Changes;
import dev.weir.run.GivenChanges;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose rows have an order of their own, whatever that of the file is. */
class OrderedSourceTest {
    private static final String SCHEMA =
            "{primaryKey: id, fields: [{name: n, type: number}, {name: id, type: integer}, {name: l, type: list}]}";

    @TempDir
    Path folder;

    private String schema = SCHEMA;

    private void write(String... rows) throws IOException {
        Files.writeString(folder.resolve("a.csv"), "n,id,l\n" + String.join("\n", rows) + "\n");
    }

    private String yaml(String order, String steps, String to) {
        return "flow:\n  - load: {path: a.csv, order: " + order + ", schema: " + schema + "}\n" + steps
                + "  - dump: {to: " + to + "}\n";
    }

    private Run run(String order, String steps) {
        return FlowRuns.run(FlowRuns.plan(yaml(order, steps, "inc"), folder), folder, RunOptions.DEFAULT);
    }

    private void assertRows(String... rows) throws IOException {
        assertEquals(
                "n,id,l\n" + String.join("\n", rows) + "\n",
                FlowRuns.files(folder.resolve("inc")).get("a"));
    }

    private void assertChange(long changed, String order, String... rows) throws IOException {
        write(rows);
        Changes changes = run(order, "").changes();
        assertNotNull(changes);
        assertNull(changes.wholeBecause());
        assertEquals(changed, changes.in());
        FlowRuns.run(FlowRuns.plan(yaml(order, "", "full"), folder), folder, FlowRuns.WHOLE);
        assertEquals(FlowRuns.files(folder.resolve("full")), FlowRuns.files(folder.resolve("inc")));
    }

    @Test
    void rowsComeByKey() throws IOException {
        write("5,3,z", "1,10,c", ",2,x");
        run("insignificant", "");
        assertRows(",2,x", "5,3,z", "1,10,c");
        assertChange(0, "insignificant", "1,10,c", ",2,x", "5,3,z");
        assertChange(2, "insignificant", "1,10,c", "4,3,z", ",2,x");
        assertChange(2, "insignificant", ",2,x", "0,-1,z", "1,10,c");
        assertRows("0,-1,z", ",2,x", "1,10,c");
    }

    @Test
    void aBagTakesNoAccountOfTheKey() throws IOException {
        write("5,3,z", "1,10,c", "0.5,11,c", ",2,x");
        run("none", "");
        assertRows("0.5,11,c", "1,10,c", "5,3,z", ",2,x");
        assertChange(0, "none", ",2,x", "5,3,z", "1,10,c", "0.5,11,c");
        assertChange(2, "none", ",2,x", "0,3,z", "1,10,c", "0.5,11,c");
        assertRows("0,3,z", "0.5,11,c", "1,10,c", ",2,x");
    }

    @Test
    void rowsWithoutAKeyComeByCellsThenAsTheyAreWritten() throws IOException {
        for (String order : List.of("insignificant", "none")) {
            schema = SCHEMA.replace("primaryKey: id, ", "");
            write("1,2,b", "1.0,1,c", "1,1,c", "1,1,\"c\"", "1,1,c", "0.5,1,a", ",1,a");
            run(order, "");
            assertRows("0.5,1,a", "1,1,c", "1,1,c", "1,1,\"c\"", "1.0,1,c", "1,2,b", ",1,a");
            assertChange(0, order, "1,1,\"c\"", "1,1,c", "0.5,1,a", ",1,a", "1,2,b", "1.0,1,c", "1,1,c");
            assertChange(1, order, "1,1,\"c\"", "0.5,1,a", ",1,a", "1,2,b", "1.0,1,c", "1,1,c");
            FlowRuns.delete(folder.resolve("inc"));
        }
    }

    @Test
    void anotherOrderInTheFlowIsAnotherOrderOfTheRows() throws IOException {
        write("5,3,z", "1,10,c", ",2,x");
        String[] byKey = {",2,x", "5,3,z", "1,10,c"};
        run("insignificant", "");
        assertRows(byKey);
        run("none", "");
        assertRows("1,10,c", "5,3,z", ",2,x");
        run("insignificant", "");
        assertRows(byKey);
        String ofFile = yaml("none", "", "inc").replace("order: none, ", "");
        FlowRuns.run(FlowRuns.plan(ofFile, folder), folder, RunOptions.DEFAULT);
        assertRows("5,3,z", "1,10,c", ",2,x");
        run("insignificant", "");
        assertRows(byKey);
    }

    @Test
    void whatACheckTakesOutDoesNotDependOnTheFile() throws IOException {
        String check = "  - validate: {on-error: drop}\n";
        for (String[] rows :
                new String[][] {{"2,1,x", "x,5,y", "1,1,x", "3,2,z"}, {"3,2,z", "1,1,x", "2,1,x", "x,5,y"}}) {
            write(rows);
            assertEquals(
                    List.of("a: 2 errors of rows dropped by validate"),
                    run("insignificant", check).report().warnings());
            assertRows("1,1,x", "3,2,z");
        }
    }

    @Test
    void rowsInErrorAreReportedWithTheirPlacesInTheFile() throws IOException {
        write("2,2,x", "x,1,y");
        Run run = run("insignificant", "");
        assertEquals(3, run.report().tasks().get(0).errors().get(0).position().line());
    }

    @Test
    void editsAreRefusedAsThereAreNoPlaces() throws IOException {
        write("2,2,x");
        Path edits = Files.writeString(folder.resolve("edits.csv"), "_change_type,n,id,l\ninsert,3,3,z\n");
        RunOptions options = RunOptions.DEFAULT.withChanges(List.of(new GivenChanges("a", edits)));
        FlowException refused = assertThrows(
                FlowException.class,
                () -> FlowRuns.run(FlowRuns.plan(yaml("none", "", "inc"), folder), folder, options));
        assertTrue(String.valueOf(refused.getMessage()).contains("takes no edits"), refused.getMessage());
        String stated = yaml("none, changes: edits.csv", "", "inc");
        assertThrows(FlowException.class, () -> FlowRuns.plan(stated, folder));
    }
}
