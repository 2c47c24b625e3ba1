package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weir.process.Carrier;
import dev.weir.run.RunOptions;
import dev.weir.write.ConflictException;
import dev.weir.write.Dumps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What versions carry beside their data: the folder shows that of the version that it shows, and only that. */
class CarriedFilesTest {
    @TempDir
    Path temp;

    /** A dump whose version carries two files, one under a name of its own. */
    static void dump(Path dist, String rows) {
        Carrier carrier = new Carrier() {
            @Override
            public boolean misses(Written there, Set<String> paths) {
                return false;
            }

            @Override
            public Map<String, byte[]> files(Written written) {
                String version = written.descriptor().text("version", "");
                byte[] said = ("of " + version).getBytes(StandardCharsets.UTF_8);
                return Map.of("croissant.json", said, "provenance/" + version + "/s.json", said);
            }
        };
        new Dumps()
                .keeper(new DumpedVersions(RunOptions.DEFAULT, false, carrier))
                .version("1.0.0")
                .table("orders", "a,b\n" + rows)
                .dump(dist);
    }

    private Path twoVersions() {
        Path dist = temp.resolve("dist");
        dump(dist, "1,x\n");
        dump(dist, "1,x\n2,y\n");
        return dist;
    }

    @Test
    void theFolderShowsThoseOfTheNewest() throws IOException {
        Path dist = twoVersions();
        assertEquals("of 1.1.0", Files.readString(dist.resolve("croissant.json")));
        assertEquals("of 1.1.0", Files.readString(dist.resolve("provenance/1.1.0/s.json")));
        assertFalse(Files.exists(dist.resolve("provenance/1.0.0")));
        VersionStore store = VersionStore.open(dist);
        store.checkout(store.get("#1"), temp.resolve("first"));
        assertEquals("of 1.0.0", Files.readString(temp.resolve("first/provenance/1.0.0/s.json")));
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    @Test
    void theNextWriterPutsWhatIsMissing() throws IOException {
        Path dist = twoVersions();
        Checkout.delete(dist.resolve("provenance"));
        Files.createDirectories(dist.resolve("provenance/1.0.0"));
        Files.writeString(dist.resolve("provenance/1.0.0/s.json"), "of 1.0.0");
        Files.writeString(dist.resolve("croissant.json"), "of 1.0.0");
        dump(dist, "1,x\n2,y\n");
        assertEquals(2, VersionStore.open(dist).log().size());
        assertEquals("of 1.1.0", Files.readString(dist.resolve("croissant.json")));
        assertEquals("of 1.1.0", Files.readString(dist.resolve("provenance/1.1.0/s.json")));
        assertFalse(Files.exists(dist.resolve("provenance/1.0.0")));
    }

    @Test
    void whatNoVersionWroteIsInTheWay() throws IOException {
        Path dist = twoVersions();
        Files.writeString(dist.resolve("croissant.json"), "mine");
        ConflictException way = assertThrows(ConflictException.class, () -> dump(dist, "7,z\n"));
        assertEquals(
                dist.resolve("croissant.json")
                        + ": is in the way and was not written by a version of this package: move it; nothing was"
                        + " written",
                way.getMessage());
        assertEquals("mine", Files.readString(dist.resolve("croissant.json")));
        assertEquals(2, VersionStore.open(dist).log().size());
    }
}
