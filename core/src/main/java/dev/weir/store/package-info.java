/**
 * What is kept: the memory budget, and what spills past it to temporary files.
 *
 * <p>In: rows, keys and states that a stage must hold. Out: the same, from the heap while the budget lasts, then from
 * disk in sequential runs.
 *
 * <p>Rows that are read in their order are kept column by column ({@link dev.weir.store.Block}, {@link
 * dev.weir.store.Spool}); those that are read in another order each in one piece ({@link dev.weir.store.RowBlock}, {@code
 * RowEncoder}, {@code RowGather}, {@code RowDecoder}, {@link dev.weir.store.RowStore}).
 *
 * <p>What outlives the process is a {@link dev.weir.store.SortedRuns}, a sorted map in immutable files. To read in this
 * order: {@code RunFile} (the layout), {@code RunFileWriter}, {@code MergedEntries}, {@code Pending}, {@code ChangeBuffer},
 * {@code SortedRuns}.
 */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;
