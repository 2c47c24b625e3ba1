/**
 * What a column of texts may be: the type, format and options that all of its cells can be read with.
 *
 * <p>In: cells as texts, batch by batch, on several threads. Out: a field of a Table Schema that reads them all.
 */
@NullMarked
package dev.weir.infer;

import org.jspecify.annotations.NullMarked;
