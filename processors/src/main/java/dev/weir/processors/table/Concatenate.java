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
import dev.weir.processors.schema.Keys;
import dev.weir.processors.schema.PackageProcessor;
import dev.weir.processors.schema.TableProcessor;
import java.util.List;

/**
 * Puts the rows of several resources behind each other, in the order of the package, into one that takes their place.
 * Fields meet by name, or as {@code fields} says; a field that a resource does not have is missing there.
 */
public final class Concatenate implements Step {
    private static final Spec SPEC = Spec.of(
                    "concatenate",
                    "Each",
                    "Puts the rows of several resources behind each other into one that takes their place; a field that"
                            + " a resource does not have is missing there.")
            .required("to", Option.Kind.TEXT, "the resource to make")
            .option("fields", Option.Kind.JSON, "target to the list of its sources; by default fields meet by name")
            .example("{resources: [orders, old-orders], to: all-orders, fields: {id: [], amount: [total]}}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Concatenating(options);
    }

    private static final class Concatenating extends PackageProcessor {
        private final FieldMap map;

        Concatenating(Options options) {
            super(SPEC.name(), options);
            map = FieldMap.of(options);
        }

        @Override
        public String configuration() {
            return options.configuration("resources", "to");
        }

        @Override
        public DataPackage describe(DataPackage input) {
            List<Resource> sources = TableProcessor.selected(input, options, false);
            List<String> names = sources.stream().map(Resource::name).toList();
            String to = free(input, "to", names);
            Concatenation form = Concatenation.of(options, "fields", map, sources);
            DataPackage result = input;
            for (String name : names) {
                result = Keys.referencesMoved(result.withoutResource(name), name, to);
            }
            return checked(input, result.withResource(Resource.of(to, form.output())), "resources");
        }

        @Override
        public List<Operation> operations(DataPackage input) {
            List<Resource> sources = TableProcessor.selected(input, options, false);
            return List.of(new Operation.Apply(
                    sources.stream().map(Resource::name).toList(),
                    options.text("to"),
                    Concatenation.of(options, "fields", map, sources),
                    OnError.FAIL));
        }
    }
}
