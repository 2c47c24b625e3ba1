package dev.weir.row;

import dev.weir.descriptor.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few thousand rows of one resource, column by column.
 *
 * <p>Each row has an order label: (segment, record), packed as {@code segment << 32 | record}. In a first load labels are
 * implicit: row {@code i} has {@code base + i} where {@code labels} is null. A label also says where the row came from:
 * segment and record of its source, from which row number and line are found when an error is printed; -1 for a row that
 * no single source row stands behind.
 *
 * <p>A batch that a source hands out is valid until the call returns: who keeps rows copies them ({@link
 * ColumnBuilder}). Columns and arrays must not be changed by who receives a batch.
 */
public final class Batch {
    private final Schema schema;
    private final int rows;
    private final List<Column> columns;
    private final long base;
    private final long @Nullable [] labels;

    public Batch(Schema schema, int rows, List<Column> columns, long base, long @Nullable [] labels) {
        this.schema = schema;
        this.rows = rows;
        this.columns = columns;
        this.base = base;
        this.labels = labels;
    }

    public Schema schema() {
        return schema;
    }

    public int rows() {
        return rows;
    }

    public List<Column> columns() {
        return columns;
    }

    public Column column(int field) {
        return columns.get(field);
    }

    public Column column(String name) {
        return columns.get(schema.indexOf(name));
    }

    public long label(int row) {
        return labels == null ? base + row : labels[row];
    }

    /** The given rows, in their order; a negative one is a row of missing cells, with the label 0. */
    public Batch gather(int[] selected, int count) {
        Column[] gathered = new Column[columns.size()];
        Selection selection = new Selection(selected, count);
        for (int i = 0; i < gathered.length; i++) {
            gathered[i] = columns.get(i).gather(selection);
        }
        long[] gatheredLabels = new long[count];
        for (int i = 0; i < count; i++) {
            gatheredLabels[i] = selected[i] < 0 ? 0 : label(selected[i]);
        }
        return new Batch(schema, count, List.of(gathered), 0, gatheredLabels);
    }

    /** The same rows under another schema with other columns. */
    public Batch with(Schema schema, List<Column> columns) {
        return new Batch(schema, rows, columns, base, labels);
    }

    /** A cursor on the rows, before the first. */
    public BatchRow cursor() {
        return new BatchRow(this);
    }
}
