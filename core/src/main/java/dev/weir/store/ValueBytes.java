package dev.weir.store;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonReader;
import dev.weir.descriptor.JsonWriter;
import dev.weir.row.CalendarDuration;
import dev.weir.row.Geopoint;
import dev.weir.row.TextBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Single values as bytes and back: every class that {@link dev.weir.row.Row#value(int)} names, and null.
 *
 * <p>Law: {@code read(write(value))} equals {@code value}, scale of a {@code BigDecimal} included.
 */
public final class ValueBytes {
    private final byte[] bytes;
    private int at;

    private ValueBytes(byte[] bytes, int at) {
        this.bytes = bytes;
        this.at = at;
    }

    /** The value that was written at {@code at}. */
    public static @Nullable Object read(byte[] bytes, int at) {
        return new ValueBytes(bytes, at).value();
    }

    public static void write(@Nullable Object value, TextBuffer out) {
        if (value == null) {
            out.put((byte) 0);
        } else if (value instanceof String text) {
            out.put((byte) 1);
            put(text.getBytes(StandardCharsets.UTF_8), out);
        } else if (value instanceof Long number) {
            out.put((byte) 2);
            put(number, out);
        } else if (value instanceof BigInteger number) {
            out.put((byte) 3);
            put(number.toByteArray(), out);
        } else if (value instanceof BigDecimal number) {
            out.put((byte) 4);
            put(number, out);
        } else if (value instanceof Double number) {
            out.put((byte) 5);
            put(Double.doubleToLongBits(number), out);
        } else if (value instanceof Boolean flag) {
            out.put((byte) (flag ? 7 : 6));
        } else if (value instanceof List<?> list) {
            out.put((byte) 8);
            put(list.size(), out);
            list.forEach(item -> write(item, out));
        } else if (value instanceof Json json) {
            out.put((byte) 9);
            put(JsonWriter.compact(json).getBytes(StandardCharsets.UTF_8), out);
        } else if (value instanceof CalendarDuration duration) {
            out.put((byte) 10);
            put(duration.months(), out);
            put(duration.seconds(), out);
        } else if (value instanceof Geopoint point) {
            out.put((byte) 11);
            put(point.longitude(), out);
            put(point.latitude(), out);
        } else {
            writeTime(value, out);
        }
    }

    private static void writeTime(Object value, TextBuffer out) {
        if (value instanceof LocalDate date) {
            out.put((byte) 12);
            put(date.toEpochDay(), out);
        } else if (value instanceof LocalTime time) {
            out.put((byte) 13);
            put(time.toNanoOfDay(), out);
        } else if (value instanceof LocalDateTime datetime) {
            out.put((byte) 14);
            put(datetime, out);
        } else if (value instanceof OffsetDateTime datetime) {
            out.put((byte) 15);
            put(datetime.toLocalDateTime(), out);
            put(datetime.getOffset().getTotalSeconds(), out);
        } else if (value instanceof YearMonth month) {
            out.put((byte) 16);
            put(month.getYear(), out);
            put(month.getMonthValue(), out);
        } else {
            throw new IllegalArgumentException("not a value of a row: " + value.getClass());
        }
    }

    private static void put(LocalDateTime datetime, TextBuffer out) {
        put(datetime.toEpochSecond(ZoneOffset.UTC), out);
        put(datetime.getNano(), out);
    }

    private static void put(BigDecimal number, TextBuffer out) {
        put(number.scale(), out);
        put(number.unscaledValue().toByteArray(), out);
    }

    private static void put(byte[] content, TextBuffer out) {
        put(content.length, out);
        out.put(content);
    }

    private static void put(long number, TextBuffer out) {
        out.ensure(8);
        Bytes.putLong(out.bytes, out.length, number);
        out.length += 8;
    }

    private @Nullable Object value() {
        byte tag = bytes[at++];
        return switch (tag) {
            case 0 -> null;
            case 1 -> text();
            case 2 -> number();
            case 3 -> new BigInteger(content());
            case 4 -> decimal();
            case 5 -> Double.longBitsToDouble(number());
            case 6 -> false;
            case 7 -> true;
            case 8 -> list();
            case 9 -> JsonReader.read(content(), "a spilled value");
            case 10 -> new CalendarDuration(number(), decimal());
            case 11 -> new Geopoint(decimal(), decimal());
            case 12 -> LocalDate.ofEpochDay(number());
            case 13 -> LocalTime.ofNanoOfDay(number());
            case 14 -> datetime();
            case 15 -> datetime().atOffset(ZoneOffset.ofTotalSeconds((int) number()));
            case 16 -> YearMonth.of((int) number(), (int) number());
            default -> throw new IllegalStateException("no value is written with tag " + tag);
        };
    }

    private List<@Nullable Object> list() {
        int size = (int) number();
        List<@Nullable Object> items = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            items.add(value());
        }
        return items;
    }

    private LocalDateTime datetime() {
        return LocalDateTime.ofEpochSecond(number(), (int) number(), ZoneOffset.UTC);
    }

    private BigDecimal decimal() {
        int scale = (int) number();
        return new BigDecimal(new BigInteger(content()), scale);
    }

    private String text() {
        return new String(content(), StandardCharsets.UTF_8);
    }

    private byte[] content() {
        int length = (int) number();
        byte[] content = new byte[length];
        System.arraycopy(bytes, at, content, 0, length);
        at += length;
        return content;
    }

    private long number() {
        long number = Bytes.getLong(bytes, at);
        at += 8;
        return number;
    }
}
