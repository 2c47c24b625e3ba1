package dev.weir.expression.kernel;

import dev.weir.expression.kernel.CellKernel.Cell;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** Text functions, cell by cell, on UTF-8 bytes where that is simple. Positions count code points, from 1. */
public final class TextCells {
    private static final int MAX_BYTES = 1 << 26;
    private static final byte[] BLANK = {' '};
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private TextCells() {}

    static Slices slices(Column column) {
        return ((TextColumn) column).slices;
    }

    /** An integer cell; one that no {@code long} holds counts as the nearest. */
    static long whole(Column column, int row) {
        return ((LongColumn) column).values[row];
    }

    public static void upper(Column[] in, int row, Output out) {
        letters(in[0], row, out, true);
    }

    public static void lower(Column[] in, int row, Output out) {
        letters(in[0], row, out, false);
    }

    private static void letters(Column column, int row, Output out, boolean upper) {
        Slices text = slices(column);
        int start = text.start(row);
        int length = text.end(row) - start;
        out.reserve(length);
        byte[] from = text.bytes;
        byte[] to = out.buffer();
        int at = out.position();
        long first = (0x80L - (upper ? 'a' : 'A')) * ONES;
        long behind = (0x7fL - (upper ? 'z' : 'Z')) * ONES;
        long high = 0;
        for (int i = 0; i < length; i += 8) {
            long word = (long) TextIs.LONGS.get(from, start + i);
            long seven = word & ~HIGH;
            long letters = (seven + first ^ seven + behind) & HIGH;
            TextIs.LONGS.set(to, at + i, word ^ letters >>> 2);
            high |= word & TextIs.mask(Math.min(8, length - i));
        }
        if ((high & HIGH) != 0) {
            String whole = text.text(row);
            out.putText(upper ? whole.toUpperCase(Locale.ROOT) : whole.toLowerCase(Locale.ROOT));
            return;
        }
        out.putWritten(length);
    }

    public static void initcap(Column[] in, int row, Output out) {
        StringBuilder made = new StringBuilder();
        boolean inside = false;
        String text = slices(in[0]).text(row);
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean letter = Character.isLetterOrDigit(point);
            String one = new String(Character.toChars(point));
            made.append(inside ? one.toLowerCase(Locale.ROOT) : letter ? one.toUpperCase(Locale.ROOT) : one);
            inside = letter;
            i += Character.charCount(point);
        }
        out.putText(made.toString());
    }

    /** Takes characters off the ends: those of the second operand, else blanks. */
    public static Cell trim(boolean leading, boolean trailing) {
        return (in, row, out) -> {
            Slices text = slices(in[0]);
            byte[] bytes = text.bytes;
            int start = text.start(row);
            int end = text.end(row);
            byte[] marks = BLANK;
            int from = 0;
            int to = 1;
            if (in.length > 1) {
                Slices set = slices(in[1]);
                marks = set.bytes;
                from = set.start(row);
                to = set.end(row);
            }
            while (leading && start < end && in(marks, from, to, bytes, start, LikeKernel.after(bytes, start, end))) {
                start = LikeKernel.after(bytes, start, end);
            }
            while (trailing && start < end && in(marks, from, to, bytes, before(bytes, end), end)) {
                end = before(bytes, end);
            }
            out.putText(bytes, start, end);
        };
    }

    /** Whether the code point at {@code at} to {@code next} is one of those in a slice. */
    private static boolean in(byte[] marks, int from, int to, byte[] bytes, int at, int next) {
        for (int i = from; i < to; i = LikeKernel.after(marks, i, to)) {
            if (Arrays.equals(marks, i, LikeKernel.after(marks, i, to), bytes, at, next)) {
                return true;
            }
        }
        return false;
    }

    private static int before(byte[] bytes, int end) {
        int at = end - 1;
        while ((bytes[at] & 0xc0) == 0x80) {
            at--;
        }
        return at;
    }

    public static void length(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        out.put(points(text.bytes, text.start(row), text.end(row)));
    }

    static int points(byte[] bytes, int start, int end) {
        int points = 0;
        for (int i = start; i < end; i++) {
            points += (bytes[i] & 0xc0) != 0x80 ? 1 : 0;
        }
        return points;
    }

    public static void octets(Column[] in, int row, Output out) {
        out.put(slices(in[0]).length(row));
    }

    public static void substring(Column[] in, int row, Output out) {
        long from = whole(in[1], row);
        long to = Long.MAX_VALUE;
        if (in.length > 2) {
            long count = whole(in[2], row);
            if (count < 0) {
                out.putBad("SUBSTRING of a negative length: " + count);
                return;
            }
            to = from > 0 && from + count < 0 ? Long.MAX_VALUE : from + count;
        }
        part(slices(in[0]), row, from, to, out);
    }

    /** The code points from {@code from} to before {@code to}, counted from 1; what lies outside is left out. */
    private static void part(Slices text, int row, long from, long to, Output out) {
        byte[] bytes = text.bytes;
        int end = text.end(row);
        int start = skip(bytes, text.start(row), end, from - 1);
        int stop = to == Long.MAX_VALUE ? end : skip(bytes, start, end, to - Math.max(from, 1));
        out.putText(bytes, start, Math.max(start, stop));
    }

    private static int skip(byte[] bytes, int start, int end, long points) {
        int at = start;
        for (long i = 0; i < points && at < end; i++) {
            at = LikeKernel.after(bytes, at, end);
        }
        return at;
    }

    public static void left(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        long count = whole(in[1], row);
        long wanted = count < 0 ? points(text.bytes, text.start(row), text.end(row)) + count : count;
        part(text, row, 1, Math.max(0, wanted) + 1, out);
    }

    public static void right(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        long count = whole(in[1], row);
        long all = points(text.bytes, text.start(row), text.end(row));
        part(text, row, (count < 0 ? -count : all - Math.min(count, all)) + 1, Long.MAX_VALUE, out);
    }

    /** The byte where {@code sought} is first found in {@code text}, or -1. */
    static int find(Slices text, Slices sought, int row, int from) {
        byte[] bytes = text.bytes;
        byte[] wanted = sought.bytes;
        int start = sought.start(row);
        int length = sought.end(row) - start;
        int last = text.end(row) - length;
        for (int i = from; i <= last; i++) {
            if (length == 0
                    || bytes[i] == wanted[start]
                            && Arrays.equals(bytes, i, i + length, wanted, start, start + length)) {
                return i;
            }
        }
        return -1;
    }

    public static void position(Column text, Column sought, int row, Output out) {
        Slices whole = slices(text);
        int at = find(whole, slices(sought), row, whole.start(row));
        out.put(at < 0 ? 0 : points(whole.bytes, whole.start(row), at) + 1);
    }

    public static void startsWith(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        Slices sought = slices(in[1]);
        int length = sought.length(row);
        int start = text.start(row);
        out.put(text.length(row) >= length
                && Arrays.equals(text.bytes, start, start + length, sought.bytes, sought.start(row), sought.end(row)));
    }

    public static void endsWith(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        Slices sought = slices(in[1]);
        int length = sought.length(row);
        int end = text.end(row);
        out.put(text.length(row) >= length
                && Arrays.equals(text.bytes, end - length, end, sought.bytes, sought.start(row), sought.end(row)));
    }

    public static void contains(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        out.put(find(text, slices(in[1]), row, text.start(row)) >= 0);
    }

    public static void replace(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        Slices sought = slices(in[1]);
        if (sought.length(row) == 0) {
            out.putText(text.bytes, text.start(row), text.end(row));
            return;
        }
        Slices other = slices(in[2]);
        int at = text.start(row);
        int length = 0;
        int found = find(text, sought, row, at);
        while (found >= 0) {
            length = write(out, length, text.bytes, at, found);
            length = write(out, length, other.bytes, other.start(row), other.end(row));
            at = found + sought.length(row);
            found = find(text, sought, row, at);
        }
        length = write(out, length, text.bytes, at, text.end(row));
        out.putWritten(length);
    }

    /** Writes behind the {@code length} bytes of the cell so far; returns how many it then has. */
    static int write(Output out, int length, byte[] source, int from, int to) {
        out.reserve(length + to - from);
        System.arraycopy(source, from, out.buffer(), out.position() + length, to - from);
        return length + to - from;
    }

    public static void translate(Column[] in, int row, Output out) {
        int[] from = slices(in[1]).text(row).codePoints().toArray();
        int[] to = slices(in[2]).text(row).codePoints().toArray();
        StringBuilder made = new StringBuilder();
        slices(in[0]).text(row).codePoints().forEach(point -> {
            int at = 0;
            while (at < from.length && from[at] != point) {
                at++;
            }
            if (at == from.length) {
                made.appendCodePoint(point);
            } else if (at < to.length) {
                made.appendCodePoint(to[at]);
            }
        });
        out.putText(made.toString());
    }

    public static void overlay(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        Slices other = slices(in[1]);
        long from = whole(in[2], row);
        long count = in.length > 3 ? whole(in[3], row) : points(other.bytes, other.start(row), other.end(row));
        if (from < 1 || count < 0) {
            out.putBad("OVERLAY FROM " + from + " FOR " + count + ": positions begin at 1, a length at 0");
            return;
        }
        int start = skip(text.bytes, text.start(row), text.end(row), from - 1);
        int end = skip(text.bytes, start, text.end(row), count);
        int length = write(out, 0, text.bytes, text.start(row), start);
        length = write(out, length, other.bytes, other.start(row), other.end(row));
        out.putWritten(write(out, length, text.bytes, end, text.end(row)));
    }

    public static void pad(Column[] in, int row, Output out, boolean front) {
        Slices text = slices(in[0]);
        int[] points = text.text(row).codePoints().toArray();
        int[] fill = in.length > 2 ? slices(in[2]).text(row).codePoints().toArray() : new int[] {' '};
        long wanted = Math.max(0, whole(in[1], row));
        if (wanted > MAX_BYTES / 4) {
            out.putBad("a text of more than " + MAX_BYTES + " bytes");
            return;
        }
        int missing = fill.length == 0 ? 0 : (int) Math.max(0, wanted - points.length);
        StringBuilder made = new StringBuilder();
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i < Math.min(points.length, wanted); i++) {
            kept.appendCodePoint(points[i]);
        }
        for (int i = 0; i < missing; i++) {
            made.appendCodePoint(fill[i % fill.length]);
        }
        out.putText(front ? made.append(kept).toString() : kept.append(made).toString());
    }

    public static void repeat(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        long count = Math.max(0, whole(in[1], row));
        if (text.length(row) > 0 && count > MAX_BYTES / text.length(row)) {
            out.putBad("a text of more than " + MAX_BYTES + " bytes");
            return;
        }
        int length = 0;
        for (long i = 0; i < count && text.length(row) > 0; i++) {
            length = write(out, length, text.bytes, text.start(row), text.end(row));
        }
        out.putWritten(length);
    }

    public static void reverse(Column[] in, int row, Output out) {
        out.putText(new StringBuilder(slices(in[0]).text(row)).reverse().toString());
    }

    public static void splitPart(Column[] in, int row, Output out) {
        Slices text = slices(in[0]);
        Slices separator = slices(in[1]);
        long part = whole(in[2], row);
        if (part == 0) {
            out.putBad("SPLIT_PART counts parts from 1, or from the end from -1");
            return;
        }
        int width = separator.length(row);
        int parts = 1;
        int at = text.start(row);
        for (int next = next(text, separator, row, at); next >= 0; next = next(text, separator, row, at)) {
            parts++;
            at = next + width;
        }
        long wanted = part < 0 ? parts + part + 1 : part;
        int start = text.start(row);
        for (long i = 1; i < wanted && wanted <= parts; i++) {
            start = next(text, separator, row, start) + width;
        }
        int end = next(text, separator, row, start);
        boolean found = wanted >= 1 && wanted <= parts;
        out.putText(text.bytes, start, found ? (end < 0 ? text.end(row) : end) : start);
    }

    private static int next(Slices text, Slices separator, int row, int from) {
        return separator.length(row) == 0 ? -1 : find(text, separator, row, from);
    }

    public static void ascii(Column[] in, int row, Output out) {
        String text = slices(in[0]).text(row);
        out.put(text.isEmpty() ? 0 : text.codePointAt(0));
    }

    public static void chr(Column[] in, int row, Output out) {
        long point = whole(in[0], row);
        boolean valid = point > 0 && point <= Character.MAX_CODE_POINT && (point < 0xd800 || point > 0xdfff);
        if (valid) {
            out.putText(new String(Character.toChars((int) point)));
        } else {
            out.putBad("no character has the number " + point);
        }
    }

    public static Cell digest(String algorithm) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every JDK", e);
        }
        return (in, row, out) -> {
            Slices text = slices(in[0]);
            digest.update(text.bytes, text.start(row), text.length(row));
            out.putText(HexFormat.of().formatHex(digest.digest()));
        };
    }

    public static void hex(Column[] in, int row, Output out) {
        byte[] bytes = slices(in[0]).text(row).getBytes(StandardCharsets.UTF_8);
        out.putText(HexFormat.of().withUpperCase().formatHex(bytes));
    }
}
