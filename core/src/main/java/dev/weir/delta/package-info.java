/**
 * Changes as values: order labels, rows with weights, keys whose bytes sort as their values do.
 *
 * <p>What enters are rows with labels; what leaves are sums and differences of them. Pure: nothing here opens a file.
 * Reading order: {@link dev.weir.delta.Label}, {@link dev.weir.delta.OrderedBytes}, {@link dev.weir.delta.Delta}.
 */
@NullMarked
package dev.weir.delta;

import org.jspecify.annotations.NullMarked;
