/**
 * The command {@code weir}: one file a command, their table in {@link dev.weir.cli.Main}.
 *
 * <p>In: the words of a command line. Out: a result on stdout, messages on stderr, an exit code: 0 done, 1 data invalid,
 * 2 wrong usage or definition, 3 the world failed, 130 interrupted. Read {@code Main}, {@code Failure}, then any command.
 * What runs before a command's first line avoids regular expressions, streams and {@code String.format}: each costs 10
 * to 30 ms a start.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
