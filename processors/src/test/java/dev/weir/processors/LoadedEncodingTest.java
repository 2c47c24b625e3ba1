package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Resource;
import dev.weir.run.OpenPackage;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table whose encoding is guessed goes on under that name: its bytes may be copied as they stand. */
class LoadedEncodingTest {
    @TempDir
    Path folder;

    private void isStated(String load) throws IOException {
        String flow = "name: t\nflow:\n  - load: " + load + "\n  - dump: {to: dist}\n";
        Run run = FlowRuns.run(FlowRuns.plan(flow, folder), folder, RunOptions.DEFAULT);
        assertTrue(run.completed() && run.valid());
        OpenPackage written = Weir.open(folder.resolve("dist"));
        Resource resource = written.dataPackage().resources().get(0);
        assertEquals("windows-1252", resource.encoding());
        assertTrue(Weir.validate(folder.resolve("dist"), RunOptions.DEFAULT).valid());
    }

    @Test
    void ofAFileAndOfAPackage() throws IOException {
        Files.writeString(
                folder.resolve("n.csv"), "id,name\n1,caf\u00e9\n2,M\u00fcller\n", StandardCharsets.ISO_8859_1);
        isStated("{path: n.csv, name: n}");
        Files.writeString(
                folder.resolve("datapackage.json"), "{\"resources\": [{\"name\": \"n\", \"path\": \"n.csv\"}]}");
        isStated("{package: datapackage.json}");
    }
}
