package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonArray;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.TextBuffer;
import java.math.BigDecimal;
import java.time.Year;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code yearmonth} field: text to months since the year 0.
 *
 * <p>Reads XML Schema {@code gYearMonth}: a year of four digits or more, a minus before it, and a month; a zone behind
 * them is dropped; years up to ±999,999,999. A JSON array of two whole numbers is read as year and month. Errors: {@code
 * type-error}. Spec: https://datapackage.org/standard/table-schema/#yearmonth
 */
final class YearmonthType extends LongType {

    YearmonthType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    @Override
    boolean castCell(byte[] bytes, int start, int end, LongColumn column, int row) {
        Moment moment = new Moment();
        int at = IsoText.year(bytes, start, end, moment);
        if (at < 0 || end - at < 3 || bytes[at] != '-' || Math.abs(moment.year) > Year.MAX_VALUE) {
            return false;
        }
        int month = IsoText.two(bytes, at + 1, end, 1, 12);
        if (month < 0 || IsoText.zone(bytes, at + 3, end, moment) != end) {
            return false;
        }
        column.values[row] = moment.year * 12 + month - 1;
        return true;
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        long months = ((LongColumn) column).values[row];
        IsoText.putYear(Math.floorDiv(months, 12L), out);
        out.put((byte) '-');
        Digits.putTwo((int) Math.floorMod(months, 12L) + 1, out);
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        if (!(node instanceof JsonArray array) || array.items().size() != 2) {
            return null;
        }
        long year = whole(array.items().get(0), Year.MAX_VALUE);
        long month = whole(array.items().get(1), 12);
        return year == Long.MIN_VALUE || month < 1 ? null : YearMonth.of((int) year, (int) month);
    }

    private static long whole(Json node, long limit) {
        boolean inside = node instanceof JsonNumber number
                && number.isInteger()
                && number.value().abs().compareTo(BigDecimal.valueOf(limit)) <= 0;
        return inside ? ((JsonNumber) node).value().longValue() : Long.MIN_VALUE;
    }
}
