/**
 * Field types: cell text to value and back.
 *
 * <p>In: unquoted cell text of one field ({@link dev.weir.row.Slices}) or a native JSON value. Out: a {@link
 * dev.weir.row.Column} of values, and canonical text of a value. One file a field type. Read {@code CellType} and
 * {@code CastResult}, then {@code LongType} with {@code IntegerType} for how a loop is built, {@code Words} for how it
 * reads eight bytes at a time, and {@code Moment} and {@code TimePattern} for the types of time. The package has one file
 * a type of the standard, so it is larger than others.
 */
@NullMarked
package dev.weir.type;

import org.jspecify.annotations.NullMarked;
