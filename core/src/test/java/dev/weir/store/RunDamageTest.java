package dev.weir.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a damaged file and a failing disk lead to. */
class RunDamageTest {
    @TempDir
    private Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RunsSpace space(Path folder, long budget) {
        return RunsSpace.of(folder, MemoryBudget.ofBytes(budget), 200, 1_000, 3);
    }

    private List<String> small() {
        try (SortedRuns map = SortedRuns.open(space(folder, 1 << 20), "d", List.of())) {
            for (int i = 0; i < 60; i++) {
                map.put(bytes("key " + i), bytes("value " + i * i));
            }
            return map.seal();
        }
    }

    private static String readAll(Path folder, List<String> runs) {
        StringBuilder all = new StringBuilder();
        try (SortedRuns map = SortedRuns.open(space(folder, 1 << 20), "d", runs)) {
            SortedRuns.Cursor cursor = map.cursor(Side.BEFORE);
            while (cursor.next()) {
                all.append(new String(cursor.key(), StandardCharsets.UTF_8))
                        .append('=')
                        .append(new String(cursor.value(), StandardCharsets.UTF_8))
                        .append('\n');
            }
        }
        return all.toString();
    }

    private void mustFail(Path file, List<String> runs, String what) {
        UncheckedIOException error = assertThrows(UncheckedIOException.class, () -> readAll(folder, runs), what);
        assertTrue(error.getMessage().startsWith(file + ": "), error.getMessage());
    }

    @Test
    void everyFlippedByteIsNoticed() throws IOException {
        List<String> runs = small();
        Path file = folder.resolve(runs.get(0));
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << i % 8);
            Files.write(file, bad);
            mustFail(file, runs, "byte " + i);
        }
        assertTrue(good.length > 500, good.length + " bytes");
    }

    @Test
    void everyCutIsNoticed() throws IOException {
        List<String> runs = small();
        Path file = folder.resolve(runs.get(0));
        byte[] good = Files.readAllBytes(file);
        for (int length = 0; length < good.length; length++) {
            Files.write(file, Arrays.copyOf(good, length));
            mustFail(file, runs, "length " + length);
        }
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        mustFail(file, runs, "a byte too many");
        Files.delete(file);
        mustFail(file, runs, "gone");
    }

    @Test
    void aFailureWhileSealingLeavesWhatWasCommitted() {
        for (FaultPlan.Kind kind : FaultPlan.Kind.values()) {
            int failures = 0;
            int operations = Integer.MAX_VALUE;
            for (int k = 1; k <= operations; k += 1 + k / 4) {
                FaultPlan plan = FaultPlan.at(k, kind);
                sealWith(folder.resolve(kind + "-" + k), plan);
                failures += plan.hasFailed() ? 1 : 0;
                operations = plan.hasFailed() ? operations : plan.count();
            }
            assertTrue(failures > 2, kind + ": " + failures);
        }
    }

    private void sealWith(Path place, FaultPlan plan) {
        List<String> runs;
        String expected;
        try {
            Files.createDirectory(place);
            try (SortedRuns map = SortedRuns.open(space(place, 1 << 20), "d", List.of())) {
                map.put(bytes("a"), bytes("1"));
                map.put(bytes("b"), bytes("2"));
                runs = map.seal();
            }
            expected = readAll(place, runs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (SortedRuns map = SortedRuns.open(space(FaultFileSystem.wrap(place, plan), 0), "d", runs)) {
            for (int i = 0; i < 300; i++) {
                map.put(bytes("key " + i * 7_919 % 300), bytes("value " + i));
            }
            map.remove(bytes("a"));
            List<String> now = map.seal();
            assertFalse(plan.hasFailed() && now.isEmpty());
        } catch (UncheckedIOException e) {
            assertTrue(e.getMessage().startsWith(place.toString()), e.getMessage());
        }
        assertEquals(expected, readAll(place, runs));
    }

    @Test
    void whatWasCommittedIsReadOnAfterAFailure() {
        List<String> runs = small();
        for (int k = 5; k < 15; k++) {
            FaultPlan plan = FaultPlan.at(k, FaultPlan.Kind.ENOSPC);
            try (SortedRuns map = SortedRuns.open(space(FaultFileSystem.wrap(folder, plan), 1 << 20), "d", runs)) {
                map.put(bytes("key 1"), bytes("other"));
                try {
                    map.seal();
                } catch (UncheckedIOException e) {
                    assertThrows(IllegalStateException.class, map::seal);
                }
                byte[] value = map.get(bytes("key 1"), Side.BEFORE);
                assertEquals("value 1", new String(value == null ? new byte[0] : value, StandardCharsets.UTF_8));
            }
        }
    }
}
