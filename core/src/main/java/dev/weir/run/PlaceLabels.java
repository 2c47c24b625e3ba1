package dev.weir.run;

import dev.weir.row.Batch;

/**
 * Gives rows labels of their own: their segment's, and their place among the rows of that segment that came by. Steps that
 * make several rows of one leave all of them its label, and rows that are sorted back by label would lose their order. One
 * thread, to which the rows of a segment come one behind the other.
 */
final class PlaceLabels {
    private long segment = -1;
    private long next;

    Batch of(Batch batch) {
        long[] labels = new long[batch.rows()];
        for (int row = 0; row < labels.length; row++) {
            long its = batch.label(row) >>> 32;
            next = its == segment ? next : 0;
            segment = its;
            labels[row] = its << 32 | next++;
        }
        return new Batch(batch.schema(), batch.rows(), batch.columns(), 0, labels);
    }
}
