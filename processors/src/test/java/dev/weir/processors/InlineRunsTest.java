package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.run.Changes;
import dev.weir.run.GivenChanges;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flows on data that stands in the descriptor of a package run on its changes. */
class InlineRunsTest {
    @TempDir
    Path folder;

    private void write(String data) throws IOException {
        Files.writeString(
                folder.resolve("datapackage.json"),
                "{\"name\": \"p\", \"resources\": [{\"name\": \"t\", \"format\": \"csv\", \"data\": " + data
                        + ", \"schema\": {\"primaryKey\": [\"id\"], \"fields\": [{\"name\": \"id\", \"type\": \"integer\"},"
                        + " {\"name\": \"n\", \"type\": \"number\"}, {\"name\": \"o\", \"type\": \"any\"}]}}]}");
    }

    private static String yaml(String to) {
        return "flow:\n  - load: {package: datapackage.json}\n  - add-field: {name: m, value: n * 2}\n"
                + "  - dump: {to: " + to + "}\n";
    }

    private Changes run(GivenChanges... given) throws IOException {
        RunOptions options = RunOptions.DEFAULT.withChanges(List.of(given));
        Changes changes = FlowRuns.run(FlowRuns.plan(yaml("inc"), folder), folder, options)
                .changes();
        assertNotNull(changes);
        return changes;
    }

    private void assertSame(long changed, String data) throws IOException {
        write(data);
        Changes changes = run();
        assertNull(changes.wholeBecause());
        assertEquals(changed, changes.in());
        FlowRuns.run(FlowRuns.plan(yaml("full"), folder), folder, FlowRuns.WHOLE);
        assertEquals(FlowRuns.files(folder.resolve("full")), FlowRuns.files(folder.resolve("inc")));
    }

    @Test
    void rowsOfArraysAreCompared() throws IOException {
        write("[[\"id\", \"n\", \"o\"], [1, 1.5, \"x\"], [2, 2, true], [3, null, [1]]]");
        run();
        assertSame(0, "[[\"id\", \"n\", \"o\"], [1, 1.5, \"x\"], [2, 2, true], [3, null, [1]]]");
        assertSame(2, "[[\"id\", \"n\", \"o\"], [1, 1.5, \"x\"], [2, 7, true], [3, null, [1]]]");
        assertSame(2, "[[\"id\", \"n\", \"o\"], [1, 1.5, \"x\"], [4, 7, {\"a\": 1}], [2, 7, true]]");
    }

    @Test
    void rowsOfObjectsAreCompared() throws IOException {
        write("[{\"id\": 1, \"n\": 1, \"o\": \"x\"}, {\"id\": 2, \"n\": 2, \"o\": null}]");
        run();
        assertSame(2, "[{\"id\": 1, \"n\": 1, \"o\": \"x\"}, {\"id\": 2, \"n\": 3, \"o\": null}]");
        assertSame(1, "[{\"id\": 2, \"n\": 3, \"o\": null}]");
    }

    @Test
    void textIsCompared() throws IOException {
        write("\"id,n,o\\n1,1,x\\n2,2,\\n\"");
        run();
        assertSame(0, "\"id,n,o\\n1,1,x\\n2,2,\\n\"");
        assertSame(2, "\"id,n,o\\n1,1,x\\n2,2.0,\\n\"");
    }

    @Test
    void editsCountUntilTheDataIsAnother() throws IOException {
        write("[[\"id\", \"n\", \"o\"], [1, 1, \"x\"], [2, 2, \"y\"]]");
        run();
        Path edits = Files.writeString(folder.resolve("edits.csv"), "_change_type,id,n,o\ninsert,3,3,z\n");
        assertEquals(1, run(new GivenChanges("t", edits)).in());
        assertEquals(
                "id,n,o,m\n1,1,x,2\n2,2,y,4\n3,3,z,6\n",
                FlowRuns.files(folder.resolve("inc")).get("t"));
        assertEquals(0, run().in());
        assertSame(3, "[[\"id\", \"n\", \"o\"], [1, 1, \"x\"], [2, 9, \"y\"]]");
    }
}
