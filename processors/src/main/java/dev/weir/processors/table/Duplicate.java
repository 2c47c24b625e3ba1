package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import java.util.List;

/** Adds a copy of a resource, as it stands, under another name. */
public final class Duplicate implements Step {
    private static final Spec SPEC = Spec.of(
                    "duplicate", "Each", "Adds a copy of a resource, as it stands, under another name.")
            .required("to", Option.Kind.TEXT, "the name of the copy")
            .example("{resources: orders, to: all-orders}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Copy(options);
    }

    private static final class Copy extends UnderNewName {
        Copy(Options options) {
            super(SPEC.name(), "copied", options);
        }

        @Override
        public DataPackage describe(DataPackage input) {
            return input.withResource(like(source(input), free(input, "to", List.of())));
        }
    }
}
