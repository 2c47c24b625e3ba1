package dev.weir.flow;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.JsonText;
import dev.weir.descriptor.Pointer;
import dev.weir.process.FlowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a flow's steps, whichever way it is spelt: {@code name}, {@code {name: options}},
 * datapackage-pipelines' {@code {run: name, parameters: options}} or Frictionless' {@code {type: name, …}}.
 *
 * @param name as written, in kebab case
 * @param place where the name stands
 * @param options under Weir's names
 * @param pointer JSON Pointer of the options
 */
record Entry(String name, Json.Place place, JsonObject options, String pointer) {

    /** The steps that a node means, in their order: one, or several where another tool has one for what is many here. */
    static List<Entry> all(Json node, String pointer) {
        if (node instanceof JsonText text) {
            return named(text.value(), text.place(), new JsonObject(Map.of(), text.place()), pointer);
        }
        if (!(node instanceof JsonObject object) || object.properties().isEmpty()) {
            throw wrong(pointer, node.place(), "a step is a name or a map {name: options}, not " + node.kind());
        }
        if (object.get("run") instanceof JsonText run) {
            return pipeline(object, run, pointer);
        }
        if (object.get("type") instanceof JsonText type) {
            return frictionless(object.without("type"), type, pointer);
        }
        if (object.properties().size() > 1) {
            List<String> names = List.copyOf(object.properties().keySet());
            Json second = object.properties().get(names.get(1));
            throw wrong(
                    pointer,
                    second == null ? object.place() : second.place(),
                    "a step is one name with its options, but here are " + String.join(", ", names)
                            + ": indent the options under '" + names.get(0) + ":', or begin the next step with '- '");
        }
        Map.Entry<String, Json> only = object.properties().entrySet().iterator().next();
        return named(
                only.getKey(),
                object.place(),
                options(only.getValue(), only.getKey(), object.place(), pointer),
                Pointer.child(pointer, only.getKey()));
    }

    private static List<Entry> frictionless(JsonObject options, JsonText type, String pointer) {
        List<Entry> entries = new ArrayList<>();
        for (FrictionlessStep step : at(pointer, () -> FrictionlessStep.of(type.value(), options))) {
            entries.add(new Entry(kebab(step.name()), type.place(), step.options(), pointer));
        }
        return entries;
    }

    /** Steps by their name or that of DataFlows. */
    private static List<Entry> named(String name, Json.Place place, JsonObject options, String pointer) {
        List<Entry> entries = new ArrayList<>();
        for (DataFlowsStep step : at(pointer, () -> DataFlowsStep.of(kebab(name), options))) {
            entries.add(new Entry(step.name(), place, step.options(), pointer));
        }
        return entries;
    }

    /** What is wrong with a spelling belongs to the step at {@code pointer}. */
    private static <T> T at(String pointer, Supplier<T> translate) {
        try {
            return translate.get();
        } catch (FlowException fault) {
            throw new FlowException(fault.findings().stream()
                    .map(finding -> new Finding(pointer, finding.place(), finding.message()))
                    .toList());
        }
    }

    private static List<Entry> pipeline(JsonObject object, JsonText run, String pointer) {
        for (String key : object.properties().keySet()) {
            if (!key.equals("run") && !key.equals("parameters")) {
                throw wrong(
                        pointer,
                        object.place(),
                        "a step of the form {run: …, parameters: …} has no '" + key + "': options go under"
                                + " 'parameters:'");
            }
        }
        return named(
                run.value(),
                run.place(),
                options(object.get("parameters"), run.value(), run.place(), pointer),
                pointer + "/parameters");
    }

    private static JsonObject options(@Nullable Json node, String name, Json.Place place, String pointer) {
        if (node == null || node instanceof JsonNull) {
            return new JsonObject(Map.of(), place);
        }
        if (node instanceof JsonObject object) {
            JsonObject kebab = new JsonObject(Map.of(), object.place());
            for (Map.Entry<String, Json> option : object.properties().entrySet()) {
                kebab = kebab.with(kebab(option.getKey()), option.getValue());
            }
            return kebab;
        }
        throw wrong(
                Pointer.child(pointer, name),
                node.place(),
                "'" + name + "' takes its options as a map, {option: value}, not " + node.kind());
    }

    private static String kebab(String name) {
        return name.replace('_', '-');
    }

    private static FlowException wrong(String pointer, Json.Place place, String message) {
        return new FlowException(List.of(new Finding(pointer, place, message)));
    }
}
