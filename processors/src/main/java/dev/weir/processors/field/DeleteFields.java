package dev.weir.processors.field;

import dev.weir.descriptor.Schema;
import dev.weir.process.Form;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.FieldNames;
import dev.weir.processors.schema.TableProcessor;
import java.util.List;

/** Takes the named fields away. A key that loses a field goes; one that another resource refers to cannot. */
public final class DeleteFields implements Step {
    private static final Spec SPEC = Spec.of(
                    "delete-fields", "Each", "Takes the named fields away; a key that loses a field goes.")
            .required("fields", Option.Kind.TEXTS, "names, or regular expressions /…/")
            .example("{fields: [email]}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Form form(Options options) {
        return new FieldSelection(input -> rest(options, input));
    }

    private static List<String> rest(Options options, Schema input) {
        List<String> gone = new FieldNames(options, "fields").in(input.names());
        List<String> rest =
                input.names().stream().filter(name -> !gone.contains(name)).toList();
        if (rest.isEmpty()) {
            throw options.error("fields", "no field would be left");
        }
        return rest;
    }

    @Override
    public Processor processor(Options options) {
        Form form = form(options);
        return TableProcessor.of(SPEC.name(), options, resource -> form);
    }
}
