package dev.weir.run;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Json;
import dev.weir.descriptor.MissingValue;
import dev.weir.parse.JsonBlock;
import dev.weir.row.Column;
import dev.weir.row.ColumnBuilder;
import dev.weir.type.CastResult;
import dev.weir.type.CellType;
import java.util.BitSet;
import java.util.List;

/**
 * What the cells of a field are that are no strings in JSON. Where a number, a boolean or what is nested means the same
 * as its text does, the cast of all texts stands; else the value itself is cast. {@code null} and an absent key are
 * missing cells whatever the missing values are. Immutable.
 */
final class NativeCells {
    private final CellType type;
    /** Which kinds mean what their text does. */
    private final boolean[] asText = new boolean[JsonBlock.NO_CELL + 1];

    NativeCells(CellType type) {
        this.type = type;
        Field field = type.field();
        boolean plain = type.readsSame(CellType.of(Field.of(field.name(), field.type()), List.of()))
                || type.readsSame(
                        CellType.of(Field.of(field.name(), field.type()), List.of(new MissingValue("", null))));
        asText[JsonBlock.TEXT] = true;
        switch (field.type()) {
            case INTEGER, NUMBER -> asText[JsonBlock.NUMBER] = plain;
            case BOOLEAN -> asText[JsonBlock.BOOLEAN] = plain;
            case OBJECT, ARRAY, GEOJSON -> asText[JsonBlock.NESTED] = true;
            case ANY -> {
                asText[JsonBlock.NUMBER] = plain;
                asText[JsonBlock.BOOLEAN] = plain;
            }
            default -> {}
        }
    }

    /**
     * The column of a field's cells.
     *
     * @param field index of its column in the block
     * @param texts the cells cast as texts; changed
     */
    Column cast(JsonBlock block, int field, Column texts) {
        if (block.isText(field) || texts.states == null && meansText(block, field)) {
            return texts;
        }
        int rows = block.rows();
        BitSet natives = new BitSet();
        for (int row = 0; row < rows; row++) {
            byte kind = block.kind(row, field);
            if (kind == JsonBlock.NULL) {
                set(texts, row, rows, Column.NULL);
            } else if (kind == JsonBlock.NO_CELL) {
                set(texts, row, rows, Column.ABSENT);
            } else if (kind != JsonBlock.TEXT && (!asText[kind] || texts.isNull(row) || texts.isBad(row))) {
                natives.set(row);
            }
        }
        return natives.isEmpty() ? texts : cast(block, field, texts, natives);
    }

    /** Whether all cells mean what their text does. */
    private boolean meansText(JsonBlock block, int field) {
        for (byte kind = 0; kind < asText.length; kind++) {
            if (!asText[kind] && block.has(field, kind)) {
                return false;
            }
        }
        return true;
    }

    /** A value that was cast as such has no raw text: it is written canonically. */
    private Column cast(JsonBlock block, int field, Column texts, BitSet natives) {
        ColumnBuilder built = ColumnBuilder.of(type.field());
        BitSet bad = new BitSet();
        int rows = block.rows();
        for (int row = 0; row < rows; row++) {
            Json json = natives.get(row) ? block.value(row, field) : null;
            if (json != null && type.castJson(json) instanceof CastResult.Value cast) {
                built.append(cast.value());
            } else {
                built.append(texts, row);
                bad.set(row, natives.get(row));
            }
        }
        Column column = built.build();
        bad.stream().forEach(row -> set(column, row, rows, Column.BAD));
        return column;
    }

    private static void set(Column column, int row, int rows, byte state) {
        byte[] states = column.states;
        if (states == null) {
            states = new byte[rows];
            column.states = states;
        }
        states[row] = state;
    }
}
