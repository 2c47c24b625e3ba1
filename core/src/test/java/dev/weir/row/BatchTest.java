package dev.weir.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Schema SCHEMA =
            Schema.of(List.of(Field.of("n", FieldType.INTEGER), Field.of("t", FieldType.STRING)));

    @Test
    void aRowThatIsNotThereIsOneOfMissingCells() {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        builder.append(ValueRow.of(SCHEMA, 7L, "seven"), 70);
        Batch batch = builder.build();
        for (Batch rows : List.of(batch, batch.gather(new int[] {0}, 1))) {
            Batch gathered = rows.gather(new int[] {-1, 0}, 2);
            assertNull(gathered.cursor().at(0).value("n"));
            assertNull(gathered.cursor().at(0).value("t"));
            assertEquals("seven", gathered.cursor().at(1).value("t"));
            assertEquals(70, gathered.label(1));
        }
    }
}
