package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.Slices;
import dev.weir.row.TextBuffer;
import java.util.List;

/**
 * Casts the cells of a {@code date} field: text to days since 1970-01-01.
 *
 * <p>Reads {@code yyyy-mm-dd}, four digits of year, by default; a strptime pattern; or, with {@code any}, the forms of
 * {@link AnyMoment}. Canonical text is the field's own form, the default's for {@code any}. Errors: {@code
 * type-error}. Spec: https://datapackage.org/standard/table-schema/#date
 */
final class DateType extends MomentType {
    /** {@code 0000-00-} as a word. */
    private static final long YEAR_MONTH = 0x2d30302d30303030L;
    /** 0x76 where a digit stands and 0x7f where a dash does. */
    private static final long YEAR_MONTH_LIMIT = 0x7f76767f76767676L;
    /** What {@link #epochDay(long, long)} gives for no date. */
    static final int NO_DATE = Integer.MIN_VALUE;

    /** By month, 0 to 99, with 128 added in a leap year: 0 where there is no such month. */
    private static final byte[] MONTH_LENGTHS = new byte[256];
    /** The days of the year before a month, by the same index. */
    private static final short[] DAYS_BEFORE_MONTH = new short[256];

    static {
        for (int month = 1; month <= 12; month++) {
            MONTH_LENGTHS[month] = (byte) Moment.monthLength(1, month);
            MONTH_LENGTHS[month + 128] = (byte) Moment.monthLength(4, month);
            DAYS_BEFORE_MONTH[month] = (short) (Moment.dayOfYear(1, month, 1) - 1);
            DAYS_BEFORE_MONTH[month + 128] = (short) (Moment.dayOfYear(4, month, 1) - 1);
        }
    }

    DateType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    /** The hot loop. */
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
            if (end - start == 10 && !(first && missing.matches(bytes, start, end))) {
                int day = epochDay(Words.load(bytes, start), Words.load(bytes, start + 8));
                if (day != NO_DATE) {
                    values[row] = day;
                    continue;
                }
            }
            castSlowly(bytes, start, end, column, row);
        }
    }

    /** Days since 1970-01-01 of {@code YYYY-MM-} and a word that begins with {@code DD}, or {@link #NO_DATE}. */
    static int epochDay(long yearMonth, long dayWord) {
        long digits = yearMonth ^ YEAR_MONTH;
        long day = (dayWord & 0xffff) ^ 0x3030;
        if ((((digits + YEAR_MONTH_LIMIT) | digits | day + 0x7676 | day) & Words.HIGH_BITS) != 0) {
            return NO_DATE;
        }
        long pairs = digits * 10 + (digits >>> 8);
        int century = (int) pairs & 0xff;
        int year = (int) (pairs >>> 16) & 0xff;
        int month = (int) (pairs >>> 40) & 0xff;
        int dayOfMonth = (int) (day & 0xff) * 10 + (int) (day >>> 8);
        int index = ((year == 0 ? century : year) & 3) == 0 ? month | 128 : month;
        if (dayOfMonth - 1 >= MONTH_LENGTHS[index] || dayOfMonth == 0) {
            return NO_DATE;
        }
        int leaps = (century + 3 >> 2) + (year + 3 >> 2) - ((century & 3) != 0 && year != 0 ? 1 : 0);
        return 36_524 * century + 365 * year + leaps + DAYS_BEFORE_MONTH[index] + dayOfMonth - 719_529;
    }

    @Override
    boolean castCell(byte[] bytes, int start, int end, LongColumn column, int row) {
        Moment moment = new Moment();
        if (!(standard && isDefault(bytes, start, end, moment)) && !isOther(bytes, start, end, moment)) {
            return false;
        }
        column.values[row] = Moment.epochDay(moment.year, moment.month, moment.day);
        return true;
    }

    private boolean isOther(byte[] bytes, int start, int end, Moment moment) {
        return any ? AnyMoment.date(bytes, start, end, moment) : matches(bytes, start, end, moment);
    }

    private static boolean isDefault(byte[] bytes, int start, int end, Moment moment) {
        return end - start == 10
                && bytes[start] != '-'
                && IsoText.year(bytes, start, start + 4, moment) == start + 4
                && IsoText.monthDay(bytes, start + 4, end, moment) == end;
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        Moment moment = new Moment();
        moment.setDate(((LongColumn) column).values[row]);
        moment.zoned = true;
        if (standard) {
            IsoText.putDate(moment, out);
        } else {
            patterns.get(0).format(moment, out);
        }
    }

    @Override
    public boolean readsBack(Column column, int row, byte[] bytes, int start, int end) {
        return standard
                ? end - start == 10 && bytes[start] != '-' && !missing.matches(bytes, start, end)
                : super.readsBack(column, row, bytes, start, end);
    }
}
