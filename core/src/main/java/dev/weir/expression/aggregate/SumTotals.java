package dev.weir.expression.aggregate;

import dev.weir.descriptor.FieldType;
import dev.weir.expression.kernel.Exact;
import dev.weir.expression.kernel.Output;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * SUM and AVG of integers and numbers, exact, with counts of NaN, INF and -INF beside the sum of the rest, so that each
 * row can be taken away again.
 *
 * <p>A sum is a scaled {@code long} of one scale for all groups; what overflows it is carried in units of 2^64, and
 * numbers that do not fit are summed apart as {@code BigDecimal}.
 */
public final class SumTotals extends Totals {
    /** What becomes of the sum. */
    public enum Kind {
        SUM_INTEGER,
        SUM_NUMBER,
        AVERAGE
    }

    private static final BigInteger CARRY = BigInteger.ONE.shiftLeft(64);
    private static final int NAN = 0;
    private static final int INF = 1;
    private static final int NEG_INF = 2;

    private final Kind kind;
    private int scale;
    /** Of group g: the low 64 bits of its sum at {@code 2g}, how many cells were summed at {@code 2g + 1}. */
    private long[] sums = new long[0];

    private long @Nullable [] carries;
    private @Nullable BigDecimal @Nullable [] wide;
    private long @Nullable [] specials;

    public SumTotals(Kind kind) {
        this.kind = kind;
    }

    private void reserve(int groups) {
        if (sums.length < 2 * groups) {
            int capacity = grown(groups);
            sums = Arrays.copyOf(sums, 2 * capacity);
            carries = carries == null ? null : Arrays.copyOf(carries, capacity);
            wide = wide == null ? null : Arrays.copyOf(wide, capacity);
            specials = specials == null ? null : Arrays.copyOf(specials, 3 * capacity);
        }
    }

    @Override
    public void add(Column argument, Batch batch, int[] groupOfRow, int groups, long @Nullable [] weights) {
        reserve(groups);
        int rows = batch.rows();
        if (argument instanceof LongColumn integers) {
            if (integers.wide == null && weights == null && scale == 0) {
                narrow(integers.values, integers.states, groupOfRow, rows);
            } else {
                integers(integers, groupOfRow, rows, weights);
            }
            return;
        }
        DecimalColumn numbers = (DecimalColumn) argument;
        int greatest = greatestScale(numbers, groupOfRow, rows);
        if (greatest > scale) {
            rescale(greatest);
        }
        if (numbers.uniformScale == scale && weights == null) {
            narrow(numbers.unscaled, numbers.states, groupOfRow, rows);
        } else {
            numbers(numbers, groupOfRow, rows, weights);
        }
    }

    private static int greatestScale(DecimalColumn numbers, int[] groupOfRow, int rows) {
        if (numbers.uniformScale >= 0) {
            return numbers.uniformScale;
        }
        int greatest = 0;
        for (int i = 0; i < rows; i++) {
            if (groupOfRow[i] >= 0 && !numbers.isNull(i)) {
                greatest = Math.max(greatest, numbers.scales[i]);
            }
        }
        return greatest;
    }

    /** The hot loop: values of the sums' own scale, each once. */
    private void narrow(long[] values, byte @Nullable [] states, int[] groupOfRow, int rows) {
        long[] sums = this.sums;
        for (int i = 0; i < rows; i++) {
            int group = groupOfRow[i];
            if (group < 0 || states != null && states[i] != Column.VALUE) {
                continue;
            }
            long value = values[i];
            long old = sums[2 * group];
            long sum = old + value;
            sums[2 * group] = sum;
            sums[2 * group + 1]++;
            if (((old ^ sum) & (value ^ sum)) < 0) {
                carry(group, value);
            }
        }
    }

    private void carry(int group, long value) {
        long[] carried = carries;
        if (carried == null) {
            carried = new long[sums.length / 2];
            carries = carried;
        }
        carried[group] += value < 0 ? -1 : 1;
    }

    private void integers(LongColumn integers, int[] groupOfRow, int rows, long @Nullable [] weights) {
        for (int i = 0; i < rows; i++) {
            int group = groupOfRow[i];
            if (group >= 0 && !integers.isNull(i)) {
                long weight = weight(weights, i);
                sums[2 * group + 1] += weight;
                if (integers.wide(i) instanceof BigInteger exact) {
                    addWide(group, new BigDecimal(exact).multiply(BigDecimal.valueOf(weight)));
                } else {
                    addScaled(group, integers.values[i], 0, weight);
                }
            }
        }
    }

    private void numbers(DecimalColumn numbers, int[] groupOfRow, int rows, long @Nullable [] weights) {
        for (int i = 0; i < rows; i++) {
            int group = groupOfRow[i];
            if (group >= 0 && !numbers.isNull(i)) {
                long weight = weight(weights, i);
                int form = numbers.scales[i];
                sums[2 * group + 1] += weight;
                if (form >= 0) {
                    addScaled(group, numbers.unscaled[i], form, weight);
                } else if (form == DecimalColumn.WIDE) {
                    addWide(group, numbers.decimal(i).multiply(BigDecimal.valueOf(weight)));
                } else {
                    int which = form == DecimalColumn.NAN ? NAN : form == DecimalColumn.INF ? INF : NEG_INF;
                    specials()[3 * group + which] += weight;
                }
            }
        }
    }

    private long[] specials() {
        long[] counts = specials;
        if (counts == null) {
            counts = new long[3 * (sums.length / 2)];
            specials = counts;
        }
        return counts;
    }

    private void addScaled(int group, long unscaled, int form, long weight) {
        long power = DecimalColumn.POWERS[scale - form];
        long scaled = unscaled * power;
        long value = scaled * weight;
        boolean fits =
                Math.multiplyHigh(unscaled, power) == scaled >> 63 && Math.multiplyHigh(scaled, weight) == value >> 63;
        if (!fits) {
            addWide(group, BigDecimal.valueOf(unscaled, form).multiply(BigDecimal.valueOf(weight)));
            return;
        }
        long old = sums[2 * group];
        long sum = old + value;
        sums[2 * group] = sum;
        if (((old ^ sum) & (value ^ sum)) < 0) {
            carry(group, value);
        }
    }

    private void addWide(int group, BigDecimal number) {
        BigDecimal[] apart = wide;
        if (apart == null) {
            apart = new BigDecimal[sums.length / 2];
            wide = apart;
        }
        BigDecimal old = apart[group];
        apart[group] = old == null ? number : old.add(number);
    }

    /** Gives all sums a greater scale. */
    private void rescale(int greater) {
        long power = DecimalColumn.POWERS[greater - scale];
        int known = sums.length / 2;
        for (int group = 0; group < known; group++) {
            long old = sums[2 * group];
            long scaled = old * power;
            boolean carried = carries != null && carries[group] != 0;
            if (carried || Math.multiplyHigh(old, power) != scaled >> 63) {
                addWide(group, narrowSum(group));
                if (carries != null) {
                    carries[group] = 0;
                }
                scaled = 0;
            }
            sums[2 * group] = scaled;
        }
        scale = greater;
    }

    private BigDecimal narrowSum(int group) {
        BigInteger low = BigInteger.valueOf(sums[2 * group]);
        long carry = carries == null ? 0 : carries[group];
        return new BigDecimal(carry == 0 ? low : low.add(CARRY.multiply(BigInteger.valueOf(carry))), scale);
    }

    /** The sum of the finite numbers. */
    private BigDecimal finite(int group) {
        BigDecimal apart = wide == null ? null : wide[group];
        return apart == null ? narrowSum(group) : narrowSum(group).add(apart);
    }

    private long special(int group, int which) {
        return specials == null ? 0 : specials[3 * group + which];
    }

    /** The sum, NaN and the infinities too. */
    private Object sum(int group) {
        boolean up = special(group, INF) != 0;
        boolean down = special(group, NEG_INF) != 0;
        if (special(group, NAN) != 0 || up && down) {
            return Double.NaN;
        }
        return up ? Double.POSITIVE_INFINITY : down ? Double.NEGATIVE_INFINITY : (Object) finite(group);
    }

    @Override
    public Column result(int groups) {
        reserve(groups);
        Output output = new Output(kind == Kind.SUM_INTEGER ? FieldType.INTEGER : FieldType.NUMBER);
        output.begin(groups);
        for (int group = 0; group < groups; group++) {
            long count = sums[2 * group + 1];
            boolean plain = (carries == null || carries[group] == 0) && wide == null && specials == null;
            if (count == 0) {
                output.putNull();
            } else if (kind == Kind.AVERAGE) {
                output.putNumberObject(stripped(Exact.divide(sum(group), BigDecimal.valueOf(count))));
            } else if (kind == Kind.SUM_INTEGER) {
                output.putInteger(finite(group).toBigInteger());
            } else if (plain) {
                output.putNumber(sums[2 * group], scale);
            } else {
                output.putNumberObject(sum(group));
            }
        }
        return output.finish();
    }

    private static Object stripped(Object number) {
        return number instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : number;
    }

    @Override
    public List<FieldType> stateTypes() {
        return List.of(FieldType.NUMBER, FieldType.INTEGER, FieldType.INTEGER, FieldType.INTEGER, FieldType.INTEGER);
    }

    /** The sum of the finite numbers, how many cells, and how many of them NaN, INF and -INF. */
    @Override
    public List<Column> state(int groups) {
        reserve(groups);
        Output finite = new Output(FieldType.NUMBER);
        finite.begin(groups);
        long[][] counts = new long[4][Math.max(groups, 1)];
        boolean plain = carries == null && wide == null;
        for (int group = 0; group < groups; group++) {
            if (plain) {
                finite.putNumber(sums[2 * group], scale);
            } else {
                finite.putNumber(finite(group));
            }
            counts[0][group] = sums[2 * group + 1];
            for (int which = NAN; which <= NEG_INF; which++) {
                counts[1 + which][group] = special(group, which);
            }
        }
        return List.of(
                finite.finish(),
                new LongColumn(FieldType.INTEGER, counts[0]),
                new LongColumn(FieldType.INTEGER, counts[1]),
                new LongColumn(FieldType.INTEGER, counts[2]),
                new LongColumn(FieldType.INTEGER, counts[3]));
    }

    @Override
    public void restore(List<Column> state, int rows, int[] groupOfRow, int groups) {
        reserve(groups);
        DecimalColumn finite = (DecimalColumn) state.get(0);
        int greatest = greatestScale(finite, groupOfRow, rows);
        if (greatest > scale) {
            rescale(greatest);
        }
        for (int i = 0; i < rows; i++) {
            int group = groupOfRow[i];
            if (group < 0) {
                continue;
            }
            if (finite.scales[i] >= 0) {
                addScaled(group, finite.unscaled[i], finite.scales[i], 1);
            } else {
                addWide(group, finite.decimal(i));
            }
            sums[2 * group + 1] += ((LongColumn) state.get(1)).values[i];
            for (int which = NAN; which <= NEG_INF; which++) {
                long count = ((LongColumn) state.get(2 + which)).values[i];
                if (count != 0) {
                    specials()[3 * group + which] += count;
                }
            }
        }
    }

    @Override
    public void merge(Totals other, int[] groupMap, int groups) {
        SumTotals more = (SumTotals) other;
        if (more.scale != scale || more.carries != null || more.wide != null || more.specials != null) {
            super.merge(other, groupMap, groups);
            return;
        }
        reserve(groups);
        more.reserve(groupMap.length);
        for (int i = 0; i < groupMap.length; i++) {
            int group = groupMap[i];
            long value = more.sums[2 * i];
            long old = sums[2 * group];
            long sum = old + value;
            sums[2 * group] = sum;
            sums[2 * group + 1] += more.sums[2 * i + 1];
            if (((old ^ sum) & (value ^ sum)) < 0) {
                carry(group, value);
            }
        }
    }

    @Override
    public boolean invertible() {
        return true;
    }

    @Override
    public long heapBytes() {
        long groups = sums.length / 2;
        return 16L * groups
                + (carries == null ? 0 : 8L * groups)
                + (wide == null ? 0 : 72L * groups)
                + (specials == null ? 0 : 24L * groups);
    }
}
