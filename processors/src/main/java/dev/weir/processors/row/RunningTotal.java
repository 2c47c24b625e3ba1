package dev.weir.processors.row;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.AggregateCall;
import dev.weir.expression.Bound;
import dev.weir.process.Options;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.row.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate, row by row. What it has seen is {@link #WIDTH} values: the result so far or an exact sum, how many cells
 * there were, and the sum of those that are no number (NaN, infinities). Missing cells are left out, as in SQL.
 */
final class RunningTotal {
    static final int WIDTH = 3;
    private static final MathContext DIGITS = new MathContext(34, RoundingMode.HALF_EVEN);

    private final String function;
    private final @Nullable RowValue argument;
    private final @Nullable RowValue filter;
    private final FieldType type;
    private final FieldType result;

    private RunningTotal(AggregateCall call) {
        Bound argument = call.argument();
        Bound filter = call.filter();
        this.function = call.function().name();
        this.argument = argument == null ? null : new RowValue(argument);
        this.filter = filter == null ? null : new RowValue(filter);
        this.type = argument == null ? FieldType.INTEGER : argument.type();
        this.result = call.result().type();
    }

    static RunningTotal of(Options options, AggregateCall call) {
        String function = call.function().name();
        boolean extreme = function.equals("MIN") || function.equals("MAX");
        if (call.distinct() && !extreme) {
            throw options.error(
                    "value",
                    "scan keeps a few values of each key: " + function + "(DISTINCT …) would need all of them");
        }
        boolean known = extreme
                || List.of("COUNT", "SUM", "AVG", "FIRST", "LAST", "BOOL_AND", "BOOL_OR")
                        .contains(function);
        if (!known || call.result().type() == FieldType.DURATION && function.equals("SUM")) {
            throw options.error(
                    "value",
                    "scan has no running " + function + (known ? " of durations" : "")
                            + ": it knows SUM and AVG of numbers, COUNT, MIN, MAX, FIRST, LAST, BOOL_AND and BOOL_OR");
        }
        return new RunningTotal(call);
    }

    /** Adds a row to what was seen. */
    void add(Row row, List<@Nullable Object> seen) {
        if (filter != null && !Boolean.TRUE.equals(filter.of(row))) {
            return;
        }
        Object value = argument == null ? Boolean.TRUE : argument.of(row);
        if (value == null) {
            return;
        }
        Object count = seen.get(1);
        seen.set(1, count == null ? 1L : (Long) count + 1);
        Object before = seen.get(0);
        switch (function) {
            case "COUNT" -> {}
            case "SUM", "AVG" -> sum(value, seen);
            case "FIRST" -> seen.set(0, before == null ? value : before);
            case "LAST" -> seen.set(0, value);
            case "BOOL_AND" -> seen.set(0, Boolean.TRUE.equals(value) && !Boolean.FALSE.equals(before));
            case "BOOL_OR" -> seen.set(0, Boolean.TRUE.equals(value) || Boolean.TRUE.equals(before));
            default -> seen.set(0, before == null || isBetter(value, before) ? value : before);
        }
    }

    private static void sum(Object value, List<@Nullable Object> seen) {
        if (value instanceof Double special) {
            Object before = seen.get(2);
            seen.set(2, before == null ? special : (Double) ((Double) before + special));
            return;
        }
        BigDecimal added = value instanceof BigDecimal number
                ? number
                : value instanceof BigInteger whole ? new BigDecimal(whole) : BigDecimal.valueOf((Long) value);
        Object before = seen.get(0);
        seen.set(0, before == null ? added : ((BigDecimal) before).add(added));
    }

    private boolean isBetter(Object value, Object before) {
        ColumnBuilder both = ColumnBuilder.of(type);
        both.append(value);
        both.append(before);
        Column column = both.build();
        int order = column.compare(0, column, 1);
        return function.equals("MIN") ? order < 0 : order > 0;
    }

    /** The aggregate of what was seen; missing where there was no cell, but for COUNT. */
    @Nullable
    Object result(List<@Nullable Object> seen) {
        Object value = seen.get(0);
        long count = seen.get(1) == null ? 0 : (Long) seen.get(1);
        Object special = seen.get(2);
        if (function.equals("COUNT")) {
            return count;
        }
        if (special != null) {
            return special;
        }
        if (value == null || !function.equals("SUM") && !function.equals("AVG")) {
            return value;
        }
        BigDecimal sum = (BigDecimal) value;
        if (function.equals("AVG")) {
            return sum.divide(BigDecimal.valueOf(count), DIGITS);
        }
        if (result != FieldType.INTEGER) {
            return sum;
        }
        BigInteger whole = sum.toBigIntegerExact();
        return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
    }
}
