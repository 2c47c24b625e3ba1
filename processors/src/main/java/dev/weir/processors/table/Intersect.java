package dev.weir.processors.table;

import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;

/** Keeps the rows that another resource has too, each once; rows are compared whole, by value, and missing cells are equal. SQL's INTERSECT, in order. */
public final class Intersect implements Step {
    private static final Spec SPEC = Spec.of(
                    "intersect",
                    "Group",
                    "Keeps the rows that another resource has too, each once; rows"
                            + " are compared whole, by value, and missing cells are equal.")
            .required("with", Option.Kind.TEXT, "the other resource: the same fields, of the same types, in any order")
            .option("all", Option.Kind.FLAG, "whether repeated rows count: each row of the other resource keeps one")
            .example("{resources: orders, with: checked-orders}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new SetOperation(SPEC.name(), options, true);
    }
}
