package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Finding;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.FlowException;
import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Selector;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.FieldProperties;
import dev.weir.processors.schema.TableProcessor;
import dev.weir.type.CellType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives fields another type or other properties; their cells are read again, from the text that they were read from. A
 * text that is not of the new type is a {@code type-error} of its row.
 */
public final class SetType implements Step {
    private static final Spec SPEC = Spec.of(
                    "set-type",
                    "Each",
                    "Gives fields another type or other properties and reads their cells again, from the text that they"
                            + " were read from.")
            .required("fields", Option.Kind.JSON, "names, or /…/, each to a type or a map of field properties")
            .onError()
            .example("{fields: {amount: string, placed: {type: date, format: \"%d.%m.%Y\"}}, on-error: drop}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new Retype(options, properties(options));
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, configuration(options), resource -> form);
    }

    /** What the options say but for titles and the like. */
    private static String configuration(Options options) {
        JsonObject fields = JsonObject.EMPTY;
        for (Map.Entry<String, JsonObject> field : properties(options).entrySet()) {
            fields = fields.with(field.getKey(), (Json) FieldProperties.withoutWords(field.getValue()));
        }
        return options.with("fields", fields).configuration("resources");
    }

    private static Map<String, JsonObject> properties(Options options) {
        if (!(options.get("fields") instanceof JsonObject fields)) {
            throw options.error("fields", "'fields' takes a map of names to types");
        }
        Map<String, JsonObject> properties = new LinkedHashMap<>();
        for (Map.Entry<String, Json> field : fields.properties().entrySet()) {
            String type = field.getValue().asText();
            JsonObject stated = type != null
                    ? new JsonObject(
                            Map.of("type", field.getValue()), field.getValue().place())
                    : field.getValue() instanceof JsonObject object ? object : null;
            if (stated == null || stated.has("name")) {
                throw options.error(
                        "fields",
                        stated == null
                                ? "'" + field.getKey() + "' takes a type or a map of field properties"
                                : "set-type keeps the name of '" + field.getKey() + "': use rename-fields");
            }
            if (stated.text("type") != null) {
                FieldProperties.type(options, "fields", stated.text("type", ""));
            }
            String misspelt = FieldProperties.misspelt(stated);
            if (misspelt != null) {
                throw options.error("fields", misspelt);
            }
            properties.put(field.getKey(), stated);
        }
        return properties;
    }

    private record Retype(Options options, Map<String, JsonObject> properties) implements Each {
        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Schema describe(Schema input) {
            List<Finding> findings = new ArrayList<>();
            Field[] fields = input.fields().toArray(Field[]::new);
            properties.forEach((entry, stated) -> {
                try {
                    for (String name : new Selector(List.of(entry)).select("field", input.names())) {
                        int index = input.indexOf(name);
                        fields[index] = FieldProperties.changed(fields[index], stated);
                        for (String problem : CellType.problems(fields[index])) {
                            throw new FlowException("field '" + name + "': " + problem);
                        }
                    }
                } catch (FlowException fault) {
                    fault.findings()
                            .forEach(f -> findings.addAll(
                                    options.error("fields", f.message()).findings()));
                }
            });
            if (!findings.isEmpty()) {
                throw new FlowException(findings);
            }
            return input.withFields(List.of(fields));
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return Recasts.origins(inputs.get(0), output);
        }

        @Override
        public Kernel kernel(Schema input) {
            return Recasts.kernel(input, describe(input), options.onError());
        }
    }
}
