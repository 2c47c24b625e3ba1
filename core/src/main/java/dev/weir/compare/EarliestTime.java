package dev.weir.compare;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far back a restatement goes: the earliest date, year or month of the rows that changed, from the first field of the
 * key that has one, else from the first field.
 */
final class EarliestTime {
    private static final Set<FieldType> TIMES =
            EnumSet.of(FieldType.DATE, FieldType.DATETIME, FieldType.YEARMONTH, FieldType.YEAR);

    /** Years beyond are no history of data. */
    private static final long MOST_YEAR = 999_999;

    private final Schema schema;
    private final int field;
    private @Nullable LocalDate earliest;

    /**
     * @param schema of the fields that are compared, as the second table reads them
     * @param key of the table; empty for none
     */
    EarliestTime(Schema schema, List<String> key) {
        this.schema = schema;
        this.field = field(schema, key);
    }

    /** Adds a row that has changed, as it is now. */
    void add(Batch batch, int row) {
        LocalDate day = field < 0 ? null : day(batch.column(field).value(row));
        LocalDate known = earliest;
        if (day != null && (known == null || day.isBefore(known))) {
            earliest = day;
        }
    }

    /** The time as its field shows it, to the day at the most, or null where no changed row has one. */
    @Nullable
    String text() {
        LocalDate known = earliest;
        return known == null ? null : text(known, schema.field(field).type());
    }

    private static int field(Schema schema, List<String> key) {
        for (String name : key) {
            int field = schema.indexOf(name);
            if (field >= 0 && TIMES.contains(schema.field(field).type())) {
                return field;
            }
        }
        for (int field = 0; field < schema.fields().size(); field++) {
            if (TIMES.contains(schema.field(field).type())) {
                return field;
            }
        }
        return -1;
    }

    /** The day that a value begins at. */
    static @Nullable LocalDate day(@Nullable Object value) {
        if (value instanceof Long year) {
            return Math.abs(year) <= MOST_YEAR ? LocalDate.of(year.intValue(), 1, 1) : null;
        } else if (value instanceof YearMonth month) {
            return month.atDay(1);
        }
        return value instanceof TemporalAccessor time && time.isSupported(ChronoField.EPOCH_DAY)
                ? LocalDate.from(time)
                : null;
    }

    static String text(LocalDate day, FieldType type) {
        return switch (type) {
            case YEAR -> String.valueOf(day.getYear());
            case YEARMONTH -> YearMonth.from(day).toString();
            default -> day.toString();
        };
    }
}
