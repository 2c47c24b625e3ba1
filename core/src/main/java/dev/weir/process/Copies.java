package dev.weir.process;

import java.nio.file.Path;
import java.util.Arrays;

/**
 * Which records of a new file stand in an older one to the byte: stretches that follow each other in both, in order and
 * without an overlap. All bytes of the older file behind its header are known to be what was written to it.
 *
 * <p>Memory: 32 bytes a stretch. Filled by one thread, then read by any.
 */
public final class Copies {
    private static final int PARTS = 4;

    private final Path file;
    private long[] stretches = new long[64 * PARTS];
    private int count;

    /** @param file the older one */
    public Copies(Path file) {
        this.file = file;
    }

    /** The older file. */
    public Path file() {
        return file;
    }

    /**
     * Adds whole records, behind those that are there.
     *
     * @param from at which byte of the older file they begin
     * @param to at which of the new one
     * @param bytes how many bytes they have, the line end of the last one too
     * @param rows how many there are
     */
    public void add(long from, long to, long bytes, long rows) {
        int last = (count - 1) * PARTS;
        if (count > 0 && from(count - 1) + bytes(count - 1) == from && to(count - 1) + bytes(count - 1) == to) {
            stretches[last + 2] += bytes;
            stretches[last + 3] += rows;
            return;
        }
        int at = count++ * PARTS;
        if (at == stretches.length) {
            stretches = Arrays.copyOf(stretches, 2 * at);
        }
        stretches[at] = from;
        stretches[at + 1] = to;
        stretches[at + 2] = bytes;
        stretches[at + 3] = rows;
    }

    /** How many stretches there are. */
    public int count() {
        return count;
    }

    /** Where a stretch begins in the older file. */
    public long from(int stretch) {
        return stretches[stretch * PARTS];
    }

    /** Where it begins in the new file. */
    public long to(int stretch) {
        return stretches[stretch * PARTS + 1];
    }

    public long bytes(int stretch) {
        return stretches[stretch * PARTS + 2];
    }

    public long rows(int stretch) {
        return stretches[stretch * PARTS + 3];
    }
}
