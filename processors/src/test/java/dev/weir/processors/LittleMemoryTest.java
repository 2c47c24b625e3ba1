package dev.weir.processors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.parse.ParseLimits;
import dev.weir.refresh.StateRows;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spilled = in memory: some thousand rows, edited, on two threads, in small blocks and in less memory than the state has
 * bytes, against one thread and all the memory that there is; the same bytes. {@code -Dweir.seed} and {@code
 * -Dweir.rounds} run others than the usual ones.
 */
class LittleMemoryTest {
    private static final int USUAL = 8;
    private static final int ROUNDS = Integer.getInteger("weir.rounds", USUAL);
    private static final int ROWS = 12_000;
    private static final int LITTLE = 1 << 18;
    private static final FileTime UNUSED = FileTime.fromMillis(0);
    private int carried;
    private int spilled;
    private int beyond;

    @TempDir
    Path folder;

    @Test
    void whatMemoryThereIsShowsInNoByte() throws IOException {
        long first = Long.getLong("weir.seed", 1);
        for (long seed = first; seed < first + ROUNDS; seed++) {
            Path place = folder.resolve("r" + seed);
            Files.createDirectories(place.resolve("in"));
            Random random = FlowRuns.random(seed);
            boolean keyed = random.nextBoolean();
            RandomEdits edits = new RandomEdits(random, keyed, ROWS);
            edits.write(place);
            RandomFlow flow = new RandomFlow(random, keyed, place, new TreeMap<>());
            try {
                hold(flow, edits, place, random);
            } catch (RuntimeException | AssertionError problem) {
                throw new AssertionError("seed " + seed + ": " + problem.getMessage() + flow.yaml("x"), problem);
            }
            FlowRuns.delete(place);
        }
        System.out.println(carried + " carried through; " + spilled + " with temporary files, " + beyond
                + " with more state than memory");
        assertTrue(carried >= ROUNDS && spilled > 2 && beyond > 2, "memory was little");
    }

    private void hold(RandomFlow flow, RandomEdits edits, Path place, Random random) throws IOException {
        Path spills = Files.createDirectory(place.resolve("spills"));
        Files.setLastModifiedTime(spills, UNUSED);
        RunOptions much = RunOptions.DEFAULT.withThreads(1);
        RunOptions little = RunOptions.DEFAULT
                .withThreads(2)
                .withMemoryBytes(LITTLE)
                .withSpills(spills)
                .withParseLimits(ParseLimits.DEFAULT.withBlockBytes(5_000 + random.nextInt(20_000)));
        for (int i = 0; i < 4; i++) {
            Run one = FlowRuns.run(flow.plan("much"), place, much);
            Run other = FlowRuns.run(flow.plan("little"), place, little);
            assertEquals(one.completed(), other.completed());
            assertEquals(one.valid(), other.valid());
            if (!one.completed()) {
                break;
            }
            Map<String, String> files = FlowRuns.files(place.resolve("much"));
            assertEquals(files, FlowRuns.files(place.resolve("little")), other.changes() + " in ");
            carried += other.changes() != null && other.changes().isIncremental() ? 1 : 0;
            edits.edit();
            edits.write(place);
        }
        spilled += Files.getLastModifiedTime(spills).equals(UNUSED) ? 0 : 1;
        beyond += StateRows.bytes(place.resolve("little/.weir/state")) > LITTLE ? 1 : 0;
    }
}
