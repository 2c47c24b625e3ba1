package dev.weir.run;

import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Plan;
import dev.weir.operate.Collector;
import dev.weir.operate.Operators;
import dev.weir.operate.Workspace;
import dev.weir.process.Each;
import dev.weir.process.FlowException;
import dev.weir.process.Form;
import dev.weir.process.Group;
import dev.weir.process.Join;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.RunInputs;
import dev.weir.process.Scan;
import dev.weir.process.Stage;
import dev.weir.process.Staged;
import dev.weir.process.Whole;
import dev.weir.refresh.check.WrittenChecks;
import dev.weir.report.ErrorLog;
import dev.weir.validate.PackageKeys;
import dev.weir.validate.RowChecks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The streams of a run: a node for each operation of a plan, from the tables that are read to the steps that see rows go
 * by. Made before the first row; tables are opened, and stages too.
 */
final class RunGraph implements AutoCloseable {
    private final RunOptions options;
    private final RunInputs inputs;
    private final Workspace space;
    private final RunEdits edits;
    private final Path folder;
    private final PrintOrder printed;
    private final Map<String, Node> streams = new LinkedHashMap<>();
    private final Map<String, Operation.Read> untouched = new LinkedHashMap<>();
    private final List<FeedNode> feeds = new ArrayList<>();
    private final List<KeyGroup> groups = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private final List<Operation.Read> reads = new ArrayList<>();
    private final List<CheckLog> logs = new ArrayList<>();

    private final Map<String, PutAsideRows> quarantines = new LinkedHashMap<>();

    /** @param parts what each step has put aside of one resource */
    private record PutAsideRows(CollectNode rows, List<QuarantineNode> parts) {}

    /** The errors of one step on one resource. */
    record CheckLog(String step, String resource, OnError onError, ErrorLog log, boolean dump) {}

    /** @param folder on the file system of temporary files */
    RunGraph(RunOptions options, RunInputs inputs, Workspace space, RunEdits edits, Path folder) {
        this.options = options;
        this.edits = edits;
        this.folder = folder;
        this.inputs = inputs;
        this.space = space;
        this.printed = new PrintOrder(inputs.out());
    }

    List<FeedNode> feeds() {
        return feeds;
    }

    List<Stage> stages() {
        return stages;
    }

    PrintOrder printed() {
        return printed;
    }

    List<CheckLog> logs() {
        return logs;
    }

    /** Whether the errors of a log end the run. */
    boolean isFailed(CheckLog log) {
        return log.log().count() > 0
                && (log.onError() == OnError.FAIL
                        || feeds.stream()
                                .anyMatch(feed ->
                                        feed instanceof ScanNode scan && scan.log() == log.log() && scan.isCutShort()));
    }

    void add(Plan plan) {
        for (Plan.Planned step : plan.steps()) {
            add(step);
        }
    }

    private void add(Plan.Planned step) {
        Stage stage = null;
        if (step.processor() instanceof Staged staged) {
            stage = staged.stage(step.after(), inputs);
            stage.reads(reads);
            stages.add(stage);
            addDumpChecks(step);
        }
        String name = step.processor().name();
        List<Operation.Check> checks = new ArrayList<>();
        Map<String, Node> made = new LinkedHashMap<>();
        for (Operation operation : step.operations()) {
            if (operation instanceof Operation.Read read) {
                reads.add(read);
                read(name, read);
            } else if (operation instanceof Operation.Check check) {
                checks.add(check);
            } else if (operation instanceof Operation.Apply apply) {
                Node node = apply(step, apply, stage);
                if (node != null) {
                    made.put(apply.output(), node);
                }
            }
        }
        if (!checks.isEmpty()) {
            check(step, checks);
        }
        made.forEach((output, node) -> {
            streams.put(output, node);
            untouched.remove(output);
        });
        streams.keySet().removeIf(table -> step.after().resource(table) == null); // another may come under its name
    }

    private ErrorLog log(String step, String resource, OnError onError, boolean dump) {
        ErrorLog log = new ErrorLog(options.limitErrors());
        logs.add(new CheckLog(step, resource, onError, log, dump));
        return log;
    }

    private void read(String step, Operation.Read read) {
        Resource resource = read.resource();
        SourceEdits its = edits.isEdited(read) ? edits.of(read) : null;
        if (!read.removes() && read.order().isOfFile() && its == null) {
            untouched.put(resource.name(), read);
        }
        Schema schema = resource.schema();
        TableFormat format = TableFormat.of(resource);
        if (schema == null) {
            return;
        }
        if (!format.isTable()) {
            throw new FlowException("resource '" + resource.name() + "': " + format.problem());
        }
        if (its != null) {
            edited(step, read, its);
            return;
        }
        OnError onError = read.onError() == null ? OnError.FAIL : read.onError();
        TableScan scan = TableScan.open(read.source(), schema, format.dialect(), options);
        ScanNode node = new ScanNode(
                scan,
                () -> TableScan.open(read.source(), schema, format.dialect(), options),
                onError,
                log(step, resource.name(), onError, false),
                read.onError() == null);
        feeds.add(node);
        if (scan.table().isEmpty()) {
            node.log()
                    .add(dev.weir.report.RowError.ofFile(
                            dev.weir.report.ErrorCode.SOURCE_ERROR, resource.name(), "the source is empty"));
        }
        streams.put(resource.name(), node);
        if (onError == OnError.QUARANTINE) {
            putAside(node.quarantine());
        }
        if (!read.order().isOfFile()) {
            if (read.onError() == null) {
                node.leaveCells();
            }
            streams.put(resource.name(), collect(node, ReadRows.ordered(read.order(), scan, options, folder)));
        }
    }

    private void edited(String step, Operation.Read read, SourceEdits its) {
        EditedNode node = new EditedNode(read, its, options, folder);
        feeds.add(node);
        streams.put(node.resource, node);
        OnError onError = read.onError();
        if (onError != null) {
            RowChecks checks = RowChecks.ofTypes(node.schema);
            CheckNode check = new CheckNode(node, checks, onError, log(step, node.resource, onError, false), null);
            streams.put(node.resource, check);
            if (onError == OnError.QUARANTINE) {
                putAside(check.quarantine());
            }
        }
    }

    private void check(Plan.Planned step, List<Operation.Check> checks) {
        List<String> names = checks.stream().map(Operation.Check::output).toList();
        KeyGroup group = group(names, checks.get(0).onError().removes());
        Map<String, Node> checked = new LinkedHashMap<>();
        for (Operation.Check check : checks) {
            checked.put(check.output(), check(step.processor().name(), check, group));
        }
        for (Operation.Check check : checks) {
            if (check.onError().removes()) {
                untouched.remove(check.output());
            }
            Node node = checked.get(check.output());
            if (node != null && check.onError().removes() && group.hasKeys(check.output())) {
                checked.put(check.output(), holdBack(node, check.onError(), group));
            }
        }
        streams.putAll(checked);
    }

    /** @param waits whether rows of which a key is wrong go no further */
    private KeyGroup group(List<String> names, boolean waits) {
        List<Schema> schemas = names.stream().map(name -> stream(name).schema).toList();
        PackageKeys keys = waits
                ? PackageKeys.waiting(names, schemas, space.budget(), space.spills())
                : PackageKeys.of(names, schemas, space.budget(), space.spills());
        KeyGroup group = new KeyGroup(names, keys, options.limitErrors());
        groups.add(group);
        return group;
    }

    private Node check(String step, Operation.Check check, KeyGroup group) {
        Node input = stream(check.output());
        if (input instanceof ScanNode scan && scan.takers.isEmpty() && scan.leavesErrors()) {
            logs.removeIf(log -> log.log() == scan.log());
            logs.add(new CheckLog(step, scan.resource, check.onError(), scan.log(), false));
            scan.check(check.onError(), group);
            if (check.onError() == OnError.QUARANTINE) {
                putAside(scan.quarantine());
            }
            return scan;
        }
        CheckNode node =
                new CheckNode(input, check.onError(), log(step, input.resource, check.onError(), false), group);
        if (check.onError() == OnError.QUARANTINE) {
            putAside(node.quarantine());
        }
        return node;
    }

    /** Keeps the rows until all keys are judged, then lets those pass that are right. */
    private Node holdBack(Node node, OnError onError, KeyGroup group) {
        Collector spool = Operators.spool(node.schema, space);
        CollectNode held = new CollectNode(node.resource, node.schema, spool, node);
        held.take(node);
        group.whenJudged(held);
        feeds.add(held);
        RejectNode reject = new RejectNode(held, group);
        if (onError == OnError.QUARANTINE) {
            putAside(reject.quarantine());
        }
        return reject;
    }

    /**
     * Adds rows put aside to the quarantine of their resource, in the order of the source. A step that has taken what was
     * put aside before sees no later rows.
     */
    private void putAside(QuarantineNode from) {
        PutAsideRows known = quarantines.get(from.resource);
        if (known != null && known.rows() == streams.get(from.resource)) {
            known.parts().add(from);
            if (known.rows().takers.isEmpty()) {
                known.rows().take(from);
                return;
            }
        } else {
            known = null;
        }
        List<QuarantineNode> parts = known == null ? new ArrayList<>(List.of(from)) : known.parts();
        CollectNode quarantine =
                new CollectNode(from.resource, from.schema, Operators.sort(from.schema, List.of(), space), null);
        parts.forEach(quarantine::take);
        feeds.add(quarantine);
        streams.put(from.resource, quarantine);
        quarantines.put(from.resource, new PutAsideRows(quarantine, parts));
    }

    /** What is written is checked: rows that no check has seen as they are now, and what refers to them. */
    private void addDumpChecks(Plan.Planned step) {
        Map<String, WrittenChecks.Written> written = new LinkedHashMap<>();
        for (Operation operation : step.operations()) {
            Node node = streams.get(operation.output());
            if (node != null) {
                written.put(operation.output(), node.checked().written());
            }
        }
        List<String> names = WrittenChecks.of(written);
        if (names.isEmpty()) {
            return;
        }
        KeyGroup group = group(names, false);
        for (String name : names) {
            Node input = stream(name);
            ErrorLog log = log(step.processor().name(), name, OnError.KEEP, true);
            streams.put(name, new CheckNode(input, OnError.KEEP, log, group));
        }
    }

    private Node stream(String name) {
        Node node = streams.get(name);
        if (node == null) {
            throw new FlowException("resource '" + name + "' has no rows at this step: it is no table");
        }
        return node;
    }

    private @Nullable Node apply(Plan.Planned step, Operation.Apply apply, @Nullable Stage stage) {
        Form form = apply.form();
        if (form instanceof Whole whole) {
            return tap(step, apply, whole, stage);
        }
        Resource resource = step.after().resource(apply.output());
        Schema described = resource == null ? null : resource.schema();
        if (described == null) {
            throw new FlowException("'" + step.processor().name() + "' describes no table '" + apply.output() + "'");
        }
        Node input = stream(apply.inputs().get(0));
        if (form instanceof Each each && apply.inputs().size() > 1) {
            return concatenate(step, apply, each, described);
        }
        if (form instanceof Each each) {
            StepErrors errors = errors(step, apply, input);
            EachNode node = new EachNode(apply.output(), described, input, each, errors);
            if (apply.onError() == OnError.QUARANTINE) {
                putAside(node.quarantine());
            }
            return each.order().isEmpty() ? node : collect(node, Operators.sort(node.schema, each.order(), space));
        }
        if (form instanceof Join join) {
            return join(apply, join, described, input);
        }
        Collector collector = form instanceof Group group
                ? Operators.group(group, input.schema, described, space)
                : Operators.scan((Scan<?>) form, input.schema, described, space);
        return collect(input, collector, apply.output(), described);
    }

    private StepErrors errors(Plan.Planned step, Operation.Apply apply, Node input) {
        ErrorLog log = log(step.processor().name(), input.resource, apply.onError(), false);
        return new StepErrors(input.resource, apply.onError(), log, input.positions());
    }

    private CollectNode collect(Node input, Collector collector) {
        return collect(input, collector, input.resource, input.schema);
    }

    private CollectNode collect(Node input, Collector collector, String resource, Schema schema) {
        CollectNode node = new CollectNode(resource, schema, collector, null);
        node.take(input);
        feeds.add(node);
        return node;
    }

    private Node concatenate(Plan.Planned step, Operation.Apply apply, Each each, Schema described) {
        List<Collector> parts = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        for (String name : apply.inputs()) {
            Node input = stream(name);
            nodes.add(new EachNode(apply.output(), described, input, each, errors(step, apply, input)));
            parts.add(Operators.spool(described, space));
        }
        CollectNode node = new CollectNode(apply.output(), described, new Sequence(parts), null);
        for (int i = 0; i < parts.size(); i++) {
            node.take(nodes.get(i), parts.get(i));
        }
        feeds.add(node);
        return node;
    }

    private Node join(Operation.Apply apply, Join join, Schema described, Node input) {
        Node right = stream(apply.inputs().get(1));
        Node left = input;
        if (right.origin().sources().contains(left.origin())) {
            CollectNode held = new CollectNode(left.resource, left.schema, Operators.spool(left.schema, space), left);
            held.take(left);
            feeds.add(held);
            left = held;
        }
        JoinNode node = new JoinNode(apply.output(), described, left, right, join, space);
        feeds.add(node.index());
        return node;
    }

    private @Nullable Node tap(Plan.Planned step, Operation.Apply apply, Whole whole, @Nullable Stage stage) {
        Resource resource = step.after().resource(apply.output());
        if (resource == null) {
            throw new FlowException("'" + step.processor().name() + "' knows no resource '" + apply.output() + "'");
        }
        Operation.Read read = untouched.get(apply.output());
        Node input = streams.get(apply.output());
        ErrorLog log = log(step.processor().name(), apply.output(), OnError.FAIL, false);
        Whole.ErrorTaker errors = (batch, row, code, field, note) -> {
            synchronized (log) {
                log.add(StepErrors.describe(batch, row, code, field, note, apply.output()));
            }
        };
        PrintOrder.Place place = printed.next();
        RunInputs its = inputs.withOut(place);
        Whole.Table table =
                whole.open(new Whole.Opening(resource, its, stage, read == null ? null : read.source(), errors));
        if (input == null) {
            table.end();
            place.end();
            return null;
        }
        TapNode node = new TapNode(input, table, place);
        if (read != null) {
            // A tap lets rows pass as they are: the resource is as untouched as before.
            streams.put(apply.output(), node);
            return null;
        }
        return node;
    }

    @Override
    public void close() {
        feeds.forEach(FeedNode::close);
        groups.forEach(KeyGroup::close);
    }
}
