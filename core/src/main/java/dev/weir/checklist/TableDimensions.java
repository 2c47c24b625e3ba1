package dev.weir.checklist;

import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import org.jspecify.annotations.Nullable;

/** How many rows and fields a table has. */
record TableDimensions(Range rows, Range fields) implements Check {
    /** Bounds, each null where there is none. */
    private record Range(
            @Nullable Long exactly,
            @Nullable Long least,
            @Nullable Long most) {
        void check(String what, long number, TableCheck.Found found) {
            if (exactly != null && number != exactly) {
                found.table("number of " + what + " is " + number + ", the required is " + exactly);
            }
            if (least != null && number < least) {
                found.table("number of " + what + " is " + number + ", the minimum is " + least);
            }
            if (most != null && number > most) {
                found.table("number of " + what + " is " + number + ", the maximum is " + most);
            }
        }
    }

    static TableDimensions of(Settings settings) {
        return new TableDimensions(
                new Range(settings.count("numRows"), settings.count("minRows"), settings.count("maxRows")),
                new Range(settings.count("numFields"), settings.count("minFields"), settings.count("maxFields")));
    }

    @Override
    public ErrorCode code() {
        return ErrorCode.TABLE_DIMENSIONS;
    }

    @Override
    public TableCheck start(Schema schema) {
        return new TableCheck() {
            @Override
            public void rows(int pass, Batch batch, Found found) {}

            @Override
            public void end(int pass, long number, Found found) {
                fields.check("fields", schema.fields().size(), found);
                rows.check("rows", number, found);
            }
        };
    }
}
