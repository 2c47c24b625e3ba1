package dev.weir.refresh.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceSeenTest {
    private static final Instant WRITTEN = Instant.parse("2024-05-01T10:00:00.123456Z");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("a.csv");
        write(file, "id\n1\n");
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN));
    }

    private static SourceSeen stored(SourceSeen seen) {
        return Objects.requireNonNull(SourceSeen.read(seen.json()));
    }

    @Test
    void oldFileIsRecognisedByItsTimes() {
        SourceSeen seen = stored(SourceSeen.of(List.of(file), WRITTEN.plusSeconds(2), false));
        assertTrue(seen.isUntouched(List.of(file)));
        assertFalse(seen.isUntouched(List.of(file, file)));
        assertFalse(seen.isUntouched(List.of(folder.resolve("b.csv"))));
    }

    @Test
    void hashThatARunHasComeByMakesUpForTimes() throws IOException {
        SourceSeen racy = SourceSeen.of(List.of(file), WRITTEN, false);
        SourceSeen known = stored(racy.withHashes(Map.of(file.toAbsolutePath(), SourceSeen.hash(file))));
        assertFalse(racy.withHashes(Map.of(folder.resolve("b.csv"), "00")).isUntouched(List.of(file)));
        assertTrue(known.isUntouched(List.of(file)));
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN.plusSeconds(9)));
        SourceSeen later = SourceSeen.of(List.of(file), WRITTEN.plusSeconds(20), false, List.of(known));
        assertTrue(known.isUntouched(later));
        assertFalse(known.isMarked(later));
        assertTrue(later.isMarked(SourceSeen.of(List.of(file), WRITTEN.plusSeconds(30), false)));
        write(file, "id\n2\n");
        assertFalse(known.isUntouched(SourceSeen.of(List.of(file), WRITTEN.plusSeconds(20), false, List.of(known))));
    }

    @Test
    void fileWrittenJustBeforeIsRecognisedByItsHashOnly() throws IOException {
        Instant soon = WRITTEN.plusMillis(1999);
        assertFalse(stored(SourceSeen.of(List.of(file), soon, false)).isUntouched(List.of(file)));
        SourceSeen hashed = stored(SourceSeen.of(List.of(file), soon, true));
        assertTrue(hashed.isUntouched(List.of(file)));
        write(file, "id\n2\n");
        assertFalse(hashed.isUntouched(List.of(file)));
    }

    @Test
    void touchedFileIsRecognisedByItsHash() throws IOException {
        SourceSeen seen = stored(SourceSeen.of(List.of(file), WRITTEN.plusSeconds(60), true));
        Files.setLastModifiedTime(file, FileTime.from(WRITTEN.plusNanos(1000)));
        assertTrue(seen.isUntouched(List.of(file)));
        Files.writeString(file, "id\n3\n");
        assertFalse(seen.isUntouched(List.of(file)));
        Files.delete(file);
        assertFalse(seen.isUntouched(List.of(file)));
    }

    @Test
    void fileThatTookAnothersPlaceIsNotRecognisedByItsTimes() throws IOException {
        SourceSeen seen = stored(SourceSeen.of(List.of(file), WRITTEN.plusSeconds(60), false));
        Path other = folder.resolve("other.csv");
        write(other, "id\n9\n");
        Files.delete(file);
        Files.createFile(folder.resolve("keeps-the-inode-busy"));
        Files.move(other, file);
        assertFalse(seen.isUntouched(List.of(file)));
    }

    /** As {@code touch -r} does it behind an edit in place: size, time and inode are those of before. */
    @Test
    void fileOfOtherBytesWhoseTimeWasSetBackIsNotRecognised() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"));
        SourceSeen marked = stored(SourceSeen.of(List.of(file), WRITTEN.plusSeconds(60), false));
        SourceSeen hashed = stored(SourceSeen.of(List.of(file), WRITTEN.plusSeconds(60), true));
        Object before = Files.getAttribute(file, "unix:ctime");
        do {
            write(file, "id\n2\n");
        } while (before.equals(Files.getAttribute(file, "unix:ctime"))); // the file system's clock has ticks
        assertFalse(marked.isUntouched(List.of(file)));
        assertFalse(hashed.isUntouched(List.of(file)));
        assertFalse(hashed.isUntouched(SourceSeen.of(List.of(file), WRITTEN.plusSeconds(60), true)));
    }

    @Test
    void hashIsThatOfTheBytes() {
        assertEquals("7cde7fb64fd82bd1", SourceSeen.hash(file).substring(0, 16));
    }
}
