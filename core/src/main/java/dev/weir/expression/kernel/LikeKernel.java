package dev.weir.expression.kernel;

import dev.weir.row.Batch;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** LIKE with a constant pattern, matched on UTF-8: {@code %} is any text, {@code _} one code point. */
public final class LikeKernel extends Predicate {
    private static final int ONE = -1;
    private static final int MANY = -2;
    private final int[] pattern;
    private final int differs;
    /** Where the pattern is {@code text%}, {@code %text} or {@code %text%}: that text. */
    private final byte @Nullable [] literal;

    private final boolean open;
    private final boolean openEnd;

    private LikeKernel(Kernel text, int[] pattern, boolean negated) {
        super(text);
        this.pattern = pattern;
        this.differs = negated ? 1 : 0;
        this.open = pattern[0] == MANY;
        this.openEnd = pattern[pattern.length - 1] == MANY;
        this.literal = literal(pattern, open ? 1 : 0, pattern.length - (openEnd && pattern.length > 1 ? 1 : 0));
    }

    private static byte @Nullable [] literal(int[] pattern, int from, int to) {
        byte[] bytes = new byte[Math.max(0, to - from)];
        for (int i = from; i < to; i++) {
            if (pattern[i] < 0) {
                return null;
            }
            bytes[i - from] = (byte) pattern[i];
        }
        return bytes;
    }

    /** The kernel of a pattern; see {@link #problem}. */
    public static Predicate of(Kernel text, String pattern, @Nullable String escape, boolean negated) {
        int[] compiled = compile(pattern, escape);
        for (int code : compiled) {
            if (code < 0) {
                return new LikeKernel(text, compiled, negated);
            }
        }
        byte[] bytes = new byte[compiled.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) compiled[i];
        }
        return new TextIs(text, new String(bytes, StandardCharsets.UTF_8), negated);
    }

    /** What is wrong with a pattern, or null. */
    public static @Nullable String problem(String pattern, @Nullable String escape) {
        if (escape != null && escape.codePointCount(0, escape.length()) != 1) {
            return "ESCAPE is one character";
        }
        if (escape == null) {
            return null;
        }
        int mark = escape.codePointAt(0);
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            if (points[i] == mark) {
                i++;
                if (i >= points.length || points[i] != mark && points[i] != '%' && points[i] != '_') {
                    return "behind the escape character stands %, _ or the escape character";
                }
            }
        }
        return null;
    }

    /** Whether one text matches. */
    public static boolean matches(byte[] bytes, int start, int end, String pattern, @Nullable String escape) {
        return matches(compile(pattern, escape), bytes, start, end);
    }

    private static int[] compile(String pattern, @Nullable String escape) {
        int mark = escape == null ? -1 : escape.codePointAt(0);
        int[] codes = new int[pattern.length() * 3];
        int count = 0;
        int[] points = pattern.codePoints().toArray();
        for (int i = 0; i < points.length; i++) {
            boolean escaped = points[i] == mark && i + 1 < points.length;
            int point = escaped ? points[++i] : points[i];
            if (!escaped && (point == '%' || point == '_')) {
                codes[count++] = point == '%' ? MANY : ONE;
            } else {
                for (byte b : new String(Character.toChars(point)).getBytes(StandardCharsets.UTF_8)) {
                    codes[count++] = b & 0xff;
                }
            }
        }
        return Arrays.copyOf(codes, count);
    }

    @Override
    int fill(Batch batch, byte[] truth) {
        TextColumn column = (TextColumn) inputs[0].evaluate(batch);
        int rows = batch.rows();
        Slices slices = column.slices;
        byte[] sought = literal;
        for (int i = 0; i < rows; i++) {
            boolean found = sought != null
                    ? holds(sought, slices.bytes, slices.start(i), slices.end(i))
                    : matches(pattern, slices.bytes, slices.start(i), slices.end(i));
            truth[i] = (byte) ((found ? 1 : 0) ^ differs);
        }
        return column.states == null ? 1 : 1 | overlay(column.states, truth, rows);
    }

    private boolean holds(byte[] sought, byte[] bytes, int start, int end) {
        int last = end - sought.length;
        if (last < start) {
            return false;
        }
        if (!open || !openEnd) {
            int at = open ? last : start;
            return Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length);
        }
        for (int at = start; at <= last; at++) {
            if (sought.length == 0
                    || bytes[at] == sought[0]
                            && Arrays.equals(bytes, at, at + sought.length, sought, 0, sought.length)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(int[] pattern, byte[] bytes, int start, int end) {
        int at = start;
        int p = 0;
        int many = -1;
        int resume = start;
        while (at < end) {
            if (p < pattern.length && pattern[p] == (bytes[at] & 0xff)) {
                at++;
                p++;
            } else if (p < pattern.length && pattern[p] == ONE) {
                at = after(bytes, at, end);
                p++;
            } else if (p < pattern.length && pattern[p] == MANY) {
                many = p++;
                resume = at;
            } else if (many >= 0) {
                p = many + 1;
                resume = after(bytes, resume, end);
                at = resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == MANY) {
            p++;
        }
        return p == pattern.length;
    }

    /** The place behind the code point at {@code at}. */
    static int after(byte[] bytes, int at, int end) {
        int next = at + 1;
        while (next < end && (bytes[next] & 0xc0) == 0x80) {
            next++;
        }
        return next;
    }
}
