package dev.weir.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.cli.command.Terminal;
import dev.weir.report.Report;
import dev.weir.report.Task;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs that are killed while they dump two resources: behind each kill the target is valid, and the package of before or
 * the new one, never a mix; the next run succeeds and leaves no temporary file. Ten kills; {@code -Dweir.kills=100} for
 * more, or {@link #main}.
 */
class KilledDumpTest {
    private static final int ROWS = 30_000;

    @TempDir
    Path folder;

    /** Kills as often as the first word says, in a folder that the second one names; prints what was found. */
    public static void main(String[] words) throws Exception {
        KilledDumpTest test = new KilledDumpTest();
        test.folder = Files.createDirectories(Path.of(words[1]));
        test.kill(Integer.parseInt(words[0]), System.nanoTime(), System.out);
    }

    @Test
    void aKilledRunLeavesThePackageOfBeforeOrTheNewOne() throws Exception {
        long seed = Long.getLong("weir.seed", System.nanoTime());
        kill(Integer.getInteger("weir.kills", 10), seed, System.out);
    }

    private void kill(int kills, long seed, PrintStream print) throws Exception {
        writeInput();
        Random random = new Random(seed);
        Path target = folder.resolve("dist");
        int old = 0;
        int fresh = 0;
        int before = 1;
        long begin = System.nanoTime();
        assertEquals(0, start(before).waitFor());
        long millis = (System.nanoTime() - begin) / 1_000_000;
        for (int i = 0; i < kills; i++) {
            int next = before + 1;
            Process run = start(next);
            boolean late = i % 2 == 0;
            long moment = late ? millis / 2 + random.nextLong(millis) : random.nextLong(millis + 1);
            if (!run.waitFor(moment, TimeUnit.MILLISECONDS)) {
                run.destroyForcibly().waitFor();
            }
            int found = version(target, seed);
            assertTrue(found == before || found == next, "mixed or lost: " + found + ", seed " + seed);
            old += found == before ? 1 : 0;
            fresh += found == next ? 1 : 0;
            before = next + 1;
            assertEquals(0, runHere(before), "the run behind a kill, seed " + seed);
            assertEquals(before, version(target, seed));
            assertEquals(0, temporaries(target), "temporary files, seed " + seed);
        }
        print.println(
                kills + " kills: " + old + " left the package of before, " + fresh + " the new one; seed " + seed);
    }

    private void writeInput() throws IOException {
        for (String name : List.of("a", "b")) {
            StringBuilder rows = new StringBuilder("id,text\n");
            for (int i = 1; i <= ROWS; i++) {
                rows.append(i).append(",some text in row ").append(i).append('\n');
            }
            Files.writeString(folder.resolve(name + ".csv"), rows);
        }
        String schema = "{fields: [{name: id, type: integer}, {name: text, type: string}], primaryKey: [id]}";
        Files.writeString(
                folder.resolve("weir.yaml"),
                "flow:\n  - load: {path: a.csv, schema: " + schema + "}\n  - load: {path: b.csv, schema: " + schema
                        + "}\n  - filter-rows: {where: \"id > ${FROM}\"}\n  - dump: {to: dist}\n");
    }

    private Process start(int from) throws IOException {
        return ChildProcess.start(folder, List.of(), "run", "--set", "FROM=" + from);
    }

    private int runHere(int from) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String flow = folder.resolve("weir.yaml").toString();
        int code = Main.run(new Terminal(bytes, bytes, Map.of()), "run", flow, "--set", "FROM=" + from);
        assertEquals(0, code, bytes.toString(StandardCharsets.UTF_8));
        return code;
    }

    /** How many rows both resources lack at the beginning; -1 where they differ. */
    private static int version(Path target, long seed) {
        Report report = Weir.validate(target, RunOptions.DEFAULT.withHash(true));
        assertTrue(report.valid(), () -> report.errors() + " " + report.tasks() + ", seed " + seed);
        List<Task> tasks = report.tasks();
        assertEquals(2, tasks.size());
        return tasks.get(0).rows() == tasks.get(1).rows()
                ? ROWS - (int) tasks.get(0).rows()
                : -1;
    }

    private static long temporaries(Path target) throws IOException {
        try (Stream<Path> files = Files.walk(target)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".weir-tmp"))
                    .count();
        }
    }
}
