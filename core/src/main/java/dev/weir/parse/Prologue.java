package dev.weir.parse;

import dev.weir.descriptor.Dialect;
import dev.weir.row.Slices;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the first data row: a byte order mark, header rows, comments.
 *
 * @param labels the header's labels; null where the dialect has no header, empty where the table is
 * @param records how many records were passed, comments counted
 * @param breaks how many line breaks were passed
 * @param at buffer index of the first data record
 * @param problem what is wrong with the bytes passed, or null
 * @param first how many cells the first data record has where there is no header, else -1
 */
record Prologue(
        @Nullable List<String> labels, long records, long breaks, int at, Block.@Nullable Problem problem, int first) {

    /**
     * Reads the prologue off a block that holds the table's first bytes.
     *
     * @param limits the longest record, the most fields
     * @param more reads more bytes into the block; false at the end
     */
    static Prologue read(CsvBlock block, Dialect dialect, ParseLimits limits, More more) {
        int recordBytes = limits.recordBytes();
        int at = Slices.PAD_FRONT + (startsWithMark(block) ? 3 : 0);
        List<Integer> headerRows = dialect.headerRows();
        int last = headerRows.stream().mapToInt(Integer::intValue).max().orElse(0);
        List<List<String>> headers = new ArrayList<>();
        List<Integer> commentRows = dialect.commentRows();
        long records = 0;
        long breaks = 0;
        int counted = 0;
        while ((counted < last || last > 0 && headers.isEmpty()) && record(block, at, recordBytes, more)) {
            Block.Problem problem =
                    block.problems().isEmpty() ? null : block.problems().get(0);
            if (problem != null) {
                return new Prologue(List.of(), records, breaks, at, problem, -1);
            }
            if (block.cellsOfFirst() > limits.fields()) {
                return new Prologue(List.of(), records, breaks, at, tooMany(block, at, limits), -1);
            }
            records++;
            breaks += block.lineBreaks();
            at = block.end;
            if (!block.firstIsComment() && !commentRows.contains((int) records)) {
                counted++;
                if (headerRows.contains(counted) || counted > last) {
                    headers.add(cells(block));
                }
            } else if (commentRows.contains((int) records)) {
                counted++;
            }
        }
        if (last > 0) {
            return new Prologue(join(headers, dialect.headerJoin()), records, breaks, at, null, -1);
        }
        int first = record(block, at, recordBytes, more) && !block.isEmpty() ? block.cellsOfFirst() : 0;
        Block.Problem problem = first > limits.fields() ? tooMany(block, at, limits) : null;
        return new Prologue(null, records, breaks, at, problem, problem == null ? first : 0);
    }

    private static Block.Problem tooMany(CsvBlock block, int at, ParseLimits limits) {
        return new Block.Problem(Block.Kind.SOURCE, at, limits.tooManyCells(block.cellsOfFirst()), true);
    }

    /** Reads more bytes. */
    interface More {
        boolean read();
    }

    private static boolean startsWithMark(CsvBlock block) {
        int at = Slices.PAD_FRONT;
        byte[] bytes = block.bytes;
        return block.dataEnd >= at + 3
                && bytes[at] == (byte) 0xef
                && bytes[at + 1] == (byte) 0xbb
                && bytes[at + 2] == (byte) 0xbf;
    }

    private static boolean record(CsvBlock block, int at, int recordBytes, More more) {
        boolean whole = false;
        while (true) {
            if (whole && at >= block.dataEnd) {
                return false;
            }
            if (at < block.dataEnd && block.index(at, at + 1, whole)) {
                return true;
            }
            if (block.dataEnd - at > recordBytes) {
                block.refuse(at, recordBytes);
                return true;
            }
            whole = !more.read();
        }
    }

    private static List<String> cells(CsvBlock block) {
        int count = block.cellsOfFirst();
        block.layOut(Math.max(count, 1));
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cells.add(block.content(i, block.raw(i)).text(0));
        }
        return cells;
    }

    /** Joins the header rows of each column; a blank or missing upper cell repeats its left neighbour. */
    static List<String> join(List<List<String>> rows, String joint) {
        if (rows.size() == 1) {
            return rows.get(0);
        }
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<String> labels = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            StringBuilder label = new StringBuilder();
            for (int row = 0; row < rows.size(); row++) {
                String cell = cell(rows.get(row), column, row + 1 < rows.size());
                label.append(label.length() > 0 && !cell.isEmpty() ? joint : "").append(cell);
            }
            labels.add(label.toString());
        }
        return labels;
    }

    private static String cell(List<String> row, int column, boolean upper) {
        int at = Math.min(column, row.size() - 1);
        while (upper && at > 0 && row.get(at).isBlank()) {
            at--;
        }
        return at < 0 || !upper && column >= row.size() ? "" : row.get(at);
    }
}
