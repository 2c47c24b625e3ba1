package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RefusedException;
import dev.weir.descriptor.FieldType;
import dev.weir.descriptor.ForeignKey;
import dev.weir.operate.JoinKeys;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.LongColumn;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import dev.weir.validate.PackageKeys;
import dev.weir.validate.RowChecks;
import dev.weir.validate.TableKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the schemas of tables promise, checked on what has changed: each new row by itself, keys and foreign keys by
 * indexes. Rows that stand were found right before; the first error refuses the change.
 */
final class KeyChecks {
    private final Map<String, Stream> tables;
    private final String name;
    private final Function<String, SortedRuns> indexes;
    private boolean judges;

    /**
     * @param name begins the names of the indexes
     * @param tables by resource name, checked together
     */
    KeyChecks(String name, Map<String, Stream> tables, Function<String, SortedRuns> indexes) {
        this.name = name;
        this.tables = new LinkedHashMap<>(tables);
        this.indexes = indexes;
    }

    /**
     * Takes the change of all tables into the indexes.
     *
     * @param judges whether errors refuse it
     */
    void check(boolean judges) {
        this.judges = judges;
        tables.forEach((table, stream) -> {
            if (judges) {
                requireNotBlank(stream.delta());
                requireRight(stream.delta(), RowChecks.of(stream.schema()));
            }
            int number = 0;
            for (TableKey key : TableKey.listOf(stream.schema())) {
                requireOnce(stream, key.indexes(stream.schema()), name + "-" + table + "-key" + number++);
            }
        });
        tables.forEach((table, stream) -> {
            int number = 0;
            for (ForeignKey key : stream.schema().foreignKeys()) {
                Stream target = key.dataPackage() != null ? null : key.isSelf() ? stream : tables.get(key.resource());
                if (target != null) {
                    requireReferred(stream, target, key, name + "-" + table + "-reference" + number++);
                }
            }
        });
    }

    /** Refuses new rows that are wrong by themselves. */
    static void requireRight(Delta rows, RowChecks checks) {
        var checker = checks.newChecker();
        for (Batch batch : rows.batches()) {
            checker.check(batch, (code, row, field, note) -> {
                if (rows.weight((int) batch.label(row)) > 0) {
                    throw new RefusedException("rows in error: " + note);
                }
            });
        }
    }

    /** Refuses new rows without a value in any cell: they may be blank rows. */
    static void requireNotBlank(Delta rows) {
        for (Batch batch : rows.batches()) {
            for (int row = 0; row < batch.rows(); row++) {
                int at = row;
                if (rows.weight((int) batch.label(row)) > 0
                        && batch.columns().stream().allMatch(column -> column.isNull(at))) {
                    throw new RefusedException("a blank row");
                }
            }
        }
    }

    private void requireOnce(Stream stream, int[] fields, String index) {
        Delta rows = stream.delta();
        byte[][] keys = keys(rows, fields, new boolean[fields.length]);
        try (KeyIndex held = changed(index, rows, keys)) {
            for (int i = 0; judges && i < rows.size(); i++) {
                byte[] key = keys[i];
                if (key == null || rows.weight(i) < 0) {
                    continue;
                }
                List<byte[]> labels = new ArrayList<>();
                held.labels(key, Side.AFTER, labels::add);
                if (labels.size() > 1) {
                    throw new RefusedException("rows in error: a key is repeated");
                }
            }
        }
    }

    private void requireReferred(Stream stream, Stream target, ForeignKey key, String index) {
        int[] fields = key.fields().stream().mapToInt(stream.schema()::indexOf).toArray();
        int[] others = key.referenceFields().stream()
                .mapToInt(target.schema()::indexOf)
                .toArray();
        if (fields.length == 0 || fields.length != others.length) {
            return;
        }
        boolean[] asNumber = new boolean[fields.length];
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] < 0 || others[i] < 0) {
                return;
            }
            FieldType type = stream.schema().field(fields[i]).type();
            FieldType other = target.schema().field(others[i]).type();
            asNumber[i] = PackageKeys.comparesNumbers(type, other);
        }
        Delta rows = stream.delta();
        Delta otherRows = target.delta();
        byte[][] keys = keys(rows, fields, asNumber);
        byte[][] otherKeys = keys(otherRows, others, asNumber);
        try (KeyIndex referring = changed(index + "-from", rows, keys);
                KeyIndex referred = changed(index + "-to", otherRows, otherKeys)) {
            for (int i = 0; judges && i < rows.size(); i++) {
                byte[] of = keys[i];
                if (of != null && rows.weight(i) > 0 && !referred.has(of, Side.AFTER)) {
                    throw new RefusedException("rows in error: a foreign key names no row");
                }
            }
            for (int i = 0; judges && i < otherRows.size(); i++) {
                byte[] of = otherKeys[i];
                if (of != null
                        && otherRows.weight(i) < 0
                        && !referred.has(of, Side.AFTER)
                        && referring.has(of, Side.AFTER)) {
                    throw new RefusedException("rows in error: a row that others refer to is gone");
                }
            }
        }
    }

    private KeyIndex changed(String index, Delta rows, byte[] @Nullable [] keys) {
        KeyIndex held = new KeyIndex(indexes.apply(index));
        for (int i = 0; i < rows.size(); i++) {
            if (keys[i] != null) {
                held.change(keys[i], rows.label(i), rows.weight(i));
            }
        }
        return held;
    }

    /** The key of each row, null where a part has no value. */
    private static byte[] @Nullable [] keys(Delta rows, int[] fields, boolean[] asNumber) {
        byte[][] keys = new byte[rows.size()][];
        for (Batch batch : rows.batches()) {
            Column[] columns = new Column[fields.length];
            for (int i = 0; i < fields.length; i++) {
                Column column = batch.column(fields[i]);
                OrderedBytes.require(column.type);
                columns[i] = asNumber[i] && column instanceof LongColumn longs
                        ? JoinKeys.number(longs, batch.rows())
                        : column;
            }
            for (int row = 0; row < batch.rows(); row++) {
                if (!JoinKeys.isMissing(columns, row)) {
                    keys[(int) batch.label(row)] = OrderedBytes.of(columns, row);
                }
            }
        }
        return keys;
    }
}
