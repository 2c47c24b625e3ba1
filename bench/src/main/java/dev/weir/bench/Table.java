package dev.weir.bench;

import dev.weir.descriptor.Dialect;
import dev.weir.descriptor.Field;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.Schema;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.row.RawText;
import dev.weir.row.Slices;
import dev.weir.type.CellType;
import java.util.ArrayList;
import java.util.List;

/** A block of orders in steps: its slices, the types of its fields, and the batch that casting makes of them. */
public final class Table {
    private static final String[] NAMES = {
        "order_id", "customer_id", "placed_at", "due", "amount", "currency", "status", "gift", "email", "note"
    };
    private static final FieldType[] TYPES = {
        FieldType.INTEGER, FieldType.INTEGER, FieldType.DATETIME, FieldType.DATE, FieldType.NUMBER,
        FieldType.STRING, FieldType.STRING, FieldType.BOOLEAN, FieldType.STRING, FieldType.STRING
    };

    public final int rows;
    public final Schema schema;
    private final Slices[] slices;

    public Table(Orders orders) {
        this.rows = orders.rows;
        this.schema = Schema.of(fields());
        int width = NAMES.length;
        int[] positions = new int[rows * width + 1];
        positions[0] = Slices.PAD_FRONT - 1;
        boolean quoted = false;
        int count = 1;
        for (int at = Slices.PAD_FRONT; at < orders.end; at++) {
            byte value = orders.bytes[at];
            quoted ^= value == '"';
            if (!quoted && (value == ',' || value == '\n')) {
                positions[count++] = at;
            }
        }
        this.slices = new Slices[width];
        for (int i = 0; i < width; i++) {
            slices[i] = new Slices(orders.bytes, positions, i, width, 1);
        }
    }

    private static List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            fields.add(Field.of(NAMES[i], TYPES[i]));
        }
        return fields;
    }

    public Slices slices(String field) {
        return slices[schema.indexOf(field)];
    }

    public CellType type(String field) {
        Field found = schema.field(schema.indexOf(field));
        return CellType.of(found, schema.missingValues(found));
    }

    /** The rows, typed. @param raw whether cells keep the text that they were read from */
    public Batch batch(boolean raw) {
        List<Column> columns = new ArrayList<>();
        for (String name : NAMES) {
            CellType type = type(name);
            Column column = type.allocate(rows);
            type.cast(slices(name), rows, column);
            if (raw) {
                Physical physical = new Physical(Dialect.DEFAULT, type.field(), schema.missingValues(type.field()));
                column.raw = new RawText(slices(name), physical);
            }
            columns.add(column);
        }
        return new Batch(schema, rows, columns, 0, null);
    }
}
