package dev.weir.type;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNumber;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.row.TextBuffer;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Casts the cells of a {@code year} field: text to {@code long}.
 *
 * <p>Reads XML Schema {@code gYear}: four digits or more, a minus before them, a zone behind them, which is dropped; up
 * to 18 digits. The field has no format options. Errors: {@code type-error}. Spec:
 * https://datapackage.org/standard/table-schema/#year
 */
final class YearType extends LongType {
    private static final BigDecimal LIMIT = BigDecimal.TEN.pow(18);

    YearType(Field field, List<MissingValue> missing) {
        super(field, missing);
    }

    @Override
    boolean castCell(byte[] bytes, int start, int end, LongColumn column, int row) {
        Moment moment = new Moment();
        int at = IsoText.year(bytes, start, end, moment);
        if (at < 0 || IsoText.zone(bytes, at, end, moment) != end) {
            return false;
        }
        column.values[row] = moment.year;
        return true;
    }

    @Override
    public void format(Column column, int row, TextBuffer out) {
        IsoText.putYear(((LongColumn) column).values[row], out);
    }

    @Override
    @Nullable
    Object castNative(Json node) {
        boolean whole = node instanceof JsonNumber number
                && number.isInteger()
                && number.value().abs().compareTo(LIMIT) < 0;
        return whole ? (Object) ((JsonNumber) node).value().longValue() : null;
    }
}
