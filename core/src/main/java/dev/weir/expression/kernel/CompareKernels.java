package dev.weir.expression.kernel;

import dev.weir.descriptor.FieldType;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.LongColumn;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * {@code = <> < <= > >=} of two columns of one type. Unknown where an operand is missing. NaN equals itself and is
 * greater than every other number; text compares by code point; datetimes by instant, one without a zone read as UTC.
 */
public final class CompareKernels {
    private CompareKernels() {}

    /** Which outcomes of a comparison make {@code sign} TRUE: bit 0 less, bit 1 equal, bit 2 greater. */
    static int accepted(String sign) {
        return switch (sign) {
            case "=" -> 2;
            case "<>" -> 5;
            case "<" -> 1;
            case "<=" -> 3;
            case ">" -> 4;
            default -> 6;
        };
    }

    private static int swapped(int accepted) {
        return accepted & 2 | (accepted & 1) << 2 | accepted >> 2;
    }

    public static Predicate compare(String sign, Kernel a, Kernel b) {
        int accepted = accepted(sign);
        if (a instanceof ConstantKernel constant && constant.value != null && !(b instanceof ConstantKernel)) {
            return withConstant(swapped(accepted), b, constant);
        }
        if (b instanceof ConstantKernel constant && constant.value != null && !(a instanceof ConstantKernel)) {
            return withConstant(accepted, a, constant);
        }
        return new Columns(accepted, a, b);
    }

    private static Predicate withConstant(int accepted, Kernel a, ConstantKernel constant) {
        Column column = constant.column(1);
        return switch (a.type) {
            case STRING, ANY ->
                accepted == 2 || accepted == 5
                        ? new TextIs(a, (String) java.util.Objects.requireNonNull(constant.value), accepted == 5)
                        : new Columns(accepted, a, constant);
            case NUMBER ->
                ((DecimalColumn) column).isFinite(0)
                        ? new DecimalWithConstant(accepted, a, constant)
                        : new Columns(accepted, a, constant);
            case OBJECT, ARRAY, GEOJSON, LIST, DURATION, GEOPOINT -> new Columns(accepted, a, constant);
            default ->
                ((LongColumn) column).wide == null
                        ? LongRange.of(accepted, a, constant)
                        : new Columns(accepted, a, constant);
        };
    }

    /** Order of two cells that both have a value, as expressions compare them. */
    public static int compareCells(Column a, int row, Column b, int otherRow) {
        if (a.type == FieldType.DATETIME) {
            LongColumn left = (LongColumn) a;
            LongColumn right = (LongColumn) b;
            int order = Long.compare(left.values[row] >> 1, right.values[otherRow] >> 1);
            return order != 0 ? order : nanos(left.wide(row)) - nanos(right.wide(otherRow));
        }
        return a.compare(row, b, otherRow);
    }

    /** Nanoseconds below the microsecond. */
    private static int nanos(@Nullable Object wide) {
        if (wide instanceof OffsetDateTime zoned) {
            return zoned.getNano() % 1000;
        }
        return wide instanceof LocalDateTime local ? local.getNano() % 1000 : 0;
    }

    /** Compares cell by cell. */
    private static final class Columns extends Predicate {
        private final int accepted;

        Columns(int accepted, Kernel a, Kernel b) {
            super(a, b);
            this.accepted = accepted;
        }

        @Override
        int fill(Batch batch, byte[] truth) {
            Column a = inputs[0].evaluate(batch);
            Column b = inputs[1].evaluate(batch);
            int rows = batch.rows();
            boolean narrow = a instanceof LongColumn left
                    && b instanceof LongColumn right
                    && left.wide == null
                    && right.wide == null;
            if (narrow) {
                int shift = a.type == FieldType.DATETIME ? 1 : 0;
                longs(((LongColumn) a).values, ((LongColumn) b).values, shift, truth, rows);
            } else {
                for (int i = 0; i < rows; i++) {
                    if (!a.isNull(i) && !b.isNull(i)) {
                        int order = compareCells(a, i, b, i);
                        truth[i] = (byte) (accepted >> (Integer.signum(order) + 1) & 1);
                    } else {
                        truth[i] = FALSE;
                    }
                }
            }
            return overlay(a, b, truth, rows);
        }

        private void longs(long[] a, long[] b, int shift, byte[] truth, int rows) {
            for (int i = 0; i < rows; i++) {
                long left = a[i] >> shift;
                long right = b[i] >> shift;
                int order = (left > right ? 1 : 0) - (left < right ? 1 : 0);
                truth[i] = (byte) (accepted >> (order + 1) & 1);
            }
        }
    }
}
