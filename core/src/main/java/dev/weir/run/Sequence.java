package dev.weir.run;

import dev.weir.operate.Batches;
import dev.weir.operate.Collector;
import dev.weir.row.Batch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several collections, one behind the other: what concatenate makes of its inputs. Rows get new labels. */
final class Sequence implements Collector {
    private final List<Collector> parts;

    Sequence(List<Collector> parts) {
        this.parts = parts;
    }

    @Override
    public Worker worker() {
        throw new IllegalStateException("rows go into the parts of a sequence");
    }

    @Override
    public void finish() {
        parts.forEach(Collector::finish);
    }

    @Override
    public Batches output() {
        return new Batches() {
            private int at;
            private final List<Batches> opened = new ArrayList<>();
            private @Nullable Batches current;
            private long segment;

            @Override
            public @Nullable Part next() {
                while (at < parts.size()) {
                    Batches batches = current;
                    if (batches == null) {
                        batches = parts.get(at).output();
                        opened.add(batches);
                        current = batches;
                    }
                    Part part = batches.next();
                    if (part != null) {
                        long base = segment++ << 32;
                        return () -> relabelled(part.batch(), base);
                    }
                    // Other threads may still read pieces of it: it is closed with the others, at the end.
                    current = null;
                    at++;
                }
                return null;
            }

            @Override
            public void close() {
                opened.forEach(Batches::close);
            }
        };
    }

    private static Batch relabelled(Batch batch, long base) {
        return new Batch(batch.schema(), batch.rows(), batch.columns(), base, null);
    }

    @Override
    public void close() {
        parts.forEach(Collector::close);
    }
}
