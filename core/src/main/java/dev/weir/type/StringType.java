package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonWriter;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import dev.weir.row.TextColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code string} or {@code any} field: the text as it is, without a copy; a string's format is
 * checked ({@link StringFormat}). A JSON value of an {@code any} field that is no string becomes its compact JSON text.
 * Errors: {@code type-error}. Spec: https://datapackage.org/standard/table-schema/#string
 */
final class StringType extends CellType {
    private static final int[] NO_POSITIONS = {Slices.PAD_FRONT, Slices.PAD_FRONT};

    private final StringFormat format;

    StringType(Field field, List<MissingValue> missing) {
        super(field, missing);
        format = type == FieldType.ANY ? StringFormat.DEFAULT : StringFormat.of(field.format());
    }

    @Override
    public TextColumn allocate(int capacity) {
        return new TextColumn(type, Slices.ofPairs(new byte[Slices.PAD_FRONT + Slices.PAD_BEHIND], NO_POSITIONS));
    }

    @Override
    public void cast(Slices content, int rows, Column target) {
        TextColumn column = (TextColumn) target;
        column.slices = content;
        column.states = null;
        column.raw = null;
        if (missing.isEmptyOnly()) {
            markEmpty(content, rows, column);
        } else if (!missing.isNone()) {
            markMissing(content, rows, column);
        }
        if (format == StringFormat.EMAIL) {
            checkEmails(content, rows, column);
        } else if (format != StringFormat.DEFAULT) {
            checkFormat(content, rows, column);
        }
    }

    private static void markEmpty(Slices content, int rows, TextColumn column) {
        int[] positions = content.positions;
        int stride = content.stride;
        int gap = content.gap;
        int at = content.offset;
        for (int row = 0; row < rows; row++, at += stride) {
            if (positions[at + 1] == positions[at] + gap) {
                mark(column, row, Column.NULL, rows);
            }
        }
    }

    private void markMissing(Slices content, int rows, TextColumn column) {
        for (int row = 0; row < rows; row++) {
            if (missing.matches(content.bytes, content.start(row), content.end(row))) {
                mark(column, row, Column.NULL, rows);
            }
        }
    }

    /** The hot loop of e-mail addresses. */
    private static void checkEmails(Slices content, int rows, TextColumn column) {
        byte[] bytes = content.bytes;
        int[] positions = content.positions;
        int stride = content.stride;
        int gap = content.gap;
        int at = content.offset;
        for (int row = 0; row < rows; row++, at += stride) {
            if (!EmailText.isEmail(bytes, positions[at] + gap, positions[at + 1]) && !column.isNull(row)) {
                mark(column, row, Column.BAD, rows);
            }
        }
    }

    private void checkFormat(Slices content, int rows, TextColumn column) {
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row) && !format.matches(content.bytes, content.start(row), content.end(row))) {
                mark(column, row, Column.BAD, rows);
            }
        }
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        Slices slices = ((TextColumn) column).slices;
        out.put(slices.bytes, slices.start(row), slices.end(row));
    }

    @Override
    public boolean readsBack(Column column, int row, byte[] bytes, int start, int end) {
        return !missing.matches(bytes, start, end) && format.matches(bytes, start, end);
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        return type == FieldType.ANY ? JsonWriter.compact(node) : null;
    }

    @Override
    List<Object> lexicalOptions() {
        return List.of(format);
    }
}
