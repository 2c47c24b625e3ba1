package dev.weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counts against a tree in the heap: in much memory and in little, where they go to files and these are merged. */
class SortedCountsTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 40);

    @TempDir
    private Path folder;

    @Test
    void countsAreThoseOfATree() throws IOException {
        long first = Long.getLong("weir.seed", 1);
        int spilled = 0;
        for (long seed = first; seed < first + ROUNDS; seed++) {
            spilled += round(new Random(seed), "seed " + seed) ? 1 : 0;
        }
        assertTrue(spilled > ROUNDS / 4, "some rounds have no memory: " + spilled);
    }

    private boolean round(Random random, String context) throws IOException {
        boolean isPoor = random.nextBoolean();
        MemoryBudget budget = MemoryBudget.ofBytes(isPoor ? 0 : 1 << 26);
        RunsSpace space = RunsSpace.of(folder, budget, 300, 4_000, 2);
        Map<byte[], Long> expected = new TreeMap<>(Arrays::compareUnsigned);
        boolean spilled;
        byte[][] groups = {{2, 9}, {2, 3, 0}, {7}};
        boolean isGrouped = random.nextBoolean();
        try (SortedCounts counts = SortedCounts.in(space, group -> groups[group])) {
            int different = 1 + random.nextInt(random.nextBoolean() ? 5 : 3_000);
            for (int i = random.nextInt(5_000); i > 0; i--) {
                byte[] bytes = Integer.toString(random.nextInt(different), 3).getBytes();
                if (isGrouped) {
                    int group = random.nextInt(groups.length);
                    byte[] value = value(random, bytes);
                    counts.add(group, value, 0, value.length);
                    byte[] whole = Arrays.copyOf(groups[group], groups[group].length + value.length);
                    System.arraycopy(value, 0, whole, groups[group].length, value.length);
                    expected.merge(whole, 1L, Long::sum);
                    continue;
                }
                int from = random.nextInt(3);
                byte[] within = new byte[from + bytes.length + random.nextInt(2)];
                System.arraycopy(bytes, 0, within, from, bytes.length);
                counts.add(within, from, from + bytes.length);
                expected.merge(bytes, 1L, Long::sum);
            }
            spilled = files() > 0;
            StringBuilder found = new StringBuilder();
            counts.forEach(
                    (bytes, from, to, count) -> found.append(HexFormat.of().formatHex(bytes, from, to))
                            .append(' ')
                            .append(count)
                            .append('\n'));
            StringBuilder wanted = new StringBuilder();
            expected.forEach((bytes, count) -> wanted.append(HexFormat.of().formatHex(bytes))
                    .append(' ')
                    .append(count)
                    .append('\n'));
            assertEquals(wanted.toString(), found.toString(), context);
        }
        assertEquals(0, files(), "no file is left at " + context);
        assertEquals(0, budget.used(), "no memory is held at " + context);
        return spilled;
    }

    /** Bytes with which no other begins, as those of cells: short and long ones, some with a 0xff at the begin. */
    private static byte[] value(Random random, byte[] digits) {
        if (random.nextInt(20) == 0) {
            return new byte[] {(byte) 0xff};
        }
        byte[] value = Arrays.copyOf(new byte[] {1}, digits.length + 2);
        System.arraycopy(digits, 0, value, 1, digits.length);
        value[1] |= random.nextInt(3) == 0 ? (byte) 0x80 : 0;
        return value;
    }

    private long files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.count();
        }
    }
}
