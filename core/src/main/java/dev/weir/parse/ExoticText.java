package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Text of a dialect with its own line terminator or escape character, made readable for Commons CSV, which ends records
 * at line breaks only and takes {@code \n} for a line feed.
 *
 * <p>The dialect's terminator becomes LF. A line break that ends no record, and a letter behind the escape character,
 * become noncharacters of Unicode, which no text may hold; {@link #restore} turns them back in a cell.
 */
final class ExoticText extends Reader {
    private static final String LETTERS = "nrbft\n\r";
    private static final char FIRST = '\ufdd0';

    private final PushbackReader in;
    private final @Nullable String terminator;
    private final int escape;
    private boolean escaped;

    ExoticText(Reader in, Dialect dialect) {
        String stated = dialect.lineTerminator();
        this.terminator =
                stated == null || stated.equals("\n") || stated.equals("\r\n") || stated.equals("\r") ? null : stated;
        this.in = new PushbackReader(in, terminator == null ? 1 : terminator.length() + 1);
        String escape = dialect.escapeChar();
        this.escape = escape == null || escape.isEmpty() ? -1 : escape.charAt(0);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = next();
            if (next < 0) {
                break;
            }
            target[offset + count++] = (char) next;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private int next() throws IOException {
        int value = in.read();
        if (value < 0) {
            return -1;
        }
        if (escaped) {
            escaped = false;
            return mark(value, 0);
        }
        if (value == escape) {
            escaped = true;
            return value;
        }
        if (terminator == null) {
            return value;
        }
        return endsRecord(value) ? '\n' : mark(value, 5);
    }

    private static int mark(int value, int from) {
        int index = LETTERS.indexOf(value, from);
        return index < 0 ? value : FIRST + index;
    }

    private boolean endsRecord(int first) throws IOException {
        String wanted = terminator;
        if (wanted == null || wanted.isEmpty() || first != wanted.charAt(0)) {
            return false;
        }
        char[] rest = new char[wanted.length() - 1];
        int count = 0;
        while (count < rest.length) {
            int value = in.read();
            if (value < 0) {
                break;
            }
            rest[count++] = (char) value;
            if (value != wanted.charAt(count)) {
                break;
            }
        }
        if (wanted.equals((char) first + new String(rest, 0, count))) {
            return true;
        }
        in.unread(rest, 0, count);
        return false;
    }

    /** A cell as it stood in the text. */
    static String restore(String cell) {
        StringBuilder restored = null;
        for (int i = 0; i < cell.length(); i++) {
            int index = cell.charAt(i) - FIRST;
            if (index >= 0 && index < LETTERS.length()) {
                if (restored == null) {
                    restored = new StringBuilder(cell);
                }
                restored.setCharAt(i, LETTERS.charAt(index));
            }
        }
        return restored == null ? cell : restored.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
