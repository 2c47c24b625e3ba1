package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.Keys;
import java.util.List;

/** Gives a resource another name, in its place; foreign keys follow. */
public final class RenameResource implements Step {
    private static final Spec SPEC = Spec.of(
                    "rename-resource", "Each", "Gives a resource another name, in its place; foreign keys follow.")
            .required("to", Option.Kind.TEXT, "its new name")
            .example("{resources: old-orders, to: orders-2023}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Renaming(options);
    }

    private static final class Renaming extends UnderNewName {
        Renaming(Options options) {
            super(SPEC.name(), "renamed", options);
        }

        @Override
        public DataPackage describe(DataPackage input) {
            String old = source(input).name();
            String made = free(input, "to", List.of(old));
            DataPackage moved = Keys.referencesMoved(input, old, made);
            return moved.withResources(moved.resources().stream()
                    .map(resource -> resource.name().equals(old) ? resource.withName(made) : resource)
                    .toList());
        }
    }
}
