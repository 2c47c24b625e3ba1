package dev.weir.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Longs on disk: appended in stretches, read back by place. The file is made at the first append. Safe for several
 * threads that read; one appends.
 */
final class SpillFile implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final SpillFolder folder;
    private @Nullable FileChannel channel;
    private ByteBuffer buffer = ByteBuffer.allocate(0);
    private long length;

    SpillFile(SpillFolder folder) {
        this.folder = folder;
    }

    /** How many longs were appended. */
    long length() {
        return length;
    }

    /** Appends longs; {@link #flush} must come before they are read. */
    void append(long[] longs, int from, int to) {
        if (buffer.capacity() == 0) {
            buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
        }
        for (int i = from; i < to; ) {
            int count = Math.min(buffer.remaining() >> 3, to - i);
            if (count == 0) {
                flush();
                continue;
            }
            buffer.asLongBuffer().put(longs, i, count);
            buffer.position(buffer.position() + 8 * count);
            i += count;
        }
        length += to - from;
    }

    void flush() {
        if (channel == null) {
            channel = folder.create();
        }
        try {
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file of this run: cannot write: " + e.getMessage(), e);
        }
    }

    /** Reads {@code count} longs from place {@code at} into the head of {@code into}. */
    void read(long at, long[] into, int count) {
        FileChannel channel = this.channel;
        if (channel == null) {
            throw new IllegalStateException("nothing was written");
        }
        ByteBuffer bytes =
                ByteBuffer.allocateDirect(Math.min(8 * count, BUFFER)).order(ByteOrder.nativeOrder());
        try {
            for (int done = 0; done < count; ) {
                bytes.clear().limit(Math.min(bytes.capacity(), 8 * (count - done)));
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, 8 * (at + done) + bytes.position()) < 0) {
                        throw new IOException("it is shorter than what was written");
                    }
                }
                bytes.flip();
                int read = bytes.remaining() >> 3;
                bytes.asLongBuffer().get(into, done, read);
                done += read;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a temporary file of this run: cannot read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            folder.discard(channel);
            channel = null;
        }
        buffer = ByteBuffer.allocate(0);
    }

    /** Stretches of a spill file that belong together, in the order of their writing. */
    static final class Extents {
        private long[] places = new long[4];
        private int[] counts = new int[4];
        private int size;

        void add(long place, int count) {
            if (size > 0 && places[size - 1] + counts[size - 1] == place && counts[size - 1] + count > 0) {
                counts[size - 1] += count;
                return;
            }
            if (size == places.length) {
                places = Arrays.copyOf(places, 2 * size);
                counts = Arrays.copyOf(counts, 2 * size);
            }
            places[size] = place;
            counts[size++] = count;
        }

        int size() {
            return size;
        }

        long place(int extent) {
            return places[extent];
        }

        int count(int extent) {
            return counts[extent];
        }

        void clear() {
            size = 0;
        }
    }
}
