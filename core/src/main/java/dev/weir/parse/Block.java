package dev.weir.parse;

import dev.weir.row.Slices;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block of whole records, found and laid out: rows by fields of physical cells. The workspace of one thread, filled
 * again and again; field and record indexes are 0-based within the block, row indexes within its part.
 *
 * <p>{@link #ragged} names rows with another number of cells than there are fields. What is laid out of many cells comes
 * in parts, so that memory is bounded.
 */
public abstract sealed class Block permits CsvBlock, JsonBlock {
    /** The buffer; data begins at {@link Slices#PAD_FRONT}. */
    byte[] bytes;
    /** End of what was read. */
    int dataEnd;
    /** Begin of the first record, end of the last. */
    int start;

    int end;
    /** Position of {@code bytes[PAD_FRONT]} in the source. */
    long offset;

    long segment;

    final int partCells;
    int rows;
    int records;
    long breaks;
    /** Number of the part that is laid out, -1 before the first. */
    int part;

    final List<Ragged> ragged = new ArrayList<>();
    final List<Problem> problems = new ArrayList<>();
    /** Begin of the record whose end was not found by {@link #index}. */
    int unfinished;
    /** End of texts that were made, behind the data. */
    int tail;

    /** A row with another number of cells than there are fields; {@code entry} is where the block knows them from. */
    public record Ragged(int row, int cells, int entry) {}

    /**
     * Something wrong with the bytes.
     *
     * @param at index into the buffer
     * @param fatal whether nothing behind it was read
     */
    public record Problem(Kind kind, int at, String note, boolean fatal) {}

    /** What can be wrong with bytes. */
    public enum Kind {
        SOURCE,
        ENCODING
    }

    Block(int capacity, int partCells) {
        this.partCells = partCells;
        this.bytes = new byte[Slices.PAD_FRONT + capacity + Slices.PAD_BEHIND];
    }

    /** The block's place in the order of all blocks of its table. */
    public final long segment() {
        return segment;
    }

    /** Rows of the part that is laid out. */
    public final int rows() {
        return rows;
    }

    /** The number of the part that is laid out. */
    public final int part() {
        return part;
    }

    /** Whether there are records behind the part that is laid out. */
    public abstract boolean hasMore();

    /** Records of the whole block, comments counted; known from the first part on. */
    public final int records() {
        return records;
    }

    /** Physical line breaks in the block's records. */
    public final long lineBreaks() {
        return breaks;
    }

    /** The record of a row. */
    public abstract int record(int row);

    /** Whether there are comments among the rows of the part, so that their records are not consecutive. */
    public boolean hasComments() {
        return false;
    }

    public final List<Ragged> ragged() {
        return ragged;
    }

    /** What is wrong with the bytes of the whole block. */
    public final List<Problem> problems() {
        return problems;
    }

    /** What is wrong with the bytes of the part that is laid out; behind all records: with those of the last one. */
    public final List<Problem> problemsOfPart() {
        if (problems.isEmpty() || part == 0 && !hasMore()) {
            return problems;
        }
        int from = part == 0 ? 0 : recordStart(0);
        int to = hasMore() ? partEnd() : Integer.MAX_VALUE;
        return problems.stream()
                .filter(problem -> problem.at() >= from && problem.at() < to)
                .toList();
    }

    /** Buffer index behind the part that is laid out. */
    abstract int partEnd();

    /** Position in the source of the byte {@code at} of the buffer. */
    public final long offsetOf(int at) {
        return offset + at - Slices.PAD_FRONT;
    }

    /** Position in the source of the first record, and of the end of the last. */
    public final long startOffset() {
        return offsetOf(start);
    }

    public final long endOffset() {
        return offsetOf(end);
    }

    public final byte[] bytes() {
        return bytes;
    }

    /** Whether nothing behind this block is read. */
    final boolean isFatal() {
        for (Problem problem : problems) {
            if (problem.fatal()) {
                return true;
            }
        }
        return false;
    }

    /** Bytes held of the record whose end was not found by {@link #index}. */
    final int unfinishedBytes() {
        return dataEnd - unfinished;
    }

    /**
     * Gives up on the record whose end was not found by {@link #index}: it is longer than may be. The block ends before
     * it.
     */
    final void refuse(int from, int recordBytes) {
        int until = unfinished;
        if (until == from || !index(from, until, false)) {
            end = start = from;
            nothing(from);
        }
        problem(
                Kind.SOURCE,
                until,
                "a record that begins here is longer than the limit of " + recordBytes + " bytes" + missingEnd(),
                true);
    }

    /** What may be missing where a record is too long. */
    abstract String missingEnd();

    /** Gives up on the last record where it is longer than may be: one that fits into a block is not looked at. */
    final void refuseLongLast(int from, int recordBytes) {
        if (end - from > recordBytes) {
            int last = lastRecord(from);
            if (end - last > recordBytes) {
                unfinished = last;
                refuse(from, recordBytes);
            }
        }
    }

    /** Begin of the last record. */
    abstract int lastRecord(int from);

    /** Holds no record. */
    abstract void nothing(int from);

    /** Begins to hold other bytes. */
    void reset() {
        rows = 0;
        records = 0;
        breaks = 0;
        problems.clear();
        ragged.clear();
        start = Slices.PAD_FRONT;
        end = start;
    }

    /** Makes room for {@code size} bytes of data; what was read stays. */
    final void ensure(long size) {
        long wanted = size + Slices.PAD_FRONT + Slices.PAD_BEHIND;
        if (wanted > bytes.length) {
            if (wanted > Integer.MAX_VALUE - 64) {
                throw new IllegalStateException("a block of " + size + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) wanted);
        }
    }

    final void problem(Kind kind, int at, String note, boolean fatal) {
        problems.add(new Problem(kind, at, note, fatal));
    }

    /** Where the first record of a block begins that was cut out of a file somewhere; {@code until} where there is none. */
    abstract int guess(int until);

    /**
     * Finds the records from {@code from} on: to the first record that begins at or behind {@code until}, or to the end
     * of the data where {@code whole} says that no more will come.
     *
     * @return false where more data is needed to find the end of the last record; nothing is kept then
     */
    abstract boolean index(int from, int until, boolean whole);

    /**
     * Marks the records with the given numbers (from 1) as comments.
     *
     * @param before how many records came before the block
     * @return how many records the block has
     */
    abstract int dropComments(List<Integer> numbers, long before);

    /**
     * Lays the next part of the records out as rows of {@code fields} cells. A block without records has one part, without
     * rows. What was laid out before is gone.
     *
     * @return false where no part is left
     */
    public abstract boolean layOut(int fields);

    /** The raw text of a field's cells, quotes too. */
    public abstract Slices raw(int field);

    /** The text of a field's cells, without quotes: the raw slices themselves where no cell is quoted. */
    public abstract Slices content(int field, Slices raw);

    /** The text of a cell of a row with more of them than there are fields, raw. */
    public abstract String extraCell(int row, int cell);

    /** What is said of such a cell. */
    public String extraNote(int row, int cell) {
        return "the row is too long";
    }

    /** The ragged row of this number. */
    final Ragged raggedAt(int row) {
        int low = 0;
        int high = ragged.size() - 1;
        while (low < high) {
            int middle = low + high >>> 1;
            if (ragged.get(middle).row() < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return ragged.get(low);
    }

    /** Whether there is no byte of a record. */
    abstract boolean isEmpty();

    /** Buffer index where a row's record begins. */
    public abstract int recordStart(int row);

    /** Buffer indexes where the records of the rows begin and end, line ends left out. */
    public abstract void records(int[] starts, int[] ends);

    /** Whether all is there that the source must have behind its records; asked where it has no more bytes. */
    boolean isComplete() {
        return true;
    }

    /** Line breaks between the block's start and a buffer index: an error's line. */
    public final long breaksBefore(int at) {
        return breaks(start, at);
    }

    /** Line breaks between two buffer indexes. */
    public long breaks(int from, int to) {
        long found = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r' && bytes[i + 1] != '\n') {
                found++;
            }
        }
        return found;
    }

    /** Buffer index of the first record. */
    public final int start() {
        return start;
    }
}
