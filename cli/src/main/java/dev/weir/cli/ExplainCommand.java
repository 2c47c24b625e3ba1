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
import dev.weir.process.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code weir explain}: the steps of a flow, their forms, and the schemas that they change. Reads no row. */
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
        int number = 0;
        for (Plan.Planned step : flow.plan(RunClock.now(terminal.environment())).steps()) {
            terminal.println(++number + ". " + step.processor().name());
            for (String line : operations(step)) {
                terminal.println("   " + line);
            }
            for (String line : changes(step)) {
                terminal.println("   " + line);
            }
        }
        return DONE;
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
                lines.add(apply.form().formName() + ": " + made);
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
