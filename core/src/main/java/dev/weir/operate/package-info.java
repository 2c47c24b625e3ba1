/**
 * The forms' functions on batches: sorting, grouping, joining, scanning.
 *
 * <p>In: a form of {@code process} and batches of rows, pushed by several threads in any order. Out: batches in the
 * order that the form promises. What does not fit the memory budget goes to temporary files; no output depends on
 * that, on how rows were cut into batches, or on how many threads pushed them. Errors: a failing disk is an {@link
 * java.io.UncheckedIOException} that begins with the file's name.
 *
 * <p>Read {@code Operators}, {@code Collector}, {@code Batches}; {@code KeyColumns}, {@code KeyPrefix} and {@code
 * RowSorter} for {@code Sort}; {@code GroupTable} for {@code HashAggregate}; {@code HashJoin}; {@code GroupRows} for
 * {@code PerKeyGroups} and {@code ScanRows}.
 */
@NullMarked
package dev.weir.operate;

import org.jspecify.annotations.NullMarked;
