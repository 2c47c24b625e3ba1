/**
 * Whether rows keep what their schema promises: constraints, keys, foreign keys, the header.
 *
 * <p>In: batches of cast cells, from several workers. Out: errors by row, in {@link dev.weir.validate.CellErrors} while
 * a batch is there and in {@link dev.weir.validate.KeyErrors} when all rows of a table were seen. What looks at one row
 * ({@link dev.weir.validate.RowChecks}) runs in the workers without order. What compares rows ({@link
 * dev.weir.validate.TableKeys}) hashes in the workers and remembers in row order. Read {@code RowChecks}, {@code
 * CellCheck} and its kinds, {@code TableKeys}, {@code PackageKeys}.
 */
@NullMarked
package dev.weir.validate;

import org.jspecify.annotations.NullMarked;
