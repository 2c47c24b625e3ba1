package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.TextColumn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code IS DISTINCT FROM}, and {@code IN} a list of constants by a hash table. */
public final class SetKernels {
    private SetKernels() {}

    /** Never unknown: two missing cells are not distinct, a missing one and a value are. */
    public static Predicate distinct(Kernel a, Kernel b, boolean negated) {
        return new Distinct(a, b, negated);
    }

    /** Whether the cell is one of {@code values}, which are not null; {@code withNull}: the list has a NULL too. */
    public static Predicate in(Kernel a, List<Object> values, boolean withNull) {
        Kernel map = a.type == FieldType.STRING || a.type == FieldType.ANY ? textMap(a, values, withNull) : null;
        return map == null ? new In(a, values, withNull) : Predicate.of(map);
    }

    /** Short texts are found in a table by their bytes as one word. */
    private static @Nullable Kernel textMap(Kernel a, List<Object> values, boolean withNull) {
        List<String> keys = values.stream().distinct().map(String.class::cast).toList();
        if (keys.isEmpty()) {
            return null;
        }
        List<ConstantKernel> results = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            results.add(new ConstantKernel(FieldType.BOOLEAN, true));
        }
        results.add(new ConstantKernel(FieldType.BOOLEAN, withNull ? null : false));
        results.add(new ConstantKernel(FieldType.BOOLEAN, null));
        return TextMap.of(a, keys, FieldType.BOOLEAN, results);
    }

    private static final class Distinct extends Predicate {
        private final boolean negated;

        Distinct(Kernel a, Kernel b, boolean negated) {
            super(a, b);
            this.negated = negated;
        }

        @Override
        int fill(Batch batch, byte[] truth) {
            Column a = inputs[0].evaluate(batch);
            Column b = inputs[1].evaluate(batch);
            int bits = 1;
            for (int i = 0; i < batch.rows(); i++) {
                boolean distinct = a.isNull(i) || b.isNull(i)
                        ? a.isNull(i) != b.isNull(i)
                        : CompareKernels.compareCells(a, i, b, i) != 0;
                byte code = a.isBad(i) || b.isBad(i) ? BAD : distinct ^ negated ? TRUE : FALSE;
                truth[i] = code;
                bits |= code;
            }
            return bits;
        }
    }

    private static final class In extends Predicate {
        private static final long SEED = 0x5bd1e995;
        private final Column values;
        private final int[] table;
        private final byte missing;

        In(Kernel a, List<Object> values, boolean withNull) {
            super(a);
            dev.weir.row.ColumnBuilder builder = dev.weir.row.ColumnBuilder.of(a.type);
            for (Object value : values) {
                builder.append(value);
            }
            this.values = builder.build();
            this.missing = withNull ? UNKNOWN : FALSE;
            this.table = new int[Integer.highestOneBit(Math.max(4, values.size() * 4))];
            for (int i = 0; i < values.size(); i++) {
                int slot = slot(this.values, i);
                while (table[slot] != 0) {
                    slot = slot + 1 & table.length - 1;
                }
                table[slot] = i + 1;
            }
        }

        private int slot(Column column, int row) {
            long hash = column.type == FieldType.DATETIME
                    ? Column.mix(((dev.weir.row.LongColumn) column).values[row] >> 1)
                    : column.hash(row, SEED);
            return (int) (hash >>> 32) & table.length - 1;
        }

        @Override
        int fill(Batch batch, byte[] truth) {
            Column column = inputs[0].evaluate(batch);
            int rows = batch.rows();
            byte @Nullable [] states = column.states;
            for (int i = 0; i < rows; i++) {
                truth[i] = states != null && states[i] != Column.VALUE ? FALSE : find(column, i);
            }
            int bits = 1 | missing;
            return states == null ? bits : bits | overlay(states, truth, rows);
        }

        private byte find(Column column, int row) {
            int slot = slot(column, row);
            while (table[slot] != 0) {
                int candidate = table[slot] - 1;
                boolean same = column instanceof TextColumn text
                        ? text.equal(row, (TextColumn) values, candidate)
                        : CompareKernels.compareCells(column, row, values, candidate) == 0;
                if (same) {
                    return TRUE;
                }
                slot = slot + 1 & table.length - 1;
            }
            return missing;
        }
    }
}
