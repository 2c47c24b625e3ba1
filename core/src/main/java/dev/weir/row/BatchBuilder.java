package dev.weir.row;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds a batch that owns its cells, row by row: from values, or as copies of rows of other batches. One thread. */
public final class BatchBuilder {
    private final Schema schema;
    private final List<ColumnBuilder> columns = new ArrayList<>();
    private long[] labels = new long[16];
    private int rows;

    public BatchBuilder(Schema schema) {
        this.schema = schema;
        for (Field field : schema.fields()) {
            columns.add(ColumnBuilder.of(field));
        }
    }

    public int rows() {
        return rows;
    }

    public ColumnBuilder column(int field) {
        return columns.get(field);
    }

    /** Ends a row whose cells were appended to every column. */
    public void endRow(long label) {
        if (labels.length <= rows) {
            labels = Arrays.copyOf(labels, rows * 2);
        }
        labels[rows++] = label;
    }

    /** Appends a copy of a row of a batch of the same schema. */
    public void append(Batch source, int row) {
        for (int i = 0; i < columns.size(); i++) {
            columns.get(i).append(source.column(i), row);
        }
        endRow(source.label(row));
    }

    /** Appends a user's row; cells that it took over from a batch keep their raw text. */
    public void append(Row row, long label) {
        for (int i = 0; i < columns.size(); i++) {
            if (row instanceof BatchRow cursor) {
                columns.get(i).append(cursor.batch().column(i), cursor.position());
            } else if (row instanceof ChangedRow changed && !changed.isChanged(i)) {
                columns.get(i).append(changed.batch().column(i), changed.position());
            } else {
                columns.get(i).append(row.value(i));
            }
        }
        endRow(label);
    }

    /** Rows without a value in any cell, labelled {@code base}, {@code base + 1} … */
    public static Batch missing(Schema schema, int rows, long base) {
        BatchBuilder builder = new BatchBuilder(schema);
        for (int row = 0; row < rows; row++) {
            builder.columns.forEach(ColumnBuilder::appendNull);
            builder.endRow(base + row);
        }
        return builder.build();
    }

    /** Bytes of heap that the builder holds, about. */
    public long heapBytes() {
        long bytes = 8L * labels.length;
        for (ColumnBuilder column : columns) {
            bytes += column.heapBytes();
        }
        return bytes;
    }

    /** The batch of all rows so far; the builder is used up. */
    public Batch build() {
        Column[] built = new Column[columns.size()];
        for (int i = 0; i < built.length; i++) {
            built[i] = columns.get(i).build();
        }
        return new Batch(schema, rows, List.of(built), 0, labels);
    }
}
