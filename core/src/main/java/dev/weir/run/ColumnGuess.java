package dev.weir.run;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.MissingValue;
import dev.weir.row.Column;
import dev.weir.row.Slices;
import dev.weir.row.TextColumn;
import dev.weir.type.CellType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which types all texts of a column seen by one thread may be of. */
final class ColumnGuess {
    private static final List<CellType> TYPES = types();

    private final BitSet possible = new BitSet();
    private final List<Column> columns = new ArrayList<>();
    private boolean seen;
    private boolean missing;

    ColumnGuess() {
        possible.set(0, TYPES.size());
        TYPES.forEach(type -> columns.add(type.allocate(16)));
    }

    private static List<CellType> types() {
        List<CellType> types = new ArrayList<>();
        for (Candidate candidate : Candidate.ALL) {
            types.add(CellType.of(candidate.field("column"), MissingValue.DEFAULT));
        }
        return types;
    }

    /** Looks at the cells of a batch; {@code texts} is a column of the type any. */
    void look(Column texts, int rows) {
        Slices slices = ((TextColumn) texts).slices;
        boolean coded = false;
        for (int row = 0; row < rows; row++) {
            if (texts.isNull(row)) {
                missing = true;
            } else {
                seen = true;
                coded |= isCode(slices, row);
            }
        }
        for (int i = possible.nextSetBit(0); i >= 0; i = possible.nextSetBit(i + 1)) {
            if (coded && Candidate.ALL.get(i).isNumeric() || !fits(i, slices, rows, texts)) {
                possible.clear(i);
            }
        }
    }

    /** A number whose first digits are a zero and another one, or with a plus sign: a postal code, a telephone number. */
    private static boolean isCode(Slices slices, int row) {
        int start = slices.start(row);
        int end = slices.end(row);
        if (end - start < 2) {
            return false;
        }
        byte[] bytes = slices.bytes;
        return bytes[start] == '+' || bytes[start] == '0' && bytes[start + 1] >= '0' && bytes[start + 1] <= '9';
    }

    private boolean fits(int candidate, Slices slices, int rows, Column texts) {
        Column column = columns.get(candidate);
        TYPES.get(candidate).cast(slices, rows, column);
        if (column.states == null) {
            return true;
        }
        for (int row = 0; row < rows; row++) {
            if (column.isBad(row) && !texts.isNull(row)) {
                return false;
            }
        }
        return true;
    }

    /** Adds what another thread has seen of the same column. */
    void add(ColumnGuess other) {
        possible.and(other.possible);
        seen |= other.seen;
        missing |= other.missing;
    }

    boolean hasMissing() {
        return missing;
    }

    /** The field of the first type that all texts are of; text where none is, or where there is no text. */
    Field field(String name) {
        int first = possible.nextSetBit(0);
        return !seen || first < 0
                ? Field.of(name, FieldType.STRING)
                : Candidate.ALL.get(first).field(name);
    }
}
