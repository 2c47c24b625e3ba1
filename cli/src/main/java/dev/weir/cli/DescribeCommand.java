package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.descriptor.JsonWriter;
import dev.weir.infer.Described;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.Remote;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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
        return List.of(
                Option.value("sample", "N", "types and keys are those of the first N rows (all rows)"),
                CommonOptions.REMOTE,
                Option.flag("trusted", "lets --remote read private addresses"),
                CommonOptions.THREADS,
                CommonOptions.MEMORY);
    }

    @Override
    public String details() {
        return "PATH is a table, or a folder of tables; several must be in one folder. The descriptor goes to stdout: save it\n"
                + "there as datapackage.json. Types are those of all rows; a code with leading zeros stays a string. What is\n"
                + "said of keys goes to stderr.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<Path> files = new ArrayList<>();
        Remote remote = CommonOptions.remote(arguments, terminal);
        for (String path : arguments.positional("PATH", 1, Integer.MAX_VALUE)) {
            for (Path file : tables(GivenPath.of(path, remote), path)) {
                if (remote == null
                        && !files.isEmpty()
                        && !Objects.equals(files.get(0).getParent(), file.getParent())) {
                    throw new UsageException("a package is one folder: " + path + " is not beside " + files.get(0));
                }
                files.add(file);
            }
        }
        RunOptions options = CommonOptions.runOptions(arguments)
                .withLimitRows(arguments.number("sample", 0))
                .withRemote(remote);
        Described described = Weir.described(files, options);
        described.notes().forEach(note -> terminal.say("weir: " + note));
        byte[] json = JsonWriter.write(described.dataPackage().json());
        files.forEach(file -> GivenPath.sayEncoding(file.toString(), file, terminal));
        terminal.print(new String(json, StandardCharsets.UTF_8));
        return DONE;
    }

    /** The tables of a folder in the order of their names; a file is itself. */
    private static List<Path> tables(Path path, String given) throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> found = Files.list(path)) {
            List<Path> tables = found.filter(Weir::isTable).sorted().toList();
            if (tables.isEmpty()) {
                throw new UsageException(given + ": there is no table in this folder");
            }
            return tables;
        }
    }
}
