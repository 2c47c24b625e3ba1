package dev.weir.delta;

import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.DecimalColumn;
import dev.weir.row.RawText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Computed numbers with the least scale, so that the same value has the same bytes however it was reached: a sum that
 * 0.50 came to and went from is what it was. Cells with raw text are left as they are.
 */
final class LeastScales {
    private LeastScales() {}

    /** The batch itself where there is nothing to do; else another one, the columns of the first are not touched. */
    static Batch of(Batch batch) {
        List<Column> columns = null;
        for (int i = 0; i < batch.columns().size(); i++) {
            if (batch.column(i) instanceof DecimalColumn numbers) {
                DecimalColumn least = of(numbers, batch.rows());
                if (least != numbers) {
                    columns = columns == null ? new ArrayList<>(batch.columns()) : columns;
                    columns.set(i, least);
                }
            }
        }
        return columns == null ? batch : batch.with(batch.schema(), columns);
    }

    private static DecimalColumn of(DecimalColumn numbers, int rows) {
        RawText raw = numbers.raw;
        DecimalColumn least = numbers;
        for (int row = 0; row < rows; row++) {
            int scale = numbers.scales[row];
            boolean isLong = scale > 0 && numbers.unscaled[row] % 10 == 0;
            if ((isLong || scale == DecimalColumn.WIDE) && !numbers.isNull(row) && (raw == null || !raw.has(row))) {
                least = least == numbers ? copy(numbers) : least;
                if (isLong) {
                    narrow(least, row);
                } else {
                    narrowWide(least, row);
                }
            }
        }
        return least;
    }

    private static DecimalColumn copy(DecimalColumn numbers) {
        DecimalColumn copy = new DecimalColumn(numbers.type, numbers.unscaled.clone(), numbers.scales.clone());
        copy.wide = numbers.wide == null ? null : numbers.wide.clone();
        copy.states = numbers.states;
        copy.raw = numbers.raw;
        return copy;
    }

    private static void narrow(DecimalColumn numbers, int row) {
        long value = numbers.unscaled[row];
        int scale = numbers.scales[row];
        while (scale > 0 && value % 10 == 0) {
            value /= 10;
            scale--;
        }
        numbers.unscaled[row] = value;
        numbers.scales[row] = (byte) scale;
    }

    private static void narrowWide(DecimalColumn numbers, int row) {
        BigDecimal number = DecimalColumn.narrowest(numbers.decimal(row));
        BigInteger digits = number.unscaledValue();
        boolean isLong = number.scale() >= 0 && number.scale() <= 18 && digits.bitLength() < 64;
        numbers.unscaled[row] = isLong ? digits.longValue() : 0;
        numbers.scales[row] = isLong ? (byte) number.scale() : DecimalColumn.WIDE;
        if (numbers.wide != null) {
            numbers.wide[row] = isLong ? null : number;
        }
    }
}
