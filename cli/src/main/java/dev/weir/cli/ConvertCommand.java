package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.cli.report.Words;
import dev.weir.convert.Conversion;
import dev.weir.convert.ConvertOptions;
import dev.weir.convert.Loss;
import dev.weir.convert.Standard;
import dev.weir.convert.TableForm;
import dev.weir.run.OpenPackage;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code weir convert}: a package in another version of the standard, format or dialect. */
final class ConvertCommand implements Command {
    @Override
    public String name() {
        return "convert";
    }

    @Override
    public String summary() {
        return "writes a package in another version of the standard, format or dialect";
    }

    @Override
    public String usage() {
        return "IN OUT";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.choice("standard", List.of("v1", "v2"), "the version of the standard (as it is)"),
                Option.choice(
                        "format", List.of("csv", "tsv", "json", "jsonl", "inline"), "what tables become (as they are)"),
                Option.value("delimiter", "TEXT", "what stands between the cells of CSV; \\t is a tab"),
                Option.value("quote-char", "CHAR", "what stands around cells of CSV that need it"),
                Option.choice("line-terminator", List.of("lf", "crlf"), "what ends the rows of CSV"),
                Option.value("encoding", "NAME", "the encoding of CSV"),
                Option.flag("no-header", "leaves the header of CSV out"),
                Option.repeated("resource", "NAME", "converts these resources only (repeatable)"),
                Option.flag("strict", "writes nothing where something would be lost: exit code 1"),
                Option.flag("overwrite", "replaces the file or package that is at OUT"),
                CommonOptions.REMOTE,
                Option.flag("trusted", "lets the descriptor name files outside its folder, and private addresses"));
    }

    @Override
    public String details() {
        return "IN is a folder, a descriptor, a zip or a table. OUT is a folder, which is new or empty; a .zip; or,"
                + " for one\n"
                + "table, a .csv, .tsv, .json or .jsonl file, or - for stdout. A file of which nothing changes is copied"
                + " to\n"
                + "the byte. What the output cannot say is listed on stderr. Exit code: 1 a table cannot be read, or\n"
                + "--strict has something to say; 2 OUT is in the way.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> words = arguments.positional("argument", 2, 2);
        String out = words.get(1);
        ConvertOptions options = options(arguments);
        RunOptions reading = RunOptions.DEFAULT
                .withTrusted(arguments.has("trusted"))
                .withRemote(CommonOptions.remote(arguments, terminal));
        Path from = GivenPath.of(words.get(0), reading.remote());
        if (Weir.isTable(from)) {
            GivenPath.sayEncoding(words.get(0), from, terminal);
        }
        OpenPackage in = Weir.isTable(from) ? Weir.openLeniently(from, reading) : Weir.open(from, reading);
        try {
            return told(in, from, out, options, terminal);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(String.valueOf(wrong.getMessage()));
        }
    }

    private static int told(OpenPackage in, Path from, String out, ConvertOptions given, Terminal terminal)
            throws IOException {
        Conversion.Result result;
        Path to = out.equals("-") ? null : GivenPath.of(out);
        TableForm file = to == null || Files.isDirectory(to) ? null : TableForm.ofFile(out);
        if (to == null || file != null) {
            ConvertOptions options = given.withForm(form(given.form(), file, out));
            result = to == null ? Conversion.toStream(in, terminal.out(), options) : Conversion.toFile(in, to, options);
        } else {
            if (Files.exists(to) && Files.isSameFile(to, from)) {
                throw new UsageException(out + ": is the package itself: convert it to another place");
            }
            result = Conversion.toPackage(in, to, given);
        }
        for (Loss loss : result.losses()) {
            terminal.say(loss.toString());
        }
        if (!result.written()) {
            terminal.complain("weir: " + out + ": "
                    + Words.count(result.losses().size(), "thing") + " would be lost, so nothing is written");
            return INVALID;
        }
        if (to != null) {
            int all = result.copied() + result.converted();
            terminal.println(out + ": "
                    + (file != null
                            ? "written"
                            : Words.count(all, "resource") + ", " + result.converted() + " written anew"));
        }
        return DONE;
    }

    /** The format of one table: what its file is called, else what is asked for, else CSV. */
    private static TableForm form(@Nullable TableForm asked, @Nullable TableForm file, String out) {
        if (asked == TableForm.INLINE) {
            throw new UsageException("--format inline puts rows in a descriptor, and " + out + " is one table");
        }
        if (asked != null && file != null && asked != file) {
            throw new UsageException(out + ": the name says " + file.text() + ", not " + asked.text()
                    + ": leave --format out or name the file otherwise");
        }
        return asked != null ? asked : file != null ? file : TableForm.CSV;
    }

    private static ConvertOptions options(Arguments arguments) {
        String standard = arguments.value("standard");
        String format = arguments.value("format");
        String line = arguments.value("line-terminator");
        String delimiter = arguments.value("delimiter");
        String quote = arguments.value("quote-char");
        if (delimiter != null && delimiter.isEmpty()) {
            throw new UsageException("--delimiter takes a text, not nothing");
        }
        if (quote != null && quote.length() != 1) {
            throw new UsageException("--quote-char takes one character, not \"" + quote + "\"");
        }
        return new ConvertOptions(
                standard == null ? null : Standard.valueOf(standard.toUpperCase(Locale.ROOT)),
                format == null ? null : TableForm.of(format),
                delimiter == null ? null : delimiter.equals("\\t") ? "\t" : delimiter,
                quote,
                line == null ? null : line.equals("lf") ? "\n" : "\r\n",
                arguments.value("encoding"),
                arguments.has("no-header"),
                arguments.values("resource"),
                arguments.has("strict"),
                arguments.has("overwrite"));
    }
}
