/**
 * Sums and counts of groups: a column of arguments and the group of each row enter, one cell a group leaves.
 *
 * <p>What a group has seen is held in columns too, one row a group ({@link dev.weir.expression.aggregate.Totals#state}),
 * so that it can be spilled, merged and taken up again. Read {@code Totals}, {@code SumTotals}, {@code Held}, {@code
 * BestTotals}, {@code Multiset}. Not exported: {@code dev.weir.expression.Accumulator} is the way in.
 */
@NullMarked
package dev.weir.expression.aggregate;

import org.jspecify.annotations.NullMarked;
