package dev.weir.row;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.Schema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.temporal.Temporal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row as a user's function sees it: its cells by field name or 0-based index.
 *
 * <p>The row that a function gets is a cursor, valid during the call; {@link #with} and {@link #copy} give rows that
 * last. The typed accessors throw {@link IllegalArgumentException} for an unknown field, {@link ClassCastException} for
 * a field of another type and {@link NullPointerException} for a missing cell where they return a primitive; ask {@link
 * #isNull} first.
 */
public interface Row {
    Schema schema();

    /**
     * The value of a cell, null where it is missing: {@code String} (string, any), {@code Long} or {@code BigInteger}
     * (integer), {@code Long} (year), {@code BigDecimal}, or {@code Double} for NaN and the infinities (number), {@code
     * Boolean}, {@code LocalDate}, {@code LocalTime}, {@code LocalDateTime} or, with a zone, {@code OffsetDateTime} in
     * UTC (datetime), {@code YearMonth}, {@link CalendarDuration}, {@link Geopoint}, {@code List} (list), {@link Json}
     * (object, array, geojson).
     */
    @Nullable
    Object value(int field);

    default @Nullable Object value(String field) {
        return value(index(field));
    }

    /** The 0-based index of the field called {@code name}. */
    default int index(String name) {
        int index = schema().indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "no field '" + name + "' in this row; its fields are " + String.join(", ", schema().names()));
        }
        return index;
    }

    default boolean isNull(String field) {
        return value(field) == null;
    }

    default @Nullable String text(String field) {
        return (String) value(field);
    }

    /** The number of a number or integer field. */
    default @Nullable BigDecimal number(String field) {
        Object value = value(field);
        if (value instanceof Long whole) {
            return BigDecimal.valueOf(whole);
        }
        return value instanceof BigInteger whole ? new BigDecimal(whole) : (BigDecimal) value;
    }

    default long integer(String field) {
        Object value = value(field);
        if (value == null) {
            throw new NullPointerException("field '" + field + "' is missing in this row");
        }
        return value instanceof BigInteger whole ? whole.longValueExact() : (Long) value;
    }

    default boolean flag(String field) {
        Object value = value(field);
        if (value == null) {
            throw new NullPointerException("field '" + field + "' is missing in this row");
        }
        return (Boolean) value;
    }

    default @Nullable LocalDate date(String field) {
        return (LocalDate) value(field);
    }

    default @Nullable LocalTime time(String field) {
        return (LocalTime) value(field);
    }

    /** A {@code LocalDateTime}, or an {@code OffsetDateTime} in UTC where the text named a zone. */
    default @Nullable Temporal datetime(String field) {
        return (Temporal) value(field);
    }

    default @Nullable YearMonth yearmonth(String field) {
        return (YearMonth) value(field);
    }

    default @Nullable List<?> list(String field) {
        return (List<?>) value(field);
    }

    default @Nullable Json json(String field) {
        return (Json) value(field);
    }

    /** A copy of this row with one cell replaced; the field must be in the schema. */
    Row with(String field, @Nullable Object value);

    /**
     * A copy of this row with more cells behind, under the schema of all of them.
     *
     * @param schema this row's fields, then one for each of {@code more}
     */
    Row plus(Schema schema, @Nullable Object... more);

    /** A copy that stays valid when the cursor has moved on. */
    Row copy();
}
