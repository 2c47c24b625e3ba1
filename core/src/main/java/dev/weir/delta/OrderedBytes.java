package dev.weir.delta;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cells as bytes whose unsigned order is the order of the values, and which are the same where the values are: keys of
 * sorts, groups and joins. Missing cells come last, in either direction.
 *
 * <p>No cell's bytes begin another's, so a key of several cells is their bytes one behind the other, and a label may
 * follow. A cell is 0xff where it is missing, else 0x01 and its value, each byte turned over where the key is descending.
 * Text: UTF-8 with 0x00 as 0x00 0xff, ended by 0x00 0x00. Integers and what is kept as one: as in {@link Label}; past 64
 * bits 0xf0 (0x0f below zero), the length, the bytes. Numbers: -INF 0x01, below zero 0x40 and the rest turned over, zero
 * 0x80, above 0x81, the exponent, pairs of digits plus one, 0x00; INF 0xf0, NaN 0xf1.
 */
public final class OrderedBytes {
    private static final byte[] NO_BYTES = {};

    private OrderedBytes() {}

    /** Whether cells of a type have such bytes: not objects, arrays, lists, geopoints and durations. */
    public static boolean isFor(FieldType type) {
        return switch (type) {
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> false;
            default -> true;
        };
    }

    /**
     * Refuses cells of a type that has no such bytes.
     *
     * @throws RefusedException for those that {@link #isFor} is false of
     */
    public static void require(FieldType type) {
        if (!isFor(type)) {
            throw new RefusedException("keys of type " + type.name().toLowerCase(Locale.ROOT));
        }
    }

    /** The cells of a row, all ascending. */
    public static byte[] of(Column[] columns, int row) {
        TextBuffer out = new TextBuffer(16);
        put(columns, row, out);
        return Arrays.copyOf(out.bytes, out.length);
    }

    /** The same, put behind what is there. */
    public static void put(Column[] columns, int row, TextBuffer out) {
        for (Column column : columns) {
            put(column, row, false, out);
        }
    }

    /** The cells of a row, each ascending or descending. */
    public static byte[] of(Column[] columns, boolean[] descending, int row) {
        TextBuffer out = new TextBuffer(16);
        put(columns, descending, row, out);
        return out.length == 0 ? NO_BYTES : Arrays.copyOf(out.bytes, out.length);
    }

    /** The same, put behind what is there. */
    public static void put(Column[] columns, boolean[] descending, int row, TextBuffer out) {
        for (int i = 0; i < columns.length; i++) {
            put(columns[i], row, descending[i], out);
        }
    }

    /** The least bytes that are greater than all that begin with {@code prefix}; empty where there are none. */
    public static byte[] behind(byte[] prefix) {
        for (int i = prefix.length - 1; i >= 0; i--) {
            if (prefix[i] != (byte) 0xff) {
                byte[] next = Arrays.copyOf(prefix, i + 1);
                next[i]++;
                return next;
            }
        }
        return NO_BYTES;
    }

    private static void put(Column column, int row, boolean descending, TextBuffer out) {
        if (column.isNull(row)) {
            out.put((byte) 0xff);
            return;
        }
        out.put((byte) 1);
        int from = out.length;
        if (column instanceof TextColumn text) {
            putText(text, row, out);
        } else if (column instanceof DecimalColumn decimals) {
            putNumber(decimals, row, out);
        } else if (column instanceof LongColumn longs) {
            putLong(longs, row, out);
        } else {
            throw new IllegalArgumentException("cells of type " + column.type + " are no keys in order");
        }
        if (descending) {
            turn(out, from);
        }
    }

    private static void turn(TextBuffer out, int from) {
        for (int i = from; i < out.length; i++) {
            out.bytes[i] = (byte) ~out.bytes[i];
        }
    }

    private static void putText(TextColumn text, int row, TextBuffer out) {
        byte[] bytes = text.slices.bytes;
        int end = text.slices.end(row);
        for (int i = text.slices.start(row); i < end; i++) {
            out.put(bytes[i]);
            if (bytes[i] == 0) {
                out.put((byte) 0xff);
            }
        }
        out.put((byte) 0);
        out.put((byte) 0);
    }

    private static void putLong(LongColumn column, int row, TextBuffer out) {
        Object wide = column.wide(row);
        if (column.type == FieldType.DATETIME) {
            putDatetime(column.values[row], wide, out);
        } else if (wide instanceof BigInteger whole) {
            byte[] bytes = whole.toByteArray();
            out.put((byte) (whole.signum() < 0 ? 0x0f : 0xf0));
            putInteger(whole.signum() < 0 ? -bytes.length : bytes.length, out);
            out.put(bytes, 0, bytes.length);
        } else {
            putInteger(column.values[row], out);
        }
    }

    private static void putInteger(long value, TextBuffer out) {
        Label.put(value, out);
    }

    /** Microseconds, nanoseconds below, whether a zone was named. */
    private static void putDatetime(long value, @org.jspecify.annotations.Nullable Object wide, TextBuffer out) {
        boolean zoned = (value & 1) != 0;
        long seconds = Math.floorDiv(value >> 1, 1_000_000L);
        int nanos = (int) Math.floorMod(value >> 1, 1_000_000L) * 1000;
        if (wide instanceof OffsetDateTime time) {
            zoned = true;
            seconds = time.toEpochSecond();
            nanos = time.getNano();
        } else if (wide instanceof LocalDateTime time) {
            zoned = false;
            seconds = time.toEpochSecond(ZoneOffset.UTC);
            nanos = time.getNano();
        }
        putInteger(seconds, out);
        putInteger(nanos, out);
        out.put((byte) (zoned ? 1 : 0));
    }

    private static void putNumber(DecimalColumn column, int row, TextBuffer out) {
        switch (column.scales[row]) {
            case DecimalColumn.NEG_INF -> out.put((byte) 1);
            case DecimalColumn.INF -> out.put((byte) 0xf0);
            case DecimalColumn.NAN -> out.put((byte) 0xf1);
            default -> {
                if (!putNarrow(column.unscaled[row], column.scales[row], out)) {
                    putFinite(column.decimal(row), out);
                }
            }
        }
    }

    /** As {@link #putFinite}, for numbers of at most 18 digits; false for others, of which nothing was put. */
    private static boolean putNarrow(long unscaled, int scale, TextBuffer out) {
        long digits = Math.abs(unscaled);
        if (scale < 0 || digits < 0 || digits >= DecimalColumn.POWERS[18]) {
            return false;
        }
        if (digits == 0) {
            out.put((byte) 0x80);
            return true;
        }
        int places = scale;
        while (digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        int count = 1;
        while (count < 18 && digits >= DecimalColumn.POWERS[count]) {
            count++;
        }
        int from = out.length;
        out.put((byte) 0x81);
        putInteger((long) count - places, out);
        if ((count & 1) != 0) {
            digits *= 10;
            count++;
        }
        for (int left = count - 2; left >= 0; left -= 2) {
            long pair = digits / DecimalColumn.POWERS[left];
            digits -= pair * DecimalColumn.POWERS[left];
            out.put((byte) (pair + 1));
        }
        out.put((byte) 0);
        if (unscaled < 0) {
            turn(out, from);
            out.bytes[from] = 0x40;
        }
        return true;
    }

    private static void putFinite(BigDecimal number, TextBuffer out) {
        if (number.signum() == 0) {
            out.put((byte) 0x80);
            return;
        }
        BigDecimal least = number.stripTrailingZeros();
        String digits = least.unscaledValue().abs().toString();
        int from = out.length;
        out.put((byte) 0x81);
        putInteger((long) digits.length() - least.scale(), out);
        for (int i = 0; i < digits.length(); i += 2) {
            int low = i + 1 < digits.length() ? digits.charAt(i + 1) - '0' : 0;
            out.put((byte) (10 * (digits.charAt(i) - '0') + low + 1));
        }
        out.put((byte) 0);
        if (number.signum() < 0) {
            turn(out, from);
            out.bytes[from] = 0x40;
        }
    }
}
