package dev.weir.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The map against a tree in the heap, over random calls; and what its files are. */
class SortedRunsTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 40);

    @TempDir
    private Path folder;

    private static TreeMap<byte[], byte[]> tree() {
        return new TreeMap<>(Arrays::compareUnsigned);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** One kind of map: how keys look, how large things are, how much memory there is. */
    private record Setting(int keyKind, int keys, int blockBytes, long budget, long least, int mostSpills) {
        static Setting random(Random random) {
            int[] blocks = {1, 40, 300, 4096};
            long[] budgets = {0, 3_000, 100_000, 1 << 24};
            long[] least = {0, 200, 5_000};
            return new Setting(
                    random.nextInt(5),
                    1 + random.nextInt(random.nextInt(4) == 0 ? 2_000 : 60),
                    blocks[random.nextInt(4)],
                    budgets[random.nextInt(4)],
                    least[random.nextInt(3)],
                    2 + random.nextInt(3));
        }

        RunsSpace space(Path folder) {
            return RunsSpace.of(folder, MemoryBudget.ofBytes(budget), blockBytes, least, mostSpills);
        }

        byte[] key(Random random) {
            int number = random.nextInt(keys);
            return switch (keyKind) {
                case 0 -> bytes("" + number);
                case 1 -> ByteBuffer.allocate(4).putInt(number * 0x9e3779b1).array();
                case 2 -> new byte[number % 60]; // zeros: one is the begin of the other
                case 3 -> bytes("a long common beginning of all keys/" + number / 10 + "/more of the same/" + number);
                default -> bytes("x".repeat(number % 300) + (char) ('a' + number % 7));
            };
        }

        byte[] value(Random random) {
            byte[] value = new byte[random.nextInt(random.nextInt(10) == 0 ? 3_000 : 12)];
            random.nextBytes(value);
            return value;
        }
    }

    @Test
    void behavesAsATreeOnBothSides() throws IOException {
        int spilled = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long seed = 77_000 + round;
            Path place = Files.createDirectory(folder.resolve("r" + round));
            try {
                spilled += play(place, new Random(seed));
            } catch (Throwable e) {

                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(spilled > ROUNDS / 10, spilled + " rounds had temporary files");
    }

    private int play(Path place, Random random) throws IOException {
        Setting setting = Setting.random(random);
        TreeMap<byte[], byte[]> committed = tree();
        List<String> runs = List.of();
        int spilled = 0;
        for (int session = 0; session < 6; session++) {
            TreeMap<byte[], byte[]> now = tree();
            now.putAll(committed);
            MemoryBudget budget = MemoryBudget.ofBytes(setting.budget());
            RunsSpace space = RunsSpace.of(place, budget, setting.blockBytes(), setting.least(), setting.mostSpills());
            try (SortedRuns map = SortedRuns.open(space, "s", runs)) {
                Session calls = new Session(map, setting, committed, now, random);
                for (int seals = random.nextInt(3); seals >= 0; seals--) {
                    calls.run(random.nextInt(random.nextInt(3) == 0 ? 1_500 : 60));
                    spilled |= files(place).stream().anyMatch(name -> name.startsWith(".weir")) ? 1 : 0;
                    if (random.nextInt(4) > 0) {
                        runs = map.seal();
                        committed = calls.sealed();
                    }
                }
                calls.compareAll();
            }
            assertEquals(0, budget.used());
            assertTrue(files(place).stream().allMatch(name -> name.matches("s-[0-9a-f]{64}\\.run")), "left over");
            assertTrue(runs.size() <= 8, runs.size() + " runs");
            assertEquals(committed.isEmpty(), runs.isEmpty());
        }
        return spilled;
    }

    /** Random calls on a map and on trees. */
    private static final class Session {
        private final SortedRuns map;
        private final Setting setting;
        private final TreeMap<byte[], byte[]> before;
        private final TreeMap<byte[], byte[]> after;
        private final Random random;
        private final List<Place> places = new ArrayList<>();

        Session(
                SortedRuns map,
                Setting setting,
                TreeMap<byte[], byte[]> before,
                TreeMap<byte[], byte[]> after,
                Random random) {
            this.map = map;
            this.setting = setting;
            this.before = before;
            this.after = after;
            this.random = random;
        }

        TreeMap<byte[], byte[]> sealed() {
            TreeMap<byte[], byte[]> copy = tree();
            copy.putAll(after);
            return copy;
        }

        void run(int steps) {
            boolean bulk = random.nextInt(3) == 0;
            boolean ascending = random.nextBoolean();
            if (ascending) {
                TreeMap<byte[], byte[]> batch = tree();
                for (int i = 0; i < steps; i++) {
                    batch.put(setting.key(random), setting.value(random));
                }
                batch.forEach(this::put);
            }
            for (int i = 0; i < steps; i++) {
                switch (random.nextInt(bulk ? 3 : 10)) {
                    case 0 -> remove(setting.key(random));
                    case 1, 2, 3 -> put(setting.key(random), setting.value(random));
                    case 4, 5 -> get(setting.key(random));
                    case 6 -> {
                        if (places.size() < 4) {
                            Side side = random.nextBoolean() ? Side.BEFORE : Side.AFTER;
                            places.add(new Place(map.cursor(side), side == Side.BEFORE ? before : after));
                        } else {
                            places.remove(random.nextInt(4)).cursor.close();
                        }
                    }
                    default -> {
                        if (!places.isEmpty()) {
                            places.get(random.nextInt(places.size())).move(random, setting);
                        }
                    }
                }
            }
        }

        private void put(byte[] key, byte[] value) {
            byte[] reused = key.clone();
            map.put(reused, value);
            Arrays.fill(reused, (byte) 7); // the caller's array is the caller's
            after.put(key, value);
        }

        private void remove(byte[] key) {
            map.remove(key);
            after.remove(key);
        }

        private void get(byte[] key) {
            assertArrayEquals(before.get(key), map.get(key, Side.BEFORE));
            assertArrayEquals(after.get(key), map.get(key, Side.AFTER));
        }

        void compareAll() {
            compareAll(Side.BEFORE, before);
            compareAll(Side.AFTER, after);
        }

        private void compareAll(Side side, TreeMap<byte[], byte[]> expected) {
            SortedRuns.Cursor cursor = map.cursor(side);
            for (Map.Entry<byte[], byte[]> entry : expected.entrySet()) {
                assertTrue(cursor.next());
                assertArrayEquals(entry.getKey(), cursor.key());
                assertArrayEquals(entry.getValue(), cursor.value());
            }
            assertFalse(cursor.next());
            for (byte[] key : expected.descendingKeySet()) {
                assertTrue(cursor.previous());
                assertArrayEquals(key, cursor.key());
            }
            assertFalse(cursor.previous());
        }
    }

    /** A cursor and where it has to stand. */
    private static final class Place {
        private final SortedRuns.Cursor cursor;
        private final TreeMap<byte[], byte[]> tree;
        /** -1: before the first entry, 1: behind the last, 0: on the key. */
        private int outside = -1;

        private byte[] key = {};

        Place(SortedRuns.Cursor cursor, TreeMap<byte[], byte[]> tree) {
            this.cursor = cursor;
            this.tree = tree;
        }

        void move(Random random, Setting setting) {
            for (int moves = 1 + random.nextInt(6); moves > 0; moves--) {
                switch (random.nextInt(5)) {
                    case 0 -> {
                        byte[] sought = setting.key(random);
                        expect(tree.ceilingEntry(sought), cursor.seek(sought), 1);
                    }
                    case 1, 2 -> {
                        Map.Entry<byte[], byte[]> next = outside < 0 ? tree.firstEntry() : tree.higherEntry(key);
                        expect(outside > 0 ? null : next, cursor.next(), 1);
                    }
                    default -> {
                        Map.Entry<byte[], byte[]> previous = outside > 0 ? tree.lastEntry() : tree.lowerEntry(key);
                        expect(outside < 0 ? null : previous, cursor.previous(), -1);
                    }
                }
            }
        }

        private void expect(Map.Entry<byte[], byte[]> entry, boolean found, int otherwise) {
            assertEquals(entry != null, found);
            outside = entry == null ? otherwise : 0;
            if (entry != null) {
                key = entry.getKey();
                assertArrayEquals(key, cursor.key());
                assertArrayEquals(entry.getValue(), cursor.value());
            }
        }
    }

    @Test
    void loadingIsPuttingAndHoldsNothingOfAscendingEntries() throws IOException {
        int held = 0;
        for (long seed = 1; seed <= 24; seed++) {
            Random random = new Random(seed);
            int count = random.nextInt(3) == 0 ? random.nextInt(1_100) : 1_000 + random.nextInt(5_000);
            int descends = random.nextBoolean() ? count : random.nextInt(count + 1);
            List<String> loaded;
            List<String> put;
            try (SortedRuns one = map("loaded" + seed);
                    SortedRuns other = map("put" + seed)) {
                for (int i = 0; i < count; i++) {
                    int number = i < descends ? i : random.nextInt(count);
                    byte[] key = ByteBuffer.allocate(5).putInt(1, number).array();
                    byte[] value = bytes("value of " + random.nextInt(100) + " ".repeat(30));
                    one.load(key, 1, 5, value, 0, value.length);
                    other.put(key, 1, 5, value, 0, value.length);
                    if (seed % 2 == 0 && random.nextInt(4_000) == 0) {
                        byte[] part = Arrays.copyOfRange(key, 1, 5);
                        assertArrayEquals(value, one.get(part, Side.AFTER), "seed " + seed);
                    }
                }
                held += descends == count && count > 2_000 && one.heapBytes() < other.heapBytes() / 4 ? 1 : 0;
                loaded = one.seal();
                put = other.seal();
            }
            assertEquals(
                    put.toString().replaceAll("put\\d+-", ""),
                    loaded.toString().replaceAll("loaded\\d+-", ""),
                    "seed " + seed);
        }
        assertTrue(held > 0, "some loads hold little");
        assertTrue(files(folder).stream().noneMatch(name -> name.startsWith(".weir")), "left over");
    }

    private SortedRuns map(String name) {
        return SortedRuns.open(folder, name, List.of(), MemoryBudget.ofBytes(1 << 26));
    }

    @Test
    void anEmptyMapWritesNothing() throws IOException {
        try (SortedRuns map = SortedRuns.open(folder, "e", List.of(), MemoryBudget.ofBytes(1 << 20))) {
            assertFalse(map.isChanged());
            assertEquals(List.of(), map.seal());
            map.put(bytes("a"), bytes("1"));
            map.remove(bytes("a"));
            map.remove(bytes("b"));
            assertTrue(map.isChanged());
            assertNull(map.get(bytes("a"), Side.AFTER));
            assertFalse(map.cursor(Side.AFTER).next());
            assertEquals(List.of(), map.seal());
        }
        assertEquals(List.of(), files(folder));
    }

    @Test
    void equalContentHasAnEqualName() throws IOException {
        List<String> names = new ArrayList<>();
        for (int way = 0; way < 3; way++) {
            Path place = Files.createDirectory(folder.resolve("w" + way));
            long budget = way == 2 ? 0 : 1 << 24;
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                order.add(i);
            }
            if (way > 0) {
                Collections.shuffle(order, new Random(5));
            }
            RunsSpace space = RunsSpace.of(place, MemoryBudget.ofBytes(budget), 1 << 12, 10_000, 3);
            try (SortedRuns map = SortedRuns.open(space, "n", List.of())) {
                for (int i : order) {
                    map.put(bytes("key " + i), bytes("value " + i % 17));
                }
                names.addAll(map.seal());
            }
        }
        assertEquals(3, names.size());
        assertEquals(1, Set.copyOf(names).size(), names.toString());
    }

    @Test
    void aSmallChangeLeavesTheLargeRunAlone() {
        MemoryBudget budget = MemoryBudget.ofBytes(1 << 26);
        List<String> runs;
        try (SortedRuns map = SortedRuns.open(folder, "l", List.of(), budget)) {
            for (int i = 0; i < 100_000; i++) {
                map.put(bytes("key " + (1_000_000 + i)), bytes("some value of some length " + i));
            }
            runs = map.seal();
        }
        String large = runs.get(0);
        for (int step = 0; step < 20; step++) {
            try (SortedRuns map = SortedRuns.open(folder, "l", runs, budget)) {
                for (int i = 0; i < 100; i++) {
                    map.put(bytes("key " + (1_000_000 + i * 37 + step)), bytes("changed " + step));
                }
                runs = map.seal();
                assertEquals(large, runs.get(0));
                assertTrue(runs.size() <= 8, runs.toString());
            }
        }
    }

    @Test
    void keepsGiants() {
        byte[] giant = new byte[5_000_000];
        new Random(1).nextBytes(giant);
        byte[] longKey = Arrays.copyOf(giant, 70_000);
        List<String> runs;
        try (SortedRuns map = SortedRuns.open(folder, "g", List.of(), MemoryBudget.ofBytes(1 << 20))) {
            map.put(bytes("a"), giant);
            map.put(bytes("b"), new byte[0]);
            map.put(longKey, bytes("c"));
            assertArrayEquals(giant, map.get(bytes("a"), Side.AFTER));
            runs = map.seal();
        }
        try (SortedRuns map = SortedRuns.open(folder, "g", runs, MemoryBudget.ofBytes(1 << 20))) {
            assertArrayEquals(giant, map.get(bytes("a"), Side.BEFORE));
            assertArrayEquals(new byte[0], map.get(bytes("b"), Side.BEFORE));
            assertArrayEquals(bytes("c"), map.get(longKey, Side.BEFORE));
        }
    }
}
