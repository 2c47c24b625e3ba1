package dev.weir.refresh;

import dev.weir.delta.Delta;
import dev.weir.store.Side;
import java.util.function.Consumer;

/** Rows that a place has already, for steps that see them for the first time, some at a time. */
final class StandIn extends Stream {
    private final Stream of;
    private final Delta some;

    /** @param some of the rows, which are the change here */
    StandIn(Stream of, Delta some) {
        super(of.step(), of.codec());
        this.of = of;
        this.some = some;
    }

    @Override
    Delta change() {
        return some;
    }

    @Override
    Delta rows(byte[][] labels, Side side) {
        return of.fetch(labels, Side.AFTER);
    }

    @Override
    void all(int part, Consumer<Delta> to) {
        of.replay(part, to);
    }
}
