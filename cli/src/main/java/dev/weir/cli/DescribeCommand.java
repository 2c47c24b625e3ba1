package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.descriptor.JsonWriter;
import dev.weir.run.Weir;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** {@code weir describe}: a descriptor from data. */
final class DescribeCommand implements Command {
    @Override
    public String name() {
        return "describe";
    }

    @Override
    public String summary() {
        return "infers a descriptor from tables: types, dialect, encoding, key";
    }

    @Override
    public String usage() {
        return "PATH…";
    }

    @Override
    public List<Option> options() {
        return List.of(CommonOptions.THREADS, CommonOptions.MEMORY);
    }

    @Override
    public String details() {
        return "PATH is a CSV file; several must be in one folder. The descriptor goes to stdout: save it there as\n"
                + "datapackage.json. Types are those of all rows; a code with leading zeros stays a string.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String path : arguments.positional("PATH", 1, Integer.MAX_VALUE)) {
            Path file = GivenPath.of(path);
            if (!files.isEmpty() && !Objects.equals(files.get(0).getParent(), file.getParent())) {
                throw new UsageException("a package is one folder: " + path + " is not beside " + files.get(0));
            }
            files.add(file);
        }
        byte[] json = JsonWriter.write(
                Weir.describe(files, CommonOptions.runOptions(arguments)).json());
        terminal.print(new String(json, StandardCharsets.UTF_8));
        return DONE;
    }
}
