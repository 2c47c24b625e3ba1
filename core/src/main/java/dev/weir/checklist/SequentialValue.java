package dev.weir.checklist;

import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Each value of a field is the one before it and 1. The first that is not, or is missing, is the error; no later one. */
record SequentialValue(String fieldName) implements Check {
    static SequentialValue of(Settings settings) {
        return new SequentialValue(settings.text("fieldName"));
    }

    @Override
    public ErrorCode code() {
        return ErrorCode.SEQUENTIAL_VALUE;
    }

    @Override
    public TableCheck start(Schema schema) {
        int field = CheckException.field(schema, fieldName, code().code());
        return new TableCheck() {
            private @Nullable BigDecimal next;
            private boolean broken;

            @Override
            public void rows(int pass, Batch batch, Found found) {
                for (int row = 0; row < batch.rows() && !broken; row++) {
                    BigDecimal value = number(batch.column(field).value(row));
                    if (value == null || next != null && value.compareTo(next) != 0) {
                        broken = true;
                        found.cell(row, field, "the value is not sequential");
                    } else {
                        next = value.add(BigDecimal.ONE);
                    }
                }
            }
        };
    }

    private static @Nullable BigDecimal number(@Nullable Object value) {
        return value instanceof Number && !(value instanceof Double) ? new BigDecimal(value.toString()) : null;
    }
}
