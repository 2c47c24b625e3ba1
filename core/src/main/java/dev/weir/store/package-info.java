/**
 * What is kept: the memory budget, and what spills past it to temporary files.
 *
 * <p>In: rows, keys and states that a stage must hold. Out: the same, from the heap while the budget lasts, then from
 * disk in sequential runs.
 *
 * <p>Rows are kept as {@link dev.weir.store.Block}s: written by {@code BlockEncoder}, read whole, or row by row across
 * many of them by {@code BlockGather}; {@code Spool} keeps a stream of rows. Read {@code MemoryBudget}, {@code
 * SpillFolder}, {@code Frame}, {@code BlockColumn}, {@code Block}, {@code Spool}.
 */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;
