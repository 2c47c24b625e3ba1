package dev.weir.cli.command;

import java.io.IOException;
import java.util.List;

/** One command of {@code weir}. Its help is made of what it says here. */
public interface Command {
    /** Everything went as asked. */
    int DONE = 0;

    /** The data is not valid. */
    int INVALID = 1;

    /** The word after {@code weir}. */
    String name();

    /** What it does to data, in half a line. */
    String summary();

    /** Its arguments in one line, {@code PATH…}. */
    String usage();

    /** The options it takes beside those of every command, in the order of its help. */
    List<Option> options();

    /** More for its help, ending without a newline; empty for none. */
    default String details() {
        return "";
    }

    /**
     * Does it: results to {@code terminal.out()}, all else to {@code terminal.say}.
     *
     * @return the exit code, {@link #DONE} or {@link #INVALID}; all other codes come from what is thrown
     * @throws UsageException if the arguments cannot be meant so: exit 2
     * @throws IOException if the world fails: exit 3
     */
    int run(Arguments arguments, Terminal terminal) throws IOException;
}
