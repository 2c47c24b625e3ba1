package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.OrderedBytes;
import dev.weir.process.SortKey;
import dev.weir.row.Batch;
import dev.weir.row.Column;
import dev.weir.store.Side;
import java.util.List;
import java.util.function.Consumer;

/** Rows in the order of keys, those of equal keys in their order: the label is (key, label). Keeps nothing. */
final class SortStream extends Stream {
    private final Stream input;
    private final Keys keys;
    private final boolean[] descending;

    SortStream(String step, Stream input, List<SortKey> keys) {
        super(step, input.codec());
        this.input = input;
        this.keys = new Keys(keys.stream().map(SortKey::expression).toList(), input.schema());
        this.descending = new boolean[keys.size()];
        for (int i = 0; i < descending.length; i++) {
            descending[i] = keys.get(i).descending();
        }
    }

    @Override
    Delta change() {
        return sorted(input.delta()); // counted where the rows entered the step
    }

    private Delta sorted(Delta rows) {
        Delta.Builder sorted = new Delta.Builder(codec());
        for (Batch batch : rows.batches()) {
            Column[] columns = keys.columns(batch);
            for (int row = 0; row < batch.rows(); row++) {
                int place = (int) batch.label(row);
                byte[] key = OrderedBytes.of(columns, descending, row);
                sorted.add(Labels.pair(key, rows.label(place)), rows, place);
            }
        }
        return sorted.build();
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        input.all(part, rows -> to.accept(sorted(rows)));
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        Labels wanted = new Labels();
        int[] numbers = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            numbers[i] = wanted.add(Labels.second(labels[i]));
        }
        Delta rows = input.fetch(wanted.sorted(), side);
        Delta.Builder found = new Delta.Builder(codec());
        for (int i = 0; i < labels.length; i++) {
            found.add(labels[i], rows, wanted.place(numbers[i]));
        }
        return found.build();
    }
}
