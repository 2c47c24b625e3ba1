package dev.weir.cli.explain;

import dev.weir.flow.Plan;
import dev.weir.process.Operation;
import dev.weir.process.Staged;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An explanation as a Mermaid flowchart: a node a step, with its forms; sources and what is written at the ends; an edge
 * for each resource that one step hands to another.
 */
public final class ExplainMermaid {
    private final List<String> lines = new ArrayList<>(List.of("flowchart TD"));
    private final Map<String, String> madeBy = new HashMap<>();
    private int sources;

    private ExplainMermaid() {}

    /** The lines, in order. */
    public static List<String> of(Plan plan) {
        ExplainMermaid chart = new ExplainMermaid();
        for (int i = 0; i < plan.steps().size(); i++) {
            chart.step(plan.steps().get(i), i + 1);
        }
        return chart.lines;
    }

    private void step(Plan.Planned step, int number) {
        String node = "s" + number;
        Set<String> forms = new LinkedHashSet<>();
        Set<String> edges = new LinkedHashSet<>();
        Map<String, String> makes = new HashMap<>();
        for (Operation operation : step.operations()) {
            if (operation instanceof Operation.Read read) {
                String source = "source" + ++sources;
                lines.add("    " + source + "[(\""
                        + text(String.join(", ", read.resource().paths())) + "\")]");
                edges.add(source + " --> " + node);
            } else if (operation instanceof Operation.Apply apply) {
                forms.add(apply.form().formName());
            }
            for (String input : operation.inputs()) {
                String from = madeBy.get(input);
                if (from != null) {
                    edges.add(from + " -->|\"" + text(input) + "\"| " + node);
                }
            }
            makes.put(operation.output(), node);
        }
        String form = forms.isEmpty() ? "" : "<br/>" + String.join(", ", forms);
        lines.add("    " + node + "[\"" + number + ". " + text(step.processor().name()) + form + "\"]");
        edges.forEach(edge -> lines.add("    " + edge));
        if (step.processor() instanceof Staged staged) {
            lines.add("    target" + number + "[(\"" + text(staged.place().toString()) + "\")]");
            lines.add("    " + node + " --> target" + number);
        }
        madeBy.putAll(makes);
    }

    /** A text inside quotes: what Mermaid or HTML would take for its own is written as an entity. */
    private static String text(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if ("\"#<>&|;`".indexOf(point) >= 0 || point < ' ') {
                escaped.append('#').append(point).append(';');
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }
}
