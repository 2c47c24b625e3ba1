package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.faults.FaultFileSystem;
import dev.weir.faults.FaultPlan;
import dev.weir.faults.FaultPlan.Kind;
import dev.weir.run.RunOptions;
import dev.weir.write.Dumps;
import dev.weir.write.PackageStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions lose their bytes only where that is asked for twice, and never those that somebody needs. */
class RetentionTest {
    @TempDir
    Path temp;

    /** Versions #1 to #count, each with rows of its own. */
    private static void dump(Path dist, int count, long large) {
        for (int i = 1; i <= count; i++) {
            StringBuilder rows = new StringBuilder("a,b\n");
            for (int row = 0; row < 50; row++) {
                rows.append(row).append(",text ").append(row * 7919 * i % 1000).append('\n');
            }
            new Dumps()
                    .keeper(new DumpedVersions(RunOptions.DEFAULT, large))
                    .table("orders", rows.toString())
                    .table("other", "a,b\n7,z\n")
                    .dump(dist);
        }
    }

    private Path dist(int count) {
        Path dist = temp.resolve("dist");
        dump(dist, count, DumpedVersions.LARGE);
        return dist;
    }

    private static List<Integer> numbers(List<Version> versions) {
        return versions.stream().map(Version::number).toList();
    }

    private void assertComesBack(Path dist, String selector) throws IOException {
        VersionStore store = VersionStore.open(dist);
        Path out = Files.createTempDirectory(temp, "out");
        store.checkout(store.get(selector), out);
        for (VersionFile file : store.get(selector).files()) {
            assertEquals(file.hash(), SafeFiles.hash(out.resolve(file.path())), file.path());
        }
    }

    private void assertGone(Path dist, String selector) {
        VersionStore store = VersionStore.open(dist);
        StoreException gone =
                assertThrows(StoreException.class, () -> store.checkout(store.get(selector), temp.resolve("nothing")));
        assertTrue(gone.getMessage().contains("are gone: \"weir gc --keep\" has removed them"), gone.getMessage());
        assertThrows(StoreException.class, () -> store.open(store.get(selector), RunOptions.DEFAULT));
        assertFalse(Files.exists(temp.resolve("nothing")));
    }

    @Test
    void theSecondCleanUpRemovesWhatTheFirstMarked() throws IOException {
        Path dist = dist(5);
        Map<String, String> before = Folders.files(dist);
        assertEquals(List.of(1, 2, 3), numbers(CleanUp.of(dist, 2, true).spare()));
        assertEquals(before, Folders.files(dist), "a dry run changes nothing");
        CleanUp first = CleanUp.of(dist, 2, false);
        assertEquals(List.of(1, 2, 3), numbers(first.spare()));
        assertEquals(List.of(), first.gone());
        assertComesBack(dist, "#1");
        long size = size(dist);
        before = Folders.files(dist);
        assertEquals(List.of(1, 2, 3), numbers(CleanUp.of(dist, 2, true).gone()));
        assertEquals(before, Folders.files(dist), "a dry run changes nothing");
        CleanUp second = CleanUp.of(dist, 2, false);
        assertEquals(List.of(1, 2, 3), numbers(second.gone()));
        assertTrue(second.removedBytes() > 0);
        assertTrue(size(dist) < size, "smaller than " + size);
        assertEquals(5, VersionStore.open(dist).log().size());
        for (String gone : List.of("#1", "#2", "#3")) {
            assertGone(dist, gone);
        }
        assertComesBack(dist, "#4");
        assertComesBack(dist, "#5");
        StoreCheck check = StoreCheck.of(dist);
        assertEquals(List.of(), check.problems());
        assertEquals(3, check.removed());
        CleanUp third = CleanUp.of(dist, 2, false);
        assertEquals(
                0, third.gone().size() + third.removed().size() + third.spare().size() + third.removedBytes());
    }

    private static long size(Path dist) throws IOException {
        try (Stream<Path> files = Files.walk(dist.resolve(".weir/objects"))) {
            return files.filter(Files::isRegularFile).mapToLong(SafeFiles::size).sum();
        }
    }

    @Test
    void whoDoesNotAskAgainLosesNothing() throws IOException {
        Path dist = dist(4);
        CleanUp.of(dist, 1, false);
        CleanUp.of(dist, false);
        CleanUp.of(dist, 2, false);
        assertComesBack(dist, "#1");
        assertEquals(List.of(1, 2), numbers(CleanUp.of(dist, 2, false).gone()));
        assertComesBack(dist, "#3");
    }

    @Test
    void aPinnedVersionStaysUntilItIsNot() throws IOException {
        Path dist = dist(4);
        assertEquals(2, Retention.pin(dist, "#2", true).number());
        for (int i = 0; i < 3; i++) {
            CleanUp.of(dist, 1, false);
        }
        assertComesBack(dist, "#2");
        assertGone(dist, "#1");
        assertTrue(VersionStore.open(dist).isPinned(VersionStore.open(dist).get("#2")));
        assertThrows(StoreException.class, () -> Retention.pin(dist, "#1", true));
        assertThrows(NoVersionException.class, () -> Retention.pin(dist, "#9", true));
        Retention.pin(dist, "#2", false);
        CleanUp.of(dist, 1, false);
        CleanUp.of(dist, 1, false);
        assertGone(dist, "#2");
        assertFalse(Files.exists(dist.resolve(".weir/pinned")));
    }

    @Test
    void theLatestAndTheOneShownStay() throws IOException {
        Path dist = dist(2);
        PackageStage stage = new Dumps().table("orders", "a,b\n9,x\n").stage(dist);
        new Dumps().table("orders", "a,b\n9,x\n").fill(stage);
        stage.markInvalid();
        stage.prepare();
        stage.commit();
        for (int i = 0; i < 2; i++) {
            CleanUp.of(dist, 1, false);
        }
        assertGone(dist, "#1");
        assertComesBack(dist, "latest");
        assertComesBack(dist, "#3");
        dump(dist, 3, DumpedVersions.LARGE);
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    @Test
    void largeFilesThatWereNeverPackedGo() throws IOException {
        Path dist = temp.resolve("dist");
        dump(dist, 5, 20);
        Path third = dist.resolve("data/3/orders.csv");
        assertTrue(Files.exists(third) || VersionStore.open(dist).log().size() == 5);
        CleanUp.of(dist, 1, false);
        CleanUp.of(dist, 1, false);
        assertFalse(Files.exists(third));
        assertComesBack(dist, "#5");
        assertEquals(List.of(), StoreCheck.of(dist).problems());
        dump(dist, 6, 20);
        assertEquals(List.of(), StoreCheck.of(dist).problems());
        assertGone(dist, "#3");
    }

    @Test
    void aDamagedListIsNamedAndRemovesNothing() throws IOException {
        Path dist = dist(3);
        Retention.pin(dist, "#1", true);
        CleanUp.of(dist, 1, false);
        Path pinned = dist.resolve(".weir/pinned");
        byte[] bytes = Files.readAllBytes(pinned);
        bytes[3] ^= 1;
        Files.write(pinned, bytes);
        assertThrows(StoreException.class, () -> CleanUp.of(dist, 1, false));
        assertEquals(".weir/pinned", StoreCheck.of(dist).problems().get(0).file());
        assertComesBack(dist, "#1");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @Test
    @Tag("long")
    void everyOperationMayFail() throws IOException {
        int faults = 0;
        Path whole = temp.resolve("whole");
        dump(whole, 3, 400);
        CleanUp.of(whole, 1, false);
        for (Kind kind : Kind.values()) {
            for (int at = 1; ; at++) {
                Path folder = Files.createDirectories(temp.resolve("fault"));
                Path dist = folder.resolve("dist");
                copy(whole, dist);
                FaultPlan plan = kind == Kind.POWER
                        ? FaultPlan.power(at, Files.createDirectories(folder.resolve("backups")))
                        : FaultPlan.at(at, kind);
                try {
                    CleanUp.of(FaultFileSystem.wrap(dist, plan), 1, false);
                } catch (RuntimeException e) {
                    assertTrue(plan.hasFailed(), kind + " " + at + ": " + e);
                }
                plan.lose();
                String where = kind + " at operation " + at
                        + (plan.hasFailed() ? ": " + plan.operations().get(at - 1) : "");
                assertEquals(List.of(), StoreCheck.of(dist).problems(), where);
                VersionStore.open(dist).bytes(VersionStore.open(dist).head().file("data/3/orders.csv"));
                CleanUp.of(dist, 1, false);
                CleanUp.of(dist, 1, false);
                assertGone(dist, "#1");
                CleanUp last = CleanUp.of(dist, 1, true);
                assertEquals(List.of(), last.removed(), where);
                assertEquals(0, last.marked().size() + last.gone().size() + last.removedBytes(), where);
                assertEquals(List.of(), StoreCheck.of(dist).problems(), where);
                Checkout.delete(folder);
                if (!plan.hasFailed()) {
                    break;
                }
                faults++;
            }
        }
        System.out.println("retention faults: " + faults);
        assertTrue(faults > 100, "faults: " + faults);
    }
}
