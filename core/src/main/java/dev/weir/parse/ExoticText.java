package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Text of a dialect with its own line terminator, delimiter or escape character, made readable for Commons CSV, which
 * ends records at line breaks only, doubles every quote and takes {@code \n} for a line feed.
 *
 * <p>Outside quotes the dialect's terminator becomes LF. A line break that ends no record, a letter behind the escape
 * character, a quote that is not doubled and the begin of a comment become noncharacters of Unicode, which no text may
 * hold; {@link #restore} turns them back in a cell. A byte order mark is left out, and so are blanks behind delimiters
 * where the dialect says so. In a comment quotes become blanks.
 */
final class ExoticText extends Reader {
    private enum State {
        RECORD,
        CELL,
        PLAIN,
        QUOTED,
        CLOSED,
        COMMENT
    }

    private static final String LETTERS = "nrbft\n\r";
    private static final char FIRST = '\ufdd0';
    private static final char QUOTE = (char) (FIRST + LETTERS.length());
    /** What a comment begins with. */
    static final char COMMENT = (char) (QUOTE + 1);

    private final PushbackReader in;
    private final @Nullable String terminator;
    private final String delimiter;
    private final String comment;
    private final int escape;
    private final int quote;
    private final boolean doubleQuote;
    private final boolean skipInitialSpace;
    private State state = State.RECORD;
    private int delimiterSeen;
    private boolean escaped;
    private boolean begun;

    ExoticText(Reader in, Dialect dialect) {
        String stated = dialect.lineTerminator();
        this.terminator = stated == null
                        || stated.isEmpty()
                        || stated.equals("\n")
                        || stated.equals("\r\n")
                        || stated.equals("\r")
                ? null
                : stated;
        this.delimiter = dialect.delimiter();
        this.comment = or(dialect.commentChar());
        this.in = new PushbackReader(in, 2 + comment.length() + (terminator == null ? 0 : terminator.length()));
        this.escape = first(dialect.escapeChar());
        this.quote = first(dialect.quoteChar());
        this.doubleQuote = dialect.doubleQuote();
        this.skipInitialSpace = dialect.skipInitialSpace();
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static int first(@Nullable String text) {
        return text == null || text.isEmpty() ? -1 : text.charAt(0);
    }

    /** Whether the text ended inside quotes. */
    boolean endedInQuotes() {
        return state == State.QUOTED;
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
        if (!begun) {
            begun = true;
            value = value == '\ufeff' ? in.read() : value;
        }
        while (value == ' ' && skipInitialSpace && (state == State.RECORD || state == State.CELL)) {
            state = State.CELL;
            value = in.read();
        }
        if (value < 0) {
            return -1;
        }
        if (escaped) {
            escaped = false;
            return value == '\n' || value == '\r' ? value : mark(value, 0);
        }
        if (state == State.RECORD && !comment.isEmpty() && follows(value, comment)) {
            state = State.COMMENT;
            return COMMENT;
        }
        if (state == State.COMMENT) {
            return inComment(value);
        }
        if (value == escape) {
            escaped = true;
            delimiterSeen = 0;
            state = state == State.QUOTED ? State.QUOTED : State.PLAIN;
            return value;
        }
        return state == State.QUOTED ? inQuotes(value) : outside(value);
    }

    private int inComment(int value) throws IOException {
        if (endsRecord(value)) {
            state = State.RECORD;
            return terminator == null ? value : '\n';
        }
        return value == quote || value == escape || value == '\r' || value == '\n' ? ' ' : value;
    }

    private int inQuotes(int value) {
        if (value == quote) {
            state = State.CLOSED;
        }
        return value;
    }

    private int outside(int value) throws IOException {
        if (value == quote) {
            delimiterSeen = 0;
            boolean begins = state == State.RECORD || state == State.CELL;
            boolean closed = state == State.CLOSED;
            state = begins || closed && doubleQuote ? State.QUOTED : State.PLAIN;
            return closed && !doubleQuote ? QUOTE : value;
        }
        if (endsRecord(value)) {
            state = State.RECORD;
            delimiterSeen = 0;
            return terminator == null ? value : '\n';
        }
        delimiterSeen =
                value == delimiter.charAt(delimiterSeen) ? delimiterSeen + 1 : value == delimiter.charAt(0) ? 1 : 0;
        state = State.PLAIN;
        if (delimiterSeen == delimiter.length()) {
            delimiterSeen = 0;
            state = State.CELL;
        }
        return terminator == null ? value : mark(value, 5);
    }

    private static int mark(int value, int from) {
        int index = LETTERS.indexOf(value, from);
        return index < 0 ? value : FIRST + index;
    }

    private boolean endsRecord(int value) throws IOException {
        return terminator == null ? value == '\n' || value == '\r' : follows(value, terminator);
    }

    /** Whether {@code wanted} comes next, {@code first} being read already; it is passed then. */
    private boolean follows(int first, String wanted) throws IOException {
        if (first != wanted.charAt(0)) {
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
    String restore(String cell) {
        StringBuilder restored = null;
        for (int i = 0; i < cell.length(); i++) {
            int index = cell.charAt(i) - FIRST;
            if (index >= 0 && index <= LETTERS.length()) {
                if (restored == null) {
                    restored = new StringBuilder(cell);
                }
                restored.setCharAt(i, index == LETTERS.length() ? (char) quote : LETTERS.charAt(index));
            }
        }
        return restored == null ? cell : restored.toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
