package dev.weir.operate;

import dev.weir.expression.Bound;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows by keys, missing values last in either direction, rows of equal keys in their order: a stable sort. The rows
 * keep their raw text and get new labels, one segment a batch. Memory: the budget; past it sorted runs on disk.
 */
public final class Sort implements Collector {
    private final RowSorter sorter;

    /**
     * @param keys bound to {@code rows}
     * @param descending for each key, whether it sorts from large to small
     */
    public Sort(dev.weir.descriptor.Schema rows, List<Bound> keys, boolean[] descending, Workspace space) {
        this.sorter = new RowSorter(new KeyColumns(rows, keys), new KeyOrder(descending), space);
    }

    @Override
    public Worker worker() {
        return sorter.worker();
    }

    @Override
    public void finish() {
        // Each worker has sorted its rows; runs are merged while they are read.
    }

    @Override
    public Batches output() {
        RowSorter.Sorted sorted = sorter.sorted();
        return new Batches() {
            private long segment;

            @Override
            public @Nullable Part next() {
                RunMerge.Stretch stretch = sorted.next();
                if (stretch == null) {
                    return null;
                }
                long base = segment++ << 32;
                return () -> sorter.keyRows().rows(stretch.gather(), base);
            }

            @Override
            public void close() {
                Sort.this.close();
            }
        };
    }

    @Override
    public void close() {
        sorter.close();
    }
}
