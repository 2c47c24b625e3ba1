package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.run.RunOptions;
import dev.weir.store.object.ObjectStore;
import dev.weir.write.DumpOptions;
import dev.weir.write.Dumps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no version needs goes at the second clean-up; what one needs never. */
class CleanUpTest {
    @TempDir
    Path temp;

    @Test
    void anOrphanIsMarkedThenRemoved() throws IOException {
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 3);
        String orphan = ".weir/objects/"
                + ObjectStore.open(dist.resolve(".weir/objects"))
                        .put("nobody's".getBytes(StandardCharsets.UTF_8), List.of());
        Map<String, String> before = Folders.files(dist);
        CleanUp dry = CleanUp.of(dist, true);
        assertEquals(List.of(orphan), dry.marked());
        assertEquals(before, Folders.files(dist), "a dry run changes nothing");
        CleanUp first = CleanUp.of(dist, false);
        assertEquals(List.of(orphan), first.marked());
        assertTrue(Files.exists(dist.resolve(orphan)));
        CleanUp second = CleanUp.of(dist, false);
        assertEquals(List.of(orphan), second.removed());
        assertEquals(List.of(), second.marked());
        assertFalse(Files.exists(dist.resolve(orphan)));
        assertFalse(Files.exists(dist.resolve(".weir/marked")));
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    @Test
    void whatGotAUseBetweenTheTwoStays() {
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 1);
        String text = "a,b\n1,used soon\n";
        String hash =
                ObjectStore.open(dist.resolve(".weir/objects")).put(text.getBytes(StandardCharsets.UTF_8), List.of());
        CleanUp.of(dist, false);
        new Dumps().table("orders", text).dump(dist);
        CleanUp second = CleanUp.of(dist, false);
        assertEquals(List.of(), second.removed());
        assertTrue(VersionStore.open(dist).objects().has(hash));
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    @Test
    void everythingIsPackedAndComesBack() throws IOException {
        Path from = Folders.three(temp.resolve("from"));
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 3);
        CleanUp.of(dist, false);
        try (var manifests = Files.list(dist.resolve(".weir/manifests"))) {
            assertEquals(1, manifests.count());
        }
        VersionStore store = VersionStore.open(dist);
        assertEquals(3, store.log().size());
        Path out = temp.resolve("out");
        store.checkout(store.get("#2"), out);
        assertEquals("1.1.0", Dumps.state(out));
        Folders.dumps(dist, 1);
        VersionImport.each(from, dist, RunOptions.DEFAULT, Folders.NOW);
        assertEquals(7, VersionStore.open(dist).log().size());
        CleanUp.of(dist, false);
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    private static void large(Path dist, int number) {
        DumpOptions options = DumpOptions.DEFAULT;
        new Dumps()
                .options(options)
                .keeper(new DumpedVersions(RunOptions.DEFAULT, 20))
                .table("orders", "a,b\n" + number + ",a long text that is not packed at once\n")
                .dump(dist);
    }

    @Test
    void aLargeFileStaysWhereItIsUntilItIsPacked() throws IOException {
        Path dist = temp.resolve("dist");
        large(dist, 1);
        large(dist, 2);
        Version first = VersionStore.open(dist).get("#1");
        VersionFile file = first.file("data/1/orders.csv");
        assertEquals("data/1/orders.csv", file.at());
        assertFalse(VersionStore.open(dist).objects().has(file.hash()));
        large(dist, 3);
        assertTrue(Files.exists(dist.resolve("data/1/orders.csv")), "no object has its bytes yet");
        assertEquals(List.of("data/1/orders.csv"), CleanUp.of(dist, true).packed());
        assertEquals(List.of("data/1/orders.csv"), CleanUp.of(dist, false).packed());
        assertEquals(List.of(), StoreCheck.of(dist).problems());
        CleanUp second = CleanUp.of(dist, false);
        assertEquals(List.of("data/1/orders.csv"), second.removed());
        Path out = temp.resolve("out");
        VersionStore.open(dist).checkout(first, out);
        assertEquals(
                "a,b\n1,a long text that is not packed at once\n", Files.readString(out.resolve("data/1/orders.csv")));
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    @Test
    void largeFilesArePackedWhenTheyOutweighTheNewest() {
        Path dist = temp.resolve("dist");
        for (int i = 1; i <= 40; i++) {
            large(dist, i);
        }
        VersionStore store = VersionStore.open(dist);
        assertTrue(store.objects().has(store.get("#1").file("data/1/orders.csv").hash()));
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }
}
