package dev.weir.run;

import dev.weir.descriptor.Json;
import dev.weir.descriptor.JsonNull;
import dev.weir.descriptor.JsonText;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The JSON values behind the cells of a column. */
interface NativeCells {
    /** The value of a row's cell; null where there is none. */
    @Nullable
    Json cell(int row);

    /**
     * Casts JSON values, and takes the cells of the column that was cast from their texts where they are texts. A value
     * has no raw text: it is written canonically.
     */
    default Column cast(CellType type, Column texts, int rows) {
        ColumnBuilder built = ColumnBuilder.of(type.field());
        BitSet bad = new BitSet();
        for (int row = 0; row < rows; row++) {
            Json json = cell(row);
            if (json instanceof JsonNull) {
                built.appendNull();
            } else if (json == null || json instanceof JsonText) {
                built.append(texts, row);
            } else if (type.castJson(json) instanceof CastResult.Value cast) {
                built.append(cast.value());
            } else {
                built.append(texts, row);
                bad.set(row);
            }
        }
        Column column = built.build();
        if (!bad.isEmpty()) {
            byte[] states = column.states == null ? new byte[rows] : column.states;
            bad.stream().forEach(row -> states[row] = Column.BAD);
            column.states = states;
        }
        return column;
    }
}
