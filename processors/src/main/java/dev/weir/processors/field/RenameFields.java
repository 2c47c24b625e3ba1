package dev.weir.processors.field;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Finding;
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
import dev.weir.process.origin.How;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.Keys;
import dev.weir.processors.schema.RenamesFields;
import dev.weir.processors.schema.TableProcessor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives fields other names, in their places. Keys follow, those of other resources too. Names may be exchanged. */
public final class RenameFields implements Step {
    private static final Spec SPEC = Spec.of(
                    "rename-fields",
                    "Each",
                    "Gives fields other names, in their places; keys follow, those of other resources too.")
            .required("fields", Option.Kind.NAMES, "old name to new name")
            .example("{fields: {amount: total}}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new Rename(options, options.names("fields"));
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    private record Rename(Options options, Map<String, String> names) implements Each, RenamesFields {
        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Map<String, String> renames(Schema input) {
            return names;
        }

        @Override
        public Schema describe(Schema input) {
            List<Finding> findings = new ArrayList<>();
            for (String name : names.keySet()) {
                if (input.indexOf(name) < 0) {
                    findings.addAll(
                            options.error("fields", "no field '" + name + "'" + Nearest.hint(name, input.names()))
                                    .findings());
                }
            }
            List<Field> fields = new ArrayList<>();
            Set<String> taken = new HashSet<>();
            for (Field field : input.fields()) {
                String name = names.getOrDefault(field.name(), field.name());
                fields.add(name.equals(field.name()) ? field : field.withName(name));
                if (!taken.add(name) && names.containsValue(name)) {
                    findings.addAll(options.error("fields", "two fields would be called '" + name + "'")
                            .findings());
                }
            }
            if (!findings.isEmpty()) {
                throw new FlowException(findings);
            }
            return Keys.renamed(input, names).withFields(fields);
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            Origins origins = Origins.none();
            for (String name : inputs.get(0).names()) {
                origins = origins.from(names.getOrDefault(name, name), How.IDENTITY, 0, List.of(name));
            }
            return origins;
        }

        @Override
        public Kernel kernel(Schema input) {
            Schema output = describe(input);
            return (batch, out) -> out.emit(batch.with(output, batch.columns()));
        }
    }
}
