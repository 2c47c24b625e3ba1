/**
 * What differs between two packages, files or versions. Two open packages enter, a {@link
 * dev.weir.compare.PackageDifference} leaves: what has changed in the descriptor, and of every table how many rows were
 * added, removed, changed, written otherwise and moved, and which.
 *
 * <p>To be read in this order: {@link dev.weir.compare.PackageDifference} and what it is made of, {@link
 * dev.weir.compare.SchemaChange} and {@link dev.weir.compare.ResourceDifference} with its {@link
 * dev.weir.compare.RowChange}s.
 */
@NullMarked
package dev.weir.compare;

import org.jspecify.annotations.NullMarked;
