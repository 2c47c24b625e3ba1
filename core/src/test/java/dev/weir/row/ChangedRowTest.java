package dev.weir.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChangedRowTest {
    private static final Schema ONE = Schema.of(List.of(Field.of("a", FieldType.INTEGER)));
    private static final Schema TWO =
            Schema.of(List.of(Field.of("a", FieldType.INTEGER), Field.of("b", FieldType.STRING)));

    private static BatchRow cursor() {
        BatchBuilder rows = new BatchBuilder(ONE);
        rows.append(ValueRow.of(ONE, 7L), 3);
        return rows.build().cursor().at(0);
    }

    @Test
    void plusAddsCellsBehindThoseOfTheBatch() {
        ChangedRow row = (ChangedRow) cursor().plus(TWO, "x");
        assertEquals(TWO, row.schema());
        assertEquals(7L, row.value("a"));
        assertEquals("x", row.value("b"));
        assertFalse(row.isChanged(0));
        assertTrue(row.isChanged(1));
        assertNull(row.with("b", null).value("b"));
        assertEquals("x", row.copy().value("b"));
    }

    @Test
    void plusOfARowOfValuesGivesTheSame() {
        Row row = cursor().copy().plus(TWO, "x");
        assertEquals(List.of(7L, "x"), List.of(row.integer("a"), row.value("b")));
    }

    @Test
    void plusAsksForOneFieldACell() {
        assertThrows(IllegalArgumentException.class, () -> cursor().plus(ONE, "x"));
        assertThrows(IllegalArgumentException.class, () -> cursor().copy().plus(ONE, "x"));
    }
}
