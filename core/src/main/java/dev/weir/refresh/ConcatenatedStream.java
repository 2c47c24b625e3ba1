package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.delta.Label;
import dev.weir.delta.RowCodec;
import dev.weir.store.Side;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Streams of one schema, one behind the other: the label is (place of the input, label). Keeps nothing. */
final class ConcatenatedStream extends Stream {
    private final List<? extends Stream> inputs;

    /** @param codec that of all inputs */
    ConcatenatedStream(String step, RowCodec codec, List<? extends Stream> inputs) {
        super(step, codec);
        this.inputs = List.copyOf(inputs);
    }

    @Override
    Delta change() {
        Delta.Builder all = new Delta.Builder(codec());
        for (int i = 0; i < inputs.size(); i++) {
            add(inputs.get(i).delta(), i, all);
        }
        return all.build();
    }

    private static void add(Delta rows, int input, Delta.Builder to) {
        byte[] place = Label.of(input);
        for (int k = 0; k < rows.size(); k++) {
            to.add(Labels.pair(place, rows.label(k)), rows, k);
        }
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        for (int i = 0; i < inputs.size(); i++) {
            int input = i;
            inputs.get(i).all(part, rows -> {
                Delta.Builder placed = new Delta.Builder(codec());
                add(rows, input, placed);
                to.accept(placed.build());
            });
        }
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        Delta.Builder found = new Delta.Builder(codec());
        int from = 0;
        for (int i = 0; i < inputs.size(); i++) {
            byte[] place = Label.of(i);
            int to = from;
            while (to < labels.length && Arrays.equals(place, Labels.first(labels[to]))) {
                to++;
            }
            byte[][] inner = new byte[to - from][];
            for (int k = from; k < to; k++) {
                inner[k - from] = Labels.second(labels[k]);
            }
            Delta rows = inputs.get(i).fetch(inner, side);
            for (int k = from; k < to; k++) {
                found.add(labels[k], rows, k - from);
            }
            from = to;
        }
        return found.build();
    }
}
