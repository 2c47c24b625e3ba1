package dev.weir.refresh.snapshot;

import dev.weir.row.Slices;
import dev.weir.source.HashAhead;
import dev.weir.source.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/** A file that is read from its begin to its end, as many bytes at a time as are asked for. One thread. */
final class FileParts implements AutoCloseable {
    private static final int CHUNK = 1 << 19;

    private final Path file;
    private final FileChannel channel;
    private final HashAhead hashing = new HashAhead();
    private final boolean isHashed;
    /** What is at hand lies between {@link #from} and {@link #to}; {@link Slices#PAD_BEHIND} bytes follow. */
    byte[] bytes = new byte[CHUNK + Slices.PAD_BEHIND];

    int from;
    int to;
    private long passed;

    /** @param isHashed whether {@link #hash} is wanted */
    FileParts(Path file, boolean isHashed) throws IOException {
        this.file = file;
        this.isHashed = isHashed;
        this.channel = FileChannel.open(file, Set.of(StandardOpenOption.READ));
    }

    /** Has at least so many bytes at hand; false where so many do not follow: then all that do are. They may move. */
    boolean has(int count) {
        if (to - from < count) {
            fill(count);
        }
        return to - from >= count;
    }

    private void fill(int count) {
        System.arraycopy(bytes, from, bytes, 0, to - from);
        to -= from;
        from = 0;
        if (count > bytes.length - Slices.PAD_BEHIND) {
            long wanted = Math.max(count, 2L * bytes.length) + Slices.PAD_BEHIND;
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
        ByteBuffer room = ByteBuffer.wrap(bytes, to, bytes.length - Slices.PAD_BEHIND - to);
        try {
            while (to < count) {
                int read = channel.read(room);
                if (read < 0) {
                    return;
                }
                if (isHashed) {
                    hashing.update(bytes, to, to + read);
                }
                to += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": cannot be read: " + Reason.of(e), e);
        }
    }

    /** Where in the file the bytes at hand begin. */
    long position() {
        return passed;
    }

    /** Is done with bytes at hand. */
    void skip(int count) {
        from += count;
        passed += count;
    }

    /** The hash of all that was read, as descriptors state it. */
    String hash() {
        return "sha256:" + HexFormat.of().formatHex(hashing.digest());
    }

    @Override
    public void close() {
        hashing.close();
        try {
            channel.close();
        } catch (IOException e) {
            // All that was wanted of it was read.
        }
    }
}
