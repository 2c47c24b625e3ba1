package dev.weir.refresh.snapshot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.delta.Delta;
import dev.weir.delta.RefusedException;
import dev.weir.descriptor.JsonObject;
import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import dev.weir.refresh.StateFolder;
import dev.weir.source.Sha256;
import dev.weir.store.MemoryBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A splice whose k-th operation fails, for every k: the last version stays, to the byte, and is built on by the next run. */
class SpliceFaultsTest {
    @TempDir
    Path folder;

    private final Set<String> failed = new TreeSet<>();
    private int stayed;

    private boolean fails(FaultPlan.Kind kind, int k) throws IOException {
        SplicedTable table = new SplicedTable(new Random(3), 3, "{}");
        Delta all = table.insert(0, 4000);
        Path dist = folder.resolve(kind + "-" + k);
        table.write(dist);
        PublishedFile old = SplicedTable.published(dist);
        byte[] bytes = Files.readAllBytes(old.file());
        assertTrue(bytes.length > 1 << 16, "several writes");
        Path kept = folder.resolve(kind + "-" + k + "-state");
        try (StateFolder state = StateFolder.open(kept, MemoryBudget.ofHeap(), 1)) {
            assertNotNull(state);
            Snapshot first = table.snapshot(state, 64);
            first.add(all);
            first.finish(old);
            state.step();
            byte[] middle = List.copyOf(table.rows.keySet()).get(1700);
            table.snapshot(state, 64).note(table.update(middle));
            state.commit(JsonObject.EMPTY);
        }
        byte[] head = head(dist);
        FaultPlan plan = FaultPlan.at(k, kind);
        String where = kind + " at operation " + k;
        try (StateFolder state = StateFolder.open(kept, MemoryBudget.ofHeap(), 1)) {
            assertNotNull(state);
            table.splice(FaultFileSystem.wrap(dist, plan), table.snapshot(state, 64));
        } catch (UncheckedIOException e) {
            assertTrue(e.getMessage().startsWith(dist.toString()), where + ": " + e.getMessage());
            failed.add(plan.operations().get(k - 1).replaceAll(" .*", ""));
        }
        PublishedFile now = SplicedTable.published(dist);
        assertEquals(now.hash(), "sha256:" + Sha256.of(Files.readAllBytes(now.file())), where);
        if (now.equals(old)) {
            stayed++;
            boolean isCommitted = !Arrays.equals(head, head(dist));
            assertArrayEquals(bytes, Files.readAllBytes(now.file()), where);
            try (StateFolder state = StateFolder.open(kept, MemoryBudget.ofHeap(), 1)) {
                assertNotNull(state);
                table.splice(dist, table.snapshot(state, 64));
            } catch (RefusedException shown) {
                // The version was committed but not yet shown, which the next writer has seen to: there is another
                // file.
                assertTrue(isCommitted, where + ": " + shown.getMessage());
            }
            assertTrue(!SplicedTable.published(dist).equals(old), where);
        }
        return k <= plan.count();
    }

    /** What names the newest version. */
    private static byte[] head(Path dist) throws IOException {
        return Files.readAllBytes(dist.resolve(".weir/HEAD"));
    }

    @Test
    void everyOperationMayFail() throws IOException {
        for (FaultPlan.Kind kind : List.of(FaultPlan.Kind.ENOSPC, FaultPlan.Kind.EIO)) {
            int k = 1;
            while (fails(kind, k)) {
                k++;
            }
            System.out.println("splice faults: " + kind + ": " + (k - 1) + " operations");
            assertTrue(k > 10, kind + ": " + k);
        }
        assertTrue(stayed > 50, stayed + " runs left the last version");
        assertTrue(failed.containsAll(Set.of("write", "read")), failed.toString());
    }
}
