package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RefusedException;
import dev.weir.descriptor.Schema;
import dev.weir.operate.JoinKeys;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.store.Side;
import dev.weir.store.SortedRuns;
import dev.weir.validate.RowChecks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        Map<String, Schema> schemas = new LinkedHashMap<>();
        tables.forEach((table, stream) -> {
            if (judges) {
                requireNotBlank(stream.delta());
                requireRight(stream.delta(), RowChecks.of(stream.schema()));
            }
            schemas.put(table, stream.schema());
        });
        RowsByKey.list(name, schemas, new RowsByKey.Uses() {
            @Override
            public void unique(RowsByKey rows) {
                requireOnce(rows);
            }

            @Override
            public void reference(RowsByKey from, RowsByKey to) {
                requireReferred(from, to);
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

    private void requireOnce(RowsByKey indexed) {
        Delta rows = rows(indexed);
        byte[][] keys = keys(rows, indexed);
        try (KeyIndex held = changed(indexed, rows, keys)) {
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

    private void requireReferred(RowsByKey from, RowsByKey to) {
        Delta rows = rows(from);
        Delta otherRows = rows(to);
        byte[][] keys = keys(rows, from);
        byte[][] otherKeys = keys(otherRows, to);
        try (KeyIndex referring = changed(from, rows, keys);
                KeyIndex referred = changed(to, otherRows, otherKeys)) {
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

    private Delta rows(RowsByKey indexed) {
        return Objects.requireNonNull(tables.get(indexed.table())).delta();
    }

    private KeyIndex changed(RowsByKey indexed, Delta rows, byte[] @Nullable [] keys) {
        KeyIndex held = new KeyIndex(indexes.apply(indexed.index()));
        for (int i = 0; i < rows.size(); i++) {
            if (keys[i] != null) {
                held.change(keys[i], rows.label(i), rows.weight(i));
            }
        }
        return held;
    }

    /** The key of each row, null where a part has no value. */
    private static byte[] @Nullable [] keys(Delta rows, RowsByKey indexed) {
        byte[][] keys = new byte[rows.size()][];
        for (Batch batch : rows.batches()) {
            Column[] columns = indexed.columns(batch);
            for (int row = 0; row < batch.rows(); row++) {
                if (!JoinKeys.isMissing(columns, row)) {
                    keys[(int) batch.label(row)] = OrderedBytes.of(columns, row);
                }
            }
        }
        return keys;
    }
}
