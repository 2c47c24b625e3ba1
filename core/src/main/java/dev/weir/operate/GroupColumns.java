package dev.weir.operate;

import dev.weir.descriptor.Field;
import dev.weir.row.Column;
import java.util.Arrays;
import java.util.List;

/** The keys of groups, appended one by one. */
final class GroupColumns {
    private final GrowingColumn[] keys;

    GroupColumns(List<Field> fields) {
        this.keys = fields.stream().map(GrowingColumn::new).toArray(GrowingColumn[]::new);
    }

    void append(Column[] rowKeys, int row) {
        for (int i = 0; i < keys.length; i++) {
            keys[i].append(rowKeys[i], row);
        }
    }

    Column[] columns() {
        return Arrays.stream(keys).map(GrowingColumn::column).toArray(Column[]::new);
    }
}
