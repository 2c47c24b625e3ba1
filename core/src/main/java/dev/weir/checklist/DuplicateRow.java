package dev.weir.checklist;

import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.CellText;
import dev.weir.row.Column;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * No row is like one before it: the same values, whatever their spelling. Memory: 24 bytes for each row, twice that while
 * the table grows. Rows are told apart by 128 bits of a hash of their values.
 */
record DuplicateRow() implements Check {
    @Override
    public ErrorCode code() {
        return ErrorCode.DUPLICATE_ROW;
    }

    @Override
    public TableCheck start(Schema schema) {
        return new Rows();
    }

    private static final class Rows extends TableCheck {
        private static final long FIRST = 0x9E3779B97F4A7C15L;
        private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

        private long[] high = new long[1024];
        private long[] low = new long[1024];
        private long[] ordinals = new long[1024];
        private int used;
        private long rows;

        @Override
        public void rows(int pass, Batch batch, Found found) {
            for (int row = 0; row < batch.rows(); row++) {
                rows++;
                long a = FIRST;
                long b = SECOND;
                for (Column column : batch.columns()) {
                    byte[] text = text(column, row);
                    int end = text == null ? -1 : text.length;
                    if (text != null) {
                        for (byte next : text) {
                            a = (a ^ next) * 0x100000001B3L;
                            b = Long.rotateLeft(b ^ next * FIRST, 27) * SECOND;
                        }
                    }
                    a = mix(a ^ end);
                    b = mix(b + end * FIRST);
                }
                long before = put(mix(a ^ b >>> 7), mix(b), rows);
                if (before > 0) {
                    found.row(row, "the same as data row " + before);
                }
            }
        }

        private static byte @Nullable [] text(Column column, int row) {
            Object value = column.value(row);
            if (value == null) {
                String raw = column.isNull(row) && !column.isBad(row) ? null : CellText.of(column, row);
                return raw == null ? null : ("\0" + raw).getBytes(StandardCharsets.UTF_8);
            }
            String text = value instanceof BigDecimal number
                    ? number.stripTrailingZeros().toPlainString()
                    : value.toString();
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static long mix(long x) {
            long y = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
            y = (y ^ y >>> 27) * 0x94D049BB133111EBL;
            return y ^ y >>> 31;
        }

        /** The row that had the same hash last, 0 where none had. */
        private long put(long a, long b, long ordinal) {
            int at = (int) a & high.length - 1;
            while (ordinals[at] != 0) {
                if (high[at] == a && low[at] == b) {
                    long before = ordinals[at];
                    ordinals[at] = ordinal;
                    return before;
                }
                at = at + 1 & high.length - 1;
            }
            high[at] = a;
            low[at] = b;
            ordinals[at] = ordinal;
            used++;
            if (used > high.length / 4 * 3) {
                grow();
            }
            return 0;
        }

        private void grow() {
            long[] oldHigh = high;
            long[] oldLow = low;
            long[] oldOrdinals = ordinals;
            if (oldHigh.length > 1 << 28) {
                throw new CheckException("there are more rows than the check duplicate-row can hold");
            }
            high = new long[oldHigh.length * 2];
            low = new long[high.length];
            ordinals = new long[high.length];
            used = 0;
            for (int i = 0; i < oldHigh.length; i++) {
                if (oldOrdinals[i] != 0) {
                    put(oldHigh[i], oldLow[i], oldOrdinals[i]);
                }
            }
        }
    }
}
