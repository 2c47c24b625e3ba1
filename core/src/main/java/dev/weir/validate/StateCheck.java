package dev.weir.validate;

import dev.weir.report.ErrorCode;
import dev.weir.row.Column;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reports cells that could not be cast ({@code type-error}), and missing cells where the field is required. */
final class StateCheck extends CellCheck {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final boolean required;
    private final String typeNote;

    StateCheck(int field, boolean required, String typeNote, String requiredNote) {
        super(field, requiredNote);
        this.required = required;
        this.typeNote = typeNote;
    }

    @Override
    void check(Column column, int rows, CellErrors sink) {
        byte[] states = column.states;
        if (states == null) {
            return;
        }
        int row = 0;
        for (; row + 8 <= rows; row += 8) {
            if ((long) LONGS.get(states, row) != 0) {
                report(states, row, row + 8, sink);
            }
        }
        report(states, row, rows, sink);
    }

    private void report(byte[] states, int from, int to, CellErrors sink) {
        for (int row = from; row < to; row++) {
            if (states[row] == Column.BAD) {
                sink.add(ErrorCode.TYPE_ERROR, row, field, typeNote);
            } else if (states[row] == Column.NULL && required) {
                sink.add(ErrorCode.CONSTRAINT_ERROR, row, field, note);
            }
        }
    }
}
