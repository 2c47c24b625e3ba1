package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.write.Dumps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log for people that each dumped version carries. */
class ChangelogFileTest {
    private static final String FIRST = "# Changes of dist\n\n## 1.0.0 (2024-05-06)\n\n- first version\n";
    private static final String SECOND = """
        # Changes of dist

        ## 1.1.0 (2024-05-06)

        - orders: 2 rows added

        ## 1.0.0 (2024-05-06)

        - first version
        """;

    @TempDir
    Path temp;

    private static void dump(Path dist, String rows) {
        new Dumps().version("1.0.0").table("orders", "a,b\n" + rows).dump(dist);
    }

    private Path dist() {
        Path dist = temp.resolve("dist");
        dump(dist, "1,x\n");
        return dist;
    }

    @Test
    void everyVersionCarriesItsOwn() throws IOException {
        Path dist = dist();
        assertEquals(FIRST, Files.readString(dist.resolve("CHANGELOG.md")));
        dump(dist, "1,x\n2,y\n3,z\n");
        assertEquals(SECOND, Files.readString(dist.resolve("CHANGELOG.md")));
        VersionStore store = VersionStore.open(dist);
        store.checkout(store.get("#1"), temp.resolve("first"));
        store.checkout(store.get("#2"), temp.resolve("second"));
        assertEquals(FIRST, Files.readString(temp.resolve("first/CHANGELOG.md")));
        assertEquals(SECOND, Files.readString(temp.resolve("second/CHANGELOG.md")));
        assertEquals(List.of(), StoreCheck.of(dist).problems());
    }

    @Test
    void oneThatNoVersionWroteStays() throws IOException {
        Path dist = dist();
        Files.writeString(dist.resolve("CHANGELOG.md"), "mine\n");
        dump(dist, "1,x\n2,y\n");
        assertEquals("mine\n", Files.readString(dist.resolve("CHANGELOG.md")));
        assertNull(VersionStore.open(dist).head().file("CHANGELOG.md"));
        assertEquals(List.of(), StoreCheck.of(dist).problems());
        Files.delete(dist.resolve("CHANGELOG.md"));
        dump(dist, "1,x\n2,y\n3,z\n");
        assertNotNull(VersionStore.open(dist).head().file("CHANGELOG.md"));
    }

    @Test
    void theNextWriterPutsTheOneThatIsMissing() throws IOException {
        Path dist = dist();
        Files.delete(dist.resolve("CHANGELOG.md"));
        dump(dist, "1,x\n");
        assertEquals(FIRST, Files.readString(dist.resolve("CHANGELOG.md")));
        assertEquals(1, VersionStore.open(dist).log().size());
        dump(dist, "1,x\n2,y\n3,z\n");
        Files.writeString(dist.resolve("CHANGELOG.md"), FIRST);
        dump(dist, "1,x\n2,y\n3,z\n");
        assertEquals(SECOND, Files.readString(dist.resolve("CHANGELOG.md")));
    }
}
