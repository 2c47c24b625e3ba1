package dev.weir.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file of JSON Lines, as bytes, in turn; one that is longer than the limit is not held in memory. */
final class EditLines {
    private final InputStream bytes;
    private final int limit;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long number;

    /** @param limit bytes of a line */
    EditLines(InputStream bytes, int limit) {
        this.bytes = bytes;
        this.limit = limit;
    }

    /** The line that was read last, from 1. */
    long number() {
        return number;
    }

    /** The next line without its end; null behind the last. Of one past the limit the byte behind it is there, too, no more. */
    byte @Nullable [] next() throws IOException {
        line.reset();
        int next = bytes.read();
        if (next < 0) {
            return null;
        }
        number++;
        while (next >= 0 && next != '\n' && line.size() <= limit) {
            line.write(next);
            next = bytes.read();
        }
        return line.toByteArray();
    }
}
