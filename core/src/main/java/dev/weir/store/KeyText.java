package dev.weir.store;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.row.CalendarDuration;
import dev.weir.row.Geopoint;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

/**
 * One text for each value of a field type: values are the same exactly where their texts are. It is what rare values are
 * hashed and looked up by; it is shown to nobody.
 */
public final class KeyText {
    private KeyText() {}

    /** The text of {@code value}, of one of the classes that {@code Row.value} names. */
    public static String of(Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static void append(Object value, StringBuilder out) {
        if (value instanceof BigDecimal number) {
            out.append('n').append(plain(number));
        } else if (value instanceof BigInteger || value instanceof Long || value instanceof Integer) {
            out.append('n').append(plain(new BigDecimal(value.toString())));
        } else if (value instanceof OffsetDateTime zoned) {
            out.append(zoned.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime())
                    .append('Z');
        } else if (value instanceof LocalDateTime || value instanceof Double || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof CalendarDuration duration) {
            out.append(duration.months()).append('m').append(plain(duration.seconds()));
        } else if (value instanceof Geopoint point) {
            out.append(plain(point.longitude())).append(',').append(plain(point.latitude()));
        } else if (value instanceof List<?> items) {
            out.append('[');
            for (Object item : items) {
                append(item, out);
                out.append(',');
            }
            out.append(']');
        } else if (value instanceof Json json) {
            appendJson(json, out);
        } else {
            String text = value.toString();
            out.append('s').append(text.length()).append(':').append(text);
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
    }

    private static void appendJson(Json json, StringBuilder out) {
        if (json instanceof JsonObject object) {
            out.append('{');
            new TreeMap<>(object.properties()).forEach((name, item) -> {
                append(name, out);
                appendJson(item, out);
            });
            out.append('}');
        } else if (json instanceof JsonArray array) {
            out.append('[');
            for (Json item : array.items()) {
                appendJson(item, out);
                out.append(',');
            }
            out.append(']');
        } else if (json instanceof JsonNumber number) {
            append(number.value(), out);
        } else if (json instanceof JsonText text) {
            append(text.value(), out);
        } else {
            out.append(json instanceof dev.weir.descriptor.JsonBoolean flag ? String.valueOf(flag.value()) : "null");
        }
    }
}
