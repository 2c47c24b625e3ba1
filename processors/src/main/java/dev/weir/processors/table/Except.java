package dev.weir.processors.table;

import dev.weir.process.Option;
import dev.weir.process.Options;
import dev.weir.process.Processor;
import dev.weir.process.Spec;
import dev.weir.process.Step;

/** Keeps the rows that another resource does not have, each once; rows are compared whole, by value, and missing cells are equal. SQL's EXCEPT, in order. */
public final class Except implements Step {
    private static final Spec SPEC = Spec.of(
                    "except",
                    "Group",
                    "Keeps the rows that another resource does not have, each once; rows"
                            + " are compared whole, by value, and missing cells are equal.")
            .required("with", Option.Kind.TEXT, "the other resource: the same fields, of the same types, in any order")
            .option(
                    "all",
                    Option.Kind.FLAG,
                    "whether repeated rows count: each row of the other resource takes one away")
            .example("{resources: orders, with: checked-orders}");

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Processor processor(Options options) {
        return new SetOperation(SPEC.name(), options, false);
    }
}
