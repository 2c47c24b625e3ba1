package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Nearest;
import dev.weir.cli.command.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The program: finds the command, reads its arguments, runs it, and turns what it throws into an exit code. */
public final class Main {
    /** In the order of the help. A new command is one file and one line here. */
    private static final Command[] COMMANDS = {
        new ValidateCommand(),
        new RunCommand(),
        new ExplainCommand(),
        new DiffCommand(),
        new DescribeCommand(),
        new ConvertCommand(),
        new ImportCommand(),
        new LogCommand(),
        new CheckoutCommand(),
        new VerifyCommand(),
        new GcCommand(),
        new PublishCommand(),
        new ProfileCommand(),
        new Help(),
    };

    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] words) {
        Interrupts interrupts = Interrupts.of(Thread.currentThread());
        int code = run(Terminal.ofProcess(), words);
        interrupts.finished();
        System.exit(code);
    }

    /** Runs one command line; never throws. The exit code is that of the process. */
    public static int run(Terminal terminal, String... words) {
        try {
            int code = dispatch(terminal, Arrays.asList(words));
            terminal.flush();
            return code;
        } catch (Throwable thrown) { // the program's outermost frame: whatever it is, it becomes a message
            return Failure.report(thrown, terminal);
        }
    }

    private static int dispatch(Terminal terminal, List<String> words) throws IOException {
        String first = words.isEmpty() ? "" : words.get(0);
        switch (first) {
            case "" -> {
                terminal.complain(Help.ofAll().stripTrailing());
                return 2;
            }
            case "--help", "-h" -> {
                terminal.print(Help.ofAll());
                return Command.DONE;
            }
            case "--version" -> {
                terminal.println("weir " + version());
                return Command.DONE;
            }
            default -> {
                Command command = command(first);
                if (command == null) {
                    terminal.complain("weir: " + unknown(first));
                    return 2;
                }
                return run(command, words.subList(1, words.size()), terminal);
            }
        }
    }

    private static int run(Command command, List<String> words, Terminal terminal) throws IOException {
        Arguments arguments = Arguments.parse(command.options(), words);
        terminal.setVerbose(arguments.has("verbose"));
        if (arguments.has("help")) {
            terminal.print(Help.of(command));
            return Command.DONE;
        }
        terminal.setQuiet(arguments.has("quiet"));
        return command.run(arguments, terminal);
    }

    static List<Command> commands() {
        return List.of(COMMANDS);
    }

    static @Nullable Command command(String name) {
        for (Command command : COMMANDS) {
            if (command.name().equals(name)) {
                return command;
            }
        }
        return null;
    }

    static String unknown(String name) {
        List<String> names = new ArrayList<>();
        for (Command command : COMMANDS) {
            names.add(command.name());
        }
        String what = name.startsWith("-") ? "unknown option " : "unknown command ";
        return what + name + Nearest.hint(name, "", names) + "\n\"weir --help\" lists the commands";
    }

    /** The version that the build wrote beside this class. */
    static String version() throws IOException {
        try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
            return in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
