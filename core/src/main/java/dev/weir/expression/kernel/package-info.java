/**
 * Operators over columns: columns of a batch enter, a column leaves, in one loop an operator, with no object a cell.
 *
 * <p>Read {@code Kernel}, {@code Output}, {@code Predicate}, then the operators. Of one thread; a kernel reuses its
 * buffers. A cell that has no result is {@code BAD}; null and bad operands make strict operators null and bad, bad
 * winning. Not exported: only {@code dev.weir.expression} and its aggregates use it.
 */
@NullMarked
package dev.weir.expression.kernel;

import org.jspecify.annotations.NullMarked;
