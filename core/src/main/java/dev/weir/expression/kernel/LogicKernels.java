package dev.weir.expression.kernel;

import dev.weir.row.Batch;
import dev.weir.row.Column;

/**
 * AND, OR, NOT and IS of three truth values, and of the fourth that says that a cell has no result: FALSE AND bad is
 * FALSE, TRUE OR bad is TRUE, else bad wins over unknown.
 */
public final class LogicKernels {
    private static final byte[] AND = new byte[16];
    private static final byte[] OR = new byte[16];

    static {
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                int worse = Math.max(a, b);
                AND[a << 2 | b] = (byte) (a == Predicate.FALSE || b == Predicate.FALSE ? Predicate.FALSE : worse);
                int or = a == Predicate.TRUE || b == Predicate.TRUE ? Predicate.TRUE : worse;
                OR[a << 2 | b] = (byte) or;
            }
        }
    }

    private LogicKernels() {}

    public static Predicate and(Kernel a, Kernel b) {
        return new Both(Predicate.of(a), Predicate.of(b), true);
    }

    public static Predicate or(Kernel a, Kernel b) {
        return new Both(Predicate.of(a), Predicate.of(b), false);
    }

    public static Predicate not(Kernel a) {
        return new Map(Predicate.of(a), Predicate.TRUE, Predicate.FALSE, Predicate.UNKNOWN);
    }

    /** {@code IS TRUE}, {@code IS FALSE}, {@code IS UNKNOWN}: never unknown itself. */
    public static Predicate is(Kernel a, byte truth, boolean negated) {
        byte[] codes = new byte[3];
        for (byte code = 0; code < 3; code++) {
            codes[code] = code == truth ^ negated ? Predicate.TRUE : Predicate.FALSE;
        }
        return new Map(Predicate.of(a), codes[0], codes[1], codes[2]);
    }

    public static Predicate isNull(Kernel a, boolean negated) {
        return new IsNull(a, negated);
    }

    private static final class Both extends Predicate {
        private final Predicate a;
        private final Predicate b;
        private final boolean and;

        Both(Predicate a, Predicate b, boolean and) {
            super(a, b);
            this.a = a;
            this.b = b;
            this.and = and;
        }

        @Override
        int fill(Batch batch, byte[] truth) {
            int rows = batch.rows();
            int bits = a.bits(batch) | b.bits(batch);
            byte[] left = a.truth();
            byte[] right = b.truth();
            if (bits > 1) {
                byte[] table = and ? AND : OR;
                bits = 0;
                for (int i = 0; i < rows; i++) {
                    byte code = table[left[i] << 2 | right[i]];
                    truth[i] = code;
                    bits |= code;
                }
            } else if (and) {
                for (int i = 0; i < rows; i++) {
                    truth[i] = (byte) (left[i] & right[i]);
                }
            } else {
                for (int i = 0; i < rows; i++) {
                    truth[i] = (byte) (left[i] | right[i]);
                }
            }
            return bits;
        }
    }

    /** Maps FALSE, TRUE and UNKNOWN to other codes. */
    private static final class Map extends Predicate {
        private final Predicate a;
        private final byte[] codes;

        Map(Predicate a, byte ofFalse, byte ofTrue, byte ofUnknown) {
            super(a);
            this.a = a;
            this.codes = new byte[] {ofFalse, ofTrue, ofUnknown, BAD};
        }

        @Override
        int fill(Batch batch, byte[] truth) {
            a.bits(batch);
            byte[] mask = a.truth();
            int bits = 0;
            for (int i = 0; i < batch.rows(); i++) {
                byte code = codes[mask[i]];
                truth[i] = code;
                bits |= code;
            }
            return bits;
        }
    }

    private static final class IsNull extends Predicate {
        private final boolean negated;

        IsNull(Kernel a, boolean negated) {
            super(a);
            this.negated = negated;
        }

        @Override
        int fill(Batch batch, byte[] truth) {
            Column column = inputs[0].evaluate(batch);
            byte[] states = column.states;
            byte present = negated ? TRUE : FALSE;
            byte missing = negated ? FALSE : TRUE;
            int bits = 1;
            for (int i = 0; i < batch.rows(); i++) {
                byte state = states == null ? Column.VALUE : states[i];
                byte code = state == Column.VALUE ? present : state == Column.NULL ? missing : BAD;
                truth[i] = code;
                bits |= code;
            }
            return bits;
        }
    }
}
