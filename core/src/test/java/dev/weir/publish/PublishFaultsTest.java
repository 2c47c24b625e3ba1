package dev.weir.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import dev.weir.faults.FaultPlan.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Publications to a folder, each operation there failing in each way, the loss of power included: readers see the top of
 * before or the new one, every version that it names is a valid package, and the next publication succeeds and leaves
 * what one without a failure leaves.
 */
class PublishFaultsTest {
    @TempDir
    Path temp;

    @Test
    void everyOperationMayFail() throws IOException {
        Path dist = temp.resolve("dist");
        Stores.dump(dist, 1);
        Path first = temp.resolve("first");
        Stores.publish(dist, first);
        Stores.dump(dist, 2);
        Path second = temp.resolve("second");
        Stores.publish(dist, second);
        int fresh = failEvery("fresh", dist, Map.of(), Stores.files(second), List.of(0, 2));
        int next = failEvery("next", dist, Stores.files(first), Stores.files(second), List.of(1, 2));
        assertTrue(fresh > 100 && next > 100, fresh + ", " + next);
        System.out.println("publication faults: " + (fresh + next) + " (first " + fresh + ", next " + next + ")");
    }

    private int failEvery(
            String name, Path dist, Map<String, String> before, Map<String, String> whole, List<Integer> versions)
            throws IOException {
        int failed = 0;
        List<Integer> seen = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int k = 1; ; k++) {
                Path folder = Files.createDirectories(temp.resolve(name + kind + k));
                Path to = folder.resolve("pub");
                for (Map.Entry<String, String> file : new TreeMap<>(before).entrySet()) {
                    Stores.write(to.resolve(file.getKey()), file.getValue());
                }
                FaultPlan plan = kind == Kind.POWER
                        ? FaultPlan.power(k, Files.createDirectories(folder.resolve("backups")))
                        : FaultPlan.at(k, kind);
                try {
                    Stores.publish(dist, FaultFileSystem.wrap(to, plan));
                } catch (RuntimeException e) {
                    assertTrue(plan.hasFailed(), kind + " " + k + " of " + name + ": " + e);
                }
                plan.lose();
                String where = kind + " at operation " + k + " of " + name + ": "
                        + plan.operations().get(Math.min(k, plan.count()) - 1);
                int readable = Stores.readable(to, where);
                assertTrue(versions.contains(readable), where + ": " + readable);
                seen.add(readable);
                Stores.publish(dist, to);
                assertEquals(whole, Stores.files(to), where);
                assertFalse(Stores.hasTemporaries(to), where);
                if (!plan.hasFailed()) {
                    break;
                }
                failed++;
            }
        }
        assertTrue(seen.containsAll(versions), seen.toString());
        return failed;
    }
}
