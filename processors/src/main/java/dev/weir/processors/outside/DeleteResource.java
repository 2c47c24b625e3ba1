package dev.weir.processors.outside;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.process.FlowException;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Selector;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.PackageProcessor;
import java.util.List;

/** Takes resources out of the package, files too. One that another resource refers to cannot go. */
public final class DeleteResource implements Step {
    private static final Spec SPEC = Spec.of(
                    "delete-resource",
                    "descriptor only",
                    "Takes resources out of the package; one that a resource which stays refers to by a foreign key"
                            + " cannot go.")
            .required("resources", Option.Kind.TEXTS, "the resources: names, or /…/")
            .withoutResources()
            .example("{resources: [old-orders]}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Deleting(options);
    }

    private static final class Deleting extends PackageProcessor {
        Deleting(Options options) {
            super(SPEC.name(), options);
        }

        @Override
        public DataPackage describe(DataPackage input) {
            List<String> names = input.resources().stream().map(Resource::name).toList();
            DataPackage result = input;
            try {
                for (String name : new Selector(options.texts("resources")).select("resource", names)) {
                    result = result.withoutResource(name);
                }
            } catch (FlowException fault) {
                throw options.error("resources", fault.findings().get(0).message());
            }
            return checked(input, result, "resources");
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            return List.of();
        }
    }
}
