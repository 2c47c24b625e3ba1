package dev.weir.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.Resource;
import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import dev.weir.version.CleanUp;
import dev.weir.version.StoreCheck;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dump of two resources, its k-th operation failing, for every k: the old package or the new one, nothing between. */
class DumpFaultsTest {
    private static final Map<String, String> FOREIGN =
            Map.of("README.md", "mine", "data/notes.txt", "mine too", "data/1/orders.csv.bak", "and mine");

    @TempDir
    Path temp;

    private Path source;

    private Dumps version(String version, String rows, DumpOptions options) {
        Resource copied = Resource.of("customers", Dumps.SCHEMA).with("path", Json.of("customers.csv"));
        return new Dumps()
                .version(version)
                .options(options)
                .table("orders", "a,b\n" + rows)
                .untouched(source, copied);
    }

    private void customers(String rows) throws IOException {
        source = temp.resolve("source");
        Files.createDirectories(source);
        Files.writeString(source.resolve("customers.csv"), "a,b\n" + rows);
    }

    private static void addForeign(Path dist) throws IOException {
        for (Map.Entry<String, String> file : FOREIGN.entrySet()) {
            Path path = dist.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static void assertForeignUntouched(Path dist, String where) {
        assertTrue(Dumps.files(dist).entrySet().containsAll(FOREIGN.entrySet()), where);
    }

    private static void assertNoTemporary(Path dist, String where) {
        for (String file : Dumps.files(dist).keySet()) {
            assertTrue(!file.contains(".weir-tmp-"), where + " left " + file);
        }
    }

    /** Fails every operation in turn; how many there were. */
    private int failEvery(FaultPlan.Kind kind, boolean second, DumpOptions options, Set<String> seen)
            throws IOException {
        for (int k = 1; ; k++) {
            Path dist =
                    temp.resolve(kind + "-" + second + options.fixedPaths() + k).resolve("dist");
            customers("9,old\n");
            if (second) {
                version("1.0.0", "1,x\n", options).dump(FaultFileSystem.wrap(dist, FaultPlan.none()));
                addForeign(dist);
                customers("9,new\n");
            }
            FaultPlan plan = FaultPlan.at(k, kind);
            String where = kind + " at operation " + k;
            RuntimeException failure = null;
            try {
                version("2.0.0", "2,y\n", options).dump(FaultFileSystem.wrap(dist, plan));
            } catch (UncheckedIOException | ConflictException e) {
                failure = e;
            }
            if (plan.hasFailed()) {
                where += " (" + plan.operations().get(k - 1).replaceAll(" .*", "") + ")";
            }
            String state = Dumps.state(dist);
            seen.add(state);
            if (!options.fixedPaths()) {
                assertTrue(state.equals("2.0.0") || state.equals(second ? "1.0.0" : "none"), where + ": " + state);
            }
            if (second) {
                assertForeignUntouched(dist, where);
            }
            if (failure == null) {
                assertEquals("2.0.0", state, where);
            } else if (failure instanceof UncheckedIOException) {
                assertTrue(failure.getMessage().contains(temp.toString()), where + ": " + failure.getMessage());
            }
            if (kind != FaultPlan.Kind.KILL && !isUnfinished(dist)) {
                assertNoTemporary(dist, where);
            }
            version("2.0.0", "2,y\n", options).dump(FaultFileSystem.wrap(dist, FaultPlan.none()));
            assertEquals("2.0.0", Dumps.state(dist), where);
            assertNoTemporary(dist, where);
            if (second) {
                assertForeignUntouched(dist, where);
            }
            assertEquals("a,b\n2,y\n", Files.readString(dist.resolve("data/orders.csv")), where);
            assertNothingUnknown(dist, where);
            if (kind == FaultPlan.Kind.KILL) {
                assertNoOrphan(dist, where);
            }
            if (!plan.hasFailed()) {
                return plan.count();
            }
        }
    }

    /** Two clean-ups leave what the versions need. */
    private static void assertNoOrphan(Path dist, String where) {
        CleanUp.of(dist, false);
        CleanUp.of(dist, false);
        CleanUp third = CleanUp.of(dist, true);
        assertEquals(List.of(), third.removed(), where);
        assertEquals(List.of(), third.marked(), where);
        assertEquals(List.of(), StoreCheck.of(dist).problems(), where);
    }

    /** Whether the version is the newest and yet to be shown, which the next writer sees to. */
    private static boolean isUnfinished(Path dist) {
        VersionStore store = VersionStore.openIfThere(dist);
        return store != null && !store.shown().version().equals(Dumps.state(dist));
    }

    /** Numbered files are those of this version and of the one before. */
    private static void assertNothingUnknown(Path dist, String where) {
        Published now = Published.read(dist.resolve("datapackage.json"));
        Published before = Published.read(dist.resolve(".weir-previous.json"));
        for (String file : Dumps.files(dist).keySet()) {
            if (Published.number(file) >= 0 && !FOREIGN.containsKey(file)) {
                boolean known = now.paths().contains(file) || before.paths().contains(file);
                assertTrue(known, where + " left " + file);
            }
        }
    }

    @Test
    void everyOperationMayFail() throws IOException {
        List<String> counts = new ArrayList<>();
        EnumSet<FaultPlan.Kind> kinds = EnumSet.allOf(FaultPlan.Kind.class);
        kinds.remove(FaultPlan.Kind.POWER); // loses what is not synced: VersionFaultsTest
        for (FaultPlan.Kind kind : kinds) {
            Set<String> seen = new TreeSet<>();
            int second = failEvery(kind, true, DumpOptions.DEFAULT, seen);
            int first = failEvery(kind, false, DumpOptions.DEFAULT, seen);
            int fixed = failEvery(kind, true, new DumpOptions(true, null), seen);
            counts.add(kind + ": " + second + " operations of a second version, " + first + " of a first, " + fixed
                    + " of fixed paths; " + seen);
            assertTrue(second > 20 && first > 20, counts.toString());
            assertTrue(kind == FaultPlan.Kind.SHORT || seen.containsAll(Set.of("1.0.0", "2.0.0")), seen.toString());
        }
        System.out.println("dump faults: " + String.join("\n  ", counts));
    }

    @Test
    void readOnlyTargetIsNamedAndUntouched() throws IOException {
        customers("9,old\n");
        Path dist = temp.resolve("dist");
        version("1.0.0", "1,x\n", DumpOptions.DEFAULT).dump(FaultFileSystem.wrap(dist, FaultPlan.none()));
        Map<String, String> before = Dumps.files(dist);
        Path readOnly = FaultFileSystem.wrap(dist, FaultPlan.readOnly());
        UncheckedIOException e = assertThrows(
                UncheckedIOException.class,
                () -> version("2.0.0", "2,x\n", DumpOptions.DEFAULT).dump(readOnly));
        assertTrue(
                e.getMessage().startsWith(dist.toString()) && e.getMessage().endsWith("Read-only file system"),
                e.getMessage());
        assertEquals(before, Dumps.files(dist));
    }
}
