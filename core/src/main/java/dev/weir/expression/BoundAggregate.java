package dev.weir.expression;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.List;

/** A scalar expression over aggregates, typed: the aggregates to compute, and what to make of their results. */
public interface BoundAggregate {
    /** The aggregates, each once, in the order of the text. */
    List<AggregateCall> calls();

    /** The schema of a batch of results: one field a call, in their order. */
    Schema callSchema();

    FieldType type();

    /** The field that the result makes. */
    Field result(String name);

    /** Computes the expression from batches of {@link #callSchema}; a new one for each thread. */
    Evaluator evaluator();

    /** The expression for one batch of results; an {@link #evaluator} is faster for many, and says why a cell is bad. */
    default Column combine(Batch results) {
        return evaluator().evaluate(results);
    }
}
