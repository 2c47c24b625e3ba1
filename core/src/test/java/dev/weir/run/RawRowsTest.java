package dev.weir.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of rows stay where they are as long as is said. */
class RawRowsTest {
    private static final int BLOCKS = 3;

    @TempDir
    Path folder;

    private record Held(byte[] bytes, int start, int end, String text) {}

    /** Of a record that is longer than many blocks most blocks have no row: they count for none of those that stay. */
    @ParameterizedTest
    @CsvSource({"t.csv, false", "t.csv, true", "t.csv.gz, false", "t.csv.gz, true"})
    void bytesStayBehindBlocksWithoutRows(String file, boolean casts) throws Exception {
        StringBuilder csv = new StringBuilder("id,x\n");
        for (int i = 0; i < 6; i++) {
            csv.append(i).append(",before\n");
            csv.append(i).append(",\"").append("giant\n".repeat(200_000)).append("\"\n");
            csv.append(("small " + i + ",x\n").repeat(60_000));
        }
        assertBytesStay(csv.toString(), file, casts);
    }

    @Test
    void bytesStayBehindBlocksOfComments() throws Exception {
        String comments = "# nothing but a comment\n".repeat(60_000);
        StringBuilder csv = new StringBuilder("id,x\n");
        for (int i = 0; i < 8; i++) {
            csv.append(i).append(",x\n").append(comments);
        }
        assertBytesStay(csv.toString(), "t.csv", false);
    }

    private void assertBytesStay(String csv, String file, boolean casts) throws IOException {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        if (file.endsWith(".gz")) {
            try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(file)))) {
                out.write(bytes);
            }
        } else {
            Files.write(folder.resolve(file), bytes);
        }
        Files.writeString(
                folder.resolve("datapackage.yaml"),
                "name: p\nresources: [{name: t, path: " + file + ", dialect: {commentChar: '#'}, schema: {fields:"
                        + " [{name: id, type: string}, {name: x, type: string}]}}]\n");
        OpenPackage.Table table = Weir.openLeniently(folder, RunOptions.DEFAULT).resource("t");
        Deque<Held> held = new ArrayDeque<>();
        int blocks = 0;
        try (RawRows rows = table.rawRows(null, casts, BLOCKS)) {
            while (rows.next()) {
                int[] starts = new int[rows.rows()];
                int[] ends = new int[rows.rows()];
                rows.records(starts, ends);
                held.add(held(rows.bytes(), starts[0], ends[0]));
                for (Held before : held) {
                    assertEquals(
                            before.text(),
                            held(before.bytes(), before.start(), before.end()).text(),
                            "block " + blocks);
                }
                if (held.size() == BLOCKS) {
                    held.remove();
                }
                blocks++;
            }
        }
        assertTrue(blocks > 2 * BLOCKS, "blocks with rows: " + blocks);
    }

    private static Held held(byte[] bytes, int start, int end) {
        return new Held(
                bytes, start, end, new String(bytes, start, Math.min(100, end - start), StandardCharsets.UTF_8));
    }
}
