package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.store.Side;
import java.util.function.Consumer;

/** The rows that a check lets go on, under their own labels. Keeps nothing. */
final class CheckedStream extends Stream {
    private final CheckedTable table;

    CheckedStream(String step, CheckedTable table) {
        super(step, table.input.codec());
        this.table = table;
    }

    CheckedTable table() {
        return table;
    }

    @Override
    Stream origin() {
        return table.input.origin();
    }

    @Override
    Delta change() {
        entering(table.input.delta());
        return table.good();
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        table.goodAll(part, to);
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        return table.input.fetch(labels, side);
    }
}
