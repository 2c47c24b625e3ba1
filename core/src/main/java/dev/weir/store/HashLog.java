package dev.weir.store;

import dev.weir.store.SpillFile.Extents;
import java.util.ArrayList;
import java.util.List;

/**
 * Remembers entries of a hash and a label, in partitions by hash: within one, in the order of their adding.
 *
 * <p>Of a 128-bit hash the partition (8 bits), a tag (24) and the second half (64) are kept, and the label as a number of
 * 40 bits: 16 bytes an entry. Entries stand in chunks of heap while the budget lasts; when it refuses one, all chunks go
 * to a temporary file and are used again. Memory: at most the budget and {@link #FLOOR_ENTRIES} entries a partition. One
 * thread adds; afterwards several may read different partitions.
 */
public final class HashLog implements AutoCloseable {
    /** Longs an entry takes: the second half of the hash; then the tag above {@link #TAG_SHIFT} and the ordinal. */
    static final int WIDTH = 2;

    /** Where the tag begins in the second long of an entry. */
    static final int TAG_SHIFT = 40;

    /** How many bits a tag has. */
    static final int TAG_BITS = 64 - TAG_SHIFT;

    /** The largest chunk, in entries. */
    private static final int CHUNK_ENTRIES = 2048;

    /** What a partition may hold without asking. */
    static final int FLOOR_ENTRIES = 512;

    private static final int FIRST_ENTRIES = 16;

    private final MemoryBudget budget;
    private final SpillFile file;
    private final Partition[] partitions;
    private final int shift;
    private final int floorLongs;
    private final List<long[]> free = new ArrayList<>();
    private final LabelOrdinals ordinals = new LabelOrdinals();
    private long reserved;
    private long size;

    public HashLog(MemoryBudget budget, SpillFolder spills) {
        this(budget, spills, 8, FLOOR_ENTRIES);
    }

    HashLog(MemoryBudget budget, SpillFolder spills, int partitionBits, int floorEntries) {
        this.budget = budget;
        this.file = new SpillFile(spills);
        this.partitions = new Partition[1 << partitionBits];
        this.shift = 64 - partitionBits;
        this.floorLongs = WIDTH * floorEntries;
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new Partition();
        }
    }

    /** Entries so far. */
    public long size() {
        return size;
    }

    int partitions() {
        return partitions.length;
    }

    /** The label of an entry's second long. */
    long label(long tagged) {
        return ordinals.label(tagged & LabelOrdinals.LIMIT);
    }

    /** Adds the first {@code count} keys of a hashed batch; labels never decrease. */
    public void add(KeyHash keys, int count) {
        long[] high = keys.high;
        long[] low = keys.low;
        long[] labels = keys.labels;
        for (int i = 0; i < count; i++) {
            add(high[i], low[i], labels[i]);
        }
    }

    /** Adds one entry; labels never decrease. */
    public void add(long high, long low, long label) {
        Partition partition = partitions[(int) (high >>> shift)];
        int at = partition.used;
        long[] last = partition.last;
        if (at == last.length) {
            last = more(partition);
            at = partition.used;
        }
        last[at] = low;
        last[at + 1] = high << TAG_SHIFT | ordinals.ordinal(label);
        partition.used = at + WIDTH;
        size++;
    }

    /** Makes room in a partition whose chunk is full; spills everything when the budget refuses. */
    private long[] more(Partition partition) {
        int wanted = partition.last.length == 0
                ? WIDTH * Math.min(FIRST_ENTRIES, floorLongs / WIDTH)
                : (int) Math.min(4L * partition.last.length, (long) WIDTH * CHUNK_ENTRIES);
        if (partition.full.isEmpty() && partition.last.length < floorLongs) {
            partition.grow(Math.min(wanted, floorLongs));
            return partition.last;
        }
        wanted = WIDTH * CHUNK_ENTRIES;
        if (!free.isEmpty()) {
            partition.next(free.remove(free.size() - 1));
        } else if (budget.tryReserve(8L * wanted)) {
            reserved += 8L * wanted;
            partition.next(new long[wanted]);
        } else {
            spill();
        }
        return partition.last;
    }

    private void spill() {
        for (Partition partition : partitions) {
            long place = file.length();
            int count = 0;
            for (long[] chunk : partition.full) {
                file.append(chunk, 0, chunk.length);
                count += chunk.length;
            }
            file.append(partition.last, 0, partition.used);
            count += partition.used;
            if (count > 0) {
                partition.spilled.add(place, count);
            }
            partition.reuse(free);
        }
        file.flush();
    }

    /** Gives the entries of a partition in their order, some thousand at a time. */
    void read(int partition, Entries sink) {
        Partition read = partitions[partition];
        Extents spilled = read.spilled;
        if (spilled.size() > 0) {
            long[] buffer = new long[WIDTH * CHUNK_ENTRIES];
            for (int i = 0; i < spilled.size(); i++) {
                for (int done = 0; done < spilled.count(i); ) {
                    int count = Math.min(buffer.length, spilled.count(i) - done);
                    file.read(spilled.place(i) + done, buffer, count);
                    sink.accept(buffer, count);
                    done += count;
                }
            }
        }
        for (long[] chunk : read.full) {
            sink.accept(chunk, chunk.length);
        }
        sink.accept(read.last, read.used);
    }

    /** How many entries a partition has. */
    long size(int partition) {
        Partition read = partitions[partition];
        long longs = read.used;
        for (int i = 0; i < read.spilled.size(); i++) {
            longs += read.spilled.count(i);
        }
        for (long[] chunk : read.full) {
            longs += chunk.length;
        }
        return longs / WIDTH;
    }

    /** Forgets a partition that was read, and gives its chunks back. Safe for several threads, one a partition. */
    void drop(int partition) {
        Partition read = partitions[partition];
        long bytes = 0;
        for (long[] chunk : read.full) {
            bytes += chunk.length == WIDTH * CHUNK_ENTRIES ? 8L * chunk.length : 0;
        }
        bytes += read.last.length == WIDTH * CHUNK_ENTRIES ? 8L * read.last.length : 0;
        partitions[partition] = new Partition();
        giveBack(bytes);
    }

    private synchronized void giveBack(long bytes) {
        long back = Math.min(bytes, reserved);
        reserved -= back;
        budget.release(back);
    }

    @Override
    public void close() {
        giveBack(reserved);
        free.clear();
        for (int i = 0; i < partitions.length; i++) {
            partitions[i] = new Partition();
        }
        file.close();
    }

    /** Takes entries: {@code longs[0 .. length)} holds the two longs of each in turn. */
    @FunctionalInterface
    interface Entries {
        void accept(long[] longs, int length);
    }

    private static final class Partition {
        private static final long[] NONE = new long[0];

        private final List<long[]> full = new ArrayList<>();
        private final Extents spilled = new Extents();
        private long[] last = NONE;
        private int used;

        private void grow(int longs) {
            long[] grown = new long[longs];
            System.arraycopy(last, 0, grown, 0, used);
            last = grown;
        }

        private void next(long[] chunk) {
            full.add(last);
            last = chunk;
            used = 0;
        }

        /** Keeps the first chunk, empty; hands the others on. */
        private void reuse(List<long[]> free) {
            used = 0;
            if (full.isEmpty()) {
                return;
            }
            free.add(last);
            for (int i = full.size() - 1; i > 0; i--) {
                free.add(full.get(i));
            }
            last = full.get(0);
            full.clear();
        }
    }
}
