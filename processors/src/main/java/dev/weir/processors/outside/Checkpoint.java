package dev.weir.processors.outside;

import dev.weir.descriptor.DataPackage;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.PackageProcessor;
import java.util.List;

/**
 * Changes nothing: a mark in the flow. Elsewhere a checkpoint keeps rows so that steps before it need not run again; a
 * Weir flow keeps what its steps need by itself, and runs on changes.
 */
public final class Checkpoint implements Step {
    private static final Spec SPEC = Spec.of(
                    "checkpoint",
                    "descriptor only",
                    "Changes nothing: a mark in the flow; a flow keeps what its steps need to run on changes by"
                            + " itself.")
            .option("name", Option.Kind.TEXT, "what the mark is called")
            .withoutResources()
            .example("{name: loaded}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Mark(options);
    }

    private static final class Mark extends PackageProcessor {
        Mark(Options options) {
            super(SPEC.name(), options);
        }

        @Override
        public DataPackage describe(DataPackage input) {
            return input;
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            return List.of();
        }
    }
}
