package dev.weir.processors.outside;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.process.Operation;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.PackageProcessor;
import dev.weir.processors.schema.Quarantine;
import dev.weir.processors.schema.TableProcessor;
import java.util.List;

/** Checks rows against their schema: types, constraints, keys and foreign keys; {@code on-error} says what then. */
public final class Validate implements Step {
    private static final Spec SPEC = Spec.of(
                    "validate",
                    "check",
                    "Checks the rows against their schema: types, constraints, keys and foreign keys; good rows go on.")
            .onError()
            .example("{on-error: quarantine}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Checking(options);
    }

    private static final class Checking extends PackageProcessor {
        Checking(Options options) {
            super(SPEC.name(), options);
        }

        @Override
        public DataPackage describe(DataPackage input) {
            DataPackage result = input;
            for (Resource resource : TableProcessor.selected(input, options, false)) {
                result = Quarantine.added(result, resource, options);
            }
            return result;
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            return TableProcessor.selected(input, options, false).stream()
                    .map(Resource::name)
                    .map(name -> (Operation) new Operation.Check(name, options.onError()))
                    .toList();
        }
    }
}
