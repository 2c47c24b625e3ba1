/**
 * What is kept: the memory budget, and what spills past it to temporary files.
 *
 * <p>In: rows, keys and states that a stage must hold. Out: the same, from the heap while the budget lasts, then from
 * disk in sequential runs.
 */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;
