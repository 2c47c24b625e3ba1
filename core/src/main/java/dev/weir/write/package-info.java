/**
 * Batches in, files out: CSV rows, a descriptor, all of a version switched at once.
 *
 * <p>{@link dev.weir.write.CsvLayout} and {@link dev.weir.write.CsvRowWriter} turn batches into bytes; {@link
 * dev.weir.write.PackageWriter} stages them beside the package in the target and commits by one rename of {@code
 * datapackage.json}. Read {@code Framing}, {@code CellText}, {@code CsvRowWriter}, {@code NewFile}, {@code PackageStage}.
 */
@NullMarked
package dev.weir.write;

import org.jspecify.annotations.NullMarked;
