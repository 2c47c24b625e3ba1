package dev.weir.validate;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.weir.row.Column;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import java.util.Arrays;

/** {@code pattern}: the whole text of a string matches. Time is linear in the text. One thread. */
final class PatternCheck extends CellCheck {
    private final Pattern pattern;
    private final Matcher matcher;

    /** @param pattern as {@link XsdPattern#compile} gives it */
    PatternCheck(int field, Pattern pattern, String note) {
        super(field, note);
        this.pattern = pattern;
        this.matcher = pattern.matcher(new byte[0]);
    }

    @Override
    CellCheck forWorker() {
        return new PatternCheck(field, pattern, note);
    }

    @Override
    void check(Column column, int rows, CellErrors sink) {
        Slices slices = ((TextColumn) column).slices;
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row)) {
                byte[] utf8 = Arrays.copyOfRange(slices.bytes, slices.start(row), slices.end(row));
                if (!matcher.reset(utf8).matches()) {
                    fail(column, row, sink);
                }
            }
        }
    }
}
