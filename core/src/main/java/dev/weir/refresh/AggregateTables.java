package dev.weir.refresh;

import dev.weir.delta.RowCodec;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.expression.Accumulator;
import dev.weir.expression.AggregateCall;
import dev.weir.expression.Bound;
import dev.weir.expression.BoundAggregate;
import dev.weir.expression.aggregate.IndexedTotals;
import dev.weir.operate.AggregateState;
import dev.weir.process.Group;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.store.RowBlock;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an aggregating step keeps: of each group, by its key, the accumulators and the number of rows; and the values of
 * those aggregates that find them by key. One thread.
 */
public final class AggregateTables {
    private final AggregateState state;
    private final RowCodec codec;
    private final int shape;
    private final SortedRuns groups;
    private final SortedRuns valueRuns;
    private final List<@Nullable GroupValues> values = new ArrayList<>();

    /**
     * @param result the schema of the rows that come out, keys first
     * @param groups from keys to accumulators
     * @param valueRuns from keys and values to how many rows have them
     */
    public AggregateTables(Schema result, int keys, Group.Aggregation body, SortedRuns groups, SortedRuns valueRuns) {
        this.groups = groups;
        this.valueRuns = valueRuns;
        this.state = new AggregateState(result.fields().subList(0, keys), body.outputs(), AggregateTables::accumulator);
        List<Field> fields = new ArrayList<>(state.schema().fields());
        fields.add(Field.of("rows", FieldType.INTEGER));
        this.codec = new RowCodec(Schema.of(fields));
        this.shape = codec.plainShape();
        for (BoundAggregate output : body.outputs()) {
            for (AggregateCall call : output.calls()) {
                IndexedTotals indexed = accumulator(call).indexed();
                values.add(indexed == null ? null : new GroupValues(valueRuns, values.size(), indexed.type()));
            }
        }
    }

    /** One that finds its values by key, where they have an order of bytes; else one that keeps them all. */
    private static Accumulator accumulator(AggregateCall call) {
        Bound argument = call.argument();
        Accumulator indexed = argument != null && GroupValues.isFor(argument.type()) ? call.indexedAccumulator() : null;
        return indexed != null ? indexed : call.invertibleAccumulator();
    }

    public AggregateState state() {
        return state;
    }

    /** For each accumulator where the values of groups are kept, null where it keeps what it needs. */
    public List<@Nullable GroupValues> values() {
        return values;
    }

    /** From keys to what {@link #encode} makes. */
    public SortedRuns groups() {
        return groups;
    }

    /** Brings what was put to disk. */
    public void seal() {
        groups.seal();
        valueRuns.seal();
    }

    /** What is kept of groups, a row each: keys, accumulators, number of rows. */
    Batch batch(List<byte[]> cells) {
        return codec.batch(RowBlock.of(cells, shape));
    }

    /** Groups as they are kept, a row each. */
    public RowBlock encode(Column[] keyColumns, List<Accumulator> accumulators, long[] rows, int count) {
        Batch states = state.rows(keyColumns, accumulators, count, new long[count]);
        List<Column> columns = new ArrayList<>(states.columns());
        columns.add(new LongColumn(FieldType.INTEGER, rows));
        return codec.encode(new Batch(codec.schema(), count, columns, 0, null));
    }
}
