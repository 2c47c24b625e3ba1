package dev.weir.cli.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of one command line, checked: every option is known, has a value if it needs one, and is given once. */
public final class Arguments {
    /** What every command takes. */
    public static final List<Option> EVERYWHERE = List.of(
            Option.flag("help", "prints this help"),
            Option.flag("quiet", "prints nothing but errors: the exit code is the answer"),
            Option.flag("verbose", "says more on stderr, and where an error came from"));

    private final List<Option> options;
    private final Map<String, List<String>> given = new HashMap<>();
    private final List<String> positional = new ArrayList<>();

    private Arguments(List<Option> options) {
        this.options = options;
    }

    /**
     * Reads the words after the command's name. Options and arguments may be mixed; after {@code --} all are arguments;
     * {@code -} is an argument; {@code -h} is {@code --help}.
     *
     * @throws UsageException for an unknown option (with the nearest one), a missing or needless value, a value that is
     *     no choice, or a second value of an option that takes one
     */
    public static Arguments parse(List<Option> own, List<String> words) {
        List<Option> options = new ArrayList<>(own);
        options.addAll(EVERYWHERE);
        Arguments arguments = new Arguments(options);
        int next = 0;
        while (next < words.size()) {
            String word = words.get(next++);
            if (word.equals("--")) {
                arguments.positional.addAll(words.subList(next, words.size()));
                break;
            }
            if (!word.startsWith("-") || word.equals("-")) {
                arguments.positional.add(word);
            } else if (word.equals("-h")) {
                arguments.take("help", null);
            } else {
                int equals = word.indexOf('=');
                String name = word.substring(word.startsWith("--") ? 2 : 1, equals < 0 ? word.length() : equals);
                String value = equals < 0 ? null : word.substring(equals + 1);
                Option option = word.startsWith("--") ? arguments.option(name) : null;
                if (option == null) {
                    throw new UsageException("unknown option " + (equals < 0 ? word : word.substring(0, equals))
                            + Nearest.hint(name, "--", names(options)));
                }
                if (option.value() != null && value == null) {
                    if (next == words.size()) {
                        throw new UsageException("--" + name + " needs a value: " + option.shown());
                    }
                    value = words.get(next++);
                }
                arguments.take(option, value);
            }
        }
        return arguments;
    }

    /** Whether a flag, or an option with a value, was given. */
    public boolean has(String name) {
        return !values(name).isEmpty();
    }

    /** The value of an option, or null if it was not given. */
    public @Nullable String value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The value of an option, or {@code fallback} if it was not given. */
    public String value(String name, String fallback) {
        String value = value(name);
        return value == null ? fallback : value;
    }

    /** The value of an option as a whole number of at least 0, or {@code fallback} if it was not given. */
    public long number(String name, long fallback) {
        String value = value(name);
        if (value == null) {
            return fallback;
        }
        try {
            long number = Long.parseLong(value);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // said below, as a negative number is
        }
        throw new UsageException("--" + name + " takes a whole number of at least 0, not \"" + value + "\"");
    }

    /** All values of a repeated option, in the order given. */
    public List<String> values(String name) {
        if (option(name) == null) {
            throw new IllegalArgumentException("the command has no option --" + name);
        }
        return given.getOrDefault(name, List.of());
    }

    /** The arguments that are no options, in the order given. */
    public List<String> positional() {
        return positional;
    }

    /**
     * The arguments that are no options, checked to be {@code least} to {@code most}.
     *
     * @param what their name in the message, {@code PATH}
     */
    public List<String> positional(String what, int least, int most) {
        if (positional.size() < least) {
            throw new UsageException("missing " + what);
        }
        if (positional.size() > most) {
            throw new UsageException("unexpected argument \"" + positional.get(most) + "\"");
        }
        for (String word : positional) {
            if (word.isBlank()) {
                throw new UsageException("a " + what + " is empty: is a variable of your script unset?");
            }
        }
        return positional;
    }

    private void take(String name, @Nullable String value) {
        Option option = option(name);
        if (option != null) {
            take(option, value);
        }
    }

    private void take(Option option, @Nullable String value) {
        String name = option.name();
        if (option.value() == null && value != null) {
            throw new UsageException("--" + name + " takes no value");
        }
        if (value != null && !option.choices().isEmpty() && !option.choices().contains(value)) {
            throw new UsageException("--" + name + " takes " + String.join(", ", option.choices()) + ", not \"" + value
                    + "\"" + Nearest.hint(value, "", option.choices()));
        }
        List<String> values = given.get(name);
        if (values == null) {
            values = new ArrayList<>();
            given.put(name, values);
        } else if (!option.repeated() && option.value() != null) {
            throw new UsageException("--" + name + " is given twice");
        }
        values.add(value == null ? "" : value);
    }

    private @Nullable Option option(String name) {
        for (Option option : options) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }

    private static List<String> names(List<Option> options) {
        List<String> names = new ArrayList<>();
        for (Option option : options) {
            names.add(option.name());
        }
        return names;
    }
}
