package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.cli.report.Words;
import dev.weir.publish.Publication;
import dev.weir.publish.Target;
import dev.weir.publish.TargetFolder;
import dev.weir.publish.TargetOpener;
import dev.weir.version.Version;
import dev.weir.version.VersionStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code weir publish}: the valid versions, where others read them. */
final class PublishCommand implements Command {
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    @Override
    public String name() {
        return "publish";
    }

    @Override
    public String summary() {
        return "puts the valid versions of a package where others read them";
    }

    @Override
    public String usage() {
        return "DIR TARGET";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.value("endpoint", "URL", "the S3 server (AWS_ENDPOINT_URL, else that of AWS)"),
                Option.flag("trusted", "lets TARGET be a folder on a network"));
    }

    @Override
    public String details() {
        return "TARGET is a folder, or s3://BUCKET/PREFIX with the usual credentials of AWS. Every valid version gets"
                + " an\n"
                + "address of its own, TARGET/versions/VERSION/datapackage.json, and stays there; TARGET/datapackage.json"
                + " is\n"
                + "the newest, and switched last. What is there is not sent again. Exit code: 1 the newest version, or"
                + " each,\n"
                + "is not valid (the valid ones before it are published); 3 another publishes there.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> words = arguments.positional("argument", 2, 2);
        String from = words.get(0);
        Path folder = GivenPath.of(from);
        try (Target target = target(words.get(1), folder, arguments, terminal)) {
            VersionStore store = Owed.written(from, VersionStore.open(folder), terminal);
            if (store == null) {
                return INVALID;
            }
            Publication.Result result = Publication.of(from, store, target, line -> {
                if (terminal.isVerbose()) {
                    terminal.say(line);
                }
            });
            return told(from, words.get(1), store, result, terminal);
        }
    }

    private static int told(
            String from, String target, VersionStore store, Publication.Result result, Terminal terminal)
            throws IOException {
        for (Version version : result.refused()) {
            terminal.say(from + ": version " + version.version() + " (#" + version.number()
                    + ") is not valid and is not published");
        }
        Version newest = result.newest();
        if (newest == null) {
            terminal.complain("weir: " + from + ": has no valid version, so nothing is published");
            return INVALID;
        }
        terminal.println(target + ": "
                + (result.added() == 0
                        ? "version " + newest.version() + " is published already, "
                                + Words.count(result.versions(), "version") + " in all"
                        : "published version " + newest.version() + ", "
                                + Words.count(result.versions(), "version") + " in all; sent "
                                + Words.count(result.sent(), "file") + ", " + Words.count(result.sentBytes(), "byte")
                                + (result.there() == 0
                                        ? ""
                                        : "; " + result.there()
                                                + (result.there() == 1 ? " was there" : " were there"))));
        return store.head().valid() ? DONE : INVALID;
    }

    private static Target target(String word, Path from, Arguments arguments, Terminal terminal) {
        String endpoint = arguments.value("endpoint");
        if (ADDRESS.matcher(word).matches()) {
            return remote(word, endpoint == null ? endpoint(terminal) : endpoint);
        } else if (endpoint != null) {
            throw new UsageException("--endpoint is the server of s3://BUCKET/PREFIX, and " + word + " is a folder");
        }
        Path to = GivenPath.of(word);
        Path top = to.toAbsolutePath().normalize();
        Path here = from.toAbsolutePath().normalize();
        if (top.startsWith(here) || here.startsWith(top)) {
            throw new UsageException(word + ": is, is in or is around the package's own folder: publish to another");
        }
        return TargetFolder.open(to, arguments.has("trusted"));
    }

    private static @Nullable String endpoint(Terminal terminal) {
        String ofService = terminal.environment().getOrDefault("AWS_ENDPOINT_URL_S3", "");
        String all = terminal.environment().getOrDefault("AWS_ENDPOINT_URL", "");
        return !ofService.isEmpty() ? ofService : all.isEmpty() ? null : all;
    }

    private static Target remote(String address, @Nullable String endpoint) {
        TargetOpener opener = TargetOpener.of(address);
        if (opener == null) {
            throw new UsageException(address + ": nothing here publishes to such an address: "
                    + (address.startsWith("s3://")
                            ? "the jars of weir-s3 have to be on the class path"
                            : "name a folder or s3://BUCKET/PREFIX"));
        }
        try {
            return opener.open(address, endpoint);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        }
    }
}
