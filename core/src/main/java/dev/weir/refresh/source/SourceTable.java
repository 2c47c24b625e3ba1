package dev.weir.refresh.source;

import dev.weir.delta.Delta;
import dev.weir.delta.OrderedBytes;
import dev.weir.delta.RefusedException;
import dev.weir.delta.RowCodec;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.row.Physical;
import dev.weir.store.MemoryBudget;
import dev.weir.store.RowBlock;
import dev.weir.store.SortedRuns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows kept of a source and the index of their keys. One thread, but for {@link #readAhead}.
 *
 * <p>Memory: what is found to be different may take half the budget; past it the change is refused.
 */
public final class SourceTable {
    private static final int PART = 4096;

    private final String name;
    private final RowCodec codec;
    private final int shape;
    private final SortedRuns rows;
    private final @Nullable SourceKeys keys;
    private final int[] keyFields;
    private final long mostBytes;
    private boolean readsAhead;

    /**
     * @param name of the table, for messages
     * @param shape of all rows
     * @param rows from labels to cells
     * @param keyFields 0-based indexes of the primary key's fields, none for a table without a key
     * @param keyIndex of the rows, null for a table without a key
     */
    public SourceTable(
            String name,
            RowCodec codec,
            int shape,
            SortedRuns rows,
            int[] keyFields,
            @Nullable SortedRuns keyIndex,
            MemoryBudget budget) {
        this.name = name;
        this.codec = codec;
        this.shape = shape;
        this.rows = rows;
        this.keyFields = keyFields.clone();
        this.keys = keyFields.length == 0 || keyIndex == null ? null : new SourceKeys(keyIndex);
        this.mostBytes = budget.total() / 2;
        for (int field : keyFields) {
            OrderedBytes.require(codec.schema().field(field).type());
        }
    }

    String name() {
        return name;
    }

    RowCodec codec() {
        return codec;
    }

    int shape() {
        return shape;
    }

    SortedRuns rows() {
        return rows;
    }

    /** The index of the keys, null for a table without a key. */
    @Nullable
    SourceKeys keys() {
        return keys;
    }

    int[] keyFields() {
        return keyFields;
    }

    boolean isKey(int field) {
        for (int key : keyFields) {
            if (key == field) {
                return true;
            }
        }
        return false;
    }

    long mostBytes() {
        return mostBytes;
    }

    /** Has full files read on a thread of their own while they are compared. */
    public void readAhead() {
        readsAhead = true;
    }

    boolean readsAhead() {
        return readsAhead;
    }

    /** Rows of a batch, whose cells may stand among all rows: some may have no text. */
    RowBlock encode(Batch batch) {
        RowBlock block = codec.encode(batch);
        if (block.shape() != shape) {
            List<@Nullable Physical> all = codec.shapes().get(shape);
            List<@Nullable Physical> its = codec.shapes().get(block.shape());
            for (int i = 0; i < its.size(); i++) {
                if (its.get(i) != null && !Objects.equals(its.get(i), all.get(i))) {
                    throw new RefusedException("the texts of " + name + " are read in another way");
                }
            }
        }
        return block;
    }

    /** The cells of a batch of one row. */
    byte[] cells(Batch row) {
        return encode(row).cells(0);
    }

    /** The key columns of a batch. */
    Column[] keyColumns(Batch batch) {
        Column[] columns = new Column[keyFields.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = batch.column(keyFields[i]);
        }
        return columns;
    }

    /** The key of a row, null where a part of it has no value. */
    static byte @Nullable [] key(Column[] columns, int row) {
        return isMissing(columns, row) ? null : OrderedBytes.of(columns, row);
    }

    /** Whether a part of a key has no value. */
    static boolean isMissing(Column[] columns, int row) {
        for (Column column : columns) {
            if (column.isNull(row)) {
                return true;
            }
        }
        return false;
    }

    /** Finds the key of each line; where a part of it has no value it stays null. */
    void findKeys(List<Line> lines) {
        for (int from = 0; from < lines.size(); from += PART) {
            List<Line> part = lines.subList(from, Math.min(lines.size(), from + PART));
            List<byte[]> cells = new ArrayList<>(part.size());
            part.forEach(line -> cells.add(line.cells));
            Column[] columns = keyColumns(codec.batch(RowBlock.of(cells, shape)));
            for (int i = 0; i < part.size(); i++) {
                part.get(i).key = key(columns, i);
            }
        }
    }

    /** Changes rows and index, seen under {@link dev.weir.store.Side#AFTER}. */
    void apply(Delta change) {
        for (int i = 0; i < change.size(); i++) {
            if (change.weight(i) > 0) {
                rows.put(change.label(i), change.cells(i));
            } else if (i + 1 == change.size() || !Arrays.equals(change.label(i), change.label(i + 1))) {
                rows.remove(change.label(i));
            }
        }
        SourceKeys index = keys;
        if (index != null) {
            changeKeys(change, index);
        }
    }

    private void changeKeys(Delta change, SourceKeys index) {
        byte[][] keyOf = new byte[change.size()][];
        for (Batch batch : change.batches()) {
            Column[] columns = keyColumns(batch);
            for (int row = 0; row < batch.rows(); row++) {
                keyOf[(int) batch.label(row)] = key(columns, row);
            }
        }
        BiConsumer<Integer, byte[]> put = (i, key) -> index.change(key, change.label(i), change.weight(i));
        List<byte[]> changed = new ArrayList<>();
        for (int i = 0; i < keyOf.length; i++) {
            boolean stays = i + 1 < keyOf.length
                    && Arrays.equals(change.label(i), change.label(i + 1))
                    && Arrays.equals(keyOf[i], keyOf[i + 1]);
            if (stays) {
                i++;
            } else if (keyOf[i] != null) {
                put.accept(i, keyOf[i]);
                changed.add(keyOf[i]);
            }
        }
        index.markRepeated(changed);
    }
}
