package dev.weir.validate;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.row.CalendarDuration;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.LongColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Order and equality of single values, for constraints whose loop on a column is not enough. */
final class CellValues {
    private CellValues() {}

    /** The {@code long} that stands for {@code value} in a column of {@code type}, or null where none does exactly. */
    static @Nullable Long narrow(FieldType type, Object value) {
        ColumnBuilder one = ColumnBuilder.of(type);
        one.append(value);
        Column column = one.build();
        return column instanceof LongColumn longs && longs.wide(0) == null ? (Long) longs.values[0] : null;
    }

    /** Order of two values of one ordered type; datetimes by their instant, without a zone as in UTC. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static int compare(FieldType type, Object a, Object b) {
        return switch (type) {
            case INTEGER, YEAR -> whole(a).compareTo(whole(b));
            case NUMBER -> compareNumbers(a, b);
            case DATETIME -> instant(a).compareTo(instant(b));
            case DURATION -> ((CalendarDuration) a).compareTo((CalendarDuration) b);
            default -> ((Comparable) a).compareTo(b);
        };
    }

    private static int compareNumbers(Object a, Object b) {
        if (a instanceof BigDecimal number && b instanceof BigDecimal other) {
            return number.compareTo(other);
        }
        return Double.compare(extreme(a), extreme(b));
    }

    /** A number seen from an infinity: every finite one is 0. */
    private static double extreme(Object number) {
        return number instanceof Double special ? special : 0;
    }

    private static BigInteger whole(Object value) {
        return value instanceof BigInteger whole ? whole : BigInteger.valueOf(((Number) value).longValue());
    }

    private static Instant instant(Object value) {
        return value instanceof OffsetDateTime zoned
                ? zoned.toInstant()
                : ((LocalDateTime) value).toInstant(ZoneOffset.UTC);
    }

    /** Whether two values of one type are the same: numbers by value, datetimes by instant and by having a zone. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof Number && b instanceof Number && !(a instanceof Double) && !(b instanceof Double)) {
            return decimal(a).compareTo(decimal(b)) == 0;
        }
        if (a instanceof OffsetDateTime zoned && b instanceof OffsetDateTime other) {
            return zoned.toInstant().equals(other.toInstant());
        }
        if (a instanceof List<?> items && b instanceof List<?> others) {
            if (items.size() != others.size()) {
                return false;
            }
            for (int i = 0; i < items.size(); i++) {
                if (!same(items.get(i), others.get(i))) {
                    return false;
                }
            }
            return true;
        }
        return a.equals(b);
    }

    private static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger whole
                ? new BigDecimal(whole)
                : BigDecimal.valueOf(((Number) number).longValue());
    }

    /** How many items or properties a value has, or -1 where it has neither. */
    static int size(@Nullable Object value) {
        if (value instanceof List<?> items) {
            return items.size();
        }
        if (value instanceof Json json) {
            return json instanceof JsonArray array
                    ? array.items().size()
                    : json instanceof JsonObject object ? object.properties().size() : -1;
        }
        return -1;
    }
}
