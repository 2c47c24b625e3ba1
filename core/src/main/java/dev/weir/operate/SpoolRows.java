package dev.weir.operate;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.store.Spool;
import org.jspecify.annotations.Nullable;

/** Keeps rows for later, in their order, with their labels. Memory: the budget; past it a file. */
final class SpoolRows implements Collector {
    private final Spool spool;

    SpoolRows(Schema schema, Workspace space) {
        this.spool = new Spool(schema, space.budget(), space.spills());
    }

    @Override
    public Worker worker() {
        return appending(spool);
    }

    /** A worker that keeps its rows in a spool. */
    static Worker appending(Spool spool) {
        Spool.Appender appender = spool.appender();
        return new Worker() {
            @Override
            public void push(Batch batch) {
                appender.append(batch);
            }

            @Override
            public void end() {
                // What was appended is all there is.
            }
        };
    }

    @Override
    public void finish() {
        spool.seal();
    }

    @Override
    public Batches output() {
        return new Batches() {
            private int at;

            @Override
            public @Nullable Part next() {
                if (at == spool.blocks()) {
                    return null;
                }
                int block = at++;
                return () -> spool.batch(block);
            }

            @Override
            public void close() {
                SpoolRows.this.close();
            }
        };
    }

    @Override
    public void close() {
        spool.close();
    }
}
