/**
 * Steps on changes: from what has changed in the inputs follows what changes in the outputs, by the form of each step.
 *
 * <p>What enters are differences of sources ({@link dev.weir.delta.Delta}); what leaves are those of the tables that are
 * written. Rows are kept once, where they are read; every other step keeps an index from keys to labels, or its
 * accumulators, in sorted runs on disk, and fetches the rows that it needs again from upstream. Whatever cannot be done
 * this way is refused, and the flow is run as a whole. Reading order: {@link dev.weir.refresh.Stream}, the streams,
 * {@link dev.weir.refresh.Refresh}, {@link dev.weir.refresh.StateFolder}.
 */
@NullMarked
package dev.weir.refresh;

import org.jspecify.annotations.NullMarked;
