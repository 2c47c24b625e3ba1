/**
 * What a command is: the frame that every command of {@code weir} stands in.
 *
 * <p>In: the words after {@code weir validate}. Out: {@link dev.weir.cli.command.Arguments}, checked against the
 * command's {@link dev.weir.cli.command.Option}s, and a {@link dev.weir.cli.command.Terminal} to write to. Read {@code
 * Command}, {@code Option}, {@code Arguments}, {@code Terminal}. An own table of options: the libraries cost 10 to 110
 * ms a start.
 */
@NullMarked
package dev.weir.cli.command;

import org.jspecify.annotations.NullMarked;
