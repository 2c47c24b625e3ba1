package dev.weir.run;

import dev.weir.process.Whole;

/** A step that sees rows go by: print, dump. */
final class TapNode extends Node {
    private final Node input;
    private final Whole.Table table;
    private final PrintOrder.Place printed;

    TapNode(Node input, Whole.Table table, PrintOrder.Place printed) {
        super(input.resource, input.schema);
        this.input = input;
        this.table = table;
        this.printed = printed;
        input.takers.add(this);
    }

    @Override
    FeedNode origin() {
        return input.origin();
    }

    @Override
    Node checked() {
        return input.checked();
    }

    @Override
    Pipe open() {
        return Pipes.tap(table, openTakers());
    }

    @Override
    Positions positions() {
        return input.positions();
    }

    @Override
    void passed() {
        table.end();
        printed.end();
        super.passed();
    }
}
