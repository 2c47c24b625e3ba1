package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;

/** An operator computed cell by cell by a function that reads columns and puts one cell into an {@link Output}. */
public final class CellKernel extends Kernel {
    /** Puts exactly one cell for {@code row}. */
    @FunctionalInterface
    public interface Cell {
        void put(Column[] inputs, int row, Output output);
    }

    private final boolean strict;
    private final Cell cell;
    private final Column[] columns;
    private final Output output;

    /**
     * @param strict whether a missing operand makes the result missing without a call; else the function looks at states
     *     itself. A bad operand always makes it bad.
     */
    public CellKernel(FieldType type, boolean strict, Cell cell, Kernel... inputs) {
        super(type, inputs);
        this.strict = strict;
        this.cell = cell;
        this.columns = new Column[inputs.length];
        this.output = new Output(type);
    }

    @Override
    Column compute(Batch batch) {
        boolean all = true;
        for (int i = 0; i < inputs.length; i++) {
            columns[i] = inputs[i].evaluate(batch);
            all &= columns[i].states == null;
        }
        int rows = batch.rows();
        output.begin(rows);
        for (int row = 0; row < rows; row++) {
            byte state = all ? Column.VALUE : state(row);
            if (state == Column.BAD || strict && state != Column.VALUE) {
                output.mark(state);
            } else {
                cell.put(columns, row, output);
            }
        }
        return output.finish();
    }

    private byte state(int row) {
        byte worst = Column.VALUE;
        for (Column column : columns) {
            byte[] states = column.states;
            if (states != null && states[row] > worst) {
                worst = states[row];
            }
        }
        return worst;
    }

    @Override
    String failure(int row) {
        String note = output.note(row);
        return note == null ? super.failure(row) : note;
    }
}
