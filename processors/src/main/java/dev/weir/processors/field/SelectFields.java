package dev.weir.processors.field;

import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.FieldNames;
import dev.weir.processors.schema.TableProcessor;

/** Keeps the named fields, in the order in which they are named. A key that loses a field goes. */
public final class SelectFields implements Step {
    private static final Spec SPEC = Spec.of(
                    "select-fields",
                    "Each",
                    "Keeps the named fields, in the order in which they are named; a key that loses a field goes.")
            .required("fields", Option.Kind.TEXTS, "names, or regular expressions /…/")
            .example("{fields: [id, /amount.*/]}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        FieldNames fields = new FieldNames(options, "fields");
        return new FieldSelection(input -> fields.in(input.names()));
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }
}
