package dev.weir.store;

import java.util.stream.IntStream;

/**
 * Finds the entries of one {@link HashLog} whose hash is in no entry of another, partition by partition. Memory is a set
 * of the hashes of one partition a core; where the budget refuses that, a partition is read several times.
 */
public final class MissingKeys {
    private final HashLog asking;
    private final HashLog known;
    private final MemoryBudget budget;
    private final LabelPairs found;

    private MissingKeys(HashLog asking, HashLog known, MemoryBudget budget, LabelPairs found) {
        this.asking = asking;
        this.known = known;
        this.budget = budget;
        this.found = found;
    }

    /** Adds (label, 0) to {@code found} for each entry of {@code asking} that {@code known} lacks; drops {@code asking}. */
    public static void find(HashLog asking, HashLog known, MemoryBudget budget, LabelPairs found) {
        MissingKeys missing = new MissingKeys(asking, known, budget, found);
        IntStream.range(0, asking.partitions()).parallel().forEach(partition -> {
            if (asking.size(partition) > 0) {
                missing.compare(partition, 0, 0);
            }
            asking.drop(partition);
        });
    }

    /** Compares the entries whose tag ends in the {@code bits} bits {@code part}: all, or as many as fit. */
    private void compare(int partition, int bits, long part) {
        long mask = (1L << bits) - 1;
        try (HashSet128 set = new HashSet128(budget)) {
            boolean[] full = {false};
            known.read(partition, (longs, length) -> {
                for (int i = 0; i < length && !full[0]; i += HashLog.WIDTH) {
                    long tag = longs[i + 1] >>> HashLog.TAG_SHIFT;
                    full[0] = (tag & mask) == part && !set.add(tag, longs[i]);
                }
            });
            if (!full[0]) {
                LabelPairs.Run run = found.newRun();
                asking.read(partition, (longs, length) -> {
                    for (int i = 0; i < length; i += HashLog.WIDTH) {
                        long tag = longs[i + 1] >>> HashLog.TAG_SHIFT;
                        if ((tag & mask) == part && !set.contains(tag, longs[i])) {
                            run.add(asking.label(longs[i + 1]), 0);
                        }
                    }
                });
                return;
            }
        }
        if (bits == HashLog.TAG_BITS) {
            throw new IllegalStateException("no memory for a part of the keys of one foreign key: raise --memory");
        }
        compare(partition, bits + 1, part);
        compare(partition, bits + 1, part | 1L << bits);
    }
}
