package dev.weir.refresh.source;

import dev.weir.delta.Delta;
import dev.weir.descriptor.Schema;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import dev.weir.row.BatchBuilder;
import dev.weir.row.Column;
import dev.weir.source.SourceException;
import dev.weir.store.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Edits of a source's rows, applied one after the other: an insert gets a new label at the end, or behind the row that it
 * names; update and upsert of a present key keep the label; delete takes it away for good. A row without a key is named
 * by the row that it follows, its number counted as the edits before left the table, or by its cells: the first such
 * row. Fields that an edit does not name keep their cells; so do those that it gives the same value without a text.
 *
 * <p>Cost: some look-ups an edit. Naming rows by number walks through all labels once; naming them by their cells walks
 * through the rows each time.
 *
 * <p>Errors: {@link SourceException} of the first edit whose row is not there, or is where it must not be.
 */
public final class EditChange implements AutoCloseable {
    private static final int PART = 1024;

    private final SourceTable table;
    private final String file;
    private final Schema schema;
    private final EditedRows rows;
    private @Nullable Edit preimage;
    private byte[] preimageLabel = Line.NO_LABEL;
    private long edits;

    /** @param file of the edits, for messages */
    public EditChange(SourceTable table, String file) {
        this.table = table;
        this.file = file;
        this.schema = table.codec().schema();
        this.rows = new EditedRows(table);
    }

    /** Applies the next edit. */
    public void apply(Edit edit) {
        edits++;
        Edit before = preimage;
        if (before != null && edit.kind() != Edit.Kind.UPDATE_POSTIMAGE) {
            throw wrong(before, "no update_postimage follows it");
        }
        switch (edit.kind()) {
            case INSERT -> insert(edit);
            case DELETE -> delete(edit);
            case UPDATE_PREIMAGE -> {
                preimageLabel = locate(edit);
                preimage = edit;
            }
            case UPDATE_POSTIMAGE -> {
                byte[] label = before == null ? byKey(edit) : preimageLabel;
                preimage = null;
                change(edit, label);
            }
            case UPSERT -> {
                byte[] key = key(edit.batch(), edit.row());
                byte[] label = key == null ? null : rows.find(key);
                if (key == null) {
                    throw wrong(edit, "an upsert needs a primary key with a value in each part");
                } else if (label == null) {
                    insert(edit);
                } else {
                    change(edit, label);
                }
            }
        }
    }

    /** Makes what the edits changed, seen under {@link dev.weir.store.Side#AFTER}. */
    public Delta finish() {
        Edit before = preimage;
        if (before != null) {
            throw wrong(before, "no update_postimage follows it");
        }
        Delta delta = rows.delta();
        table.apply(delta);
        return delta;
    }

    /** How many edits were applied. */
    public long edits() {
        return edits;
    }

    private void insert(Edit edit) {
        byte[] key = key(edit.batch(), edit.row());
        if (key != null && rows.find(key) != null) {
            throw wrong(edit, "a row with this key is there already; upsert replaces it");
        }
        byte[] label;
        if (edit.after() < 0) {
            label = rows.labelAtEnd();
        } else if (edit.after() == 0) {
            label = rows.labelBehind(null);
        } else {
            byte[] after = rows.labelOf(edit.after());
            if (after == null) {
                throw wrong(edit, "there is no row " + edit.after() + " to put it behind");
            }
            label = rows.labelBehind(after);
        }
        FileChange.requireShort(label);
        BatchBuilder builder = new BatchBuilder(schema);
        builder.append(edit.batch(), edit.row());
        rows.put(label, null, cells(builder.build()), key, true);
    }

    private void delete(Edit edit) {
        byte[] label = locate(edit);
        Batch old = row(edit, label);
        rows.remove(label, key(old, 0));
    }

    private void change(Edit edit, byte[] label) {
        Batch old = row(edit, label);
        BatchBuilder builder = new BatchBuilder(schema);
        for (int i = 0; i < schema.fields().size(); i++) {
            Column column = edit.batch().column(i);
            boolean stays = !edit.names(i)
                    || column.raw == null && !column.isBad(edit.row()) && same(column, edit.row(), old.column(i), 0);
            builder.column(i).append(stays ? old.column(i) : column, stays ? 0 : edit.row());
        }
        builder.endRow(0);
        Batch now = builder.build();
        byte[] oldKey = key(old, 0);
        byte[] key = key(now, 0);
        if (key != null && !Arrays.equals(oldKey, key) && rows.find(key) != null) {
            throw wrong(edit, "a row with this key is there already");
        }
        rows.put(label, oldKey, cells(now), key, false);
    }

    private byte[] cells(Batch batch) {
        return table.cells(batch);
    }

    private Batch row(Edit edit, byte[] label) {
        byte[] cells = rows.cells(label);
        if (cells == null) {
            throw wrong(edit, "the row is gone");
        }
        return table.codec().batch(RowBlock.of(List.of(cells), table.shape()));
    }

    private byte @Nullable [] key(Batch batch, int row) {
        return table.keys() == null ? null : SourceTable.key(table.keyColumns(batch), row);
    }

    /** The row that an edit says is there. */
    private byte[] locate(Edit edit) {
        byte[] label;
        if (key(edit.batch(), edit.row()) != null) {
            label = byKey(edit);
            if (saysKeyAlone(edit)) {
                return label;
            }
        } else if (edit.after() >= 0) {
            label = rows.labelOf(edit.after() + 1);
            if (label == null) {
                throw wrong(edit, "no row follows row " + edit.after());
            }
        } else {
            return byCells(edit);
        }
        int field = difference(edit, row(edit, label), 0);
        if (field >= 0) {
            Object there = row(edit, label).column(field).value(0);
            throw wrong(
                    edit,
                    "the row has " + text(there) + " in '"
                            + schema.field(field).name() + "', not "
                            + text(edit.batch().column(field).value(edit.row())));
        }
        return label;
    }

    /** Whether an edit has a value in no field but the key's, which names its row well enough. */
    private boolean saysKeyAlone(Edit edit) {
        for (int i = 0; i < schema.fields().size(); i++) {
            Column column = edit.batch().column(i);
            if (!table.isKey(i) && (!column.isNull(edit.row()) || column.isBad(edit.row()))) {
                return false;
            }
        }
        return true;
    }

    private byte[] byKey(Edit edit) {
        byte[] key = key(edit.batch(), edit.row());
        if (key == null) {
            throw wrong(edit, "it names no row: a part of the primary key has no value");
        }
        byte[] label = rows.find(key);
        if (label == null) {
            throw wrong(edit, "no row has this key");
        }
        return label;
    }

    private byte[] byCells(Edit edit) {
        try (EditedRows.Walk walk = rows.walk(Line.NO_LABEL)) {
            List<byte[]> labels = new ArrayList<>();
            List<byte[]> cells = new ArrayList<>();
            boolean more = true;
            while (more) {
                more = walk.next();
                if (more) {
                    labels.add(walk.label());
                    cells.add(walk.cells());
                }
                if (!cells.isEmpty() && (!more || cells.size() == PART)) {
                    Batch part = table.codec().batch(RowBlock.of(cells, table.shape()));
                    for (int i = 0; i < part.rows(); i++) {
                        if (difference(edit, part, i) < 0) {
                            return labels.get(i);
                        }
                    }
                    labels.clear();
                    cells.clear();
                }
            }
        }
        throw wrong(edit, "no row has these cells");
    }

    /** The first field that an edit names and in which a row has another value; -1 for none. */
    private int difference(Edit edit, Batch batch, int row) {
        for (int i = 0; i < schema.fields().size(); i++) {
            if (edit.names(i) && !same(edit.batch().column(i), edit.row(), batch.column(i), row)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(Column column, int row, Column other, int otherRow) {
        boolean isNull = column.isNull(row);
        return isNull == other.isNull(otherRow) && (isNull || column.compare(row, other, otherRow) == 0);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "no value" : "\"" + value + "\"";
    }

    private SourceException wrong(Edit edit, String reason) {
        StringBuilder what = new StringBuilder(edit.place());
        what.append(" (").append(edit.kind().text());
        if (table.keys() != null) {
            what.append(", key ");
            String next = "";
            for (Column column : table.keyColumns(edit.batch())) {
                what.append(next).append(text(column.value(edit.row())));
                next = ", ";
            }
        }
        what.append("): ").append(reason);
        return new SourceException(ErrorCode.SOURCE_ERROR, file, what.toString(), -1, null);
    }

    @Override
    public void close() {
        rows.close();
    }
}
