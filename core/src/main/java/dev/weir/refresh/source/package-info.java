/**
 * From the rows kept of a source to what has changed in it: a new full file compared with them, or edits one after the
 * other.
 *
 * <p>What enters are kept rows and rows of a file; what leaves is their difference, in the kept rows too. Reading order:
 * {@link dev.weir.refresh.source.SourceTable}, {@link dev.weir.refresh.source.FirstLoad}, {@link
 * dev.weir.refresh.source.FileChange}, {@link dev.weir.refresh.source.EditChange}, {@link
 * dev.weir.refresh.source.SourceSeen}.
 */
@NullMarked
package dev.weir.refresh.source;

import org.jspecify.annotations.NullMarked;
