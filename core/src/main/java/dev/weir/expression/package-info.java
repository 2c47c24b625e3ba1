/**
 * SQL expressions: a text and a schema enter, columns leave.
 *
 * <p>{@link dev.weir.expression.Expression} is the parse tree; binding it to a schema types it before the first row and
 * gives a {@link dev.weir.expression.Bound}, whose {@link dev.weir.expression.Evaluator} turns batches into columns.
 * Aggregates are split into {@link dev.weir.expression.AggregateCall}s, each with an {@link
 * dev.weir.expression.Accumulator}, and a scalar expression over their results. Read {@code Lexer}, {@code Node},
 * {@code Parser}, {@code Expression}; then {@code Function} and the tables {@code TextFunctions}, {@code
 * NumberFunctions}, {@code DateFunctions}, {@code ChoiceFunctions}; then {@code Typed} and {@code Binder}. The loops
 * over columns are in {@code kernel}, sums and counts in {@code aggregate}.
 */
@NullMarked
package dev.weir.expression;

import org.jspecify.annotations.NullMarked;
