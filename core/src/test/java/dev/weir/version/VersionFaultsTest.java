package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import dev.weir.faults.FaultPlan.Kind;
import dev.weir.run.RunOptions;
import dev.weir.write.Disk;
import dev.weir.write.Dumps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A commit, an import and a clean-up, each operation failing in each way, the loss of power included: a reader sees the
 * versions of before or of after, the next run succeeds, and clean-up leaves no orphan.
 */
@Tag("long")
class VersionFaultsTest {
    private interface Job {
        void run(Path dist) throws IOException;
    }

    @TempDir
    Path temp;

    /** Fails every operation of a job in turn. @param versions how many there are before it, and after it */
    private void failEvery(String name, Job before, Job job, List<Integer> versions) throws IOException {
        int failed = 0;
        for (Kind kind : Kind.values()) {
            for (int k = 1; ; k++) {
                Path folder = Files.createDirectories(temp.resolve(name + kind + k));
                Path dist = folder.resolve("dist");
                before.run(dist);
                FaultPlan plan = kind == Kind.POWER
                        ? FaultPlan.power(k, Files.createDirectories(folder.resolve("backups")))
                        : FaultPlan.at(k, kind);
                try {
                    job.run(FaultFileSystem.wrap(dist, plan));
                } catch (RuntimeException e) {
                    assertTrue(plan.hasFailed(), kind + " " + k + " of " + name + ": " + e);
                }
                plan.lose();
                boolean hasFailed = plan.hasFailed();
                String where = kind + " at operation " + k + " of " + name
                        + (hasFailed ? ": " + plan.operations().get(k - 1) : "");
                assertWhole(dist, versions, where);
                job.run(dist);
                assertEquals(List.of(), StoreCheck.of(dist).problems(), where);
                if (kind == Kind.KILL || kind == Kind.POWER) {
                    assertNoOrphan(dist, where);
                }
                Checkout.delete(folder);
                if (!hasFailed) {
                    break;
                }
                failed++;
            }
        }
        System.out.println("store faults: " + name + ": " + failed);
        assertTrue(failed > 100, name + ": " + failed);
    }

    /** A reader finds every version whole. */
    private void assertWhole(Path dist, List<Integer> versions, String where) {
        VersionStore store = VersionStore.openIfThere(dist);
        int count = store == null ? 0 : store.log().size();
        assertTrue(versions.contains(count), where + ": " + count + " versions");
        if (store == null) {
            return;
        }
        for (Version version : store.log()) {
            for (VersionFile file : version.files()) {
                assertEquals(file.bytes(), store.bytes(file).length, where);
            }
        }
    }

    private static void assertNoOrphan(Path dist, String where) throws IOException {
        CleanUp.of(dist, false);
        CleanUp.of(dist, false);
        CleanUp third = CleanUp.of(dist, true);
        assertEquals(List.of(), third.removed(), where);
        assertEquals(List.of(), third.marked(), where);
        try (Stream<Path> files = Files.walk(dist)) {
            assertEquals(List.of(), files.filter(Disk::isTemporary).toList(), where);
        }
        assertEquals(List.of(), StoreCheck.of(dist).problems(), where);
    }

    private static void large(Path dist, int number) {
        new Dumps()
                .keeper(new DumpedVersions(RunOptions.DEFAULT, 20))
                .table("orders", "a,b\n" + number + ",a long text that is not packed at once\n")
                .dump(dist);
    }

    @Test
    void everyOperationOfAFirstCommitMayFail() throws IOException {
        failEvery("first commit", dist -> {}, dist -> Folders.dumps(dist, 1), List.of(0, 1));
    }

    @Test
    void everyOperationOfACommitMayFail() throws IOException {
        Job second = dist -> new Dumps()
                .table("orders", "a,b\n2,y\n")
                .table("other", "a,b\n7,z\n")
                .dump(dist);
        failEvery("commit", dist -> Folders.dumps(dist, 1), second, List.of(1, 2));
    }

    @Test
    void everyOperationOfACommitThatCarriesFilesMayFail() throws IOException {
        failEvery(
                "carried",
                dist -> CarriedFilesTest.dump(dist, "1,x\n"),
                dist -> CarriedFilesTest.dump(dist, "1,x\n2,y\n"),
                List.of(1, 2));
    }

    @Test
    void everyOperationOfAnImportMayFail() throws IOException {
        Path from = temp.resolve("from");
        Folders.aPackage(from.resolve("1"), "", "1,x\n");
        Folders.aPackage(from.resolve("2"), "", "1,x\n2,y\n");
        Job imported = dist -> VersionImport.each(from, dist, RunOptions.DEFAULT, Folders.NOW);
        failEvery("import", dist -> {}, imported, List.of(0, 2));
    }

    @Test
    void everyOperationOfACleanUpMayFail() throws IOException {
        Job three = dist -> {
            large(dist, 1);
            large(dist, 2);
            large(dist, 3);
        };
        failEvery("clean-up", three, dist -> CleanUp.of(dist, false), List.of(3));
    }
}
