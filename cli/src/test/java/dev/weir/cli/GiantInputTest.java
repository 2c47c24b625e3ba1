package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Input that is meant to be too much, given to a process of its own: it is refused, in a heap of 64 MB, at once. */
class GiantInputTest {
    private static final String FIELDS = "\"schema\":{\"fields\":[{\"name\":\"id\",\"type\":\"integer\"},"
            + "{\"name\":\"name\",\"type\":\"string\"}]}";

    @TempDir
    Path folder;

    @Test
    void limitsRefuseGiantsInASmallHeap() throws Exception {
        String json = "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\"," + FIELDS + "}]}";
        Files.writeString(folder.resolve("datapackage.json"), json);
        String record = "2 row 2: source-error: a record that begins here is longer than the limit of 16777216 bytes";
        refuses("id,name\n1,", 1L << 30, "t.csv:" + record);
        refuses(1, "t.csv at byte 8: a record that begins here is longer than the limit", "describe", "t.csv");
        refuses("id,name\n1,\"", 1L << 30, "t.csv:" + record);
        refuses("", 1L << 30, "t.csv: source-error: the header: a record that begins here is longer than");
        refuses("x,".repeat(1_000_000) + "\n", 0, "the header: 1000001 cells are more than the limit of 20000");
        refuses("id,name\n" + "x,".repeat(1_000_000) + "\n", 0, "t.csv:2 row 2: source-error: 1000001 cells are more");
        refuses("id,name\n" + "1\n".repeat(1_000_000), 0, "1000000 × missing-cell in name");
        refuses("id,name\n" + "x\n".repeat(2_000_000), 0, "2000000 × missing-cell in name");
    }

    @Test
    void shortRowsOfAWideTableFitIntoASmallHeap() throws Exception {
        String names = IntStream.range(0, 100).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        String fields = IntStream.range(0, 100)
                .mapToObj(i -> "{\"name\":\"c" + i + "\",\"type\":\"integer\"}")
                .collect(Collectors.joining(","));
        String json = "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\",\"schema\":{\"fields\":[" + fields + "]}}]}";
        Files.writeString(folder.resolve("datapackage.json"), json);
        refuses(names + "\n" + "\n".repeat(1_000_000), 0, "1000000 × blank-row");
        refuses(names + "\n" + "1\n".repeat(100_000), 0, "100000 × missing-cell in c99");
        refuses(1, "100000 × missing-cell in c99", "validate", "t.csv");
    }

    @Test
    void giantDescriptorsAndFlowsAreRefused() throws Exception {
        sparse("datapackage.json", "{}", 3L << 30);
        sparse("weir.yaml", "flow:\n", 3L << 30);
        String said = "The file has more than 67108864 bytes, Weir's limit";
        refuses(1, "datapackage.json: " + said, "validate", "datapackage.json");
        refuses(2, "weir.yaml: " + said, "run");
    }

    private void refuses(String begin, long size, String said) throws Exception {
        sparse("t.csv", begin, size);
        refuses(1, said, "validate", "datapackage.json");
    }

    /** A file that takes no space behind its beginning; of that length if it is not 0. */
    private void sparse(String name, String begin, long size) throws IOException {
        Path path = folder.resolve(name);
        Files.writeString(path, begin);
        if (size > 0) {
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
                file.setLength(size);
            }
        }
    }

    private void refuses(int code, String said, String... words) throws Exception {
        for (String collector : List.of("-XX:+UseG1GC", "-XX:+UseSerialGC")) {
            Process run = ChildProcess.start(folder, List.of("-Xmx64m", collector), words);
            assertTrue(run.waitFor(60, TimeUnit.SECONDS), "still running: " + said);
            String out = Files.readString(folder.resolve("out")) + Files.readString(folder.resolve("err"));
            assertEquals(code, run.exitValue(), out);
            assertTrue(out.contains(said), out);
            assertFalse(out.contains("OutOfMemory") || out.contains("\tat "), out);
        }
    }

    @Test
    void aFullStdoutIsSaid() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "no /dev/full here");
        Files.writeString(folder.resolve("t.csv"), "id,price,name\n1,2.5,x\n");
        for (String command : List.of("validate t.csv", "describe t.csv", "--help")) {
            Process run = new ProcessBuilder(ChildProcess.command(List.of(), command.split(" ")))
                    .directory(folder.toFile())
                    .redirectOutput(full.toFile())
                    .redirectError(folder.resolve("err").toFile())
                    .start();
            assertTrue(run.waitFor(60, TimeUnit.SECONDS), "still running: " + command);
            String said = Files.readString(folder.resolve("err"));
            assertEquals(3, run.exitValue(), said);
            assertTrue(said.endsWith("weir: standard output: No space left on device\n"), said);
        }
    }

    @Test
    void aPatternThatExplodesElsewhereTakesNoTime() throws Exception {
        String json = "{\"resources\":[{\"name\":\"t\",\"path\":\"t.csv\",\"schema\":{\"fields\":[{\"name\":\"a\","
                + "\"type\":\"string\",\"constraints\":{\"pattern\":\"(a+)+\"}}]}}]}";
        Files.writeString(folder.resolve("datapackage.json"), json);
        Files.writeString(folder.resolve("t.csv"), "a\n" + "a".repeat(100_000) + "!\n");
        Process run = ChildProcess.start(folder, List.of(), "validate", "datapackage.json");
        assertTrue(run.waitFor(60, TimeUnit.SECONDS), "still running");
        assertEquals(1, run.exitValue());
        assertTrue(Files.readString(folder.resolve("out")).contains("constraint \"pattern\" is \"(a+)+\""));
    }
}
