package dev.weir.refresh.load;

import dev.weir.delta.LabelList;
import dev.weir.refresh.Labels;
import dev.weir.row.TextBuffer;

/** Rows under labels (first, label): in the order of keys, or of the tables that are put one below the other. */
final class PairLoad implements LoadNode {
    /** Gives the first part of labels. */
    @FunctionalInterface
    interface First {
        /** Readies it for a batch. */
        RowPart of(LoadedRows rows);
    }

    /** Puts the first part of a row's label. */
    @FunctionalInterface
    interface RowPart {
        void put(int row, TextBuffer out);
    }

    private final First first;
    private final Outlet out;
    private final int inputs;
    private final LabelList made = new LabelList();

    /** @param inputs how many nodes hand rows to {@code out} */
    PairLoad(First first, int inputs, Outlet out) {
        this.first = first;
        this.inputs = inputs;
        this.out = out;
    }

    @Override
    public void take(LoadedRows rows) {
        made.clear();
        RowPart part = first.of(rows);
        for (int row = 0; row < rows.batch().rows(); row++) {
            int begin = made.next().length;
            part.put(row, made.next());
            int first = made.next().length - begin;
            LabelList labels = rows.labels();
            made.next().put(labels.bytes(), labels.from(row), labels.to(row));
            Labels.endPair(made, first);
        }
        out.push(new LoadedRows(rows.batch(), made));
    }

    @Override
    public void end() {
        out.endOf(inputs);
    }
}
