package dev.weir.compare.same;

import dev.weir.delta.IncreasingRun;
import java.util.Arrays;

/** Rows that both files have, as stretches that follow each other in both. Memory: 24 bytes a stretch. */
public final class Stretches {
    private final MemoryUse memory;
    private long[] from = new long[256];
    private long[] to = new long[256];
    private long[] length = new long[256];
    private int count;

    public Stretches(MemoryUse memory) {
        this.memory = memory;
    }

    /** Adds rows that stand from {@code before} on in the first file, from {@code after} on in the second. */
    public void add(long before, long after, long rows) {
        if (rows == 0) {
            return;
        }
        if (count > 0 && from[count - 1] + length[count - 1] == before && to[count - 1] + length[count - 1] == after) {
            length[count - 1] += rows;
            return;
        }
        if (count == from.length) {
            memory.hold(24L * count);
            from = Arrays.copyOf(from, 2 * count);
            to = Arrays.copyOf(to, 2 * count);
            length = Arrays.copyOf(length, 2 * count);
        }
        from[count] = before;
        to[count] = after;
        length[count++] = rows;
    }

    public int count() {
        return count;
    }

    public long from(int i) {
        return from[i];
    }

    public long to(int i) {
        return to[i];
    }

    public long length(int i) {
        return length[i];
    }

    /** The same rows in the order of the second file, in as few stretches as can be. */
    public Stretches sorted() {
        boolean isSorted = true;
        for (int i = 1; i < count; i++) {
            isSorted &= to[i] > to[i - 1];
        }
        if (isSorted) {
            return this;
        }
        memory.hold(40L * count);
        long[] places = Arrays.copyOf(to, count);
        long[] order = new long[count];
        for (int i = 0; i < count; i++) { // places of a table and numbers of stretches: 2^32 and 2^31 at most
            order[i] = places[i] << 31 | i;
        }
        Arrays.sort(order);
        Stretches sorted = new Stretches(memory);
        for (long entry : order) {
            int i = (int) (entry & Integer.MAX_VALUE);
            sorted.add(from[i], to[i], length[i]);
        }
        return sorted;
    }

    /** Of sorted stretches which stay where they are; the others have been moved. */
    public boolean[] staying() {
        return IncreasingRun.of(Arrays.copyOf(from, count), Arrays.copyOf(length, count));
    }
}
