package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.report.ReportGithub;
import dev.weir.cli.report.ReportHtml;
import dev.weir.cli.report.ReportJson;
import dev.weir.cli.report.ReportJunit;
import dev.weir.cli.report.ReportMarkdown;
import dev.weir.cli.report.ReportSarif;
import dev.weir.cli.report.ReportText;
import dev.weir.report.Report;
import dev.weir.run.RunOptions;
import dev.weir.run.Weir;
import dev.weir.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code weir validate}: the descriptor, then every row. Every answer is a report. */
final class ValidateCommand implements Command {
    private static final int ABSENT = 3;

    @Override
    public String name() {
        return "validate";
    }

    @Override
    public String summary() {
        return "checks packages: the descriptor, then every row";
    }

    @Override
    public String usage() {
        return "PATH…";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.choice(
                        "format",
                        List.of("text", "json", "jsonl", "github", "junit", "sarif", "md", "html"),
                        "how the report is printed"),
                Option.flag("no-data", "checks descriptors only"),
                Option.value(
                        "limit-errors", "N", "how many errors are listed a resource (1000; 0 = all); all are counted"),
                Option.value("limit-rows", "N", "reads the first N rows of each table only"),
                Option.value(
                        "checklist",
                        "FILE",
                        "checks beside the schema, as a checklist of Frictionless in JSON or YAML"),
                Option.repeated("pick-errors", "CODES", "counts these errors only: type-error,#header"),
                Option.repeated("skip-errors", "CODES", "counts no such errors"),
                Option.flag("hash", "states the hash of every file"),
                CommonOptions.REMOTE,
                Option.flag("trusted", "lets descriptors name files outside their folder, and private addresses"),
                CommonOptions.THREADS,
                CommonOptions.MEMORY);
    }

    @Override
    public String details() {
        return "PATH is a folder with a datapackage.json (else .yaml, .yml), a zip file of one, a table, or a descriptor\n"
                + "by any name: of a package, or of a resource, a schema, a dialect or a field by itself. With --remote it\n"
                + "may be the http(s) address of one.\n"
                + "Exit code: 0 all valid, 1 something is not valid, 2 wrong options, 3 a PATH is not there: the others"
                + " are validated.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        List<String> paths = arguments.positional("PATH", 1, Integer.MAX_VALUE);
        RunOptions options = CommonOptions.runOptions(arguments)
                .withLimitErrors((int) Math.min(Integer.MAX_VALUE, arguments.number("limit-errors", 1000)))
                .withLimitRows(arguments.number("limit-rows", 0))
                .withChecklist(ChecklistOptions.checklist(arguments))
                .withTrusted(arguments.has("trusted"))
                .withRemote(CommonOptions.remote(arguments, terminal))
                .withHash(arguments.has("hash"));
        boolean withData = !arguments.has("no-data");
        String format = arguments.value("format", "text");
        List<Report> reports = new ArrayList<>();
        boolean valid = true;
        boolean absent = false;
        for (String path : paths) {
            Path target;
            try {
                target = GivenPath.of(path, options.remote());
            } catch (SourceException | UncheckedIOException problem) {
                terminal.complain("weir: " + problem.getMessage());
                absent = true;
                continue;
            }
            if (Files.notExists(target)) {
                terminal.complain("weir: " + path + ": there is no such file or folder");
                absent = true;
                continue;
            }
            if (Weir.isTable(target)) {
                terminal.say("weir: " + path + ": has no descriptor, so its types are inferred");
                GivenPath.sayEncoding(path, target, terminal);
            }
            Report report = withData ? Weir.validate(target, options) : Weir.validateDescriptor(target, options);
            valid &= report.valid();
            report.warnings().forEach(warning -> terminal.say("weir: " + path + ": warning: " + warning));
            report.tasks()
                    .forEach(task -> task.warnings()
                            .forEach(warning ->
                                    terminal.say("weir: " + path + ": " + task.name() + ": warning: " + warning)));
            switch (format) {
                case "jsonl" -> terminal.print(ReportJson.line(report));
                case "text" -> terminal.print(ReportText.of(report, terminal.isColoured()));
                case "github" -> terminal.print(ReportGithub.of(report));
                case "md" -> terminal.print(ReportMarkdown.of(report));
                default -> reports.add(report);
            }
        }
        switch (format) {
            case "json" -> terminal.print(ReportJson.pretty(reports));
            case "junit" -> terminal.print(ReportJunit.of(reports));
            case "sarif" -> terminal.print(ReportSarif.of(reports, Main.version()));
            case "html" -> terminal.print(ReportHtml.of(reports));
            default -> {}
        }
        return absent ? ABSENT : valid ? DONE : INVALID;
    }
}
