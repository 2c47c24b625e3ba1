package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.command.UsageException;
import dev.weir.cli.report.ReportJson;
import dev.weir.cli.report.ReportText;
import dev.weir.cli.report.Words;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.process.RunInputs;
import dev.weir.process.Stage;
import dev.weir.run.GivenChanges;
import dev.weir.run.LocalRunner;
import dev.weir.run.Run;
import dev.weir.run.RunOptions;
import dev.weir.write.PackageStage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code weir run}: runs a flow. Says what it wrote on stdout, what it dropped or put aside on stderr. */
final class RunCommand implements Command {
    @Override
    public String name() {
        return "run";
    }

    @Override
    public String summary() {
        return "runs a flow";
    }

    @Override
    public String usage() {
        return "[FLOW]";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.repeated("set", "NAME=VALUE", "sets a parameter of the flow"),
                Option.repeated("changes", "NAME=FILE", "edits the table NAME by a file of changes"),
                Option.flag("full", "does not build on what the last run kept, but runs the flow as a whole"),
                Option.flag("now", "writes what \"snapshot: later\" would leave to a later run"),
                Option.flag("check", "runs the flow as a whole, too, and compares what comes out; 1 for a difference"),
                Option.flag(
                        "check-pure",
                        "runs the flow as a whole and each function twice; 2 where it gives something else"),
                Option.flag("provenance", "lets each version carry files that say where it comes from"),
                Option.value("sign", "KEY", "the same, signed with the private key (ed25519, PEM) in the file KEY"),
                CommonOptions.REMOTE,
                Option.flag(
                        "trusted", "lets what is written be on a network file system, --remote read private addresses"),
                Option.flag("strict", "rows dropped or put aside make the exit code 1"),
                Option.choice("format", List.of("text", "json"), "how errors are printed"),
                Option.value("limit-errors", "N", "how many errors are listed (1000; 0 = all); all are counted"),
                CommonOptions.THREADS,
                CommonOptions.MEMORY);
    }

    @Override
    public String details() {
        return "FLOW is a flow file or its folder; by default weir.yaml, weir.yml or weir.json here.\n"
                + "Exit code: 0 done, 1 rows are in error, 2 the flow is wrong, 3 a file cannot be read or written.";
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        return run(FlowPath.read(arguments, CommonOptions.remote(arguments, terminal)), arguments, terminal);
    }

    /** Runs a flow on whatever file system it is. */
    static int run(FlowFile flow, Arguments arguments, Terminal terminal) throws IOException {
        ProvenanceFiles provenance = ProvenanceFiles.of(arguments);
        RunInputs bare = new RunInputs(
                RunClock.now(terminal.environment()), text -> print(terminal, text), arguments.has("trusted"));
        Plan plan = flow.plan(bare.now());
        RunInputs inputs = provenance.carriedBy(bare, plan, MadeBy.of(GivenPath.of(flow.file()), arguments), terminal);
        RunOptions options = CommonOptions.runOptions(arguments)
                .withTrusted(true)
                .withFull(arguments.has("full"))
                .withChanges(changes(arguments))
                .withSnapshots(arguments.has("check") || arguments.has("now"))
                .withChecksPure(arguments.has("check-pure"))
                .withLimitErrors((int) Math.min(Integer.MAX_VALUE, arguments.number("limit-errors", 1000)));
        Run run = LocalRunner.run(plan, options, inputs, Path.of(""));
        for (String warning : run.report().warnings()) {
            terminal.say("weir: " + warning);
        }
        if (!run.valid()) {
            terminal.print(
                    arguments.value("format", "text").equals("json")
                            ? ReportJson.pretty(List.of(run.report()))
                            : ReportText.ofRun(run.report(), flow.file(), run.completed(), terminal.isColoured()));
        }
        if (run.completed()) {
            for (Stage stage : run.stages()) {
                terminal.println(stage.summary());
            }
            provenance.say(terminal);
        }
        terminal.say("weir: " + Words.run(run));
        if (terminal.isVerbose() && run.changes() != null) {
            Words.steps(run.changes()).forEach(line -> terminal.say("weir: " + line));
        }
        if (arguments.has("check") && run.completed() && run.valid()) {
            return check(plan, options, inputs.withOut(text -> {}), terminal);
        }
        boolean dropped = arguments.has("strict") && !run.report().warnings().isEmpty();
        return run.valid() && !dropped ? DONE : INVALID;
    }

    private static List<GivenChanges> changes(Arguments arguments) {
        List<GivenChanges> changes = new ArrayList<>();
        for (String given : arguments.values("changes")) {
            int equals = given.indexOf('=');
            if (equals <= 0 || equals == given.length() - 1) {
                throw new UsageException("--changes takes NAME=FILE, not \"" + given + "\"");
            }
            changes.add(new GivenChanges(given.substring(0, equals), GivenPath.of(given.substring(equals + 1))));
        }
        return changes;
    }

    /** Runs the flow from scratch over what was just written: nothing may differ. */
    private static int check(Plan plan, RunOptions options, RunInputs inputs, Terminal terminal) throws IOException {
        Run whole = LocalRunner.run(plan, options.withKeepsState(false), inputs, Path.of(""));
        boolean same = whole.completed();
        for (Stage stage : whole.stages()) {
            if (!(stage instanceof PackageStage dump) || !(dump.outcome() instanceof PackageStage.Unchanged)) {
                terminal.println("check: a run from scratch gives something else; " + stage.summary());
                same = false;
            }
        }
        if (same) {
            terminal.println("check: a run from scratch gives the same");
        }
        return same ? DONE : INVALID;
    }

    private static void print(Terminal terminal, String text) {
        try {
            terminal.print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
