package dev.weir.cli.command;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One option of a command, written {@code --name}, {@code --name VALUE} or {@code --name=VALUE}.
 *
 * @param name without the dashes
 * @param value what its value is, in capitals; null for a flag
 * @param choices the values it takes; empty for any
 * @param repeated whether it may be given more than once
 * @param summary what it does, in half a line
 */
public record Option(String name, @Nullable String value, List<String> choices, boolean repeated, String summary) {

    /** An option that is there or not. */
    public static Option flag(String name, String summary) {
        return new Option(name, null, List.of(), false, summary);
    }

    /** An option with any value, at most once. */
    public static Option value(String name, String value, String summary) {
        return new Option(name, value, List.of(), false, summary);
    }

    /** An option with any value, as often as one likes. */
    public static Option repeated(String name, String value, String summary) {
        return new Option(name, value, List.of(), true, summary);
    }

    /** An option whose value is one of {@code choices}, the first of them by default. */
    public static Option choice(String name, List<String> choices, String summary) {
        return new Option(name, String.join("|", choices), List.copyOf(choices), false, summary);
    }

    /** {@code --name VALUE}, as help shows it. */
    String shown() {
        return value == null ? "--" + name : "--" + name + " " + value;
    }
}
