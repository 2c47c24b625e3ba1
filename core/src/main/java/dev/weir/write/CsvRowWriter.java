package dev.weir.write;

import dev.weir.process.Whole.ErrorTaker;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches as rows of a CSV file. The hot path; one thread each.
 *
 * <p>A cell keeps its raw text where that reads the same in the output, else it is written canonically ({@link
 * CellText}). Cells that stand side by side in the source and are kept are copied as one: a row that no step touched is
 * one copy. A cell that has no text in the output is an error of that cell, given to the taker: {@code type-error}, or
 * {@code encoding-error} for a character that the encoding has not. Memory: the texts of one batch.
 */
public final class CsvRowWriter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    /** Copies up to this length are made of words. */
    private static final int SHORT = 96;

    private final CsvLayout layout;
    private final ErrorTaker errors;
    private final CellText[] texts;
    private final byte[] delimiter;
    private final byte[] terminator;

    private final byte[][] bytes;
    private final int[][] positions;
    private final int[] at;
    private final int[] strides;
    private final int[] gaps;
    /** How far behind the entry where a cell begins stands the one where it ends; more than one for neighbours. */
    private final int[] spans;

    CsvRowWriter(CsvLayout layout, ErrorTaker errors) {
        this.layout = layout;
        this.errors = errors;
        this.delimiter = layout.framing.delimiter;
        this.terminator = layout.framing.terminator;
        int fields = layout.types.length;
        this.texts = new CellText[fields];
        for (int i = 0; i < fields; i++) {
            texts[i] = new CellText(layout, i, errors);
        }
        this.bytes = new byte[fields][];
        this.positions = new int[fields][];
        this.at = new int[fields];
        this.strides = new int[fields];
        this.gaps = new int[fields];
        this.spans = new int[fields];
    }

    /** Appends the rows of {@code batch}, whose schema has the fields of the layout's; encoded where it has an encoding. */
    public void write(Batch batch, TextBuffer out) {
        write(batch, out, null);
    }

    /** @param ends gets where the record of each row ends in {@code out}; null too, and for a layout with an encoding */
    void write(Batch batch, TextBuffer out, int @Nullable [] ends) {
        int rows = batch.rows();
        Slices[] cells = new Slices[texts.length];
        for (int i = 0; i < texts.length; i++) {
            Slices slices = texts[i].resolve(batch, rows);
            cells[i] = slices;
        }
        FileEncoding encoding = layout.encoding();
        if (texts.length == 0) {
            return;
        }
        if (encoding == null) {
            append(cells, rows, out, ends);
            return;
        }
        TextBuffer utf8 = new TextBuffer(1 << 16);
        append(cells, rows, utf8, null);
        if (!encoding.encode(utf8, out)) {
            reportUnencodable(batch, cells, encoding);
        }
    }

    private void append(Slices[] cells, int rows, TextBuffer out, int @Nullable [] ends) {
        if (delimiter.length == 1 && terminator.length == 1) {
            appendPlain(place(cells), rows, out, ends);
        } else {
            appendExotic(cells, rows, out, ends);
        }
    }

    /**
     * Notes where the cells stand: those of fields that stand side by side in the source's own separators as one.
     *
     * @return how many there are
     */
    private int place(Slices[] cells) {
        int count = 0;
        for (int i = 0; i < cells.length; i++) {
            Slices slices = cells[i];
            Slices before = i == 0 ? null : cells[i - 1];
            if (before != null
                    && slices.gap == 1
                    && slices.positions == before.positions
                    && slices.offset == before.offset + 1
                    && slices.stride == before.stride
                    && before.gap == 1) {
                spans[count - 1]++;
                continue;
            }
            bytes[count] = slices.bytes;
            positions[count] = slices.positions;
            at[count] = slices.offset;
            strides[count] = slices.stride;
            gaps[count] = slices.gap;
            spans[count++] = 1;
        }
        return count;
    }

    /** The hot loop: a row is a few copies, runs of neighbours made one. */
    private void appendPlain(int fields, int rows, TextBuffer out, int @Nullable [] ends) {
        byte between = delimiter[0];
        byte last = terminator[0];
        byte[] target = out.bytes;
        int length = out.length;
        for (int row = 0; row < rows; row++) {
            int field = 0;
            while (field < fields) {
                byte[] source = bytes[field];
                int index = at[field];
                int from = positions[field][index] + gaps[field];
                int to = positions[field][index + spans[field]];
                at[field] = index + strides[field];
                field++;
                while (field < fields && bytes[field] == source) {
                    int next = at[field];
                    if (positions[field][next] + gaps[field] != to + 1 || source[to] != between) {
                        break;
                    }
                    to = positions[field][next + spans[field]];
                    at[field] = next + strides[field];
                    field++;
                }
                int count = to - from;
                if (target.length - length < count + 16) {
                    out.length = length;
                    out.ensure(count + 16);
                    target = out.bytes;
                }
                if (count <= SHORT && from + SHORT + 8 <= source.length && length + count + 8 <= target.length) {
                    for (int i = 0; i < count; i += 8) {
                        LONGS.set(target, length + i, (long) LONGS.get(source, from + i));
                    }
                } else {
                    System.arraycopy(source, from, target, length, count);
                }
                length += count;
                target[length++] = between;
            }
            target[length - 1] = last;
            if (ends != null) {
                ends[row] = length;
            }
        }
        out.length = length;
    }

    private void appendExotic(Slices[] cells, int rows, TextBuffer out, int @Nullable [] ends) {
        for (int row = 0; row < rows; row++) {
            for (int field = 0; field < cells.length; field++) {
                if (field > 0) {
                    out.put(delimiter);
                }
                Slices slices = cells[field];
                out.put(slices.bytes, slices.start(row), slices.end(row));
            }
            out.put(terminator);
            if (ends != null) {
                ends[row] = out.length;
            }
        }
    }

    private void reportUnencodable(Batch batch, Slices[] cells, FileEncoding encoding) {
        for (int row = 0; row < batch.rows(); row++) {
            for (int field = 0; field < cells.length; field++) {
                String problem = encoding.problem(cells[field].text(row));
                if (problem != null) {
                    errors.error(
                            batch,
                            row,
                            ErrorCode.ENCODING_ERROR,
                            layout.schema.field(field).name(),
                            problem);
                }
            }
        }
    }
}
