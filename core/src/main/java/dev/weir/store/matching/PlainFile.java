package dev.weir.store.matching;

import dev.weir.source.FileBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The bytes of a file as it is, which does not change while it is read. */
public final class PlainFile implements Content {
    private final FileBytes bytes;

    public PlainFile(Path file) {
        this.bytes = FileBytes.open(file);
    }

    @Override
    public long length() {
        return bytes.size();
    }

    @Override
    public void read(long at, byte[] into, int from, int count) {
        if (bytes.read(at, into, from, count) != count) {
            String note = "became shorter while it was read";
            throw new UncheckedIOException(bytes.name() + ": " + note, new IOException(note));
        }
    }

    @Override
    public void close() {
        bytes.close();
    }
}
