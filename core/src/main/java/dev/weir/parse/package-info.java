/**
 * Bytes and a dialect in, physical cells out.
 *
 * <p>A table's bytes are read in blocks by several threads. Each block guesses that it does not begin inside quotes and
 * starts behind its first line break; blocks are then taken in order, and one whose guess was wrong is read again from
 * the right place. A block finds its separators 8 bytes at a time ({@link dev.weir.parse.MaskIndexer}), verifies every
 * quote, and falls back to a strict byte loop ({@link dev.weir.parse.StrictIndexer}). Dialects that this path refuses
 * are read by Commons CSV. JSON Lines is cut in the same way; the rows of a JSON document are found one after the other,
 * and taken apart by several threads. Read {@code CsvFormat}, {@code Block}, {@code CsvBlock}, the two indexers, {@code
 * Blocks}; then {@code JsonScanner}, {@code JsonBlock}, {@code JsonTable}.
 */
@NullMarked
package dev.weir.parse;

import org.jspecify.annotations.NullMarked;
