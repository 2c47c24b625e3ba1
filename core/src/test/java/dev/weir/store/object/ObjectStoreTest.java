package dev.weir.store.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.source.Sha256;
import dev.weir.store.matching.Numbers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Get after put = what was put: random files and versions of them, in all forms, from files and from the heap, packed and
 * not, read by the store and by a second reader. {@code -Dweir.seed} and {@code -Dweir.rounds} run others than the usual.
 */
class ObjectStoreTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 12);

    @TempDir
    Path folder;

    private final Map<String, Integer> forms = new TreeMap<>();

    @Test
    void whatIsPutComesBack() throws IOException {
        long first = Long.getLong("weir.seed", 1);
        for (long seed = first; seed < first + ROUNDS; seed++) {
            try {
                hold(new Random(seed * 0x9e3779b97f4a7c15L), folder.resolve("s" + seed), seed % 6 == 0);
            } catch (RuntimeException | AssertionError problem) {
                throw new AssertionError("seed " + seed + ": " + problem.getMessage(), problem);
            }
        }
        System.out.println(forms);
        for (String form : List.of("full", "full in context", "delta", "long full", "long delta", "packed")) {
            assertTrue(forms.getOrDefault(form, 0) > 0, form + ": " + forms);
        }
        assertTrue(forms.get("deepest") > 2, forms.toString());
    }

    private void hold(Random random, Path objects, boolean big) throws IOException {
        RandomFiles files = new RandomFiles(random);
        ObjectStore store = ObjectStore.open(objects);
        Map<String, byte[]> put = new LinkedHashMap<>();
        List<String> names = new ArrayList<>();
        byte[] version = files.file(big ? 1_300_000 : 1 + random.nextInt(random.nextInt(3) == 0 ? 120_000 : 15_000));
        for (int i = 0; i < (big ? 4 : 10); i++) {
            List<String> bases = new ArrayList<>();
            for (int j = 0; j < random.nextInt(4) && !names.isEmpty(); j++) {
                bases.add(names.get(names.size() - 1 - random.nextInt(Math.min(2, names.size()))));
            }
            if (random.nextInt(8) == 0) {
                bases.add("00".repeat(32));
            }
            String name;
            if (random.nextBoolean()) {
                Path file = Files.write(folder.resolve("file"), version);
                name = store.put(file, bases);
            } else {
                name = store.put(version, bases);
            }
            put.put(name, version);
            names.add(name);
            count(store, name);
            version = files.edited(version);
        }
        store.sync();
        check(objects, store, put);
        Set<String> order = new LinkedHashSet<>(names);
        store.compact(List.copyOf(order));
        check(objects, store, put);
        check(objects, ObjectStore.open(objects), put);
    }

    private void count(ObjectStore store, String name) throws IOException {
        Header header;
        try (StoredFile file = StoredFile.open(store.file(name), name)) {
            header = Header.read(file);
        }
        assertEquals(header.depth(), store.depth(name));
        forms.merge("deepest", header.depth(), Math::max);
        String form = header.form() == Header.DELTA ? "delta" : header.depth() > 0 ? "full in context" : "full";
        forms.merge((header.length() > 1 << 20 ? "long " : "") + form, 1, Integer::sum);
    }

    private void check(Path objects, ObjectStore store, Map<String, byte[]> put) throws IOException {
        SecondReader second = new SecondReader(objects);
        assertEquals(put.keySet(), Set.copyOf(store.all()));
        for (Map.Entry<String, byte[]> object : put.entrySet()) {
            String hash = object.getKey();
            assertEquals(Sha256.of(object.getValue()), hash);
            assertArrayEquals(object.getValue(), store.bytes(hash));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertEquals(object.getValue().length, store.copyTo(hash, Channels.newChannel(out)));
            assertArrayEquals(object.getValue(), out.toByteArray());
            assertArrayEquals(object.getValue(), second.read(hash), "by the second reader");
            assertEquals(object.getValue().length, store.length(hash));
            assertTrue(store.verify(hash).whole());
            if (store.file(hash).startsWith(objects.resolve("packs"))) {
                forms.merge("packed", 1, Integer::sum);
            }
        }
        assertEquals(List.of(), store.verifyPacks());
    }

    @Test
    void aChainIsSevenDeepAtMost() {
        ObjectStore store = ObjectStore.open(folder.resolve("objects"));
        List<String> names = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3000; i++) {
            text.append(i * 7919 % 10007).append(',').append(i).append('\n');
        }
        for (int i = 0; i < 20; i++) {
            text.append("row ").append(i).append('\n');
            List<String> base = names.isEmpty() ? List.of() : List.of(names.get(names.size() - 1));
            names.add(store.put(text.toString().getBytes(StandardCharsets.UTF_8), base));
        }
        List<Integer> depths = names.stream().map(store::depth).toList();
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3), depths);
        assertEquals(names.get(18), store.base(names.get(19)).orElseThrow());
        assertTrue(store.base(names.get(8)).isEmpty());
        assertTrue(store.storedBytes(names.get(1)) < 150, "a row more: " + store.storedBytes(names.get(1)));
    }

    @Test
    void aMovedPartOfALongFileIsCopied() throws IOException {
        byte[] file = lines(new Random(5), 60_000);
        Numbers moved = new Numbers();
        int third = file.length / 3;
        moved.bytes(file, 2 * third, file.length - 2 * third)
                .bytes(file, third, third)
                .bytes(file, 0, third);
        ObjectStore store = ObjectStore.open(folder.resolve("objects"));
        String base = store.put(file, List.of());
        String hash = store.put(moved.copy(), List.of(base));
        assertTrue(store.storedBytes(hash) < 1000, store.storedBytes(hash) + " of " + store.storedBytes(base));
        assertArrayEquals(moved.copy(), store.bytes(hash));
    }

    @Test
    void aLongFileOfWhichEachRowChangedTakesItsBaseAsContext() {
        StringBuilder before = new StringBuilder();
        StringBuilder after = new StringBuilder();
        Random random = new Random(6);
        for (int i = 0; i < 60_000; i++) {
            String row = Long.toHexString(random.nextLong());
            before.append(row).append(',').append(row.charAt(0)).append('\n');
            after.append(row).append(",x\n");
        }
        ObjectStore store = ObjectStore.open(folder.resolve("objects"));
        String base = store.put(before.toString().getBytes(StandardCharsets.UTF_8), List.of());
        String hash = store.put(after.toString().getBytes(StandardCharsets.UTF_8), List.of(base));
        assertEquals(1, store.depth(hash));
        assertTrue(store.storedBytes(hash) < store.storedBytes(base) / 2, store.storedBytes(hash) + " bytes");
        assertEquals(after.length(), store.bytes(hash).length);
    }

    static byte[] lines(Random random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i)
                    .append(',')
                    .append(Long.toHexString(random.nextLong()))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anotherObjectThanIsMeantIsNoName() {
        ObjectStore store = ObjectStore.open(folder);
        assertThrows(IllegalArgumentException.class, () -> store.has("../HEAD"));
        assertFalse(store.has("0".repeat(64)));
        assertEquals(List.of(), store.all());
        store.sync();
        store.delete("0".repeat(64));
    }
}
