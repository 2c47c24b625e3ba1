package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.cli.diff.DiffDaff;
import dev.weir.cli.diff.DiffHtml;
import dev.weir.cli.diff.DiffJson;
import dev.weir.cli.diff.DiffText;
import dev.weir.compare.EditLines;
import dev.weir.compare.PackageDifference;
import dev.weir.compare.ResourceDifference;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code weir diff}: how two packages, tables or versions differ. */
final class DiffCommand implements Command {
    private static final int ABSENT = 3;
    private static final int DIFFERENT = 1;
    private static final int SHOWN_ROWS = 10;
    private static final int SHOWN_ON_PAGE = 1000;

    @Override
    public String name() {
        return "diff";
    }

    @Override
    public String summary() {
        return "shows how two packages, tables or versions differ: schema, then rows";
    }

    @Override
    public String usage() {
        return "A B";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.choice("format", List.of("text", "daff", "jsonl", "json", "html"), "how it is printed"),
                Option.value("resource", "NAME", "compares this table alone"),
                Option.value("rows", "N", "how many rows text and html show a table (10, 1000; 0 = all)"),
                Option.flag("exit-code", "ends with 1 where there is a difference"),
                Option.flag("trusted", "lets descriptors name files outside their folder"),
                CommonOptions.THREADS,
                CommonOptions.MEMORY);
    }

    @Override
    public String details() {
        return "A and B are folders with a datapackage.json (else .yaml, .yml), descriptors by any name, tables, or versions\n"
                + "(DIR@1.2.0, DIR@latest, DIR@#7).\n"
                + "Rows are compared on the fields that both have: by primary key, else by a key that is inferred and said\n"
                + "so, else as a sequence. jsonl are edits that \"weir run --changes\" takes. With seven or nine arguments, as\n"
                + "git gives them to a diff driver, the second and the fifth are compared as versions of the first.\n"
                + "Exit code: 0 done, 1 with --exit-code where there is a difference, 2 wrong options, 3 a path is not there.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> words = arguments.positional("A B", 2, GitDriver.MOST);
        RunOptions options = CommonOptions.runOptions(arguments).withTrusted(arguments.has("trusted"));
        Compared compared = words.size() == 2
                ? Compared.paths(words.get(0), words.get(1), options, terminal)
                : GitDriver.compared(words, options);
        if (compared == null) {
            return ABSENT;
        }
        PackageDifference difference = only(compared.difference(), arguments.value("resource"));
        print(difference, compared.title(), arguments, terminal);
        return arguments.has("exit-code") && !difference.isEmpty() ? DIFFERENT : DONE;
    }

    private static PackageDifference only(PackageDifference all, @Nullable String name) {
        if (name == null) {
            return all;
        }
        List<ResourceDifference> resources = all.resources().stream()
                .filter(table -> table.name().equals(name))
                .toList();
        if (resources.isEmpty()) {
            throw new UsageException("--resource " + name + ": both have no table of this name; they have "
                    + String.join(
                            ", ",
                            all.resources().stream()
                                    .map(ResourceDifference::name)
                                    .toList()));
        }
        return new PackageDifference(
                all.before(),
                all.after(),
                all.schema().stream()
                        .filter(change -> name.equals(change.resource()))
                        .toList(),
                resources);
    }

    private static void print(PackageDifference difference, String title, Arguments arguments, Terminal terminal)
            throws IOException {
        switch (arguments.value("format", "text")) {
            case "json" -> terminal.print(DiffJson.of(difference));
            case "html" -> terminal.print(DiffHtml.of(difference, title, arguments.number("rows", SHOWN_ON_PAGE)));
            case "jsonl" -> {
                for (ResourceDifference table : tables(difference, terminal)) {
                    lines(table, terminal);
                }
            }
            case "daff" -> {
                String between = "";
                for (ResourceDifference table : tables(difference, terminal)) {
                    terminal.print(between + DiffDaff.of(table));
                    between = "\n";
                }
            }
            default ->
                terminal.print(DiffText.of(difference, terminal.isColoured(), arguments.number("rows", SHOWN_ROWS)));
        }
    }

    private static void lines(ResourceDifference table, Terminal terminal) throws IOException {
        try {
            EditLines.of(table, line -> {
                try {
                    terminal.println(line);
                } catch (IOException closed) {
                    throw new UncheckedIOException(closed);
                }
            });
        } catch (UncheckedIOException closed) {
            throw closed.getCause();
        }
    }

    /** The tables that differ; formats that are of one table say so where there are several. */
    private static List<ResourceDifference> tables(PackageDifference difference, Terminal terminal) {
        List<ResourceDifference> tables = new ArrayList<>();
        difference.resources().stream().filter(ResourceDifference::differs).forEach(tables::add);
        if (tables.size() > 1) {
            terminal.say("weir: these are the rows of "
                    + String.join(
                            ", ", tables.stream().map(ResourceDifference::name).toList())
                    + "; --resource chooses one");
        }
        return tables;
    }
}
