package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.Resource;
import dev.weir.write.ConflictException;
import dev.weir.write.Dumps;
import dev.weir.write.PackageStage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What dumps leave in a store, and how it is asked for. */
class VersionStoreTest {
    @TempDir
    Path temp;

    @Test
    void everyDumpIsAVersionThatComesBack() throws IOException {
        Path dist = temp.resolve("dist");
        for (int i = 1; i <= 3; i++) {
            Folders.dumps(dist, i);
        }
        VersionStore store = VersionStore.open(dist);
        // 1 to i each time: 1, 1 2, 1 2 3, where what is there already is no version
        assertEquals(5, store.log().size());
        assertEquals(Files.readString(dist.resolve("datapackage.json")), text(store, "latest", "datapackage.json"));
        assertEquals("a,b\n1,x\n17,y\n", text(store, "#1", "data/1/orders.csv"));
        assertEquals("a,b\n1,x\n27,y\n", text(store, "#2", "data/2/orders.csv"));
        Path out = temp.resolve("out");
        store.checkout(store.get("#2"), out);
        assertEquals(store.get("#2").version(), Dumps.state(out));
        assertEquals("a,b\n7,z\n", Files.readString(out.resolve("data/1/other.csv")), "shared with the first");
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    private static String text(VersionStore store, String selector, String path) {
        VersionFile file = store.get(selector).file(path);
        return new String(store.bytes(file), java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void numbersFollowTheDifference() {
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 3);
        List<Version> log = VersionStore.open(dist).log();
        assertEquals(
                List.of("1.0.0", "1.1.0", "1.2.0"),
                log.stream().map(Version::version).toList());
        assertEquals(1, log.get(1).resources().get(0).added());
        assertEquals("minor", log.get(1).bump());
        assertTrue(
                log.get(1).reasons().get(0).contains("orders"),
                log.get(1).reasons().toString());
    }

    @Test
    void aVersionIsNamedByNumberVersionOrLatest() {
        assertEquals(new VersionSelector("a/b", "1.2.0"), VersionSelector.of("a/b@1.2.0"));
        assertEquals(new VersionSelector("a@b", "latest"), VersionSelector.of("a@b@latest"));
        assertEquals(new VersionSelector("x", "#7"), VersionSelector.of("x@#7"));
        assertNull(VersionSelector.of("a/b"));
        assertNull(VersionSelector.of("me@home/data"));
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 3);
        VersionStore store = VersionStore.open(dist);
        assertEquals(2, store.get("1.1.0").number());
        for (String absent : List.of("1.1.1", "#4", "#0", "#99999999999")) {
            NoVersionException e = assertThrows(NoVersionException.class, () -> store.get(absent));
            assertTrue(e.getMessage().contains("has no version " + absent), e.getMessage());
        }
    }

    @Test
    void checkoutTakesAFolderThatIsEmptyOrNotThere() throws IOException {
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 1);
        VersionStore store = VersionStore.open(dist);
        Path empty = Files.createDirectories(temp.resolve("empty"));
        store.checkout(store.head(), empty);
        Map<String, String> out = Folders.files(empty);
        assertThrows(ConflictException.class, () -> store.checkout(store.head(), empty));
        assertThrows(ConflictException.class, () -> store.checkout(store.head(), empty.resolve("datapackage.json")));
        assertEquals(out, Folders.files(empty));
        store.checkout(store.head(), temp.resolve("deep/er/out"));
        assertEquals(out, Folders.files(temp.resolve("deep/er/out")));
    }

    @Test
    void aCheckoutThatCannotBeWholeLeavesNothing() throws IOException {
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 1);
        VersionStore store = VersionStore.open(dist);
        Files.delete(store.objects().file(store.head().file("data/1/orders.csv").hash()));
        assertThrows(RuntimeException.class, () -> store.checkout(store.head(), temp.resolve("out")));
        try (var left = Files.list(temp)) {
            assertEquals(List.of(dist), left.toList());
        }
    }

    @Test
    void aFolderWithoutVersionsSaysSo() throws IOException {
        assertTrue(assertThrows(StoreException.class, () -> VersionStore.open(temp))
                .getMessage()
                .contains("holds no versions"));
        assertThrows(StoreException.class, () -> StoreCheck.of(temp));
        assertThrows(StoreException.class, () -> CleanUp.of(temp, false));
        assertThrows(StoreException.class, () -> VersionStore.open(temp.resolve("absent")));
        assertEquals(Map.of(), Folders.files(temp));
    }

    @Test
    void anInvalidVersionIsMarkedAndNeverTheLatest() {
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 1);
        Dumps dumps = new Dumps().version("5.0.0").table("orders", "a,b\n9,x\n");
        PackageStage stage = dumps.stage(dist);
        dumps.fill(stage);
        stage.markInvalid();
        stage.prepare();
        stage.commit();
        VersionStore store = VersionStore.open(dist);
        assertFalse(store.head().valid());
        assertEquals("5.0.0-invalid.1", store.head().version());
        assertEquals(1, store.get("latest").number());
        new Dumps().version("1.0.0").table("orders", "a,b\n9,x\n10,y\n").dump(dist);
        assertEquals("2.0.0", VersionStore.open(dist).get("latest").version(), "a resource less than the first");
    }

    @Test
    void aDistOfAnEarlierWeirIsTheFirstVersion() throws IOException {
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 2);
        Map<String, String> before = Folders.files(dist);
        before.keySet()
                .removeIf(file -> file.startsWith(".weir")
                        || !file.contains("/1/") && !file.contains("/2/") && !file.equals("datapackage.json"));
        Checkout.delete(dist.resolve(".weir"));
        Folders.dumps(dist, 3);
        VersionStore store = VersionStore.open(dist);
        Path out = temp.resolve("out");
        store.checkout(store.get("#1"), out);
        Map<String, String> first = Folders.files(out);
        assertEquals(before.get("datapackage.json"), first.get("datapackage.json"));
        assertEquals(before.get("data/2/orders.csv"), first.get("data/2/orders.csv"));
        assertEquals("1.1.0", store.get("#1").version());
    }

    @Test
    void aTableThatIsCopiedIsComparedToo() throws IOException {
        Path dist = temp.resolve("dist");
        Path source = Files.createDirectories(temp.resolve("source"));
        Resource menu = Resource.of("menu", Dumps.SCHEMA).with("path", Json.of("menu.csv"));
        for (String rows : List.of("1,x\n", "1,x\n2,y\n")) {
            Files.writeString(source.resolve("menu.csv"), "a,b\n" + rows);
            new Dumps().untouched(source, menu).dump(dist);
        }
        assertEquals(
                List.of(new ResourceCounts("menu", 1, 0, 0, 0, 0)),
                VersionStore.open(dist).head().resources());
        assertEquals("1.1.0", VersionStore.open(dist).head().version());
    }
}
