package dev.weir.delta;

import dev.weir.descriptor.FieldType;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import dev.weir.row.TextBuffer;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;

/** Reads a cell back from {@link OrderedBytes}, ascending ones: its value, without the text that it was read from. */
public final class OrderedCells {
    private OrderedCells() {}

    /**
     * Whether the bytes say all of a value: not those of datetimes, of which two may be equal and have different bytes, nor
     * of types that have none.
     */
    public static boolean isFor(FieldType type) {
        return OrderedBytes.isFor(type) && type != FieldType.DATETIME;
    }

    /** Appends the cell whose bytes are from a place to before another one. */
    public static void read(byte[] bytes, int from, int to, ColumnBuilder into, FieldType type) {
        if (bytes[from] == (byte) 0xff) {
            into.appendNull();
            return;
        }
        int at = from + 1;
        switch (type) {
            case STRING, ANY -> into.append(text(bytes, at, to));
            case NUMBER -> into.append(number(bytes, at, to));
            default -> into.append(integer(bytes, at, to, type));
        }
    }

    private static Object text(byte[] bytes, int from, int to) {
        TextBuffer text = new TextBuffer(to - from);
        for (int i = from; i < to - 2; i++) {
            text.put(bytes[i]);
            if (bytes[i] == 0) {
                i++;
            }
        }
        return text.text();
    }

    private static Object integer(byte[] bytes, int from, int to, FieldType type) {
        int head = bytes[from] & 0xff;
        if (head != 0xf0 && head != 0x0f) {
            return LongColumn.box(type, Label.get(bytes, from));
        }
        int at = from + 1 + Label.sizeAt(bytes, from + 1);
        return new BigInteger(bytes, at, to - at);
    }

    private static Object number(byte[] bytes, int from, int to) {
        return switch (bytes[from] & 0xff) {
            case 0x01 -> Double.NEGATIVE_INFINITY;
            case 0xf0 -> Double.POSITIVE_INFINITY;
            case 0xf1 -> Double.NaN;
            case 0x80 -> BigDecimal.ZERO;
            case 0x81 -> finite(bytes, from + 1, to);
            default -> {
                byte[] turned = Arrays.copyOfRange(bytes, from, to);
                for (int i = 0; i < turned.length; i++) {
                    turned[i] = (byte) ~turned[i];
                }
                yield finite(turned, 1, turned.length).negate();
            }
        };
    }

    private static BigDecimal finite(byte[] bytes, int from, int to) {
        long exponent = Label.get(bytes, from);
        StringBuilder digits = new StringBuilder();
        for (int i = from + Label.sizeAt(bytes, from); i < to - 1; i++) {
            int pair = (bytes[i] & 0xff) - 1;
            digits.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
        }
        BigInteger unscaled = new BigInteger(digits.toString());
        return DecimalColumn.narrowest(new BigDecimal(unscaled, Math.toIntExact(digits.length() - exponent)));
    }
}
