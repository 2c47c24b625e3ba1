package dev.weir.source;

import dev.weir.report.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Bytes read once from front to back: decompressed, transcoded, given in the descriptor, or the parts of a resource one
 * after the other.
 *
 * <p>Where a part other than the last does not end in a line break, one is put in; a byte order mark in front of a part
 * other than the first is left out. So the parts are one table, its header in the first. Not safe for several threads.
 */
public final class StreamBytes implements ByteSource {
    /**
     * One part of the sequence.
     *
     * @param name its file as the user would name it
     * @param start position of its first byte in the sequence, from 0
     * @param firstLine line of the sequence on which it begins, from 1: line {@code n} of the sequence is line {@code n -
     *     firstLine + 1} of the part
     */
    public record Part(String name, long start, long firstLine) {}

    /** How a part is opened once it is its turn. */
    interface Opener {
        InputStream open() throws IOException;
    }

    /** A part that is not read yet. */
    record Source(String name, Opener opener) {}

    private final List<Source> sources;
    private final List<Part> parts = new ArrayList<>();
    private final long size;
    private final StoredCount stored;
    private @Nullable InputStream current;
    private long position;
    private long lines;
    private int last = '\n';
    private @Nullable RuntimeException pending;

    /** How many bytes of the files have been read. */
    static final class StoredCount {
        final long size;
        long read;

        StoredCount(long size) {
            this.size = size;
        }
    }

    StreamBytes(List<Source> sources, long size, StoredCount stored) {
        this.sources = List.copyOf(sources);
        this.size = size;
        this.stored = stored;
    }

    /** Bytes in memory; {@code name} is what messages call them. They must not change. */
    public static StreamBytes of(String name, byte[] bytes) {
        return new StreamBytes(
                List.of(new Source(name, () -> new ByteArrayInputStream(bytes))),
                bytes.length,
                new StoredCount(bytes.length));
    }

    /**
     * Reads the next {@code length} bytes; fewer where the end or an error comes next, so read on until 0.
     *
     * @return how many were read, 0 only at the end
     * @throws SourceException where a part cannot be opened, decompressed or transcoded; what was good before it is
     *     given first
     */
    public int read(byte[] target, int offset, int length) {
        int read = 0;
        while (read < length) {
            int count = some(target, offset + read, length - read, read > 0);
            if (count < 0) {
                break;
            }
            position += count;
            read += count;
        }
        return read;
    }

    private int some(byte[] target, int offset, int length, boolean hasBefore) {
        if (pending != null) {
            if (hasBefore) {
                return -1;
            }
            throw pending;
        }
        try {
            return part(target, offset, length);
        } catch (SourceException | UncheckedIOException problem) {
            pending = problem;
        } catch (ZipException | EOFException problem) {
            pending = new SourceException(
                    ErrorCode.COMPRESSION_ERROR,
                    partName(),
                    "The compressed data is damaged or cut off: " + problem.getMessage(),
                    -1,
                    problem);
        } catch (IOException problem) {
            pending = new UncheckedIOException(partName() + ": cannot be read: " + Reason.of(problem), problem);
        }
        if (hasBefore) {
            return -1;
        }
        throw pending;
    }

    /** Some bytes of the present part, of the line break after it or of the next; -1 after the last. */
    private int part(byte[] target, int offset, int length) throws IOException {
        while (true) {
            InputStream stream = current;
            if (stream == null) {
                if (parts.size() == sources.size()) {
                    return -1;
                }
                if (last != '\n' && last != '\r') {
                    target[offset] = '\n';
                    note('\n', target, offset, 1);
                    return 1;
                }
                stream = next();
            }
            int count = stream.read(target, offset, length);
            if (count > 0) {
                note(target[offset + count - 1], target, offset, count);
                return count;
            }
            stream.close();
            current = null;
        }
    }

    private InputStream next() throws IOException {
        Source source = sources.get(parts.size());
        synchronized (this) {
            parts.add(new Part(source.name(), position, lines + 1));
        }
        InputStream stream = source.opener().open();
        InputStream opened = parts.size() == 1 ? stream : new WithoutMark(stream);
        current = opened;
        return opened;
    }

    private void note(int lastByte, byte[] target, int offset, int count) {
        last = lastByte;
        if (sources.size() > 1) {
            for (int i = offset; i < offset + count; i++) {
                if (target[i] == '\n') {
                    lines++;
                }
            }
        }
    }

    /** Whether there are several parts. */
    public boolean hasParts() {
        return sources.size() > 1;
    }

    /** The part that holds the byte at {@code position}, which has been read; for any thread. */
    public synchronized Part part(long position) {
        for (int i = parts.size() - 1; i > 0; i--) {
            if (parts.get(i).start() <= position) {
                return parts.get(i);
            }
        }
        return parts.isEmpty() ? new Part(name(), 0, 1) : parts.get(0);
    }

    private String partName() {
        return sources.get(Math.max(0, parts.size() - 1)).name();
    }

    @Override
    public String name() {
        return sources.get(0).name();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long storedSize() {
        return stored.size;
    }

    /** How many bytes of the files have been read so far. */
    public long storedRead() {
        return stored.read;
    }

    @Override
    public void close() {
        InputStream stream = current;
        current = null;
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException problem) {
                throw new UncheckedIOException(partName() + ": cannot be closed: " + Reason.of(problem), problem);
            }
        }
    }
}
