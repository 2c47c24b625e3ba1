package dev.weir.row;

import dev.weir.descriptor.FieldType;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Cells that fit a {@code long}: integer and year (the number), boolean (0, 1), date (days since 1970-01-01), time
 * (nanoseconds of the day), yearmonth (months since year 0), datetime (microseconds since 1970-01-01T00:00:00, shifted
 * left by one, the lowest bit set where the text named a zone; then the microseconds are those of UTC).
 *
 * <p>A value that does not fit stands in {@code wide} ({@code BigInteger}; {@code LocalDateTime} or {@code
 * OffsetDateTime} in UTC where there are digits below a microsecond
 * or some 146,000 years to 1970), its {@code long} is then the nearest one.
 */
public final class LongColumn extends Column {
    /** Seconds since 1970, either sign, below which a datetime of whole microseconds is narrow. */
    public static final long NARROW_SECONDS = Long.MAX_VALUE / 2_000_000 - 1;

    public long[] values;
    public @Nullable Object @Nullable [] wide;

    public LongColumn(FieldType type, long[] values) {
        super(type);
        this.values = values;
    }

    @Override
    public @Nullable Object value(int row) {
        if (isNull(row)) {
            return null;
        }
        Object wide = wide(row);
        return wide != null ? wide : box(type, values[row]);
    }

    public @Nullable Object wide(int row) {
        return wide == null ? null : wide[row];
    }

    /** The object that stands for a narrow value of {@code type}. */
    public static Object box(FieldType type, long value) {
        return switch (type) {
            case BOOLEAN -> value != 0;
            case DATE -> LocalDate.ofEpochDay(value);
            case TIME -> LocalTime.ofNanoOfDay(value);
            case YEARMONTH -> YearMonth.of((int) Math.floorDiv(value, 12), (int) Math.floorMod(value, 12L) + 1);
            case DATETIME -> datetime(value);
            default -> value;
        };
    }

    private static Object datetime(long value) {
        long micros = value >> 1;
        LocalDateTime local = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
        return (value & 1) == 0 ? local : local.atOffset(ZoneOffset.UTC);
    }

    @Override
    public int compare(int row, Column other, int otherRow) {
        LongColumn that = (LongColumn) other;
        Object mine = wide(row);
        Object theirs = that.wide(otherRow);
        if (mine == null && theirs == null) {
            return Long.compare(values[row], that.values[otherRow]);
        }
        return compareWide(values[row], mine, that.values[otherRow], theirs);
    }

    private int compareWide(long value, @Nullable Object wide, long otherValue, @Nullable Object otherWide) {
        if (type == FieldType.DATETIME) {
            Object a = wide == null ? datetime(value) : wide;
            Object b = otherWide == null ? datetime(otherValue) : otherWide;
            int order = instant(a).compareTo(instant(b));
            return order != 0 ? order : Boolean.compare(a instanceof OffsetDateTime, b instanceof OffsetDateTime);
        }
        BigInteger a = wide == null ? BigInteger.valueOf(value) : (BigInteger) wide;
        BigInteger b = otherWide == null ? BigInteger.valueOf(otherValue) : (BigInteger) otherWide;
        return a.compareTo(b);
    }

    private static Instant instant(Object datetime) {
        return datetime instanceof OffsetDateTime offset
                ? offset.toInstant()
                : ((LocalDateTime) datetime).toInstant(ZoneOffset.UTC);
    }

    @Override
    public long hash(int row, long seed) {
        Object wide = wide(row);
        return mix((wide == null ? values[row] : wide.hashCode() * 0x9e3779b97f4a7c15L) ^ seed);
    }

    @Override
    LongColumn gather(Selection selection) {
        LongColumn column = new LongColumn(type, selection.of(values));
        column.wide = wide == null ? null : selection.of(wide);
        gatherInto(column, selection);
        return column;
    }

    @Override
    LongColumn shallowCopy() {
        LongColumn copy = new LongColumn(type, values);
        copy.wide = wide;
        copy.states = states;
        return copy;
    }
}
