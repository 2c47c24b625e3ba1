package dev.weir.cli.explain;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Resource;
import dev.weir.descriptor.Schema;
import dev.weir.flow.Lineage;
import dev.weir.flow.Plan;
import dev.weir.process.Operation;
import dev.weir.run.KeptState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An explanation for people: a few lines a step, then what the fields of the result come from. */
public final class ExplainText {
    private ExplainText() {}

    /** The lines, in order. */
    public static List<String> of(Explanation explained) {
        List<String> lines = new ArrayList<>();
        List<Plan.Planned> steps = explained.plan().steps();
        for (int i = 0; i < steps.size(); i++) {
            lines.add(i + 1 + ". " + steps.get(i).processor().name());
            step(explained, i).forEach(line -> lines.add("   " + line));
        }
        lines.addAll(LineageText.of(Lineage.of(explained.plan())));
        KeptState kept = explained.kept();
        if (kept != null) {
            lines.add(state(kept, steps.size()));
        }
        return lines;
    }

    private static List<String> step(Explanation explained, int index) {
        Plan.Planned step = explained.plan().steps().get(index);
        List<String> lines = new ArrayList<>();
        step.operations().forEach(operation -> lines.add(operation(operation)));
        KeptState.Size size = explained.held(index);
        if (size != null) {
            lines.add(String.format(Locale.ROOT, "keeps %,d entries, %,.1f MB", size.entries(), size.bytes() / 1e6));
        }
        if (explained.isRebuilt(index)) {
            lines.add("the next run rebuilds it");
        }
        for (Resource resource : Explanation.changed(step)) {
            Schema schema = resource.schema();
            lines.add(resource.name() + ": " + fields(schema == null ? Schema.EMPTY : schema));
        }
        Explanation.gone(step).forEach(name -> lines.add(name + " goes"));
        return lines;
    }

    private static String operation(Operation operation) {
        if (operation instanceof Operation.Read read) {
            return "reads " + read.output() + " from "
                    + String.join(", ", read.resource().paths());
        }
        if (operation instanceof Operation.Check check) {
            return "checks " + check.output() + ", on error "
                    + check.onError().name().toLowerCase(Locale.ROOT);
        }
        Operation.Apply apply = (Operation.Apply) operation;
        String inputs = String.join(", ", apply.inputs());
        String made = inputs.equals(apply.output()) ? inputs : inputs + " → " + apply.output();
        return apply.form().formName() + ": " + made + "; costs " + Explanation.cost(apply.form());
    }

    private static String fields(Schema schema) {
        List<String> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.add(field.name() + ' ' + field.type().text());
        }
        String key = schema.primaryKey().isEmpty() ? "" : "; key " + String.join(", ", schema.primaryKey());
        return String.join(", ", fields) + key;
    }

    private static String state(KeptState kept, int steps) {
        String rebuilt = kept.rebuilt().isEmpty()
                ? ""
                : " and rebuilds " + kept.rebuilt().size() + " of " + steps + " steps";
        String used = kept.notUsed() == null ? "the next run builds on it" + rebuilt : "not used: " + kept.notUsed();
        return "state in " + kept.folder() + ": " + used;
    }
}
