/**
 * What is checked of tables, and what is kept of it: which tables when they are written, which keys, and how many errors
 * there are.
 *
 * <p>Schemas enter, the indexes that checks need and counts of errors leave. Reading order: {@code RowsByKey}, {@code
 * WrittenChecks}, {@code ErrorCounts}.
 */
@NullMarked
package dev.weir.refresh.check;

import org.jspecify.annotations.NullMarked;
