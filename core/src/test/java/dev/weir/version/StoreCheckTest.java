package dev.weir.version;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.run.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No byte of a store changes unnoticed. */
class StoreCheckTest {
    @TempDir
    Path temp;

    private static List<String> problems(Path dist) {
        return StoreCheck.of(dist).problems().stream().map(Problem::file).toList();
    }

    /** Flips one bit of each byte of every file in turn; how many there were. */
    private static int flipEvery(Path dist) throws IOException {
        int flips = 0;
        for (String name : Folders.files(dist).keySet()) {
            Path file = dist.resolve(name);
            byte[] bytes = Files.readAllBytes(file);
            for (int i = 0; i < bytes.length; i++) {
                int bit = 1 << (flips++ & 7);
                bytes[i] ^= (byte) bit;
                Files.write(file, bytes);
                List<String> found = problems(dist);
                assertTrue(
                        found.contains(name) || isLinked(dist, name, found),
                        "byte " + i + " of " + name + ": found " + found);
                bytes[i] ^= (byte) bit;
                Files.write(file, bytes);
            }
        }
        assertEquals(List.of(), problems(dist));
        return flips;
    }

    /** The name without a number is another one of the same file. */
    private static boolean isLinked(Path dist, String name, List<String> found) throws IOException {
        for (String other : found) {
            Path there = dist.resolve(other);
            if (Files.isRegularFile(there) && Files.isSameFile(there, dist.resolve(name))) {
                return true;
            }
        }
        return false;
    }

    @Test
    @Tag("long")
    void everyFlippedBitIsFoundAndNamed() throws IOException {
        Path dumped = temp.resolve("dumped");
        Folders.dumps(dumped, 3);
        Path packed = temp.resolve("packed");
        VersionImport.each(Folders.three(temp.resolve("from")), packed, RunOptions.DEFAULT, Folders.NOW);
        assertEquals(List.of(), problems(dumped));
        int flips = flipEvery(dumped) + flipEvery(packed);
        assertTrue(flips > 5000, flips + " bytes");
        System.out.println("store: " + flips + " bytes flipped, each found and named");
    }

    @Test
    void everyFileThatIsMissingIsNamed() throws IOException {
        Path dist = temp.resolve("dist");
        Folders.dumps(dist, 3);
        List<String> named = new ArrayList<>();
        for (String name : Folders.files(dist).keySet()) {
            if (name.equals(".weir/lock")
                    || name.equals(".weir-previous.json")
                    || name.startsWith("data/2/")
                    || name.matches("data/[a-z]+\\.csv")) {
                continue; // nobody needs these
            }
            byte[] bytes = Files.readAllBytes(dist.resolve(name));
            Files.delete(dist.resolve(name));
            assertTrue(problems(dist).contains(name), name);
            Files.write(dist.resolve(name), bytes);
            named.add(name);
        }
        assertTrue(named.size() > 10, named.toString());
    }
}
