package dev.weir.process;

import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Row;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One row to none, one or many, by that row alone. On changes: the same function on the changed rows. No state.
 *
 * <p>An output row has its input row's label, or (label, i) where there are many; with {@link #order} it is sorted by
 * those keys first: a stable sort.
 */
public non-sealed interface Each extends Form {

    /** The schema of the rows that come out. */
    Schema describe(Schema input);

    /** The function for one thread of a run. */
    Kernel kernel(Schema input);

    /** The order of the output; empty: that of the input. */
    default List<SortKey> order() {
        return List.of();
    }

    /**
     * Whether no row becomes more than one: then what comes out keeps the label of what came in. Else the label is (label,
     * i).
     */
    default boolean keepsLabels() {
        return false;
    }

    /** The function on batches; it may keep buffers between calls. */
    interface Kernel {
        void apply(Batch batch, Output output);
    }

    /** A form that makes one row of one row; a null result drops the row. */
    static Each map(UnaryOperator<Schema> schema, Function<Row, Row> function) {
        return of(schema, true, (row, out) -> {
            Row result = function.apply(row);
            if (result != null) {
                out.accept(result);
            }
        });
    }

    /** A form that makes any number of rows of one row. */
    static Each flatMap(UnaryOperator<Schema> schema, RowFunction function) {
        return of(schema, false, function);
    }

    private static Each of(UnaryOperator<Schema> schema, boolean keepsLabels, RowFunction function) {
        return new Each() {
            @Override
            public boolean keepsLabels() {
                return keepsLabels;
            }

            @Override
            public Schema describe(Schema input) {
                return schema.apply(input);
            }

            @Override
            public Kernel kernel(Schema input) {
                Schema result = schema.apply(input);
                return (batch, output) -> {
                    BatchBuilder rows = new BatchBuilder(result);
                    var cursor = batch.cursor();
                    for (int i = 0; i < batch.rows(); i++) {
                        long label = batch.label(i);
                        function.apply(cursor.at(i), row -> rows.append(row, label));
                    }
                    if (rows.rows() > 0) {
                        output.emit(rows.build());
                    }
                };
            }
        };
    }

    /** One row to any number of rows. */
    @FunctionalInterface
    interface RowFunction {
        void apply(Row row, Consumer<Row> out);
    }
}
