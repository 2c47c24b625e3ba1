package dev.weir.numbering;

import dev.weir.compare.ComparedRow;
import dev.weir.compare.ResourceDifference;
import dev.weir.compare.RowChange;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.EnumSet;
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

    private EarliestTime() {}

    /** The time as its field shows it, to the day at the most, or null where no changed row has one. */
    static @Nullable String of(ResourceDifference difference) {
        Schema schema = difference.rows().after();
        int field = field(schema, difference);
        LocalDate earliest = null;
        for (RowChange change : difference.rows().list()) {
            ComparedRow row = change.kind() == RowChange.Kind.CHANGED ? change.after() : null;
            LocalDate day = row == null || field < 0 ? null : day(row.value(field));
            if (day != null && (earliest == null || day.isBefore(earliest))) {
                earliest = day;
            }
        }
        return earliest == null ? null : text(earliest, schema.field(field).type());
    }

    private static int field(Schema schema, ResourceDifference difference) {
        for (String name : difference.key()) {
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
