package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An aggregate of the different values of each group: counted as they come, or given to another aggregate at the end. */
public final class DistinctTotals extends Multiset {
    private final @Nullable Supplier<Totals> inner;
    private long[] distinct = new long[0];

    /** @param inner the aggregate of the different values, in their order; null to count them */
    public DistinctTotals(FieldType type, @Nullable Supplier<Totals> inner) {
        super(type, false);
        this.inner = inner;
    }

    @Override
    void turned(int group, boolean came) {
        if (distinct.length <= group) {
            distinct = Arrays.copyOf(distinct, grown(group + 1));
        }
        distinct[group] += came ? 1 : -1;
    }

    @Override
    public Column result(int groups) {
        Supplier<Totals> inner = this.inner;
        if (inner == null) {
            return new LongColumn(FieldType.INTEGER, Arrays.copyOf(distinct, Math.max(1, groups)));
        }
        int[] order = sorted(true);
        int[] groupOfRow = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            groupOfRow[i] = groupOf[order[i]];
        }
        Column column = values.column().gather(order, order.length);
        Totals totals = inner.get();
        Batch batch = new Batch(Schema.EMPTY, order.length, List.of(), 0, null);
        totals.add(column, batch, groupOfRow, groups, null);
        return totals.result(groups);
    }

    @Override
    public long heapBytes() {
        return super.heapBytes() + 8L * distinct.length;
    }
}
