package dev.weir.store;

import dev.weir.row.Slices;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of bytes in a temporary file, made with the first one: appended by one thread at a time, read back by any, by
 * the number that {@link #append} gave. A failing disk is an {@link UncheckedIOException} that begins with the file's
 * name.
 */
public final class ChunkFile implements AutoCloseable {
    private final SpillFolder folder;
    private @Nullable FileChannel channel;
    private long[] places = new long[16];
    private int[] lengths = new int[16];
    private int chunks;
    private long end;

    public ChunkFile(SpillFolder folder) {
        this.folder = folder;
    }

    /** Writes a part of {@code bytes} behind the other chunks; its number from 0 comes back. */
    public synchronized int append(byte[] bytes, int from, int length) {
        FileChannel file = channel;
        if (file == null) {
            file = folder.create();
            channel = file;
        }
        try {
            ByteBuffer content = ByteBuffer.wrap(bytes, from, length);
            long at = end;
            while (content.hasRemaining()) {
                at += file.write(content, at);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    folder.pathOf(file) + ": cannot write rows that do not fit in memory: " + e.getMessage(), e);
        }
        if (places.length == chunks) {
            places = Arrays.copyOf(places, 2 * chunks);
            lengths = Arrays.copyOf(lengths, 2 * chunks);
        }
        places[chunks] = end;
        lengths[chunks] = length;
        end += length;
        return chunks++;
    }

    /** How many chunks were appended. */
    public synchronized int chunks() {
        return chunks;
    }

    /**
     * The chunk that {@link #append} gave this number, between {@link Slices#PAD_FRONT} and {@link Slices#PAD_BEHIND}
     * bytes of padding.
     */
    public byte[] read(int number) {
        int length;
        synchronized (this) {
            length = lengths[number];
        }
        byte[] bytes = new byte[Slices.PAD_FRONT + length + Slices.PAD_BEHIND];
        read(number, 0, bytes, Slices.PAD_FRONT, length);
        return bytes;
    }

    /** Reads {@code length} bytes of a chunk, from its byte {@code from}, into {@code bytes} at {@code at}. */
    public void read(int number, int from, byte[] bytes, int at, int length) {
        FileChannel file;
        long place;
        synchronized (this) {
            file = channel;
            place = places[number] + from;
        }
        if (file == null) {
            throw new IllegalStateException("nothing was written");
        }
        ByteBuffer content = ByteBuffer.wrap(bytes, at, length);
        try {
            while (content.hasRemaining()) {
                if (file.read(content, place + content.position() - at) < 0) {
                    throw new EOFException("it is shorter than what was written");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder.pathOf(file) + ": cannot read rows back: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (channel != null) {
            folder.discard(channel);
            channel = null;
        }
    }
}
