package dev.weir.store;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.ObjectColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Hashes a key of one or more fields to 128 bits, a batch at a time: equal keys have equal hashes, whatever their text.
 *
 * <p>Two hashes of 64 bits, seeded by the store, so that nobody can write data that collides. The types of the parts
 * count: an integer 1 and a text 1 differ; integers, years and numbers agree where {@code numeric} says so. Rows with a
 * part that has no value are left out. Holds the arrays of its last batch: one object a thread.
 */
public final class KeyHash {
    private static final long OTHER = 0x9e3779b97f4a7c15L;

    private final int[] fields;
    private final long[] salts;
    private final boolean[] numeric;
    private final long seed;
    private byte[] missing = new byte[0];

    /** The first and second half of the hash of each row that has a key, in row order. */
    public long[] high = new long[0];

    public long[] low = new long[0];

    /** The label of each of these rows. */
    public long[] labels = new long[0];

    /**
     * @param fields 0-based indexes of the key's fields, in the key's order
     * @param numeric of each part whether an integer is to meet an equal number
     */
    public KeyHash(Schema schema, int[] fields, boolean[] numeric, long seed) {
        this.fields = fields.clone();
        this.numeric = numeric.clone();
        this.seed = seed;
        this.salts = new long[fields.length];
        for (int i = 0; i < fields.length; i++) {
            FieldType type = schema.field(fields[i]).type();
            salts[i] = numeric[i] ? FieldType.NUMBER.ordinal() : type == FieldType.ANY ? 0 : type.ordinal();
        }
    }

    /** Hashes the rows of {@code batch}; returns how many of them have a key. */
    public int hash(Batch batch) {
        int rows = batch.rows();
        if (high.length < rows) {
            high = new long[rows];
            low = new long[rows];
            labels = new long[rows];
            missing = new byte[rows];
        }
        Arrays.fill(high, 0, rows, seed);
        Arrays.fill(low, 0, rows, Column.mix(seed + OTHER));
        boolean anyMissing = false;
        for (int i = 0; i < fields.length; i++) {
            Column column = batch.column(fields[i]);
            add(column, rows, salts[i], numeric[i]);
            anyMissing |= column.states != null;
        }
        for (int row = 0; row < rows; row++) {
            labels[row] = batch.label(row);
        }
        return anyMissing ? compact(batch, rows) : rows;
    }

    private int compact(Batch batch, int rows) {
        Arrays.fill(missing, 0, rows, (byte) 0);
        for (int field : fields) {
            byte[] states = batch.column(field).states;
            if (states != null) {
                for (int row = 0; row < rows; row++) {
                    missing[row] |= states[row];
                }
            }
        }
        int count = 0;
        for (int row = 0; row < rows; row++) {
            high[count] = high[row];
            low[count] = low[row];
            labels[count] = labels[row];
            count += missing[row] == 0 ? 1 : 0;
        }
        return count;
    }

    private void add(Column column, int rows, long salt, boolean asNumber) {
        if (column instanceof TextColumn texts) {
            addTexts(texts.slices, rows, salt);
        } else if (column instanceof LongColumn longs) {
            addLongs(longs, rows, salt, asNumber);
        } else if (column instanceof DecimalColumn decimals) {
            addDecimals(decimals, rows, salt);
        } else if (column instanceof ObjectColumn objects) {
            for (int row = 0; row < rows; row++) {
                Object value = objects.isNull(row) ? null : objects.values[row];
                if (value != null) {
                    addText(KeyText.of(value), row, salt);
                }
            }
        }
    }

    private void addTexts(Slices slices, int rows, long salt) {
        byte[] bytes = slices.bytes;
        long[] high = this.high;
        long[] low = this.low;
        for (int row = 0; row < rows; row++) {
            int start = slices.start(row);
            int end = slices.end(row);
            high[row] = TextColumn.hash(bytes, start, end, high[row] + salt);
            low[row] = TextColumn.hash(bytes, start, end, low[row] + salt);
        }
    }

    private void addLongs(LongColumn column, int rows, long salt, boolean asNumber) {
        long[] values = column.values;
        long[] high = this.high;
        long[] low = this.low;
        for (int row = 0; row < rows; row++) {
            long value = values[row];
            Object wide = column.wide == null ? null : column.wide(row);
            if (wide != null) {
                addText(KeyText.of(wide), row, salt);
            } else if (asNumber) {
                high[row] = number(value, 0, high[row] + salt);
                low[row] = number(value, 0, low[row] + salt);
            } else {
                high[row] = ofLong(value, high[row] + salt);
                low[row] = ofLong(value, low[row] + salt);
            }
        }
    }

    /** The hash of one narrow value of a column of longs: for one seed no two values share it. */
    private static long ofLong(long value, long seed) {
        return Column.mix(value ^ seed);
    }

    private void addDecimals(DecimalColumn column, int rows, long salt) {
        for (int row = 0; row < rows; row++) {
            int scale = column.scales[row];
            if (scale < 0) {
                addMarked(column, row, salt);
                continue;
            }
            long value = column.unscaled[row];
            while (scale > 0 && value % 10 == 0) {
                value /= 10;
                scale--;
            }
            high[row] = number(value, scale, high[row] + salt);
            low[row] = number(value, scale, low[row] + salt);
        }
    }

    /** Infinities, NaN, and numbers of too many digits, which may still be an integer that is narrow elsewhere. */
    private void addMarked(DecimalColumn column, int row, long salt) {
        Object value = column.isNull(row) ? null : column.value(row);
        if (value instanceof BigDecimal number) {
            BigDecimal plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
            if (plain.scale() < 0 && plain.precision() - plain.scale() <= 19) {
                plain = plain.setScale(0);
            }
            if (plain.scale() >= 0
                    && plain.scale() < DecimalColumn.POWERS.length
                    && plain.unscaledValue().bitLength() < 64) {
                long unscaled = plain.unscaledValue().longValue();
                high[row] = number(unscaled, plain.scale(), high[row] + salt);
                low[row] = number(unscaled, plain.scale(), low[row] + salt);
                return;
            }
        }
        if (value != null) {
            addText(KeyText.of(value), row, salt);
        }
    }

    private static long number(long unscaled, int scale, long seed) {
        return Column.mix(Column.mix(unscaled ^ seed) + scale);
    }

    private void addText(String text, int row, long salt) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        high[row] = TextColumn.hash(utf8, 0, utf8.length, high[row] + salt + 1);
        low[row] = TextColumn.hash(utf8, 0, utf8.length, low[row] + salt + 1);
    }

    /** The hash that a row with the single part {@code value} of a column of longs has, into index 0 of the arrays. */
    public void hashLong(long value) {
        if (high.length == 0) {
            high = new long[1];
            low = new long[1];
            labels = new long[1];
            missing = new byte[1];
        }
        long first = seed + salts[0];
        long second = Column.mix(seed + OTHER) + salts[0];
        high[0] = numeric[0] ? number(value, 0, first) : ofLong(value, first);
        low[0] = numeric[0] ? number(value, 0, second) : ofLong(value, second);
    }
}
