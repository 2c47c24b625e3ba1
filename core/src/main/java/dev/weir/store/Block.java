package dev.weir.store;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.ObjectColumn;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as bytes, column by column: what {@link BlockEncoder} wrote. Immutable; safe for several threads.
 *
 * <p>Law: {@link #decode} of an encoded batch gives its cells, states, raw texts and labels. Texts are not copied: the
 * columns that come out are slices of the block's bytes.
 */
public final class Block {
    private final byte[] bytes;
    private final Physicals physicals;
    private final int rows;
    private final BlockColumn[] columns;
    private final long base;
    private final @Nullable Frame labels;

    /** @param bytes the content, between {@link Slices#PAD_FRONT} and {@link Slices#PAD_BEHIND} bytes of padding */
    Block(byte[] bytes, Physicals physicals) {
        this.bytes = bytes;
        this.physicals = physicals;
        int at = Slices.PAD_FRONT;
        this.rows = Bytes.getInt(bytes, at);
        this.columns = new BlockColumn[Bytes.getInt(bytes, at + 4)];
        int offsets = at + 8;
        int label = offsets + 4 * columns.length;
        boolean dense = bytes[label] != 0;
        this.base = dense ? Bytes.getLong(bytes, label + 1) : 0;
        this.labels = dense ? null : new Frame(bytes, label + 1);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new BlockColumn(bytes, Slices.PAD_FRONT + Bytes.getInt(bytes, offsets + 4 * i), rows);
        }
    }

    public int rows() {
        return rows;
    }

    public long label(int row) {
        return labels == null ? base + row : labels.get(row);
    }

    /** Bytes of heap that the block holds, about. */
    public long heapBytes() {
        return bytes.length + 160L * columns.length + 64;
    }

    byte[] bytes() {
        return bytes;
    }

    int contentBytes() {
        return bytes.length - Slices.PAD_FRONT - Slices.PAD_BEHIND;
    }

    /** All rows; {@code schema} is that of the encoded batch. Columns behind its fields are left out. */
    public Batch decode(Schema schema) {
        List<Column> decoded = new ArrayList<>(schema.fields().size());
        for (int i = 0; i < schema.fields().size(); i++) {
            decoded.add(withRaw(i));
        }
        if (labels == null) {
            return new Batch(schema, rows, decoded, base, null);
        }
        long[] each = new long[rows];
        labels.readAll(each, rows);
        return new Batch(schema, rows, decoded, 0, each);
    }

    private Column withRaw(int index) {
        BlockColumn column = columns[index];
        Column decoded = decode(index);
        if (column.rawMode != BlockColumn.RAW_NONE) {
            boolean same = column.rawMode == BlockColumn.RAW_SAME;
            Slices slices = same && decoded instanceof TextColumn text ? text.slices : column.rawSlices(rows);
            decoded.raw = new RawText(slices, physicals.get(column.physical));
        }
        return decoded;
    }

    /** The values of one column, by its 0-based place, without raw text. */
    public Column decode(int index) {
        BlockColumn column = columns[index];
        Column decoded = switch (column.kind) {
            case 'l' -> longs(column);
            case 'd' -> decimals(column);
            case 't' -> new TextColumn(column.type, column.textSlices(rows));
            default -> objects(column);
        };
        if (column.states >= 0) {
            byte[] states = new byte[rows];
            System.arraycopy(bytes, column.states, states, 0, rows);
            decoded.states = states;
        }
        return decoded;
    }

    private long[] numbers(BlockColumn column) {
        long[] values = new long[rows];
        if (column.numbers != null) {
            column.numbers.readAll(values, rows);
        }
        return values;
    }

    private LongColumn longs(BlockColumn column) {
        LongColumn decoded = new LongColumn(column.type, numbers(column));
        if (column.hasWide()) {
            Object[] wide = new Object[rows];
            for (int i = 0; i < rows; i++) {
                wide[i] = column.wide(i);
            }
            decoded.wide = wide;
        }
        return decoded;
    }

    private DecimalColumn decimals(BlockColumn column) {
        byte[] scales = new byte[rows];
        if (column.uniformScale >= 0) {
            java.util.Arrays.fill(scales, (byte) column.uniformScale);
        } else {
            System.arraycopy(bytes, column.scales, scales, 0, rows);
        }
        DecimalColumn decoded = new DecimalColumn(column.type, numbers(column), scales);
        decoded.uniformScale = column.uniformScale;
        if (column.hasWide()) {
            BigDecimal[] wide = new BigDecimal[rows];
            for (int i = 0; i < rows; i++) {
                wide[i] = (BigDecimal) column.wide(i);
            }
            decoded.wide = wide;
        }
        return decoded;
    }

    private ObjectColumn objects(BlockColumn column) {
        Object[] values = new Object[rows];
        for (int i = 0; i < rows; i++) {
            values[i] = column.object(i);
        }
        return new ObjectColumn(column.type, values);
    }
}
