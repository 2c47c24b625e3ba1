package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import org.jspecify.annotations.Nullable;

/**
 * One operator of a bound expression, with its operands: a tree of them computes a column from a batch.
 *
 * <p>The column is valid until the next call; its arrays may be longer than the batch has rows. One thread.
 */
public abstract class Kernel {
    public final FieldType type;
    final Kernel[] inputs;
    private @Nullable Column last;
    private byte[] states = new byte[0];

    Kernel(FieldType type, Kernel... inputs) {
        this.type = type;
        this.inputs = inputs;
    }

    public final Column evaluate(Batch batch) {
        Column column = compute(batch);
        last = column;
        return column;
    }

    abstract Column compute(Batch batch);

    /** Whether the cell computed last for {@code row} is bad. */
    boolean isBad(int row) {
        return last != null && last.isBad(row);
    }

    /** Why the cell computed last for {@code row} is bad: the innermost operator that failed says it. */
    public String note(int row) {
        for (Kernel input : inputs) {
            if (input.isBad(row)) {
                return input.note(row);
            }
        }
        return failure(row);
    }

    /** What this operator itself could not do in {@code row}. */
    String failure(int row) {
        return "no value in row " + row;
    }

    /** A buffer of states for this kernel's result, its contents undefined. */
    final byte[] stateBuffer(int rows) {
        if (states.length < rows) {
            states = new byte[capacity(rows)];
        }
        return states;
    }

    static int capacity(int rows) {
        return Math.max(64, Integer.highestOneBit(Math.max(rows, 1)) * 2);
    }

    /** The states of a result that has a value only where both operands have: null where all have. */
    final byte @Nullable [] strict(Column a, Column b, int rows) {
        byte[] first = a.states;
        byte[] second = b.states;
        if (first == null && second == null) {
            return null;
        }
        byte[] both = stateBuffer(rows);
        if (first == null || second == null) {
            byte[] one = first == null ? second : first;
            if (one != null) {
                System.arraycopy(one, 0, both, 0, rows);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                both[i] = (byte) Math.max(first[i], second[i]);
            }
        }
        return both;
    }

    /** The states of a result that has a value only where the operand has. */
    final byte @Nullable [] strict(Column a, int rows) {
        byte[] states = a.states;
        if (states == null) {
            return null;
        }
        byte[] copy = stateBuffer(rows);
        System.arraycopy(states, 0, copy, 0, rows);
        return copy;
    }

    /** Makes one cell bad: gives the states of the result, all values so far where {@code states} was null. */
    final byte[] bad(byte @Nullable [] states, int row, int rows) {
        byte[] marked = states;
        if (marked == null) {
            marked = stateBuffer(rows);
            java.util.Arrays.fill(marked, 0, rows, Column.VALUE);
        }
        marked[row] = Column.BAD;
        return marked;
    }
}
