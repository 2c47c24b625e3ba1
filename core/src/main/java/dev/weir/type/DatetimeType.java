package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.util.List;

/**
 * Casts the cells of a {@code datetime} field: text to microseconds, local or, where it names a zone, of UTC.
 *
 * <p>Reads XML Schema {@code dateTime} by default: {@code T} between date and time, any number of digits of a second of
 * which nine may count, an optional zone, years with a sign and more than four digits; a strptime pattern; or, with
 * {@code any}, the forms of {@link AnyMoment}. Canonical text is the field's own form, the default's for
 * {@code any}; with a zone it is in UTC. Errors: {@code type-error}. Spec:
 * https://datapackage.org/standard/table-schema/#datetime
 */
final class DatetimeType extends MomentType {
    /** {@code 00:00:00} as a word. */
    private static final long TIME = 0x30303a30303a3030L;
    /** 0x76 where a digit stands and 0x7f where a colon does. */
    private static final long TIME_LIMIT = 0x76767f76767f7676L;

    private static final long NO_VALUE = Long.MIN_VALUE;

    DatetimeType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    /** The hot loop. What a cell costs is in a method of its own, which is compiled long before the loop is. */
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
            long value = first && missing.matches(bytes, start, end) ? NO_VALUE : value(bytes, start, end - start);
            if (value != NO_VALUE) {
                values[row] = value;
            } else {
                castSlowly(bytes, start, end, column, row);
            }
        }
    }

    /**
     * What {@code YYYY-MM-DDThh:mm:ss} with {@code Z} or nothing behind it says, as a column holds it, or {@link
     * #NO_VALUE}. The slice is one of a padded buffer.
     */
    private static long value(byte[] bytes, int start, int length) {
        if (length != 19 && (length != 20 || bytes[start + 19] != 'Z') || bytes[start + 10] != 'T') {
            return NO_VALUE;
        }
        int day = DateType.epochDay(Words.load(bytes, start), Words.load(bytes, start + 8));
        int second = secondOfDay(Words.load(bytes, start + 11));
        return day == DateType.NO_DATE || second < 0 ? NO_VALUE : (day * 86_400L + second) * 2_000_000L + (length - 19);
    }

    /** The second of the day of {@code hh:mm:ss}, or -1. */
    static int secondOfDay(long time) {
        long digits = time ^ TIME;
        if ((((digits + TIME_LIMIT) | digits) & Words.HIGH_BITS) != 0) {
            return -1;
        }
        long pairs = digits * 10 + (digits >>> 8);
        int hour = (int) pairs & 0xff;
        int minute = (int) (pairs >>> 24) & 0xff;
        int second = (int) (pairs >>> 48) & 0xff;
        return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : -1;
    }

    @Override
    boolean castCell(byte[] bytes, int start, int end, LongColumn column, int row) {
        Moment moment = new Moment();
        if (standard && IsoText.datetime(bytes, start, end, (byte) 'T', moment)
                || any && IsoText.datetime(bytes, start, end, (byte) ' ', moment)
                || (any ? AnyMoment.datetime(bytes, start, end, moment) : matches(bytes, start, end, moment))) {
            return moment.putDatetime(column, row);
        }
        return false;
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        Moment moment = new Moment();
        moment.setDatetime((LongColumn) column, row);
        if (!standard) {
            patterns.get(0).format(moment, out);
            return;
        }
        IsoText.putDate(moment, out);
        out.put((byte) 'T');
        IsoText.putTime(moment, out);
        if (moment.zoned) {
            out.put((byte) 'Z');
        }
    }

    @Override
    public boolean readsBack(Column column, int row, byte[] bytes, int start, int end) {
        return standard ? !missing.matches(bytes, start, end) : super.readsBack(column, row, bytes, start, end);
    }
}
