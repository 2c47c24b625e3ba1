package dev.weir.operate;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of several workers, copied and put in the order of their labels: one batch that owns its cells. */
final class HeldRows {
    private final Schema schema;
    private final List<BatchBuilder> builders = new ArrayList<>();

    HeldRows(Schema schema) {
        this.schema = schema;
    }

    synchronized Collector.Worker worker() {
        BatchBuilder builder = new BatchBuilder(schema);
        builders.add(builder);
        return new Collector.Worker() {
            @Override
            public void push(Batch batch) {
                for (int row = 0; row < batch.rows(); row++) {
                    builder.append(batch, row);
                }
            }

            @Override
            public void end() {
                // What was appended is all there is.
            }
        };
    }

    /** All rows, by label; rows of equal labels as they came. Once. */
    Batch inOrder() {
        BatchBuilder all = new BatchBuilder(schema);
        List<Batch> parts = builders.stream().map(BatchBuilder::build).toList();
        builders.clear();
        int[] at = new int[parts.size()];
        while (true) {
            int least = -1;
            for (int i = 0; i < at.length; i++) {
                if (at[i] < parts.get(i).rows()
                        && (least < 0
                                || parts.get(i).label(at[i]) < parts.get(least).label(at[least]))) {
                    least = i;
                }
            }
            if (least < 0) {
                return all.build();
            }
            all.append(parts.get(least), at[least]++);
        }
    }

    /** A batch handed out in parts of a few thousand rows, with labels of their own or those that the rows have. */
    static Batches parts(Batch rows, boolean relabel) {
        return new Batches() {
            private int at;
            private long segment;

            @Override
            public @Nullable Part next() {
                if (at >= rows.rows()) {
                    return null;
                }
                int from = at;
                int count = Math.min(4096, rows.rows() - from);
                at += count;
                long base = segment++ << 32;
                return () -> part(rows, from, count, relabel ? base : -1);
            }

            @Override
            public void close() {
                // The batch is in the heap.
            }
        };
    }

    private static Batch part(Batch rows, int from, int count, long base) {
        int[] selected = new int[count];
        for (int i = 0; i < count; i++) {
            selected[i] = from + i;
        }
        Batch part = rows.gather(selected, count);
        return base < 0 ? part : new Batch(part.schema(), count, part.columns(), base, null);
    }
}
