package dev.weir.flow;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonObject;
import dev.weir.process.FlowException;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Step;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the list of steps of a flow, all findings at once.
 *
 * @param findings takes what is wrong
 */
record StepReader(Steps known, Path folder, KeyPlaces places, List<Finding> findings) {

    List<FlowStep> steps(JsonObject flow) {
        Json node = flow.get("flow");
        if (!(node instanceof JsonArray array) || array.items().isEmpty()) {
            findings.add(new Finding(
                    node == null ? "" : "/flow",
                    node == null ? flow.place() : node.place(),
                    "'flow:' is missing or has no steps: it is a list of them, - load: {path: …}"));
            return List.of();
        }
        List<FlowStep> steps = new ArrayList<>();
        for (int i = 0; i < array.items().size(); i++) {
            steps(array.items().get(i), "/flow/" + i, steps);
        }
        return steps;
    }

    private void steps(Json item, String pointer, List<FlowStep> steps) {
        try {
            for (Entry entry : Entry.all(item, pointer)) {
                Step step = known.find(entry.name());
                if (step == null) {
                    findings.add(new Finding(entry.pointer(), entry.place(), known.unknown(entry.name())));
                    return;
                }
                Options options = new Options(entry.options(), entry.pointer(), folder).with(known.remote());
                processor(step, options, entry.place(), places);
                steps.add(new FlowStep(step, options, entry.place()));
            }
        } catch (FlowException fault) {
            findings.addAll(fault.findings());
        }
    }

    /** The processor of a step, its options checked; throws all findings, each with a place. */
    static Processor processor(Step step, Options options, Json.Place place, KeyPlaces places) {
        List<Finding> wrong = OptionCheck.check(step.spec(), options, places);
        for (Option option : step.spec().options()) {
            for (Json text : expressions(option, options.get(option.name()))) {
                String formula = text.asText();
                if (formula != null && PythonFormula.isPython(formula)) {
                    wrong.add(new Finding(
                            options.pointer() + "/" + option.name(),
                            text.place(),
                            "this is Python: " + formula + "; expressions are SQL, write: "
                                    + PythonFormula.sql(formula)));
                }
            }
        }
        if (wrong.isEmpty()) {
            try {
                return step.processor(options);
            } catch (FlowException fault) {
                wrong.addAll(FlowStep.placed(fault, options, place));
            } catch (InvalidPathException fault) {
                String note = "an option names a path that cannot be one here: " + fault.getReason();
                wrong.add(new Finding(options.pointer(), options.json().place(), note));
            }
        }
        throw new FlowException(wrong);
    }

    private static List<? extends Json> expressions(Option option, @Nullable Json node) {
        return switch (option.kind()) {
            case EXPRESSION -> node == null ? List.of() : List.of(node);
            case EXPRESSIONS ->
                node instanceof JsonArray array ? array.items() : node == null ? List.of() : List.of(node);
            case NAMED_EXPRESSIONS ->
                node instanceof JsonObject map ? List.copyOf(map.properties().values()) : List.of();
            default -> List.of();
        };
    }
}
