package dev.weir.expression;

import dev.weir.expression.Function.Family;
import java.util.List;

/** Aggregates. All but COUNT(*) leave out missing cells; of no cells all but the counts are missing. */
final class AggregateFunctions {
    static final List<Function> TABLE = List.of(
            of("COUNT", "*", "integer", "rows: COUNT(*)", "COUNT(*)"),
            of(
                    "COUNT",
                    "any",
                    "integer",
                    "cells that have a value; COUNT(DISTINCT x) how many different ones",
                    "COUNT(DISTINCT x)"),
            of("COUNT_IF", "boolean", "integer", "rows that a condition is TRUE for", "COUNT_IF(x > 0)"),
            of("SUM", "integer", "integer", "the sum, exact", "SUM(x)"),
            of(
                    "SUM",
                    "number",
                    "number",
                    "the sum, exact; NaN where there is a NaN, or infinities of both signs",
                    "SUM(x)"),
            of("SUM", "duration", "duration", "the sum of months and of seconds", "SUM(x)"),
            of("AVG", "number", "number", "the mean: exact sum / count, 34 digits, half even", "AVG(x)"),
            of("MIN", "any", "first", "the least; NaN is greatest", "MIN(x)"),
            of("MAX", "any", "first", "the greatest; NaN is greatest", "MAX(x)"),
            of("FIRST", "any", "first", "the first value in the order of rows", "FIRST(x)"),
            of("LAST", "any", "first", "the last value in the order of rows", "LAST(x)"),
            of("BOOL_AND", "boolean", "boolean", "whether all are TRUE", "EVERY(x > 0)"),
            of("BOOL_OR", "boolean", "boolean", "whether one is TRUE", "BOOL_OR(x > 0)"),
            of(
                    "LISTAGG",
                    "string, string?",
                    "string",
                    "joined in the order of rows, the constant second between them, ',' without it",
                    "LISTAGG(x, '; ')"),
            of(
                    "STDDEV_SAMP",
                    "number",
                    "number",
                    "standard deviation of a sample, 34 digits; missing for one value",
                    "STDDEV_SAMP(x)"),
            of("STDDEV_POP", "number", "number", "standard deviation, 34 digits", "STDDEV_POP(x)"),
            of("VAR_SAMP", "number", "number", "variance of a sample, 34 digits; missing for one value", "VAR_SAMP(x)"),
            of("VAR_POP", "number", "number", "variance, 34 digits", "VAR_POP(x)"),
            of("MEDIAN", "number", "number", "the middle value, or the mean of the two in the middle", "MEDIAN(x)"),
            of(
                    "PERCENTILE_CONT",
                    "number",
                    "number",
                    "the value at a constant share of the order, between neighbours by proportion",
                    "PERCENTILE_CONT(0.9) WITHIN GROUP (ORDER BY x)"),
            of(
                    "PERCENTILE_DISC",
                    "number",
                    "first of the order",
                    "the first value whose share of the order is at least the constant one",
                    "PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY x)"));

    private AggregateFunctions() {}

    private static Function of(String name, String arguments, String result, String summary, String example) {
        return new Function(Family.AGGREGATE, name, arguments, result, summary, example, "");
    }
}
