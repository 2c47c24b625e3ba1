/**
 * What a step that sees all rows goes by, kept so that few changes cost little: the rows as they were seen ({@link
 * dev.weir.refresh.snapshot.KeptRows}), or how a published file is made of them ({@link
 * dev.weir.refresh.snapshot.Snapshot}), so that the next one is spliced together from its bytes and the changed rows.
 *
 * <p>Changes and a published file enter, the records of the next file leave. Reading order: {@code Snapshot}, {@code
 * FileBlock}, {@code BlockBuilder}, {@code BlockIndexing}, {@code Splice}.
 */
@NullMarked
package dev.weir.refresh.snapshot;

import org.jspecify.annotations.NullMarked;
