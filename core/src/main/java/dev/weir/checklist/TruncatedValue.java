package dev.weir.checklist;

import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** No value looks as if a database had cut it off: a text of 255 characters, the greatest number of a width. */
record TruncatedValue() implements Check {
    private static final int LENGTH = 255;
    private static final Set<Long> GREATEST =
            Set.of(Long.MAX_VALUE, 4294967295L, 2147483647L, 2097152L, 65535L, 32767L);
    private static final BigInteger BEYOND = BigInteger.ONE.shiftLeft(64);

    @Override
    public ErrorCode code() {
        return ErrorCode.TRUNCATED_VALUE;
    }

    @Override
    public TableCheck start(Schema schema) {
        return new TableCheck() {
            @Override
            public void rows(int pass, Batch batch, Found found) {
                for (int field = 0; field < schema.fields().size(); field++) {
                    for (int row = 0; row < batch.rows(); row++) {
                        if (isTruncated(batch.column(field).value(row))) {
                            found.cell(row, field, "the value is probably truncated");
                        }
                    }
                }
            }
        };
    }

    private static boolean isTruncated(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length() >= LENGTH && text.codePointCount(0, text.length()) == LENGTH;
        }
        return value instanceof Long number && GREATEST.contains(number) || BEYOND.equals(value);
    }
}
