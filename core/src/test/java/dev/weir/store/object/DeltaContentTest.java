package dev.weir.store.object;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.store.matching.Content;
import dev.weir.store.matching.Matching;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What reading a difference reads of its base. */
class DeltaContentTest {
    @TempDir
    Path folder;

    private static byte[] rows(int count, String changed) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < count; i++) {
            rows.append(i).append(i % 1000 == 7 ? changed : ",x").append('\n');
        }
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** How many bytes of the base are read to read a difference to it once. */
    private long readOfBase(int count) {
        byte[] base = rows(count, ",before");
        byte[] bytes = rows(count, ",after");
        Content from = Content.of(base);
        Content content = Content.of(bytes);
        Header header = new Header(Header.DELTA, 1, bytes.length, "0".repeat(64), 0);
        Path path;
        try (NewObject file = NewObject.in(folder)) {
            file.write(header.bytes(), 0, header.bytes().length);
            DeltaEncoder.write(Matching.of(content, from).orElseThrow(), content, from, 3, file);
            file.seal();
            path = folder.resolve("rows" + count);
            file.rename(path);
        }
        long[] read = {0};
        Content counted = new Content() {
            @Override
            public long length() {
                return base.length;
            }

            @Override
            public void read(long at, byte[] into, int start, int wanted) {
                read[0] += wanted;
                System.arraycopy(base, (int) at, into, start, wanted);
            }

            @Override
            public void close() {}
        };
        StoredFile file = StoredFile.open(path, "0".repeat(64));
        try (Content delta = new DeltaContent(file, Header.read(file), counted)) {
            assertEquals(0, read[0]);
            assertArrayEquals(bytes, delta.part(0, bytes.length));
        }
        return read[0] - bytes.length;
    }

    @Test
    void aLongBaseIsReadOnceAndAShortOneForTheContextToo() {
        assertTrue(readOfBase(1000) > 0, "the gaps are read besides");
        // Else each step of a chain of long objects would read through all below it once more.
        assertTrue(readOfBase(600_000) <= 0, "only what is copied is read");
    }
}
