package dev.weir.processors.table;

import dev.weir.descriptor.DataPackage;
import dev.weir.descriptor.Resource;
import dev.weir.process.OnError;
import dev.weir.process.Operation;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.schema.TableProcessor;
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

    private static final class Copy extends PackageProcessor {
        Copy(Options options) {
            super(SPEC.name(), options);
        }

        private Resource source(DataPackage input) {
            List<Resource> selected = TableProcessor.selected(input, options, true);
            if (selected.size() > 1) {
                throw options.error("resources", "one resource is copied, not " + selected.size());
            }
            return selected.get(0);
        }

        @Override
        public DataPackage describe(DataPackage input) {
            return input.withResource(like(source(input), free(input, "to", List.of())));
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            return List.of(new Operation.Apply(
                    List.of(source(input).name()), options.text("to"), new PassRows(), OnError.FAIL));
        }
    }
}
