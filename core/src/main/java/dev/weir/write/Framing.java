package dev.weir.write;

import dev.weir.descriptor.Dialect;
import dev.weir.parse.CsvFormat;
import dev.weir.row.TextBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How a dialect frames cells: which bytes stand between and around them, and when a cell needs quotes. Immutable.
 *
 * <p>A cell is framed only where it would be read back differently without: it holds a delimiter, a quote, a line break
 * or the escape character, begins with a blank that would be skipped or with what begins a comment, or is empty and
 * alone in its row.
 */
public final class Framing {
    private static final byte[] NONE = {};
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    final byte[] delimiter;
    final byte[] terminator;
    private final byte[] quote;
    private final byte[] escape;
    private final byte[] comment;
    private final boolean doubleQuote;
    private final boolean skipInitialSpace;
    private final boolean header;
    private final boolean plain;
    private final boolean ownTerminator;
    private final boolean[] special = new boolean[256];

    private Framing(Dialect dialect) {
        delimiter = utf8(dialect.delimiter());
        quote = utf8(dialect.quoteChar());
        escape = utf8(dialect.escapeChar());
        comment = utf8(dialect.commentChar());
        String stated = dialect.lineTerminator();
        terminator = stated == null || stated.isEmpty() ? utf8("\n") : utf8(stated);
        ownTerminator = terminator[0] != '\n' && terminator[0] != '\r';
        doubleQuote = dialect.doubleQuote();
        skipInitialSpace = dialect.skipInitialSpace();
        header = dialect.header();
        plain = CsvFormat.of(dialect) != null;
        for (byte[] bytes : new byte[][] {delimiter, quote, escape, terminator, {'\n'}, {'\r'}}) {
            if (bytes.length > 0) {
                special[bytes[0] & 0xff] = true;
            }
        }
    }

    private static byte[] utf8(@Nullable String text) {
        return text == null ? NONE : text.getBytes(StandardCharsets.UTF_8);
    }

    /** How cells of this dialect are written. */
    static Framing of(Dialect dialect) {
        return new Framing(dialect);
    }

    /** How the raw text of cells read under this dialect is framed: exotic dialects are given on in the default one. */
    public static Framing ofRaw(Dialect dialect) {
        return new Framing(CsvFormat.of(dialect) == null ? Dialect.DEFAULT : dialect);
    }

    /** Whether a framed cell of the other may be copied as it is. */
    boolean same(Framing other) {
        return plain
                && other.plain
                && Arrays.equals(delimiter, other.delimiter)
                && Arrays.equals(quote, other.quote)
                && skipInitialSpace == other.skipInitialSpace;
    }

    /** Whether the first cell of a row must be looked at for what begins a comment or a byte order mark. */
    boolean checksFirst() {
        return comment.length > 0 || !header;
    }

    /** Whether text of these characters never needs a frame, but in the first cell where that is looked at. */
    boolean leavesBare(String alphabet) {
        for (int i = 0; i < alphabet.length(); i++) {
            if (special[alphabet.charAt(i) & 0xff]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Appends a cell, framed where it has to be.
     *
     * @param first whether it is the first of its row
     * @param only whether it is the only one
     * @return false where this dialect cannot say it: then nothing was appended
     */
    boolean put(byte[] bytes, int from, int to, boolean first, boolean only, TextBuffer out) {
        boolean framed = from == to ? only : skipInitialSpace && bytes[from] == ' ';
        for (int at = from; at < to && !framed; at++) {
            framed = special[bytes[at] & 0xff];
        }
        if (!framed && first && checksFirst()) {
            framed = startsWith(comment, bytes, from, to) || !header && startsWith(MARK, bytes, from, to);
        }
        if (!framed) {
            out.put(bytes, from, to);
            return true;
        }
        return quote.length > 0 ? putQuoted(bytes, from, to, first, out) : putEscaped(bytes, from, to, out);
    }

    private boolean putQuoted(byte[] bytes, int from, int to, boolean first, TextBuffer out) {
        if (ownTerminator && holds(terminator, bytes, from, to)) {
            return false;
        }
        if (!doubleQuote && escape.length == 0 && holds(quote, bytes, from, to)) {
            return putBare(bytes, from, to, first, out);
        }
        out.put(quote);
        int copied = from;
        for (int at = from; at < to; at++) {
            if (special[bytes[at] & 0xff]) {
                out.put(bytes, copied, at);
                copied = at;
                if (startsWith(quote, bytes, at, to)) {
                    out.put(doubleQuote ? quote : escape);
                } else if (startsWith(escape, bytes, at, to)) {
                    out.put(escape);
                }
            }
        }
        out.put(bytes, copied, to);
        out.put(quote);
        return true;
    }

    /** A cell with a quote in it that cannot be doubled: without quotes, where that says the same. */
    private boolean putBare(byte[] bytes, int from, int to, boolean first, TextBuffer out) {
        boolean clean = to > from && !startsWith(quote, bytes, from, to);
        clean &= !(skipInitialSpace && bytes[from] == ' ');
        clean &= !(first && (startsWith(comment, bytes, from, to) || startsWith(MARK, bytes, from, to)));
        for (int at = from; at < to && clean; at++) {
            clean = bytes[at] == quote[0] || !special[bytes[at] & 0xff];
        }
        if (clean) {
            out.put(bytes, from, to);
        }
        return clean;
    }

    private boolean putEscaped(byte[] bytes, int from, int to, TextBuffer out) {
        if (from == to || skipInitialSpace && bytes[from] == ' ' || startsWith(comment, bytes, from, to)) {
            return false;
        }
        int before = out.length;
        for (int at = from; at < to; at++) {
            if (startsWith(escape, bytes, at, to) || delimiter.length == 1 && bytes[at] == delimiter[0]) {
                out.put(escape);
            }
            if (escape.length == 0 && special[bytes[at] & 0xff] && (delimiter.length == 1 || bytes[at] != delimiter[0])
                    || bytes[at] == '\n'
                    || bytes[at] == '\r'
                    || startsWith(terminator, bytes, at, to)
                    || delimiter.length > 1
                            && (startsWith(delimiter, bytes, at, to) || at + 1 == to && bytes[at] == delimiter[0])) {
                out.length = before;
                return false;
            }
            out.put(bytes[at]);
        }
        return true;
    }

    private static boolean startsWith(byte[] what, byte[] bytes, int at, int to) {
        return what.length > 0
                && at + what.length <= to
                && Arrays.equals(what, 0, what.length, bytes, at, at + what.length);
    }

    private static boolean holds(byte[] what, byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (startsWith(what, bytes, at, to)) {
                return true;
            }
        }
        return false;
    }

    /** Appends the text of a cell that stands framed in a plain dialect. */
    public void unframe(byte[] bytes, int from, int to, TextBuffer out) {
        int at = from;
        while (skipInitialSpace && at < to && bytes[at] == ' ') {
            at++;
        }
        if (quote.length == 0 || at == to || bytes[at] != quote[0]) {
            out.put(bytes, at, to);
            return;
        }
        boolean inside = true;
        for (at++; at < to; at++) {
            if (bytes[at] == quote[0] && inside) {
                if (at + 1 < to && bytes[at + 1] == quote[0]) {
                    at++;
                } else {
                    inside = false;
                    continue;
                }
            }
            out.put(bytes[at]);
        }
    }
}
