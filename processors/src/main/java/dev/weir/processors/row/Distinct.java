package dev.weir.processors.row;

import dev.weir.descriptor.DataPackage;
import dev.weir.process.Composite;
import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;
import dev.weir.processors.field.SelectFields;
import dev.weir.processors.schema.PackageProcessor;
import java.util.List;

/** Keeps the first of equal rows, in its place: SQL's SELECT DISTINCT. Rows are compared by value, missing cells are equal. */
public final class Distinct implements Step {
    private static final Spec SPEC = Spec.of(
                    "distinct",
                    "Group",
                    "Keeps the first of equal rows, in its place; rows are compared whole, by value, and missing cells"
                            + " are equal.")
            .option("fields", Option.Kind.TEXTS, "the fields to keep and compare: names, or /…/; by default all")
            .example("{fields: [status, currency]}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new Different(options);
    }

    private static final class Different extends PackageProcessor implements Composite {
        Different(Options options) {
            super(SPEC.name(), options);
        }

        @Override
        public List<Processor> parts(DataPackage input) {
            Options whole = new Options(
                    options.json().without("fields"),
                    options.pointer(),
                    options.folder(),
                    options.inputs(),
                    options.remote());
            Processor first = new Deduplicate().processor(whole);
            return options.has("fields") ? List.of(new SelectFields().processor(options), first) : List.of(first);
        }
    }
}
