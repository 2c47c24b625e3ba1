package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import java.io.IOException;
import java.util.List;

/** {@code weir help [COMMAND]}: what the commands say of themselves. */
final class Help implements Command {
    @Override
    public String name() {
        return "help";
    }

    @Override
    public String summary() {
        return "describes a command";
    }

    @Override
    public String usage() {
        return "[COMMAND]";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> names = arguments.positional("COMMAND", 0, 1);
        if (names.isEmpty()) {
            terminal.print(ofAll());
            return DONE;
        }
        Command command = Main.command(names.get(0));
        if (command == null) {
            throw new UsageException(Main.unknown(names.get(0)));
        }
        terminal.print(of(command));
        return DONE;
    }

    /** The help of {@code weir} itself. */
    static String ofAll() {
        StringBuilder text = new StringBuilder("""
            weir: validate, transform and version Frictionless Data Packages

            Usage: weir COMMAND [OPTION…] [ARGUMENT…]

            Commands:
            """);
        for (Command command : Main.commands()) {
            line(text, command.name(), 10, command.summary());
        }
        return text.append("\n\"weir help COMMAND\" describes one; \"weir --version\" prints the version.\n")
                .append("Exit codes: 0 done, 1 data invalid, 2 wrong usage or definition, 3 I/O, 130 interrupted.\n")
                .toString();
    }

    /** The help of one command. */
    static String of(Command command) {
        StringBuilder text = new StringBuilder("Usage: weir ").append(command.name());
        text.append(" [OPTION…]").append(command.usage().isEmpty() ? "" : " ").append(command.usage());
        text.append("\n\nweir ")
                .append(command.name())
                .append(' ')
                .append(command.summary())
                .append(".\n");
        if (!command.details().isEmpty()) {
            text.append('\n').append(command.details()).append('\n');
        }
        text.append("\nOptions:\n");
        for (Option option : command.options()) {
            option(text, option);
        }
        for (Option option : Arguments.EVERYWHERE) {
            option(text, option);
        }
        return text.toString();
    }

    private static void option(StringBuilder text, Option option) {
        String value = option.value() == null ? "" : " " + option.value();
        line(text, "--" + option.name() + value, 22, option.summary() + (option.repeated() ? " (repeatable)" : ""));
    }

    private static void line(StringBuilder text, String left, int width, String right) {
        text.append("  ").append(left);
        if (left.length() > width) {
            text.append('\n').append(" ".repeat(width + 4));
        } else {
            text.append(" ".repeat(width + 2 - left.length()));
        }
        text.append(right).append('\n');
    }
}
