package dev.weir.checklist;

import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;

/** Every text of a string field has ASCII characters only. */
record AsciiValue() implements Check {
    @Override
    public ErrorCode code() {
        return ErrorCode.ASCII_VALUE;
    }

    @Override
    public TableCheck start(Schema schema) {
        return new TableCheck() {
            @Override
            public void rows(int pass, Batch batch, Found found) {
                for (int field = 0; field < schema.fields().size(); field++) {
                    if (schema.field(field).type() == FieldType.STRING) {
                        for (int row = 0; row < batch.rows(); row++) {
                            if (batch.column(field).value(row) instanceof String text && !isAscii(text)) {
                                found.cell(row, field, "the cell contains non-ascii characters");
                            }
                        }
                    }
                }
            }
        };
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7F) {
                return false;
            }
        }
        return true;
    }
}
