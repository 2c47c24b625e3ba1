package dev.weir.refresh.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.refresh.StateFolder;
import dev.weir.store.MemoryBudget;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import dev.weir.write.PackageWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file that is spliced from the last one and what has changed has the bytes of one written from scratch; its index
 * says how it is made of rows. {@code -Dweir.seed} and {@code -Dweir.rounds} run others than the usual ones.
 */
class SpliceLawTest {
    private static final int ROUNDS = Integer.getInteger("weir.rounds", 60);
    private static final List<String> DIALECTS = List.of(
            "{}",
            "{\"delimiter\": \";\"}",
            "{\"lineTerminator\": \"\\r\\n\"}",
            "{\"lineTerminator\": \"\\r\"}",
            "{\"header\": false, \"commentChar\": \"x\"}",
            "{\"skipInitialSpace\": true, \"quoteChar\": \"'\"}");

    @TempDir
    Path folder;

    private int spliced;
    private int split;
    private int reused;

    @Test
    void aSplicedFileIsOneWrittenFromScratch() throws IOException {
        long first = Long.getLong("weir.seed", 1);
        for (long seed = first; seed < first + ROUNDS; seed++) {
            try {
                round(seed);
            } catch (RuntimeException | AssertionError problem) {
                throw new AssertionError("seed " + seed + ": " + problem.getMessage(), problem);
            }
        }
        System.out.println(
                spliced + " files spliced, " + split + " indexes of many blocks, " + reused + " blocks reused");
        assertTrue(split > spliced / 4 && reused > spliced, "blocks are many, and reused");
    }

    private void round(long seed) throws IOException {
        Random random = new Random(seed);
        int usualRows = 2 + random.nextInt(10);
        String dialect = DIALECTS.get((int) (seed % DIALECTS.size()));
        SplicedTable table = new SplicedTable(random, 1 + random.nextInt(3), dialect);
        Path place = folder.resolve("r" + seed);
        Path dist = place.resolve("dist");
        for (int i = random.nextInt(12); i > 0; i--) {
            table.edit();
        }
        table.write(dist);
        try (StateFolder state = StateFolder.open(place.resolve("state"), MemoryBudget.ofHeap(), 1)) {
            assertNotNull(state);
            Snapshot snapshot = table.snapshot(state, usualRows);
            table.rows.keySet().forEach(label -> snapshot.add(label, 1));
            byte[] gone = {1, 2, 3};
            snapshot.add(gone, 1);
            snapshot.add(gone, -1);
            snapshot.finish(SplicedTable.published(dist));
            state.step();
            assertDescribed(table, dist, state, usualRows);
            for (int i = 0; i < 8; i++) {
                compare(table, place, state, usualRows, random);
            }
        }
    }

    private void compare(SplicedTable table, Path place, StateFolder state, int usualRows, Random random)
            throws IOException {
        Path dist = place.resolve("dist");
        for (int later = random.nextInt(3); later > 0; later--) {
            table.snapshot(state, usualRows).note(table.edit());
            state.step();
        }
        Map<String, byte[]> before = blocks(state);
        Snapshot snapshot = table.snapshot(state, usualRows);
        snapshot.note(table.edit());
        table.splice(dist, snapshot);
        state.step();
        Path scratch = Files.createTempDirectory(place, "scratch");
        table.write(scratch);
        PublishedFile expected = SplicedTable.published(scratch);
        PublishedFile found = SplicedTable.published(dist);
        assertEquals(Files.readString(expected.file()), Files.readString(found.file()));
        assertEquals(expected.hash(), found.hash());
        assertEquals(expected.bytes(), found.bytes());
        assertDescribed(table, dist, state, usualRows);
        Map<String, byte[]> after = blocks(state);
        after.forEach((key, value) -> reused += Arrays.equals(value, before.get(key)) ? 1 : 0);
        split += after.size() > 3 ? 1 : 0;
        spliced++;
    }

    @Test
    void filesOfManyReadsAreSplicedToo() throws IOException {
        for (String dialect : List.of("{}", "{\"lineTerminator\": \"\\r\\n\"}", "{\"skipInitialSpace\": true}")) {
            Random random = new Random(dialect.length());
            SplicedTable table = new SplicedTable(random, 3, dialect);
            table.insert(0, 30_000);
            byte[] middle = List.copyOf(table.rows.keySet()).get(20_000);
            table.rows.put(middle, List.of("x", "\"\r\n".repeat(700_000), "y"));
            Path place = Files.createTempDirectory(folder, "large");
            table.write(place.resolve("dist"));
            assertTrue(SplicedTable.published(place.resolve("dist")).bytes() > 3 << 20);
            try (StateFolder state = StateFolder.open(place.resolve("state"), MemoryBudget.ofHeap(), 1)) {
                assertNotNull(state);
                Snapshot snapshot = table.snapshot(state, 100);
                table.rows.keySet().forEach(label -> snapshot.add(label, 1));
                snapshot.finish(SplicedTable.published(place.resolve("dist")));
                state.step();
                table.snapshot(state, 100).note(table.update(middle));
                compare(table, place, state, 100, random);
                for (int i = 0; i < 100; i++) {
                    byte[] label = List.copyOf(table.rows.keySet()).get(random.nextInt(table.rows.size()));
                    table.snapshot(state, 100).note(table.update(label));
                }
                compare(table, place, state, 100, random);
            }
        }
    }

    private static Map<String, byte[]> blocks(StateFolder state) {
        Map<String, byte[]> blocks = new TreeMap<>();
        try (SortedRuns.Cursor cursor = state.table("0-0-blocks").cursor(Side.BEFORE)) {
            for (boolean more = cursor.seek(Snapshot.BLOCK); more; more = cursor.next()) {
                blocks.put(Arrays.toString(cursor.key()), cursor.value());
            }
        }
        return blocks;
    }

    /** The index is what one made from scratch would say of the rows, in blocks neither too large nor too small. */
    private static void assertDescribed(SplicedTable table, Path dist, StateFolder state, int usualRows)
            throws IOException {
        byte[] bytes = Files.readAllBytes(SplicedTable.published(dist).file());
        int at = PackageWriter.records(table.resource).headBytes();
        List<byte[]> labels = new ArrayList<>();
        try (SortedRuns.Cursor cursor = state.table("0-0-blocks").cursor(Side.BEFORE)) {
            boolean more = cursor.seek(Snapshot.BLOCK);
            while (more) {
                byte[] key = cursor.key();
                FileBlock block = FileBlock.read(Arrays.copyOfRange(key, 1, key.length), cursor.value());
                more = cursor.next();
                assertEquals(block.checksum(), FileBlock.checksum(bytes, at, at + block.bytes()));
                assertEquals(block.bytes(), Arrays.stream(block.lengths()).sum());
                assertTrue(block.rows() < 2 * usualRows, "rows of a block: " + block.rows());
                boolean isSmall = block.rows() < usualRows / 4 && block.bytes() < usualRows << 7;
                assertTrue(!more || !isSmall, "rows of a block: " + block.rows());
                labels.addAll(List.of(block.labels()));
                at += block.bytes();
            }
        }
        assertEquals(bytes.length, at);
        assertArrayEquals(table.rows.keySet().toArray(), labels.toArray());
        assertNothingKept(state);
    }

    /** No row is kept once it is written. */
    private static void assertNothingKept(StateFolder state) {
        try (SortedRuns.Cursor cursor = state.table("0-0-later").cursor(Side.BEFORE)) {
            assertTrue(!cursor.next());
        }
    }

    @Test
    void whatIsBuiltOnIsWhatWasWritten() throws IOException {
        Random random = new Random(7);
        int refused = 0;
        for (int i = 0; i < 60; i++) {
            SplicedTable table = new SplicedTable(random, 2, "{}");
            Path place = folder.resolve("e" + i);
            Path dist = place.resolve("dist");
            while (table.rows.size() < 30) {
                table.edit();
            }
            table.write(dist);
            try (StateFolder state = StateFolder.open(place.resolve("state"), MemoryBudget.ofHeap(), 1)) {
                assertNotNull(state);
                Snapshot snapshot = table.snapshot(state, 4);
                table.rows.keySet().forEach(label -> snapshot.add(label, 1));
                snapshot.finish(SplicedTable.published(dist));
                state.step();
                damage(SplicedTable.published(dist), i % 5, random);
                Map<String, byte[]> before = blocks(state);
                Snapshot next = table.snapshot(state, 4);
                next.note(table.edit());
                RefusedException e = assertThrows(RefusedException.class, () -> table.splice(dist, next));
                assertTrue(
                        e.getMessage().startsWith(SplicedTable.published(dist).file() + ": is not "), e.getMessage());
                assertEquals(before.keySet(), blocks(state).keySet());
                refused++;
            }
        }
        assertEquals(60, refused);
    }

    private static void damage(PublishedFile published, int kind, Random random) throws IOException {
        Path file = published.file();
        byte[] bytes = Files.readAllBytes(file);
        int at = 6 + random.nextInt(bytes.length - 6);
        switch (kind) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, Arrays.copyOf(bytes, at));
            case 2 -> Files.write(file, Arrays.copyOf(bytes, bytes.length + 1));
            case 3 -> {
                Path descriptor = file.getParent().getParent().resolveSibling("datapackage.json");
                String text = Files.readString(descriptor);
                Files.writeString(
                        descriptor,
                        text.replace(published.hash(), published.hash().replaceAll("[0-7]", "8")));
            }
            default -> {
                bytes[at]++;
                Files.write(file, bytes);
            }
        }
    }

    @Test
    void filesThatCannotBeCutIntoRecordsHaveNone() {
        SplicedTable plain = new SplicedTable(new Random(1), 2, "{}");
        assertNotNull(PackageWriter.records(plain.resource));
        assertNotNull(PackageWriter.records(plain.resource.with("encoding", Json.of("UTF-8"))));
        assertNull(PackageWriter.records(plain.resource.with("encoding", Json.of("utf-16"))));
        assertNull(PackageWriter.records(plain.resource.with("encoding", Json.of("iso-8859-1"))));
        for (String property : List.of("escapeChar", "delimiter", "lineTerminator")) {
            JsonObject dialect = JsonObject.EMPTY.with(property, "::");
            assertNull(PackageWriter.records(plain.resource.with("dialect", (Json) dialect)), property);
        }
    }
}
