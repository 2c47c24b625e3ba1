package dev.weir.store;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Finds equal hashes in a {@link HashLog}: of each hash the first label added, and who came later. Partition by
 * partition, on all cores; memory is a table of the distinct hashes of one partition a core, and where the budget
 * refuses that, a partition is read several times.
 */
public final class FirstLabels {
    private static final int WIDTH = HashLog.WIDTH;

    /** Slots a table may have without asking. */
    private static final int FLOOR_SLOTS = 1 << 12;

    private final HashLog log;
    private final MemoryBudget budget;
    private final LabelPairs found;
    private final int floorSlots;

    private FirstLabels(HashLog log, MemoryBudget budget, LabelPairs found, int floorSlots) {
        this.log = log;
        this.budget = budget;
        this.found = found;
        this.floorSlots = floorSlots;
    }

    /** Adds (label, first label with the same hash) to {@code found} for every entry that is not the first; drops the log. */
    public static void find(HashLog log, MemoryBudget budget, LabelPairs found) {
        find(log, budget, found, FLOOR_SLOTS);
    }

    static void find(HashLog log, MemoryBudget budget, LabelPairs found, int floorSlots) {
        FirstLabels firsts = new FirstLabels(log, budget, found, floorSlots);
        IntStream.range(0, log.partitions()).parallel().forEach(partition -> {
            firsts.search(partition);
            log.drop(partition);
        });
    }

    private void search(int partition) {
        long size = log.size(partition);
        if (size > 1) {
            search(partition, 0, 0, size);
        }
    }

    /** Looks at the entries whose tag ends in the {@code bits} bits {@code part}. */
    private void search(int partition, int bits, long part, long size) {
        long wanted = Long.highestOneBit(Math.max(8, size * 3 / 2)) << 1;
        long slots = Math.min(wanted, 1 << 26);
        while (slots > floorSlots && !budget.tryReserve(8L * WIDTH * slots)) {
            slots >>= 1;
        }
        long reserved = slots > floorSlots ? 8L * WIDTH * slots : 0;
        LabelPairs.Run run = found.newRun();
        Table table = new Table(log, (int) slots, bits, part, run);
        try {
            log.read(partition, table);
        } finally {
            budget.release(reserved);
        }
        if (table.overflown) {
            run.clear();
            search(partition, bits + 1, part, size / 2);
            search(partition, bits + 1, part | 1L << bits, size / 2);
        }
    }

    private static final class Table implements HashLog.Entries {
        private static final long FREE = -1L;

        private final HashLog log;
        private final long[] slots;
        private final long mask;
        private final long part;
        private final int indexMask;
        private final int limit;
        private final LabelPairs.Run run;
        private int used;
        private boolean overflown;

        Table(HashLog log, int slots, int bits, long part, LabelPairs.Run run) {
            this.log = log;
            this.slots = new long[WIDTH * slots];
            this.mask = (1L << bits) - 1;
            this.part = part;
            this.indexMask = slots - 1;
            this.limit = bits == HashLog.TAG_BITS ? slots - 1 : slots - (slots >> 2);
            this.run = run;
            Arrays.fill(this.slots, FREE);
        }

        @Override
        public void accept(long[] longs, int length) {
            if (overflown) {
                return;
            }
            for (int i = 0; i < length; i += WIDTH) {
                if ((longs[i + 1] >>> HashLog.TAG_SHIFT & mask) == part) {
                    put(longs[i], longs[i + 1]);
                }
            }
        }

        private void put(long low, long tagged) {
            long[] slots = this.slots;
            int slot = (int) low & indexMask;
            while (true) {
                int at = WIDTH * slot;
                long first = slots[at + 1];
                if (first == FREE) {
                    if (used == limit) {
                        overflown = true;
                        return;
                    }
                    used++;
                    slots[at] = low;
                    slots[at + 1] = tagged;
                    return;
                }
                if (slots[at] == low && (first ^ tagged) >>> HashLog.TAG_SHIFT == 0) {
                    run.add(log.label(tagged), log.label(first));
                    return;
                }
                slot = (slot + 1) & indexMask;
            }
        }
    }
}
