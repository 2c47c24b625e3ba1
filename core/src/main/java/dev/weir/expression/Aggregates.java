package dev.weir.expression;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.aggregate.BestTotals;
import dev.weir.expression.aggregate.CountTotals;
import dev.weir.expression.aggregate.DistinctTotals;
import dev.weir.expression.aggregate.DurationTotals;
import dev.weir.expression.aggregate.IndexedTotals;
import dev.weir.expression.aggregate.JoinTotals;
import dev.weir.expression.aggregate.OrderedTotals;
import dev.weir.expression.aggregate.SpreadTotals;
import dev.weir.expression.aggregate.SumTotals;
import dev.weir.expression.aggregate.Totals;
import dev.weir.expression.aggregate.TruthTotals;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Which totals each aggregate keeps. */
final class Aggregates {
    private static final BigDecimal HALF = new BigDecimal("0.5");

    private Aggregates() {}

    /** The totals of a call that rows can be taken away from: MIN and MAX keep all values; for calls without order. */
    static Totals invertible(AggregateCall call) {
        Bound argument = call.argument();
        if (argument != null && call.function().name().equals("MIN")) {
            return new OrderedTotals(argument.type(), BigDecimal.ZERO, false, false);
        }
        if (argument != null && call.function().name().equals("MAX")) {
            return new OrderedTotals(argument.type(), BigDecimal.ONE, false, false);
        }
        return totals(call);
    }

    /** The totals of a call that asks for the least, the greatest or the number of different values; null for another. */
    static @Nullable IndexedTotals indexed(AggregateCall call) {
        Bound argument = call.argument();
        if (argument == null) {
            return null;
        }
        return switch (call.function().name()) {
            case "MIN" -> new IndexedTotals(IndexedTotals.Kind.LEAST, argument.type());
            case "MAX" -> new IndexedTotals(IndexedTotals.Kind.GREATEST, argument.type());
            case "COUNT" -> call.distinct() ? new IndexedTotals(IndexedTotals.Kind.COUNT, argument.type()) : null;
            default -> null;
        };
    }

    static Totals totals(AggregateCall call) {
        Bound argument = call.argument();
        if (argument == null) {
            return new CountTotals(true);
        }
        FieldType type = argument.type();
        boolean same =
                call.function().name().equals("MIN") || call.function().name().equals("MAX");
        if (!call.distinct() || same) {
            return plain(call, type);
        }
        return call.function().name().equals("COUNT")
                ? new DistinctTotals(type, null)
                : new DistinctTotals(type, () -> plain(call, type));
    }

    private static Totals plain(AggregateCall call, FieldType type) {
        return switch (call.function().name()) {
            case "COUNT" -> new CountTotals(false);
            case "SUM" ->
                switch (call.function().result()) {
                    case "integer" -> new SumTotals(SumTotals.Kind.SUM_INTEGER);
                    case "number" -> new SumTotals(SumTotals.Kind.SUM_NUMBER);
                    default -> new DurationTotals();
                };
            case "AVG" -> new SumTotals(SumTotals.Kind.AVERAGE);
            case "MIN" -> new BestTotals(BestTotals.Kind.MIN, type);
            case "MAX" -> new BestTotals(BestTotals.Kind.MAX, type);
            case "FIRST" -> new BestTotals(BestTotals.Kind.FIRST, type);
            case "LAST" -> new BestTotals(BestTotals.Kind.LAST, type);
            case "BOOL_AND" -> new TruthTotals(true);
            case "BOOL_OR" -> new TruthTotals(false);
            case "LISTAGG" -> new JoinTotals((String) call.options().get(0));
            case "STDDEV_SAMP" -> new SpreadTotals(true, true);
            case "STDDEV_POP" -> new SpreadTotals(false, true);
            case "VAR_SAMP" -> new SpreadTotals(true, false);
            case "VAR_POP" -> new SpreadTotals(false, false);
            case "MEDIAN" -> new OrderedTotals(type, HALF, true, false);
            case "PERCENTILE_CONT" ->
                new OrderedTotals(type, (BigDecimal) call.options().get(0), true, call.descending());
            case "PERCENTILE_DISC" ->
                new OrderedTotals(type, (BigDecimal) call.options().get(0), false, call.descending());
            default ->
                throw new IllegalStateException(
                        "no totals for " + call.function().key());
        };
    }
}
