/**
 * Version numbers by the standard's recipe: what differs between two versions, which part of the number that raises,
 * and why, in words.
 *
 * <p>In: two descriptors, as published, and for each table what has become of its rows ({@link
 * dev.weir.numbering.RowCounts}). Out: {@link dev.weir.numbering.Numbering}, the bump and
 * its reasons; {@link dev.weir.numbering.Numbers}, the next version; {@link dev.weir.numbering.Changelog}, the log for
 * people. Read {@code Recipe} and {@code NumberingOptions}, then {@code Numbering}, {@code VersionNumber}, {@code Numbers}. Spec:
 * https://datapackage.org/recipes/data-package-version/
 */
@NullMarked
package dev.weir.numbering;

import org.jspecify.annotations.NullMarked;
