package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.expression.aggregate.IndexedTotals;
import dev.weir.expression.aggregate.PassedTotals;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate of an expression.
 *
 * @param argument what is aggregated, null for {@code COUNT(*)}
 * @param distinct whether equal values count once
 * @param filter rows where this is not TRUE are left out
 * @param result the field of its result
 * @param options constants: the separator of LISTAGG, the share of a percentile
 * @param descending whether WITHIN GROUP orders from the greatest
 */
public record AggregateCall(
        Function function,
        @Nullable Bound argument,
        boolean distinct,
        @Nullable Bound filter,
        Field result,
        List<Object> options,
        boolean descending) {
    /** A new accumulator that has seen nothing. */
    public Accumulator accumulator() {
        return new Accumulator(this);
    }

    /** A new accumulator that rows can be taken away from too; not for calls that {@link #followsOrder}. */
    public Accumulator invertibleAccumulator() {
        return new Accumulator(this, Aggregates.invertible(this));
    }

    /**
     * A new accumulator for groups whose values are kept elsewhere; null for a call that needs none or all of them.
     *
     * @see IndexedTotals
     */
    public @Nullable Accumulator indexedAccumulator() {
        IndexedTotals totals = Aggregates.indexed(this);
        return totals == null ? null : new Accumulator(this, totals);
    }

    /** An accumulator that keeps nothing and hands the values of groups on. */
    public Accumulator passing(PassedTotals.Taker taker) {
        return new Accumulator(this, new PassedTotals(taker));
    }

    /** Whether the result depends on the order of the rows. */
    public boolean followsOrder() {
        return switch (function.name()) {
            case "FIRST", "LAST", "LISTAGG" -> true;
            default -> false;
        };
    }
}
