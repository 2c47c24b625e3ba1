package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.Exact;
import dev.weir.expression.kernel.Output;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variance and standard deviation: from the exact sums of the numbers and of their squares, rounded once to 34 digits. */
public final class SpreadTotals extends Totals {
    private static final MathContext WORKING = new MathContext(80);
    private final boolean sample;
    private final boolean root;
    private final SumTotals sums = new SumTotals(SumTotals.Kind.SUM_NUMBER);
    private final SumTotals squares = new SumTotals(SumTotals.Kind.SUM_NUMBER);
    private final Output squared = new Output(FieldType.NUMBER);

    public SpreadTotals(boolean sample, boolean root) {
        this.sample = sample;
        this.root = root;
    }

    @Override
    public void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        sums.add(argument, batch, groupOfRow, groups, weights);
        squares.add(squared((DecimalColumn) argument, batch.rows()), batch, groupOfRow, groups, weights);
    }

    private Column squared(DecimalColumn numbers, int rows) {
        squared.begin(rows);
        for (int i = 0; i < rows; i++) {
            int scale = numbers.scales[i];
            long value = numbers.unscaled[i];
            long product = value * value;
            if (numbers.isNull(i)) {
                squared.putNull();
            } else if (scale >= 0 && scale <= 9 && Math.multiplyHigh(value, value) == product >> 63) {
                squared.putNumber(product, 2 * scale);
            } else if (numbers.isFinite(i)) {
                BigDecimal number = numbers.decimal(i);
                BigDecimal square = number.multiply(number);
                if (Exact.limit(square) == null) {
                    squared.putNumber(square);
                } else {
                    squared.putSpecial(DecimalColumn.NAN);
                }
            } else {
                squared.putSpecial(DecimalColumn.NAN);
            }
        }
        return squared.finish();
    }

    @Override
    public Column result(int groups) {
        List<Column> sum = sums.state(groups);
        List<Column> square = squares.state(groups);
        Output output = new Output(FieldType.NUMBER);
        output.begin(groups);
        for (int group = 0; group < groups; group++) {
            long count = ((LongColumn) sum.get(1)).values[group];
            boolean special = ((LongColumn) square.get(2)).values[group] != 0;
            if (count == 0 || sample && count == 1) {
                output.putNull();
            } else if (special) {
                output.putSpecial(DecimalColumn.NAN);
            } else {
                BigDecimal all = ((DecimalColumn) sum.get(0)).decimal(group);
                output.putNumber(spread(all, ((DecimalColumn) square.get(0)).decimal(group), count));
            }
        }
        return output.finish();
    }

    private BigDecimal spread(BigDecimal sum, BigDecimal square, long count) {
        BigDecimal n = BigDecimal.valueOf(count);
        BigDecimal above = square.multiply(n).subtract(sum.multiply(sum));
        BigDecimal below = n.multiply(sample ? n.subtract(BigDecimal.ONE) : n);
        BigDecimal result = root ? above.divide(below, WORKING).sqrt(Exact.DIGITS) : above.divide(below, Exact.DIGITS);
        return result.signum() == 0 ? BigDecimal.ZERO : result.stripTrailingZeros();
    }

    @Override
    public List<FieldType> stateTypes() {
        return java.util.stream.Stream.concat(sums.stateTypes().stream(), squares.stateTypes().stream())
                .toList();
    }

    @Override
    public List<Column> state(int groups) {
        return java.util.stream.Stream.concat(sums.state(groups).stream(), squares.state(groups).stream())
                .toList();
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        int half = state.size() / 2;
        sums.restore(state.subList(0, half), rows, groupOfRow, groups);
        squares.restore(state.subList(half, state.size()), rows, groupOfRow, groups);
    }

    @Override
    public boolean invertible() {
        return true;
    }

    @Override
    public long heapBytes() {
        return sums.heapBytes() + squares.heapBytes();
    }
}
