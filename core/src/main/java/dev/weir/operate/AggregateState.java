package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Accumulator;
import dev.weir.expression.AggregateCall;
import dev.weir.expression.Bound;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.Expression;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of groups as rows: the key, then the states of all accumulators; the label is that of the group's first
 * row. Rows of one key are added up. Immutable.
 */
public final class AggregateState {
    private final List<BoundAggregate> outputs;
    private final int keys;
    private final Function<AggregateCall, Accumulator> accumulator;
    private final Schema schema;

    AggregateState(List<Field> keyFields, List<BoundAggregate> outputs) {
        this(keyFields, outputs, AggregateCall::accumulator);
    }

    /** @param accumulator makes a new accumulator of a call */
    public AggregateState(
            List<Field> keyFields, List<BoundAggregate> outputs, Function<AggregateCall, Accumulator> accumulator) {
        this.accumulator = accumulator;
        this.outputs = List.copyOf(outputs);
        this.keys = keyFields.size();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            fields.add(Field.of("k" + i, keyFields.get(i).type()));
        }
        for (Accumulator one : accumulators()) {
            for (Field field : one.stateFields()) {
                fields.add(field.withName("s" + fields.size()));
            }
        }
        this.schema = Schema.of(fields);
    }

    /** The schema of the rows: keys {@code k0} …, then states. */
    public Schema schema() {
        return schema;
    }

    /** The key columns, as expressions over {@link #schema}. */
    KeyColumns keyColumns() {
        List<Bound> bound = new ArrayList<>();
        for (int i = 0; i < keys; i++) {
            bound.add(Expression.parse("k" + i).bind(schema));
        }
        return new KeyColumns(schema, bound);
    }

    /** New accumulators, those of all outputs in a row. */
    public List<Accumulator> accumulators() {
        List<Accumulator> accumulators = new ArrayList<>();
        for (BoundAggregate output : outputs) {
            output.calls().stream().map(accumulator).forEach(accumulators::add);
        }
        return accumulators;
    }

    /** The groups as rows; their labels are of no meaning where {@code firstLabels} is null. */
    public Batch rows(Column[] keyColumns, List<Accumulator> accumulators, int groups, long @Nullable [] firstLabels) {
        List<Column> columns = new ArrayList<>(Arrays.asList(keyColumns));
        accumulators.forEach(accumulator -> columns.addAll(accumulator.state(groups)));
        return new Batch(schema, groups, columns, 0, firstLabels);
    }

    /** Adds rows to accumulators: row i to group {@code groupOfRow[i]}. */
    public void restore(Batch rows, int[] groupOfRow, int groups, List<Accumulator> into) {
        int at = keys;
        for (Accumulator accumulator : into) {
            int width = accumulator.stateFields().size();
            List<Column> state = rows.columns().subList(at, at + width);
            accumulator.restore(state, rows.rows(), groupOfRow, groups);
            at += width;
        }
    }
}
