package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CASE, COALESCE, GREATEST and LEAST: each row's cell comes from one of several columns.
 *
 * <p>All branches are computed for all rows; a branch that fails in a row where it is not taken does no harm.
 */
public final class ChoiceKernels {
    private ChoiceKernels() {}

    /** The first branch whose test is TRUE, else the last of {@code values}, one more than there are tests. */
    public static Kernel firstTrue(FieldType type, List<Kernel> tests, List<Kernel> values) {
        return new FirstTrue(
                type, tests.stream().map(Predicate::of).toArray(Predicate[]::new), values.toArray(Kernel[]::new));
    }

    public static Kernel coalesce(FieldType type, List<Kernel> values) {
        return new Coalesce(type, values.toArray(Kernel[]::new));
    }

    /** The greatest of the cells that have a value, or the least. */
    public static Kernel extreme(FieldType type, boolean greatest, List<Kernel> values) {
        return new Extreme(type, greatest, values.toArray(Kernel[]::new));
    }

    private abstract static class Choice extends Kernel {
        final Kernel[] values;
        final Column[] columns;
        short[] choice = new short[0];
        private final Chooser chooser;

        Choice(FieldType type, Kernel[] values, Kernel... inputs) {
            super(type, inputs);
            this.values = values;
            this.columns = new Column[values.length];
            this.chooser = new Chooser(type, texts(type, values));
        }

        private static @Nullable List<@Nullable String> texts(FieldType type, Kernel[] values) {
            boolean text = type == FieldType.STRING || type == FieldType.ANY;
            List<@Nullable String> texts = new ArrayList<>();
            for (Kernel value : values) {
                if (!text || !(value instanceof ConstantKernel constant)) {
                    return null;
                }
                texts.add((String) constant.value);
            }
            return texts;
        }

        abstract void choose(Batch batch, int rows);

        @Override
        Column compute(Batch batch) {
            int rows = batch.rows();
            if (choice.length < rows) {
                choice = new short[capacity(rows)];
            }
            for (int i = 0; i < values.length; i++) {
                columns[i] = values[i].evaluate(batch);
            }
            choose(batch, rows);
            return chooser.choose(choice, columns, rows);
        }

        @Override
        public String note(int row) {
            return choice[row] >= 0 ? values[choice[row]].note(row) : super.note(row);
        }
    }

    private static final class FirstTrue extends Choice {
        private final Predicate[] tests;

        FirstTrue(FieldType type, Predicate[] tests, Kernel[] values) {
            super(type, values, tests);
            this.tests = tests;
        }

        @Override
        void choose(Batch batch, int rows) {
            Arrays.fill(choice, 0, rows, (short) tests.length);
            for (int k = tests.length - 1; k >= 0; k--) {
                byte[] truth = tests[k].test(batch);
                for (int i = 0; i < rows; i++) {
                    byte code = truth[i];
                    choice[i] = code == Predicate.TRUE ? (short) k : code == Predicate.BAD ? Chooser.BAD : choice[i];
                }
            }
        }
    }

    private static final class Coalesce extends Choice {
        Coalesce(FieldType type, Kernel[] values) {
            super(type, values, values);
        }

        @Override
        void choose(Batch batch, int rows) {
            Arrays.fill(choice, 0, rows, Chooser.MISSING);
            for (int k = columns.length - 1; k >= 0; k--) {
                byte[] states = columns[k].states;
                if (states == null) {
                    Arrays.fill(choice, 0, rows, (short) k);
                    continue;
                }
                for (int i = 0; i < rows; i++) {
                    choice[i] = states[i] != Column.NULL ? (short) k : choice[i];
                }
            }
        }
    }

    private static final class Extreme extends Choice {
        private final boolean greatest;

        Extreme(FieldType type, boolean greatest, Kernel[] values) {
            super(type, values, values);
            this.greatest = greatest;
        }

        @Override
        void choose(Batch batch, int rows) {
            for (int i = 0; i < rows; i++) {
                choice[i] = best(i);
            }
        }

        private short best(int row) {
            short best = Chooser.MISSING;
            for (int k = 0; k < columns.length; k++) {
                if (columns[k].isBad(row)) {
                    return (short) k;
                }
                if (!columns[k].isNull(row)) {
                    int order = best < 0 ? 0 : CompareKernels.compareCells(columns[k], row, columns[best], row);
                    if (best < 0 || (greatest ? order > 0 : order < 0)) {
                        best = (short) k;
                    }
                }
            }
            return best;
        }
    }
}
