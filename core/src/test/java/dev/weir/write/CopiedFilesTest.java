package dev.weir.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopiedFilesTest {
    private static final int LONG = 3 * (1 << 18) + 17;

    @TempDir
    Path folder;

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Test
    void filesThatAreThereAlreadyAreFoundByTheirBytes() throws IOException {
        byte[] bytes = new byte[LONG];
        new Random(5).nextBytes(bytes);
        List<Path> files = List.of(file("a", bytes), file("b", new byte[] {1, 2}));
        List<Path> there = List.of(file("c", bytes), file("d", new byte[] {1, 2}));
        assertEquals(CopiedFiles.measure(files), CopiedFiles.same(files, there));
        assertNull(CopiedFiles.same(files, there.subList(0, 1)));
        assertNull(CopiedFiles.same(files.subList(0, 1), there));
        assertNull(CopiedFiles.same(files, List.of(there.get(0), folder.resolve("gone"))));
        assertNull(CopiedFiles.same(List.of(), List.of()));
        assertNull(CopiedFiles.same(files, List.of(there.get(0), file("e", new byte[] {1, 2, 3}))));
        for (int at : new int[] {0, LONG / 2, LONG - 1}) {
            byte[] other = bytes.clone();
            other[at]++;
            assertNull(CopiedFiles.same(files, List.of(file("f", other), there.get(1))), "byte " + at);
        }
    }
}
