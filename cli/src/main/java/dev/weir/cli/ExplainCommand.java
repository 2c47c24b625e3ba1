package dev.weir.cli;

import dev.weir.cli.command.Arguments;
import dev.weir.cli.command.Command;
import dev.weir.cli.command.Option;
import dev.weir.cli.command.Terminal;
import dev.weir.cli.explain.ExplainJson;
import dev.weir.cli.explain.ExplainMermaid;
import dev.weir.cli.explain.ExplainText;
import dev.weir.cli.explain.Explanation;
import dev.weir.descriptor.JsonWriter;
import dev.weir.flow.FlowFile;
import dev.weir.flow.Plan;
import dev.weir.run.KeptState;
import dev.weir.run.RunOptions;
import java.io.IOException;
import java.util.List;

/**
 * {@code weir explain}: the steps of a flow, their forms, what a changed row costs them, the schemas that they change, what
 * is kept for the next run, and of which fields of the sources each field is made. Reads no row.
 */
final class ExplainCommand implements Command {
    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "shows a flow's steps, the schema behind each, and what fields come from";
    }

    @Override
    public String usage() {
        return "[FLOW]";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.repeated("set", "NAME=VALUE", "sets a parameter of the flow"),
                CommonOptions.REMOTE,
                Option.flag("trusted", "lets --remote read private addresses"),
                Option.choice("format", List.of("text", "json", "mermaid"), "how it is printed"));
    }

    @Override
    public int run(Arguments arguments, Terminal terminal) throws IOException {
        FlowFile flow = FlowPath.read(arguments, CommonOptions.remote(arguments, terminal));
        Plan plan = flow.plan(RunClock.now(terminal.environment()));
        Explanation explained = new Explanation(plan, KeptState.of(plan, RunOptions.DEFAULT));
        List<String> lines = switch (arguments.value("format", "text")) {
            case "json" -> List.of(JsonWriter.pretty(ExplainJson.of(explained)).stripTrailing());
            case "mermaid" -> ExplainMermaid.of(plan);
            default -> ExplainText.of(explained);
        };
        for (String line : lines) {
            terminal.println(line);
        }
        return DONE;
    }
}
