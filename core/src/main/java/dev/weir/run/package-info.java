/**
 * Where reading and running start: {@link dev.weir.run.Weir}.
 *
 * <p>A {@code TableScan} reads a table's blocks and casts their cells; a {@code Conveyor} moves them through pipes on
 * several threads and keeps what needs order in order; a {@code CheckPipe} holds rows against their schema. {@code
 * Validation} does so for the tables of a package, {@code LocalRunner} for the operations of a plan.
 */
@NullMarked
package dev.weir.run;

import org.jspecify.annotations.NullMarked;
