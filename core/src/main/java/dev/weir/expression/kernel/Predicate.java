package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;

/**
 * An operator whose result is a truth value. It fills a mask of one byte a row: {@link #FALSE}, {@link #TRUE}, {@link
 * #UNKNOWN} (null) or {@link #BAD}.
 */
public abstract class Predicate extends Kernel {
    public static final byte FALSE = 0;
    public static final byte TRUE = 1;
    public static final byte UNKNOWN = 2;
    public static final byte BAD = 3;

    private byte[] truth = new byte[0];
    private long[] values = new long[0];

    Predicate(Kernel... inputs) {
        super(FieldType.BOOLEAN, inputs);
    }

    /** Fills {@link #truth}; gives the bits of all its bytes or-ed: at most 1 where every row is TRUE or FALSE. */
    abstract int fill(Batch batch, byte[] truth);

    /** Computes the mask of a batch's rows: valid until the next call. */
    public final byte[] test(Batch batch) {
        bits(batch);
        return truth;
    }

    final int bits(Batch batch) {
        if (truth.length < batch.rows()) {
            truth = new byte[capacity(batch.rows())];
        }
        return fill(batch, truth);
    }

    /** The mask of the last batch. */
    public final byte[] truth() {
        return truth;
    }

    /** The rows where the predicate is TRUE, ascending; returns how many. */
    public final int select(Batch batch, int[] rowsOut) {
        int bits = bits(batch);
        byte[] mask = truth;
        int rows = batch.rows();
        int count = 0;
        if (bits <= 1) {
            for (int i = 0; i < rows; i++) {
                rowsOut[count] = i;
                count += mask[i];
            }
            return count;
        }
        for (int i = 0; i < rows; i++) {
            rowsOut[count] = i;
            count += mask[i] & ~(mask[i] >> 1) & 1;
        }
        return count;
    }

    @Override
    boolean isBad(int row) {
        return row < truth.length && truth[row] == BAD;
    }

    @Override
    final Column compute(Batch batch) {
        int rows = batch.rows();
        int bits = bits(batch);
        if (values.length < rows) {
            values = new long[capacity(rows)];
        }
        LongColumn column = new LongColumn(type, values);
        for (int i = 0; i < rows; i++) {
            values[i] = truth[i] & 1 & ~(truth[i] >> 1);
        }
        if (bits > 1) {
            byte[] states = stateBuffer(rows);
            for (int i = 0; i < rows; i++) {
                states[i] = (byte) Math.max(0, truth[i] - 1);
            }
            column.states = states;
        }
        return column;
    }

    /** The mask code of each state of an operand: UNKNOWN for a missing, BAD for a bad one. */
    static int overlay(byte[] states, byte[] truth, int rows) {
        int bits = 0;
        for (int i = 0; i < rows; i++) {
            byte state = states[i];
            byte code = state == Column.VALUE ? truth[i] : (byte) (state + 1);
            truth[i] = code;
            bits |= code;
        }
        return bits;
    }

    /** Lays the states of both operands over a mask that was filled as if all cells had values. */
    static int overlay(Column a, Column b, byte[] truth, int rows) {
        int bits = 1;
        if (a.states != null) {
            bits |= overlay(a.states, truth, rows);
        }
        if (b.states != null) {
            byte[] states = b.states;
            for (int i = 0; i < rows; i++) {
                byte code = (byte)
                        (states[i] == Column.VALUE ? truth[i] : Math.max(states[i] + 1, truth[i] > 1 ? truth[i] : 0));
                truth[i] = code;
                bits |= code;
            }
        }
        return bits;
    }

    /** {@code kernel} as a predicate: a boolean column read as a mask. */
    public static Predicate of(Kernel kernel) {
        return kernel instanceof Predicate predicate ? predicate : new BooleanPredicate(kernel);
    }

    private static final class BooleanPredicate extends Predicate {
        BooleanPredicate(Kernel input) {
            super(input);
        }

        @Override
        int fill(Batch batch, byte[] truth) {
            Column column = inputs[0].evaluate(batch);
            long[] values = ((LongColumn) column).values;
            int rows = batch.rows();
            for (int i = 0; i < rows; i++) {
                truth[i] = (byte) (values[i] & 1);
            }
            return column.states == null ? 1 : 1 | overlay(column.states, truth, rows);
        }
    }
}
