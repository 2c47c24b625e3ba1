package dev.weir.validate;

import dev.weir.descriptor.Field;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What must not repeat in a table: its primary key, one of its unique keys, or the cells of a unique field.
 *
 * @param code the error of a row that repeats it: {@code primary-key} or {@code unique-error}
 * @param field the 0-based index of the field that the error names, or {@link CellErrors#WHOLE_ROW}
 * @param fields the names of the key's fields
 */
public record TableKey(ErrorCode code, int field, List<String> fields) {

    /** The keys of a schema; one that names a field that is not there is left out. */
    public static List<TableKey> listOf(Schema schema) {
        List<TableKey> keys = new ArrayList<>();
        add(schema, new TableKey(ErrorCode.PRIMARY_KEY, CellErrors.WHOLE_ROW, schema.primaryKey()), keys);
        for (List<String> names : schema.uniqueKeys()) {
            add(schema, new TableKey(ErrorCode.UNIQUE_ERROR, CellErrors.WHOLE_ROW, names), keys);
        }
        for (int i = 0; i < schema.fields().size(); i++) {
            Field field = schema.field(i);
            if (field.constraints().unique()) {
                keys.add(new TableKey(ErrorCode.UNIQUE_ERROR, i, List.of(field.name())));
            }
        }
        return keys;
    }

    private static void add(Schema schema, TableKey key, List<TableKey> keys) {
        if (!key.fields.isEmpty() && Arrays.stream(key.indexes(schema)).allMatch(index -> index >= 0)) {
            keys.add(key);
        }
    }

    /** The 0-based indexes of the key's fields. */
    public int[] indexes(Schema schema) {
        return field >= 0
                ? new int[] {field}
                : fields.stream().mapToInt(schema::indexOf).toArray();
    }

    /** What is said of a row that repeats the key of one before where it is put aside: its place may yet change. */
    public static final String NOTE = "the same as in a row before";

    /** What the report says of a row that repeats the key of the row with this number. */
    public String note(long firstRowNumber) {
        return "the same as in the row at position " + firstRowNumber;
    }
}
