package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchRow;
import dev.weir.row.Row;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table, read lazily, a block or a part of one at a time. Each row is a cursor: valid until the next one is asked for. A
 * cell that cannot be cast is missing. To be closed; read once, by one thread.
 */
public final class Rows implements Iterable<Row>, AutoCloseable {
    private final TableScan scan;
    private final TableScan.Load load;

    Rows(TableScan scan) {
        this.scan = scan;
        this.load = scan.cargo();
    }

    public Schema schema() {
        return scan.schema();
    }

    @Override
    public Iterator<Row> iterator() {
        return new Iterator<>() {
            private @Nullable BatchRow cursor;
            private int at;
            private int rows;

            @Override
            public boolean hasNext() {
                while (at == rows) {
                    Batch batch = scan.readNext(load);
                    if (batch == null) {
                        return false;
                    }
                    cursor = batch.cursor();
                    rows = batch.rows();
                    at = 0;
                }
                return true;
            }

            @Override
            public Row next() {
                if (!hasNext() || cursor == null) {
                    throw new NoSuchElementException();
                }
                return cursor.at(at++);
            }
        };
    }

    @Override
    public void close() {
        scan.close();
    }
}
