package dev.weir.store.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packing: what is kept, what goes, who reads meanwhile, and what a failing disk leaves. */
class CompactTest {
    @TempDir
    Path folder;

    private static byte[] version(int number) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            rows.append(i)
                    .append(',')
                    .append(i % 19 == number % 19 ? number : i * 7919 % 101)
                    .append('\n');
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> put(ObjectStore store, int from, int to) {
        List<String> names = new ArrayList<>();
        for (int i = from; i < to; i++) {
            names.add(store.put(version(i), List.of()));
        }
        return names;
    }

    /** Nearly a megabyte that is packed in no time. */
    private static byte[] longVersion(int number) {
        return ("number " + number + "\n").repeat(100_000).getBytes(StandardCharsets.UTF_8);
    }

    private List<String> files(Path place) throws IOException {
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> place.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void smallObjectsArePackedAndWhatIsNotNamedGoes() throws IOException {
        ObjectStore store = ObjectStore.open(folder);
        List<String> names = put(store, 0, 30);
        String empty = store.put(new byte[0], List.of());
        long before = store.totalBytes();
        List<String> order = new ArrayList<>(names);
        order.add(empty);
        store.compact(order);
        assertEquals(2, files(folder).size(), "a pack, and the empty object, which is not worth one");
        assertTrue(store.totalBytes() < before / 2, store.totalBytes() + " of " + before);
        for (int i = 0; i < 30; i++) {
            assertArrayEquals(version(i), store.bytes(names.get(i)));
            assertEquals(0, store.depth(names.get(i)));
            assertTrue(store.storedBytes(names.get(i)) < 600);
        }
        store.compact(List.of(names.get(3), names.get(5)));
        assertFalse(store.has(names.get(4)));
        assertTrue(store.has(empty), "what has a file of its own goes by delete alone");
        assertArrayEquals(version(5), store.bytes(names.get(5)));
        store.compact(List.of());
        store.delete(empty);
        assertEquals(List.of(), files(folder));
        assertThrows(UncheckedIOException.class, () -> store.bytes(names.get(3)));
    }

    @Test
    void newObjectsBuildOnPackedOnes() {
        ObjectStore store = ObjectStore.open(folder);
        List<String> names = put(store, 0, 2);
        store.compact(names);
        String next = store.put(version(2), List.of(names.get(1)));
        assertEquals(1, store.depth(next));
        assertEquals(names.get(1), store.base(next).orElseThrow());
        assertArrayEquals(version(2), ObjectStore.open(folder).bytes(next));
    }

    @Test
    void whatALongObjectBuildsOnStays() {
        ObjectStore store = ObjectStore.open(folder);
        byte[] small = ObjectStoreTest.lines(new Random(1), 30_000);
        byte[] large = ObjectStoreTest.lines(new Random(1), 60_000);
        assertTrue(small.length <= 1 << 20 && large.length > 1 << 20);
        String base = store.put(small, List.of());
        String hash = store.put(large, List.of(base));
        assertEquals(1, store.depth(hash));
        store.compact(List.of(hash));
        assertTrue(store.has(base));
        assertArrayEquals(large, store.bytes(hash));
        store.compact(List.of());
        assertArrayEquals(large, store.bytes(hash));
    }

    @Test
    void whoReadsMeanwhileFindsThePack() {
        ObjectStore store = ObjectStore.open(folder);
        List<String> names = put(store, 0, 3);
        ObjectStore reader = ObjectStore.open(folder);
        assertArrayEquals(version(1), reader.bytes(names.get(1)));
        store.compact(names);
        assertArrayEquals(version(1), reader.bytes(names.get(1)));
        store.compact(List.of(names.get(1)));
        ObjectStore late = ObjectStore.open(folder);
        assertArrayEquals(version(1), late.bytes(names.get(1)));
        store.compact(List.of(names.get(1), store.put(version(9), List.of())));
        assertArrayEquals(version(1), late.bytes(names.get(1)));
        assertTrue(reader.has(names.get(1)));
    }

    @Test
    void aFullFrameIsCopiedAsItIs() {
        ObjectStore store = ObjectStore.open(folder);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            names.add(store.put(longVersion(i), List.of()));
        }
        store.compact(names);
        Path first = store.file(names.get(0));
        PackFile.PackedFrame full = PackFile.entries(first).get(0).frame();
        assertTrue(full.objects().size() >= 4);
        names.add(store.put(version(1), List.of()));
        store.compact(names);
        Path second = store.file(names.get(0));
        assertNotEquals(first, second);
        PackFile.PackedFrame again = PackFile.entries(second).get(0).frame();
        assertEquals(full.objects(), again.objects());
        assertArrayEquals(Files.exists(first) ? new byte[0] : PackFile.stored(again), PackFile.stored(again));
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(longVersion(i), store.bytes(names.get(i)));
        }
        assertEquals(List.of(), store.verifyPacks());
    }

    @Test
    void aFailingDiskLosesNothing() throws IOException {
        Path before = folder.resolve("before");
        Map<String, byte[]> kept = new LinkedHashMap<>();
        ObjectStore first = ObjectStore.open(before);
        put(first, 0, 2).forEach(name -> kept.put(name, first.bytes(name)));
        first.compact(List.copyOf(kept.keySet()));
        kept.put(first.put(version(2), List.copyOf(kept.keySet())), version(2));
        int failures = 0;
        for (FaultPlan.Kind kind : FaultPlan.Kind.values()) {
            boolean failed = true;
            for (int operation = 1; failed; operation++) {
                Path place = copy(before, folder.resolve(kind + "-" + operation));
                FaultPlan plan = FaultPlan.at(operation, kind);
                change(FaultFileSystem.wrap(place, plan), List.copyOf(kept.keySet()));
                failed = plan.hasFailed();
                failures += failed ? 1 : 0;
                ObjectStore after = ObjectStore.open(place);
                for (Map.Entry<String, byte[]> object : kept.entrySet()) {
                    assertArrayEquals(object.getValue(), after.bytes(object.getKey()), kind + " " + operation);
                }
                change(place, List.copyOf(kept.keySet()));
                assertEquals(4, after.all().size());
                assertEquals(List.of(), after.verifyPacks());
            }
        }
        System.out.println(failures + " failures");
        assertTrue(failures > 60, failures + " failures");
    }

    /** Puts one more version and packs all, as far as the disk goes. */
    private static void change(Path place, List<String> kept) {
        try {
            ObjectStore store = ObjectStore.open(place);
            List<String> order = new ArrayList<>(kept);
            order.add(store.put(version(3), kept));
            store.sync();
            store.compact(order);
        } catch (UncheckedIOException e) {
            assertTrue(e.getMessage().startsWith(place.toString()), e.getMessage());
        }
    }

    private Path copy(Path from, Path to) throws IOException {
        for (String file : files(from)) {
            Files.createDirectories(to.resolve(file).getParent());
            Files.copy(from.resolve(file), to.resolve(file));
        }
        return to;
    }
}
