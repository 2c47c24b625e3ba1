package dev.weir.row;

import dev.weir.descriptor.FieldType;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Builds a {@link LongColumn}. */
public final class LongColumnBuilder extends ColumnBuilder {
    private long[] values = new long[16];
    private @Nullable Object @Nullable [] wide;

    LongColumnBuilder(FieldType type) {
        super(type);
    }

    @Override
    void appendValue(Object value) {
        switch (type) {
            case BOOLEAN -> put((Boolean) value ? 1 : 0, null);
            case DATE -> put(((LocalDate) value).toEpochDay(), null);
            case TIME -> put(((LocalTime) value).toNanoOfDay(), null);
            case YEARMONTH -> {
                YearMonth month = (YearMonth) value;
                put(month.getYear() * 12L + month.getMonthValue() - 1, null);
            }
            case DATETIME -> putDatetime(value);
            default -> putInteger(value);
        }
    }

    private void putInteger(Object value) {
        if (value instanceof BigInteger whole) {
            boolean fits = whole.bitLength() < 64;
            put(fits ? whole.longValue() : whole.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE, fits ? null : whole);
        } else {
            put(((Number) value).longValue(), null);
        }
    }

    private void putDatetime(Object value) {
        boolean zoned = value instanceof OffsetDateTime;
        LocalDateTime local = value instanceof OffsetDateTime offset
                ? offset.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime()
                : (LocalDateTime) value;
        long seconds = local.toEpochSecond(ZoneOffset.UTC);
        long bounded = Math.max(-LongColumn.NARROW_SECONDS, Math.min(seconds, LongColumn.NARROW_SECONDS));
        long micros = bounded * 1_000_000L + local.getNano() / 1000;
        boolean narrow = Math.abs(seconds) < LongColumn.NARROW_SECONDS && local.getNano() % 1000 == 0;
        Object exact = narrow ? null : zoned ? local.atOffset(ZoneOffset.UTC) : local;
        put(micros << 1 | (zoned ? 1 : 0), exact);
    }

    @Override
    void appendCell(Column source, int row) {
        LongColumn column = (LongColumn) source;
        put(column.values[row], column.wide(row));
    }

    @Override
    void appendFiller() {
        put(0, null);
    }

    private void put(long value, @Nullable Object exact) {
        if (values.length <= size) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size] = value;
        if (exact != null && wide == null) {
            wide = new Object[values.length];
        }
        if (wide != null) {
            if (wide.length <= size) {
                wide = Arrays.copyOf(wide, values.length);
            }
            wide[size] = exact;
        }
    }

    @Override
    LongColumn buildColumn() {
        LongColumn column = new LongColumn(type, values);
        column.wide = wide == null ? null : Arrays.copyOf(wide, Math.max(size, wide.length));
        return column;
    }

    @Override
    long cellBytes() {
        return 8L * values.length + (wide == null ? 0 : 48L * wide.length);
    }
}
