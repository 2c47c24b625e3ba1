package dev.weir.refresh.check;

import dev.weir.delta.Delta;
import dev.weir.delta.OrderedBytes;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.ForeignKey;
import dev.weir.descriptor.Schema;
import dev.weir.operate.JoinKeys;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.validate.PackageKeys;
import dev.weir.validate.TableKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table's rows by some of its fields, of which the schema promises something.
 *
 * @param index its name, empty where it has none yet
 * @param table the resource
 * @param fields their 0-based places
 * @param asNumber which of them are compared as numbers
 */
public record RowsByKey(String index, String table, int[] fields, boolean[] asNumber) {

    /** Takes the indexes that tables which are checked together need. */
    public interface Uses {
        /** No two rows have the same key. */
        void unique(TableKey key, RowsByKey rows);

        /** For each key of {@code from} there is a row in {@code to}. */
        void reference(ForeignKey key, RowsByKey from, RowsByKey to);
    }

    /**
     * Lists the indexes that keys, unique fields and foreign keys need.
     *
     * @param tables by resource name
     */
    public static void list(Map<String, Schema> tables, Uses uses) {
        tables.forEach((table, schema) -> {
            for (TableKey key : TableKey.listOf(schema)) {
                int[] fields = key.indexes(schema);
                uses.unique(key, new RowsByKey("", table, fields, new boolean[fields.length]));
            }
        });
        tables.forEach((table, schema) -> {
            for (ForeignKey key : schema.foreignKeys()) {
                String target = key.isSelf() ? table : key.resource();
                Schema other = key.dataPackage() != null ? null : tables.get(target);
                if (other != null) {
                    reference(table, schema, target, other, key, uses);
                }
            }
        });
    }

    private static void reference(String table, Schema schema, String target, Schema other, ForeignKey key, Uses uses) {
        int[] fields = key.fields().stream().mapToInt(schema::indexOf).toArray();
        int[] others = key.referenceFields().stream().mapToInt(other::indexOf).toArray();
        if (fields.length == 0 || fields.length != others.length) {
            return;
        }
        boolean[] asNumber = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] < 0 || others[i] < 0) {
                return;
            }
            FieldType type = schema.field(fields[i]).type();
            asNumber[i] =
                    PackageKeys.comparesNumbers(type, other.field(others[i]).type());
        }
        uses.reference(key, new RowsByKey("", table, fields, asNumber), new RowsByKey("", target, others, asNumber));
    }

    /** The names of the fields. */
    public List<String> names(Schema schema) {
        return Arrays.stream(fields)
                .mapToObj(field -> schema.field(field).name())
                .toList();
    }

    /** The same with a name. */
    public RowsByKey named(String name) {
        return new RowsByKey(name, table, fields, asNumber);
    }

    /** The key of each row, null where a part has no value. */
    public byte[] @Nullable [] keys(Delta rows) {
        byte[][] keys = new byte[rows.size()][];
        for (Batch batch : rows.batches()) {
            Column[] columns = columns(batch);
            for (int row = 0; row < batch.rows(); row++) {
                if (!JoinKeys.isMissing(columns, row)) {
                    keys[(int) batch.label(row)] = OrderedBytes.of(columns, row);
                }
            }
        }
        return keys;
    }

    /** The key columns of a batch of the table. */
    public Column[] columns(Batch batch) {
        Column[] columns = new Column[fields.length];
        for (int i = 0; i < fields.length; i++) {
            Column column = batch.column(fields[i]);
            OrderedBytes.require(column.type);
            columns[i] =
                    asNumber[i] && column instanceof LongColumn longs ? JoinKeys.number(longs, batch.rows()) : column;
        }
        return columns;
    }
}
