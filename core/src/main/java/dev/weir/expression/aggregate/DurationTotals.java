package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.Output;
import dev.weir.row.Batch;
import dev.weir.row.CalendarDuration;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SUM of durations: months and seconds apart. */
public final class DurationTotals extends Totals {
    private final SumTotals months = new SumTotals(SumTotals.Kind.SUM_NUMBER);
    private final SumTotals seconds = new SumTotals(SumTotals.Kind.SUM_NUMBER);

    @Override
    public void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        int rows = batch.rows();
        Output ofMonths = new Output(FieldType.NUMBER);
        Output ofSeconds = new Output(FieldType.NUMBER);
        ofMonths.begin(rows);
        ofSeconds.begin(rows);
        for (int i = 0; i < rows; i++) {
            if (argument.value(i) instanceof CalendarDuration duration) {
                ofMonths.putNumber(duration.months(), 0);
                ofSeconds.putNumber(duration.seconds());
            } else {
                ofMonths.putNull();
                ofSeconds.putNull();
            }
        }
        months.add(ofMonths.finish(), batch, groupOfRow, groups, weights);
        seconds.add(ofSeconds.finish(), batch, groupOfRow, groups, weights);
    }

    @Override
    public Column result(int groups) {
        DecimalColumn ofMonths = (DecimalColumn) months.result(groups);
        DecimalColumn ofSeconds = (DecimalColumn) seconds.result(groups);
        Output output = new Output(FieldType.DURATION);
        output.begin(groups);
        for (int group = 0; group < groups; group++) {
            BigDecimal all = ofMonths.isNull(group) ? null : ofMonths.decimal(group);
            if (all == null) {
                output.putNull();
            } else if (all.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                output.putBad("a duration past the limits");
            } else {
                output.putObject(new CalendarDuration(all.longValueExact(), ofSeconds.decimal(group)));
            }
        }
        return output.finish();
    }

    @Override
    public List<FieldType> stateTypes() {
        return Stream.concat(months.stateTypes().stream(), seconds.stateTypes().stream())
                .toList();
    }

    @Override
    public List<Column> state(int groups) {
        return Stream.concat(months.state(groups).stream(), seconds.state(groups).stream())
                .toList();
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        int half = state.size() / 2;
        months.restore(state.subList(0, half), rows, groupOfRow, groups);
        seconds.restore(state.subList(half, state.size()), rows, groupOfRow, groups);
    }

    @Override
    public boolean invertible() {
        return true;
    }

    @Override
    public long heapBytes() {
        return months.heapBytes() + seconds.heapBytes();
    }
}
