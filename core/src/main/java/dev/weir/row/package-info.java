/**
 * Rows in flight: columns of typed cells, a few thousand rows at a time.
 *
 * <p>Inside, rows travel as a {@link dev.weir.row.Batch} of {@link dev.weir.row.Column}s: primitive arrays and byte
 * slices, no object a cell. Outside, a user's function gets a {@link dev.weir.row.Row}, a cursor on one position of a
 * batch. Read {@code Slices}, {@code RawText}, {@code Column} and its four kinds, {@code Batch}, {@code Row}, {@code
 * ColumnBuilder}.
 */
@NullMarked
package dev.weir.row;

import org.jspecify.annotations.NullMarked;
