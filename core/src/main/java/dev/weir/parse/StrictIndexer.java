package dev.weir.parse;

import java.util.Arrays;

/**
 * Finds the separators byte by byte: the reference for {@link MaskIndexer}, and what reads blocks with misplaced quotes,
 * comments and blanks behind delimiters.
 *
 * <p>A quote begins a quoted cell only at the cell's start; elsewhere it is text. Text behind a closing quote belongs to
 * the cell, up to the next separator, and is a problem. Output as {@link MaskIndexer}'s; a pass may end at any byte.
 */
final class StrictIndexer {
    private enum State {
        RECORD,
        CELL,
        PLAIN,
        QUOTED,
        CLOSED,
        COMMENT
    }

    private final CsvFormat format;
    int[] positions = new int[1 << 12];
    int count;
    int[] quoted = new int[1 << 8];
    int quotedCount;
    /** Indexes into the separators of those that end a comment. */
    int[] comments = new int[16];

    int commentCount;
    /** Offsets of the opening quotes of cells with text behind their closing quote. */
    int[] misquoted = new int[16];

    int misquotedCount;
    int breaks;
    int innerBreaks;
    boolean wide;
    /** Where the quote opened that is still open, while {@link #endsInQuotes}. */
    int openedAt;

    private State state = State.RECORD;

    StrictIndexer(CsvFormat format) {
        this.format = format;
    }

    void begin(int from) {
        count = 1;
        positions[0] = from - 1;
        quotedCount = 0;
        commentCount = 0;
        misquotedCount = 0;
        breaks = 0;
        innerBreaks = 0;
        wide = false;
        state = State.RECORD;
    }

    boolean endsInQuotes() {
        return state == State.QUOTED;
    }

    void index(byte[] bytes, int from, int to) {
        byte delimiter = format.delimiter();
        int quote = format.quote();
        for (int at = from; at < to; at++) {
            byte value = bytes[at];
            if (value < 0) {
                wide = true;
            }
            boolean lineEnd = value == '\n' || value == '\r' && bytes[at + 1] != '\n';
            if (lineEnd) {
                breaks++;
            }
            switch (state) {
                case QUOTED -> {
                    if (value == quote) {
                        state = State.CLOSED;
                    } else if (lineEnd) {
                        innerBreaks++;
                    }
                }
                case COMMENT -> {
                    if (lineEnd) {
                        noteComment();
                        separator(at, true);
                    }
                }
                case CLOSED -> {
                    if (value == quote) {
                        state = State.QUOTED;
                    } else if (value == delimiter || lineEnd) {
                        separator(at, lineEnd);
                    } else if (value != '\r') {
                        noteMisquoted();
                        state = State.PLAIN;
                    }
                }
                default -> plain(bytes, at, value, quote, delimiter, lineEnd);
            }
        }
    }

    private void plain(byte[] bytes, int at, byte value, int quote, byte delimiter, boolean lineEnd) {
        if (state == State.RECORD && startsComment(bytes, at)) {
            state = State.COMMENT;
            if (lineEnd) {
                noteComment();
                separator(at, true);
            }
        } else if (value == delimiter || lineEnd) {
            separator(at, lineEnd);
        } else if (state != State.PLAIN && value == quote) {
            state = State.QUOTED;
            openedAt = at;
            noteQuoted();
        } else if (state == State.PLAIN || value != ' ' || !format.skipInitialSpace()) {
            state = State.PLAIN;
        } else {
            state = State.CELL;
        }
    }

    private boolean startsComment(byte[] bytes, int at) {
        byte[] comment = format.comment();
        return comment.length > 0 && Arrays.equals(comment, 0, comment.length, bytes, at, at + comment.length);
    }

    private void separator(int at, boolean lineEnd) {
        if (count == positions.length) {
            positions = Arrays.copyOf(positions, count * 2);
        }
        positions[count++] = at;
        state = lineEnd ? State.RECORD : State.CELL;
    }

    private void noteQuoted() {
        if (quotedCount == quoted.length) {
            quoted = Arrays.copyOf(quoted, quotedCount * 2);
        }
        quoted[quotedCount++] = count - 1;
    }

    private void noteComment() {
        if (commentCount == comments.length) {
            comments = Arrays.copyOf(comments, commentCount * 2);
        }
        comments[commentCount++] = count;
    }

    private void noteMisquoted() {
        if (misquotedCount == misquoted.length) {
            misquoted = Arrays.copyOf(misquoted, misquotedCount * 2);
        }
        misquoted[misquotedCount++] = openedAt;
    }
}
