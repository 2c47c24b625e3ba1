package dev.weir.processors.schema;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.MissingValue;
import dev.weir.descriptor.Schema;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.type.CellType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Brings the columns of one field under another, so that columns of several sources can follow one another in one.
 *
 * <p>All raw text of the result is read in one way, under the new field and the usual dialect, whichever batch a cell came
 * in: a text that would have another value there goes, one of another dialect is quoted anew. Values stay; integers become
 * numbers where the new field is one.
 */
public final class CommonColumn {
    private final CellText texts;
    private final CellType before;
    private final CellType after;
    private final Field target;
    private final Physical physical;

    /**
     * @param source the field of the columns, in {@code input}
     * @param target the field of the result, in {@code output}
     */
    public CommonColumn(Schema input, Field source, Schema output, Field target) {
        List<MissingValue> missing = output.missingValues(target);
        this.texts = new CellText(input, source);
        this.before = CellType.of(source, input.missingValues(source));
        this.after = CellType.of(target, missing);
        this.target = target;
        this.physical = new Physical(Dialect.DEFAULT, target, missing);
    }

    /** The first {@code rows} cells under the new field. */
    public Column apply(Column column, int rows) {
        RawText raw = column.raw;
        Column result = column.type == target.type() ? column.withoutRaw() : converted(column, rows);
        if (raw != null) {
            boolean same = column.type == target.type()
                    && before.readsSame(after)
                    && isUsual(raw.physical().dialect());
            result.raw = same ? new RawText(raw.slices(), physical) : reframed(column, raw, result, rows);
        }
        return result;
    }

    private Column converted(Column column, int rows) {
        ColumnBuilder builder = ColumnBuilder.of(target);
        for (int row = 0; row < rows; row++) {
            builder.append(column.value(row));
        }
        Column result = builder.build();
        result.states = column.states;
        return result;
    }

    private static boolean isUsual(Dialect dialect) {
        Dialect usual = Dialect.DEFAULT;
        return dialect.delimiter().equals(usual.delimiter())
                && Objects.equals(dialect.quoteChar(), usual.quoteChar())
                && dialect.doubleQuote() == usual.doubleQuote()
                && dialect.escapeChar() == null
                && dialect.nullSequence() == null
                && !dialect.skipInitialSpace();
    }

    /** The texts that have the same value under the new field, quoted as the usual dialect asks. */
    private RawText reframed(Column column, RawText raw, Column result, int rows) {
        TextBuffer out = new TextBuffer(Slices.PAD_FRONT + 16 * rows + Slices.PAD_BEHIND);
        out.length = Slices.PAD_FRONT;
        TextBuffer cell = new TextBuffer(64);
        int[] pairs = new int[2 * rows];
        for (int row = 0; row < rows; row++) {
            cell.clear();
            boolean kept = raw.has(row) && texts.append(column, row, cell) && reads(result, row, cell);
            pairs[2 * row] = kept ? out.length : -1;
            if (kept) {
                quote(cell, isQuoted(raw, row), out);
            }
            pairs[2 * row + 1] = kept ? out.length : -1;
        }
        byte[] bytes = Arrays.copyOf(out.bytes, out.length + Slices.PAD_BEHIND);
        return new RawText(Slices.ofPairs(bytes, pairs), physical);
    }

    /** Whether the text is read under the new field as the cell's value. */
    private boolean reads(Column result, int row, TextBuffer cell) {
        if (result.isBad(row)) {
            return true;
        }
        byte[] padded = new byte[Slices.PAD_FRONT + cell.length + Slices.PAD_BEHIND];
        System.arraycopy(cell.bytes, 0, padded, Slices.PAD_FRONT, cell.length);
        int[] pair = {Slices.PAD_FRONT, Slices.PAD_FRONT + cell.length};
        Column read = after.allocate(1);
        after.cast(Slices.ofPairs(padded, pair), 1, read);
        return result.isNull(row)
                ? read.isNull(0) && !read.isBad(0)
                : !read.isNull(0) && read.compare(0, result, row) == 0;
    }

    private static boolean isQuoted(RawText raw, int row) {
        String quote = raw.physical().dialect().quoteChar();
        int start = raw.slices().start(row);
        return quote != null && raw.slices().end(row) - start > 1 && raw.slices().bytes[start] == quote.charAt(0);
    }

    private static void quote(TextBuffer cell, boolean always, TextBuffer out) {
        boolean needed = always;
        for (int i = 0; i < cell.length && !needed; i++) {
            byte b = cell.bytes[i];
            needed = b == ',' || b == '"' || b == '\n' || b == '\r';
        }
        if (!needed) {
            out.put(cell.bytes, 0, cell.length);
            return;
        }
        out.put((byte) '"');
        for (int i = 0; i < cell.length; i++) {
            if (cell.bytes[i] == '"') {
                out.put((byte) '"');
            }
            out.put(cell.bytes[i]);
        }
        out.put((byte) '"');
    }
}
