package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weir.flow.FlowFile;
import dev.weir.process.FlowException;
import dev.weir.process.RunInputs;
import dev.weir.run.LocalRunner;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run says that follows one which published rows in error. */
class RunAfterErrorsTest {
    @TempDir
    Path folder;

    @Test
    void saysThatTheLastRunWasInErrorAndNotThatItsOutputWasChanged() throws IOException, FlowException {
        Files.writeString(folder.resolve("datapackage.json"), """
            {"resources": [{"name": "a", "path": "a.csv", "schema": {"primaryKey": ["id"],
             "fields": [{"name": "id", "type": "integer"}, {"name": "of", "type": "integer"}],
             "foreignKeys": [{"fields": ["of"], "reference": {"resource": "", "fields": ["id"]}}]}}]}
            """);
        String rows = "id,of\n1,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1\n8,";
        assertEquals("there was no run before", run(rows + "1\n"));
        assertEquals("rows in error whose numbers are not kept", run(rows + "9\n"));
        assertEquals("rows of the last run were in error", run(rows + "2\n"));
        assertEquals("", run(rows + "3\n"));
    }

    private String run(String rows) throws IOException, FlowException {
        Files.writeString(folder.resolve("a.csv"), rows);
        String flow = "flow: [{load: {package: .}}, {sort-rows: {by: id}}, {dump: {to: dist}}]";
        FlowFile file =
                FlowFile.parse(flow.getBytes(StandardCharsets.UTF_8), "weir.yaml", folder, Map.of(), Tables.STEPS);
        RunInputs inputs = new RunInputs(Instant.EPOCH, text -> {});
        RunOptions options = RunOptions.DEFAULT.withThreads(1).withKeepsState(true);
        String because = LocalRunner.run(file.plan(Instant.EPOCH), options, inputs, folder)
                .changes()
                .wholeBecause();
        return because == null ? "" : because;
    }
}
