package dev.weir.processors.field;

import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.Schema;
import dev.weir.process.Each;
import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.process.origin.Origins;
import dev.weir.processors.schema.FieldNames;
import dev.weir.processors.schema.TableProcessor;
import java.util.List;

/** States the primary key. Rows pass as they are; {@code validate} and {@code dump} check the key. */
public final class SetPrimaryKey implements Step {
    private static final Spec SPEC = Spec.of(
                    "set-primary-key",
                    "Each",
                    "States the fields that name a row; rows pass as they are, validate and dump check the key.")
            .required("fields", Option.Kind.TEXTS, "the fields of the key, in their order")
            .example("{fields: [id]}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new Keyed(options);
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }

    private record Keyed(Options options) implements Each {
        @Override
        public Schema describe(Schema input) {
            return input.with("primaryKey", JsonArray.ofTexts(new FieldNames(options, "fields").in(input.names())));
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public Origins origins(List<Schema> inputs, Schema output) {
            return Origins.sameNames(inputs.get(0), output);
        }

        @Override
        public Kernel kernel(Schema input) {
            Schema output = describe(input);
            return (batch, out) -> out.emit(batch.with(output, batch.columns()));
        }
    }
}
