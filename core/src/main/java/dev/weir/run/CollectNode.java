package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.operate.Collector;
import org.jspecify.annotations.Nullable;

/** An operator that must see all its rows before the first one comes out: sort, group, scan, spool. */
final class CollectNode extends FeedNode {
    private final Collector collector;
    private final @Nullable Node keptFrom;
    private final Positions positions;

    /** @param keptFrom the node whose labels the rows keep, null where the operator gives labels of its own */
    CollectNode(String resource, Schema schema, Collector collector, @Nullable Node keptFrom) {
        super(resource, schema);
        this.collector = collector;
        this.keptFrom = keptFrom;
        this.positions = new Positions(resource, 1, 1, false);
    }

    /** Takes the rows of {@code input}. */
    void take(Node input) {
        take(input, collector);
    }

    /** Takes the rows of {@code input} into a part of what is collected. */
    void take(Node input, Collector part) {
        input.takers.add(new Entry(input, part));
        needs.add(input.origin());
    }

    private static final class Entry extends Node {
        private final Node input;
        private final Collector part;

        Entry(Node input, Collector part) {
            super(input.resource, input.schema);
            this.input = input;
            this.part = part;
        }

        @Override
        FeedNode origin() {
            return input.origin();
        }

        @Override
        Pipe open() {
            return Pipes.collect(part.worker());
        }

        @Override
        Positions positions() {
            return input.positions();
        }
    }

    @Override
    @Nullable
    Pipe open() {
        return openTakers();
    }

    @Override
    Positions positions() {
        Node kept = keptFrom;
        return kept != null ? kept.positions() : positions;
    }

    @Override
    void move(int threads) {
        collector.finish();
        if (takers.isEmpty()) {
            return;
        }
        try (BatchesFeed feed = new BatchesFeed(collector.output(), keptFrom == null ? positions : null, threads)) {
            Conveyor.run(feed, () -> Pipes.orNone(openTakers()), threads);
        }
    }

    @Override
    public void close() {
        collector.close();
    }
}
