package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.process.Form;
import dev.weir.process.Operation;
import dev.weir.run.KeptState;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code weir explain}: the steps of a flow, their forms, what a changed row costs them, the schemas that they change, and
 * what is kept for the next run. Reads no row.
 */
final class ExplainCommand implements Command {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "shows a flow's steps, their forms, and the schema behind each";
    }

    @Override
    public String usage() {
        return "[FLOW]";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.repeated("set", "NAME=VALUE", "sets a parameter of the flow"),
                Option.choice("format", List.of("text"), "how it is printed"));
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        FlowFile flow = FlowPath.read(arguments);
        Plan plan = flow.plan(RunClock.now(terminal.environment()));
        KeptState kept = KeptState.of(plan, RunOptions.DEFAULT);
        for (int i = 0; i < plan.steps().size(); i++) {
            Plan.Planned step = plan.steps().get(i);
            terminal.println(i + 1 + ". " + step.processor().name());
            List<String> lines = new ArrayList<>(operations(step));
            KeptState.Size size = kept == null ? null : kept.steps().get(i);
            if (size != null) {
                lines.add("keeps " + held(size));
            }
            if (kept != null && kept.rebuilt().contains(i)) {
                lines.add("the next run rebuilds it");
            }
            lines.addAll(changes(step));
            for (String line : lines) {
                terminal.println("   " + line);
            }
        }
        if (kept != null) {
            String rebuilt = kept.rebuilt().isEmpty()
                    ? ""
                    : " and rebuilds " + kept.rebuilt().size() + " of "
                            + plan.steps().size() + " steps";
            String used =
                    kept.notUsed() == null ? "the next run builds on it" + rebuilt : "not used: " + kept.notUsed();
            terminal.println("state in " + kept.folder() + ": " + used);
        }
        return DONE;
    }

    private static String held(KeptState.Size size) {
        return String.format(Locale.ROOT, "%,d entries, %,.1f MB", size.entries(), size.bytes() / 1e6);
    }

    /** What carrying a changed row through costs. */
    private static String cost(Form form) {
        return switch (form.formName()) {
            case "Each" -> "costs the changed rows";
            case "Join" -> "costs the changed rows and their partners";
            case "Group" -> "costs the changed rows, and the rows of their groups where order counts";
            case "Scan" -> "costs the rows from the first changed one on, until all is as it was";
            default -> "costs all rows where one has changed";
        };
    }

    private static List<String> operations(Plan.Planned step) {
        List<String> lines = new ArrayList<>();
        for (Operation operation : step.operations()) {
            if (operation instanceof Operation.Read read) {
                lines.add("reads " + read.output() + " from "
                        + String.join(", ", read.resource().paths()));
            } else if (operation instanceof Operation.Check check) {
                lines.add("checks " + check.output() + ", on error "
                        + check.onError().name().toLowerCase(java.util.Locale.ROOT));
            } else if (operation instanceof Operation.Apply apply) {
                String inputs = String.join(", ", apply.inputs());
                String made = inputs.equals(apply.output()) ? inputs : inputs + " → " + apply.output();
                lines.add(apply.form().formName() + ": " + made + "; " + cost(apply.form()));
            }
        }
        return lines;
    }

    /** The resources whose schema the step makes or changes. */
    private static List<String> changes(Plan.Planned step) {
        List<String> lines = new ArrayList<>();
        for (Resource resource : step.after().resources()) {
            Resource before = step.before().resource(resource.name());
            Schema schema = resource.schema();
            if (schema != null && (before == null || !schema.equals(before.schema()))) {
                lines.add(resource.name() + ": " + fields(schema));
            }
        }
        for (Resource resource : step.before().resources()) {
            if (step.after().resource(resource.name()) == null) {
                lines.add(resource.name() + " goes");
            }
        }
        return lines;
    }

    private static String fields(Schema schema) {
        List<String> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.add(field.name() + ' ' + field.type().text());
        }
        String key = schema.primaryKey().isEmpty() ? "" : "; key " + String.join(", ", schema.primaryKey());
        return String.join(", ", fields) + key;
    }
}
