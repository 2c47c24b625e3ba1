package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.util.List;

/**
 * Casts the cells of a {@code time} field: text to nanoseconds of the day.
 *
 * <p>Reads {@code hh:mm:ss} by default, without fraction or zone; a strptime pattern; or, with {@code any}, the forms of
 * {@link AnyMoment}. Canonical text is the field's own form, the default's for {@code any}. Errors: {@code
 * type-error}. Spec: https://datapackage.org/standard/table-schema/#time
 */
final class TimeType extends MomentType {
    TimeType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    @Override
    void castDefault(Slices content, int rows, LongColumn column) {
        byte[] bytes = content.bytes;
        int[] positions = content.positions;
        int stride = content.stride;
        int gap = content.gap;
        long[] values = column.values;
        boolean first = missingFirst;
        int at = content.offset;
        for (int row = 0; row < rows; row++, at += stride) {
            int start = positions[at] + gap;
            int end = positions[at + 1];
            if (end - start == 8 && !(first && missing.matches(bytes, start, end))) {
                int second = DatetimeType.secondOfDay(Words.load(bytes, start));
                if (second >= 0) {
                    values[row] = second * 1_000_000_000L;
                    continue;
                }
            }
            castSlowly(bytes, start, end, column, row);
        }
    }

    @Override
    boolean castCell(byte[] bytes, int start, int end, LongColumn column, int row) {
        Moment moment = new Moment();
        if (standard && isIso(bytes, start, end, moment)
                || (any ? AnyMoment.time(bytes, start, end, moment) : matches(bytes, start, end, moment))) {
            column.values[row] = moment.nanoOfDay();
            return true;
        }
        return false;
    }

    private static boolean isIso(byte[] bytes, int start, int end, Moment moment) {
        return IsoText.time(bytes, start, end, moment) == end && moment.hour < 24;
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        Moment moment = new Moment();
        moment.setTime(((LongColumn) column).values[row]);
        moment.zoned = true;
        if (standard) {
            IsoText.putTime(moment, out);
        } else {
            patterns.get(0).format(moment, out);
        }
    }
}
