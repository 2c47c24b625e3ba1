package dev.weir.run;

import dev.weir.operate.PutAside;
import org.jspecify.annotations.Nullable;

/** The stream of rows that a step put aside. */
final class QuarantineNode extends Node {
    private final Node from;

    /** @param from the node whose rows are put aside */
    QuarantineNode(Node from) {
        this(from, from);
    }

    /** @param input the rows as they were before the step */
    QuarantineNode(Node from, Node input) {
        super(input.resource + "-quarantine", PutAside.schema(input.schema));
        this.from = from;
    }

    @Override
    FeedNode origin() {
        return from.origin();
    }

    @Override
    @Nullable
    Pipe open() {
        return openTakers();
    }

    @Override
    Positions positions() {
        return from.positions();
    }
}
