package dev.weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.row.Column;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What spills gives what stays in memory gives, and gives its memory back. */
class SpilledKeysTest {
    @TempDir
    Path folder;

    @Test
    void duplicatesAreTheSameWhateverSpills() {
        for (int seed = 0; seed < 16; seed++) {
            Random random = new Random(seed);
            int count = random.nextInt(5000);
            int distinct = 1 + random.nextInt(random.nextBoolean() ? 10 : 2 * count + 1);
            long[] keys = random.ints(count, 0, distinct).asLongStream().toArray();
            long[] labels = labels(random, count);
            Map<Long, Long> first = new HashMap<>();
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Long earlier = first.putIfAbsent(keys[i], labels[i]);
                if (earlier != null) {
                    expected.add(labels[i] + " " + earlier);
                }
            }
            for (long budget : new long[] {1 << 24, 200_000, 0}) {
                MemoryBudget memory = MemoryBudget.ofBytes(budget);
                List<String> found = new ArrayList<>();
                try (SpillFolder spills = new SpillFolder(folder);
                        HashLog log = new HashLog(memory, spills, 2, 16);
                        LabelPairs pairs = new LabelPairs(memory, spills)) {
                    for (int i = 0; i < count; i++) {
                        log.add(Column.mix(keys[i]), Column.mix(keys[i] + 99), labels[i]);
                    }
                    assertEquals(count, log.size());
                    FirstLabels.find(log, memory, pairs, 8);
                    assertEquals(expected.size(), pairs.size(), "seed " + seed);
                    pairs.merge((label, earlier) -> found.add(label + " " + earlier));
                }
                assertEquals(expected, found, "seed " + seed + ", budget " + budget);
                assertEquals(0, memory.used());
            }
        }
    }

    private static long[] labels(Random random, int count) {
        long[] labels = new long[count];
        long label = 0;
        for (int i = 0; i < count; i++) {
            label += random.nextInt(50) == 0 ? random.nextInt(1000) : 1;
            label = random.nextInt(300) == 0 ? (label >>> 32) + 1 << 32 : label;
            labels[i] = label;
        }
        return labels;
    }

    @Test
    void missingKeysAreTheSameWhateverSpills() {
        for (int seed = 0; seed < 10; seed++) {
            Random random = new Random(seed);
            int count = random.nextInt(4000);
            int range = 1 + random.nextInt(2000);
            long[] asked = random.ints(count, 0, range).asLongStream().toArray();
            Set<Long> known = random.ints(random.nextInt(3000), 0, range)
                    .asLongStream()
                    .boxed()
                    .collect(Collectors.toSet());
            long[] labels = labels(random, count);
            List<Long> expected = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                if (!known.contains(asked[i])) {
                    expected.add(labels[i]);
                }
            }
            for (long budget : new long[] {1 << 24, 100_000, 0}) {
                MemoryBudget memory = MemoryBudget.ofBytes(budget);
                List<Long> found = new ArrayList<>();
                try (SpillFolder spills = new SpillFolder(folder);
                        HashLog log = new HashLog(memory, spills, 1, 16);
                        HashLog there = new HashLog(memory, spills, 1, 16);
                        LabelPairs pairs = new LabelPairs(memory, spills)) {
                    for (int i = 0; i < count; i++) {
                        log.add(Column.mix(asked[i]), Column.mix(asked[i] + 99), labels[i]);
                    }
                    known.forEach(key -> there.add(Column.mix(key), Column.mix(key + 99), 0));
                    MissingKeys.find(log, there, memory, pairs);
                    pairs.merge((label, none) -> found.add(label));
                }
                assertEquals(expected, found, "seed " + seed + ", budget " + budget);
                assertEquals(0, memory.used());
            }
        }
    }

    @Test
    void increasingLongsComeBackFromMemoryAndFromFiles() throws Exception {
        for (int seed = 0; seed < 16; seed++) {
            Random random = new Random(seed);
            MemoryBudget memory = MemoryBudget.ofBytes(seed % 2 == 0 ? 0 : 1 << 20);
            List<String> expected = new ArrayList<>();
            List<String> found = new ArrayList<>();
            try (SpillFolder spills = new SpillFolder(folder);
                    IncreasingLongs longs = new IncreasingLongs(memory, spills)) {
                IncreasingLongs.Block block = new IncreasingLongs.Block();
                long value = Long.MIN_VALUE;
                int blocks = random.nextInt(60);
                int bits = 1 + random.nextInt(40);
                for (int i = 0; i < blocks; i++) {
                    long[] values = new long[random.nextInt(900)];
                    boolean steady = random.nextBoolean();
                    for (int j = 0; j < values.length; j++) {
                        value += steady ? 3 : 1 + (random.nextLong() >>> (64 - bits));
                        values[j] = value;
                        expected.add(value + " " + ((long) i << 32 | j));
                    }
                    assertTrue(block.set(values, 0, values.length, (long) i << 32));
                    assertTrue(longs.add(block));
                }
                if (!expected.isEmpty()) {
                    assertTrue(block.set(new long[] {value}, 0, 1, 0));
                    assertFalse(longs.add(block), "no increase");
                }
                assertFalse(block.set(new long[] {1, 2, 2}, 0, 3, 0));
                longs.forEach((each, label) -> found.add(each + " " + label));
            }
            assertEquals(expected, found, "seed " + seed);
            assertEquals(0, memory.used());
        }
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count(), "temporary files are gone");
        }
    }

    @Test
    void denseLongsAreTheSetOfWhatWasAdded() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            MemoryBudget memory = MemoryBudget.ofBytes(1 << 22);
            Set<Long> expected = new TreeSet<>();
            DenseLongs dense = new DenseLongs(memory);
            long base = random.nextBoolean() ? random.nextLong() : random.nextInt(1000) - 500;
            long range = 1 + random.nextInt(200_000);
            for (int i = 0; i < 2000; i++) {
                long value = base + (random.nextLong() >>> 1) % range;
                if (random.nextInt(500) == 0) {
                    value = random.nextLong();
                }
                if (dense.add(value)) {
                    expected.add(value);
                }
            }
            List<Long> found = new ArrayList<>();
            dense.forEach(found::add);
            assertEquals(new ArrayList<>(expected), found, "seed " + seed);
            assertEquals(expected.size(), dense.size());
            for (long each : LongStream.range(0, 500)
                    .map(i -> base + (random.nextLong() >>> 1) % (2 * range))
                    .toArray()) {
                assertEquals(expected.contains(each), dense.contains(each), "seed " + seed + " " + each);
            }
            for (long far : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}) {
                assertEquals(expected.contains(far), dense.contains(far));
            }
            dense.close();
            assertEquals(0, memory.used());
        }
    }
}
