package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.report.Report;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables without a descriptor: in which format and encoding they are read. */
class BareTableTest {
    @TempDir
    Path folder;

    private Path write(String name, byte[] data) throws IOException {
        return Files.write(folder.resolve(name), data);
    }

    @Test
    void jsonLinesIsDescribedAndValid() throws IOException {
        Path file = write(
                "t.jsonl",
                "{\"id\":1,\"at\":\"2024-01-02\"}\n{\"id\":2,\"at\":null,\"more\":true}\n"
                        .getBytes(StandardCharsets.UTF_8));
        Report report = Weir.validate(file, RunOptions.DEFAULT);
        assertTrue(report.valid(), () -> report.tasks().get(0).errors().toString());
        assertEquals(2, report.tasks().get(0).rows());
        assertEquals(
                List.of("id", "at", "more"),
                Weir.describe(List.of(file), RunOptions.DEFAULT)
                        .resources()
                        .get(0)
                        .schema()
                        .names());
    }

    @Test
    void aTableInUtf16IsReadAlsoWithoutAMark() throws IOException {
        for (String encoding : List.of("utf-16", "utf-16le", "utf-16be")) {
            Path file = write("t.csv", "id,name\n1,caf\u00e9\n".getBytes(Charset.forName(encoding)));
            Report report = Weir.validate(file, RunOptions.DEFAULT);
            assertTrue(report.valid(), encoding);
            assertEquals(List.of("id", "name"), report.tasks().get(0).labels());
        }
    }

    @Test
    void markedUtf32IsRead() throws IOException {
        for (String encoding : List.of("utf-32le", "utf-32be")) {
            byte[] data = "\uFEFFid,name\n1,caf\u00e9\n".getBytes(Charset.forName(encoding));
            write("t.csv", data);
            Path descriptor = write(
                    "datapackage.json",
                    "{\"resources\":[{\"name\":\"t\",\"type\":\"table\",\"path\":\"t.csv\"}]}"
                            .getBytes(StandardCharsets.UTF_8));
            Report report = Weir.validate(descriptor, RunOptions.DEFAULT);
            assertTrue(report.valid(), encoding);
            assertEquals(List.of("id", "name"), report.tasks().get(0).labels());
        }
    }
}
