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
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies chosen rows of many blocks into one batch, column by column. All blocks have the same columns; the batch owns
 * its cells. Raw text that is read in another way than the first one's is left out: such cells are written canonically.
 */
public final class BlockGather {
    private final Block[] from;
    private final int[] rows;
    private final int count;

    /**
     * @param from the block of each row; null for a row of missing cells
     * @param rows the row's index in its block
     */
    public BlockGather(Block[] from, int[] rows, int count) {
        this.from = from;
        this.rows = rows;
        this.count = count;
    }

    /** The rows under new labels, the row's place added to {@code base}. */
    public Batch batch(Schema schema, long base) {
        return new Batch(schema, count, columns(schema), base, null);
    }

    /** The rows with the labels they have. */
    public Batch batch(Schema schema) {
        long[] labels = new long[count];
        for (int i = 0; i < count; i++) {
            labels[i] = from[i].label(rows[i]);
        }
        return new Batch(schema, count, columns(schema), 0, labels);
    }

    /** The columns of the schema's fields. */
    public List<Column> columns(Schema schema) {
        List<Column> columns = new ArrayList<>(schema.fields().size());
        for (int i = 0; i < schema.fields().size(); i++) {
            columns.add(column(i, schema));
        }
        return columns;
    }

    private Column column(int index, Schema schema) {
        BlockColumn[] cells = new BlockColumn[count];
        BlockColumn first = null;
        boolean states = false;
        RawKind raw = new RawKind();
        for (int i = 0; i < count; i++) {
            Block block = from[i];
            if (block == null) {
                states = true;
                raw.same = false;
                continue;
            }
            BlockColumn cell = block.column(index);
            cells[i] = cell;
            first = first == null ? cell : first;
            states |= cell.states >= 0;
            raw.see(cell);
        }
        if (first == null) {
            return missing(schema, index);
        }
        Column column = switch (first.kind) {
            case 'l' -> longs(first, cells);
            case 'd' -> decimals(first, cells);
            case 't' -> texts(first, cells);
            default -> objects(first, cells);
        };
        column.states = states ? states(cells) : null;
        if (raw.physical >= 0) {
            column.raw = raw(cells, raw, column);
        }
        return column;
    }

    private Column missing(Schema schema, int index) {
        var builder = dev.weir.row.ColumnBuilder.of(schema.field(index));
        for (int i = 0; i < count; i++) {
            builder.appendNull();
        }
        return builder.build();
    }

    private byte[] states(@Nullable BlockColumn[] cells) {
        byte[] states = new byte[count];
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            states[i] = cell == null ? Column.NULL : cell.state(rows[i]);
        }
        return states;
    }

    private LongColumn longs(BlockColumn first, @Nullable BlockColumn[] cells) {
        LongColumn column = new LongColumn(first.type, numbers(cells));
        Object[] wide = wide(cells, new Object[0]);
        column.wide = wide;
        return column;
    }

    private long[] numbers(@Nullable BlockColumn[] cells) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            if (cell != null && cell.numbers != null) {
                values[i] = cell.numbers.get(rows[i]);
            }
        }
        return values;
    }

    private @Nullable Object @Nullable [] wide(@Nullable BlockColumn[] cells, Object[] kind) {
        Object[] wide = null;
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            if (cell != null && cell.hasWide()) {
                if (wide == null) {
                    wide = Arrays.copyOf(kind, count);
                }
                wide[i] = cell.wide(rows[i]);
            }
        }
        return wide;
    }

    private DecimalColumn decimals(BlockColumn first, @Nullable BlockColumn[] cells) {
        byte[] scales = new byte[count];
        int uniform = first.uniformScale;
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            if (cell == null) {
                scales[i] = (byte) Math.max(uniform, 0);
                continue;
            }
            scales[i] = (byte) cell.scale(rows[i]);
            uniform = scales[i] == uniform || cell.state(rows[i]) != Column.VALUE ? uniform : -1;
        }
        DecimalColumn column = new DecimalColumn(first.type, numbers(cells), scales);
        column.uniformScale = uniform;
        column.wide = (BigDecimal[]) wide(cells, new BigDecimal[0]);
        return column;
    }

    private TextColumn texts(BlockColumn first, @Nullable BlockColumn[] cells) {
        int[] starts = new int[count];
        int[] ends = new int[count + 1];
        long end = Slices.PAD_FRONT;
        ends[0] = Slices.PAD_FRONT;
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            if (cell != null) {
                starts[i] = cell.start(rows[i]);
                end += cell.end(rows[i]) - starts[i];
            }
            ends[i + 1] = (int) end;
        }
        byte[] bytes = buffer(end);
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            if (cell != null) {
                Bytes.copy(cell.bytes, starts[i], ends[i + 1] - ends[i], bytes, ends[i]);
            }
        }
        return new TextColumn(first.type, new Slices(bytes, ends, 0, 1, 0));
    }

    private static byte[] buffer(long end) {
        if (end > Integer.MAX_VALUE - 16 - Slices.PAD_BEHIND) {
            throw new IllegalStateException("texts of one batch take more than 2 GB");
        }
        return new byte[(int) end + Slices.PAD_BEHIND];
    }

    private ObjectColumn objects(BlockColumn first, @Nullable BlockColumn[] cells) {
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            values[i] = cell == null ? null : cell.object(rows[i]);
        }
        return new ObjectColumn(first.type, values);
    }

    private RawText raw(@Nullable BlockColumn[] cells, RawKind raw, Column column) {
        Physicals physicals = raw.physicals(from);
        if (raw.same && column instanceof TextColumn text) {
            return new RawText(text.slices, physicals.get(raw.physical));
        }
        int[] pairs = new int[2 * count];
        long end = Slices.PAD_FRONT;
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            boolean has = cell != null && cell.physical == raw.physical && cell.hasRaw(rows[i]);
            pairs[2 * i] = has ? (int) end : -1;
            end += has && cell != null ? cell.rawEnd(rows[i]) - cell.rawStart(rows[i]) : 0;
            pairs[2 * i + 1] = has ? (int) end : -1;
        }
        byte[] bytes = buffer(end);
        for (int i = 0; i < count; i++) {
            BlockColumn cell = cells[i];
            if (cell != null && pairs[2 * i] >= 0) {
                int length = pairs[2 * i + 1] - pairs[2 * i];
                Bytes.copy(cell.bytes, cell.rawStart(rows[i]), length, bytes, pairs[2 * i]);
            }
        }
        return new RawText(Slices.ofPairs(bytes, pairs), physicals.get(raw.physical));
    }

    /** The way that raw text of the chosen cells is read: the first one found. */
    private static final class RawKind {
        int physical = -1;
        boolean same = true;

        void see(BlockColumn cell) {
            if (physical < 0) {
                physical = cell.physical;
            }
            same &= cell.rawMode == BlockColumn.RAW_SAME && cell.physical == physical;
        }

        Physicals physicals(@Nullable Block[] from) {
            for (Block block : from) {
                if (block != null) {
                    return block.physicals();
                }
            }
            throw new IllegalStateException("no rows");
        }
    }
}
