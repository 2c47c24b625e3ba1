package dev.weir.row;

import dev.weir.descriptor.FieldType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds a {@link DecimalColumn}. */
public final class DecimalColumnBuilder extends ColumnBuilder {
    private long[] unscaled = new long[16];
    private byte[] scales = new byte[16];
    private @Nullable BigDecimal @Nullable [] wide;
    private int uniform = -2;

    DecimalColumnBuilder(FieldType type) {
        super(type);
    }

    @Override
    void appendValue(Object value) {
        if (value instanceof BigDecimal decimal) {
            putDecimal(decimal);
        } else if (value instanceof Double special && !Double.isFinite(special)) {
            mark(special.isNaN() ? DecimalColumn.NAN : special > 0 ? DecimalColumn.INF : DecimalColumn.NEG_INF, null);
        } else if (value instanceof BigInteger whole) {
            putDecimal(new BigDecimal(whole));
        } else if (value instanceof Double || value instanceof Float) {
            putDecimal(new BigDecimal(value.toString()));
        } else {
            putDecimal(BigDecimal.valueOf(((Number) value).longValue()));
        }
    }

    private void putDecimal(BigDecimal decimal) {
        BigDecimal number =
                decimal.scale() < 0 && decimal.precision() - decimal.scale() <= 19 ? decimal.setScale(0) : decimal;
        if (number.scale() > 18) {
            number = number.signum() == 0 ? BigDecimal.ZERO : strip(number);
        }
        if (number.scale() >= 0
                && number.scale() <= 18
                && number.unscaledValue().bitLength() < 64) {
            put(number.unscaledValue().longValue(), (byte) number.scale(), null);
        } else {
            mark(DecimalColumn.WIDE, number);
        }
    }

    private static BigDecimal strip(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.precision() - stripped.scale() <= 19 ? stripped.setScale(0) : stripped;
    }

    private void mark(byte mark, @Nullable BigDecimal number) {
        put(0, mark, number);
    }

    private void put(long value, byte scale, @Nullable BigDecimal number) {
        if (unscaled.length <= size) {
            unscaled = Arrays.copyOf(unscaled, size * 2);
            scales = Arrays.copyOf(scales, size * 2);
        }
        unscaled[size] = value;
        scales[size] = scale;
        uniform = uniform == -2 || uniform == scale ? Math.max(scale, -1) : -1;
        if (number != null && wide == null) {
            wide = new BigDecimal[unscaled.length];
        }
        if (wide != null) {
            if (wide.length <= size) {
                wide = Arrays.copyOf(wide, unscaled.length);
            }
            wide[size] = number;
        }
    }

    @Override
    void appendCell(Column source, int row) {
        DecimalColumn column = (DecimalColumn) source;
        put(column.unscaled[row], column.scales[row], column.wide == null ? null : column.wide[row]);
    }

    @Override
    void appendFiller() {
        int kept = uniform;
        put(0, (byte) Math.max(kept, 0), null);
        uniform = kept;
    }

    @Override
    DecimalColumn buildColumn() {
        DecimalColumn column = new DecimalColumn(type, unscaled, scales);
        column.wide = wide == null ? null : Arrays.copyOf(wide, Math.max(size, wide.length));
        column.uniformScale = Math.max(uniform, -1);
        return column;
    }

    @Override
    long cellBytes() {
        return 9L * unscaled.length + (wide == null ? 0 : 64L * wide.length);
    }
}
