/**
 * What a file has in common with another: raw records that stand in both, wherever they moved.
 *
 * <p>In: two {@link dev.weir.store.matching.Content}s. Out: {@link dev.weir.store.matching.Operations}, bytes to insert and
 * parts to copy that make the one of the other. Read {@code Records}, {@code RecordTable}, {@code Lookahead}, {@link
 * dev.weir.store.matching.Matching}.
 */
@NullMarked
package dev.weir.store.matching;

import org.jspecify.annotations.NullMarked;
