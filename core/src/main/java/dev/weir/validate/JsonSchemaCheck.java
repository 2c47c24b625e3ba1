package dev.weir.validate;

import dev.weir.descriptor.Json;
import dev.weir.row.Column;
import dev.weir.row.ObjectColumn;

/** {@code jsonSchema}: the cell of an object or array field is right under a JSON Schema. */
final class JsonSchemaCheck extends CellCheck {
    private final JsonSchema schema;

    JsonSchemaCheck(int field, JsonSchema schema, String note) {
        super(field, note);
        this.schema = schema;
    }

    @Override
    void check(Column column, int rows, CellErrors sink) {
        ObjectColumn objects = (ObjectColumn) column;
        for (int row = 0; row < rows; row++) {
            if (!column.isNull(row) && objects.values[row] instanceof Json json && !schema.accepts(json)) {
                fail(column, row, sink);
            }
        }
    }
}
