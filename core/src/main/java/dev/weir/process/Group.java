package dev.weir.process;

import dev.weir.descriptor.Schema;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.Expression;
import dev.weir.row.Row;
import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of one key together. Missing key values are a value of their own here: nulls group together. On changes: the
 * groups that changed.
 *
 * <p>Output order: key order, missing values last, independent of the input's order; of first appearance where {@link
 * Aggregation#orderFirst} says so; the input's own labels where {@link PerKey#inPlace}.
 */
public non-sealed interface Group extends Form {

    /** The key, over the input's fields; none: all rows are one group. */
    List<Expression> keys();

    Schema describe(Schema input);

    /** What is made of a group, bound to the input's schema. */
    Body body(Schema input);

    /** What is made of a group. */
    sealed interface Body permits Aggregation, PerKey {}

    /**
     * One row a group: the keys, then the aggregates, in this order.
     *
     * @param outputs one aggregate expression a field behind the keys
     * @param orderFirst whether groups come in order of first appearance
     */
    record Aggregation(List<BoundAggregate> outputs, boolean orderFirst) implements Body {}

    /** Any rows of the rows of one key. */
    non-sealed interface PerKey extends Body {

        /** Whether every output row is one of the input rows, at most once: then it keeps that row's label. */
        boolean inPlace();

        /**
         * @param rows the group's rows in order, to be run through as often as wanted; each is valid until the next is
         *     asked for
         * @param out takes the output rows; with {@link #inPlace} the rows of {@code rows} themselves or their {@code
         *     with} copies, while they are valid
         */
        void apply(Iterable<Row> rows, Consumer<Row> out);
    }
}
