package dev.weir.processors.field;

import dev.weir.descriptor.Finding;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonObject;
import dev.weir.descriptor.Nearest;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.FlowException;
import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.FieldProperties;
import dev.weir.processors.schema.TableProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sets properties of schemas; null takes one away. With other missing values the cells are read again, from the text that
 * they were read from.
 */
public final class UpdateSchema implements Step {
    private static final Spec SPEC = Spec.of(
                    "update-schema",
                    "Each",
                    "Sets properties of schemas, null takes one away: keys, missing values, a title; with other missing"
                            + " values the cells are read again.")
            .required("set", Option.Kind.JSON, "the properties")
            .onError()
            .example("{set: {primaryKey: [id], missingValues: [\"\", \"n/a\"]}}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        if (!(options.get("set") instanceof JsonObject set)) {
            throw options.error("set", "'set' takes a map of properties");
        }
        if (set.has("fields")) {
            throw options.error("set", "'fields' is not set by hand: set-type, rename-fields and the like change them");
        }
        return new Updated(options, set);
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        JsonObject set = options.json().object("set");
        Options said = set == null ? options : options.with("set", FieldProperties.withoutWords(set));
        return TableProcessor.of(SPEC.name(), options, said.configuration("resources"), resource -> form);
    }

    private record Updated(Options options, JsonObject set) implements Each {
        @Override
        public Schema describe(Schema input) {
            Schema result = input;
            for (Map.Entry<String, Json> property : set.properties().entrySet()) {
                result = property.getValue() instanceof JsonNull
                        ? result.without(property.getKey())
                        : result.with(property.getKey(), property.getValue());
            }
            List<String> keys = new ArrayList<>(result.primaryKey());
            result.uniqueKeys().forEach(keys::addAll);
            for (ForeignKey key : result.foreignKeys()) {
                keys.addAll(key.fields());
            }
            List<Finding> findings = new ArrayList<>();
            for (String name : keys) {
                if (input.indexOf(name) < 0) {
                    findings.addAll(options.error(
                                    "set", "a key has no field '" + name + "'" + Nearest.hint(name, input.names()))
                            .findings());
                }
            }
            if (!findings.isEmpty()) {
                throw new FlowException(findings);
            }
            return result;
        }

        @Override
        public boolean keepsLabels() {
            return true;
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
