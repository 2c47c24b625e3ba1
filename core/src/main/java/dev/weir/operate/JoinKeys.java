package dev.weir.operate;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.process.Join;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/** The key columns of both sides of a join, made comparable: an integer that meets a number is one. Immutable. */
public final class JoinKeys {
    private final int[] left;
    private final int[] right;
    private final boolean[] asNumber;

    public JoinKeys(Join join, Schema leftSchema, Schema rightSchema) {
        this.left = places(join.leftKeys(), leftSchema);
        this.right = places(join.rightKeys(), rightSchema);
        this.asNumber = new boolean[left.length];
        for (int i = 0; i < left.length; i++) {
            FieldType type = leftSchema.field(left[i]).type();
            FieldType other = rightSchema.field(right[i]).type();
            asNumber[i] = type != other && (type == FieldType.NUMBER || other == FieldType.NUMBER);
        }
    }

    private static int[] places(List<String> names, Schema schema) {
        return names.stream().mapToInt(schema::indexOf).toArray();
    }

    int size() {
        return left.length;
    }

    /** The 0-based place of a key among the right fields. */
    int right(int key) {
        return right[key];
    }

    /** Whether a key is compared as a number. */
    boolean isNumber(int key) {
        return asNumber[key];
    }

    /** The left side's key columns. */
    public Column[] left(Batch batch) {
        Column[] keys = new Column[left.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = comparable(i, batch.column(left[i]), batch.rows());
        }
        return keys;
    }

    /** The right side's key columns. */
    public Column[] right(Batch batch) {
        Column[] keys = new Column[right.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = comparable(i, batch.column(right[i]), batch.rows());
        }
        return keys;
    }

    /** A right key column as it is compared. */
    Column comparable(int key, Column column, int rows) {
        return asNumber[key] && column instanceof LongColumn longs ? number(longs, rows) : column;
    }

    /** Integers as numbers. */
    public static DecimalColumn number(LongColumn longs, int rows) {
        DecimalColumn numbers = new DecimalColumn(FieldType.NUMBER, longs.values, new byte[Math.max(rows, 1)]);
        numbers.states = longs.states;
        if (longs.wide != null) {
            BigDecimal[] wide = new BigDecimal[rows];
            for (int i = 0; i < rows; i++) {
                if (longs.wide[i] instanceof BigInteger whole) {
                    wide[i] = new BigDecimal(whole);
                    numbers.scales[i] = DecimalColumn.WIDE;
                }
            }
            numbers.wide = wide;
        }
        return numbers;
    }

    /** Whether a part of a row's key is missing: it matches nothing. */
    public static boolean isMissing(Column[] keys, int row) {
        for (Column key : keys) {
            if (key.isNull(row)) {
                return true;
            }
        }
        return false;
    }
}
