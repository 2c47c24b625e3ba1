package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.row.Batch;

/**
 * Rows with their order labels, all of them new. Valid until the call returns that hands them on.
 *
 * @param batch its row {@code i} has the label {@code i} in it, which says where its order label is
 * @param labels one a row
 */
public record LoadedRows(Batch batch, LabelList labels) {
    /** A batch under places of its own. */
    public static LoadedRows of(Batch batch, LabelList labels) {
        return new LoadedRows(new Batch(batch.schema(), batch.rows(), batch.columns(), 0, null), labels);
    }
}
