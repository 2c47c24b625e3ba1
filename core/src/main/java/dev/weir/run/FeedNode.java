package dev.weir.run;

import dev.weir.descriptor.Schema;
import java.util.LinkedHashSet;
import java.util.Set;

/** A node from which rows start: a table that is read, or an operator that has collected all of its rows. */
abstract class FeedNode extends Node implements AutoCloseable {
    /** The feeds that must have run before this one may. */
    final Set<FeedNode> needs = new LinkedHashSet<>();

    private boolean done;

    FeedNode(String resource, Schema schema) {
        super(resource, schema);
    }

    @Override
    final FeedNode origin() {
        return this;
    }

    /** All feeds that this one follows from, itself too. */
    final Set<FeedNode> sources() {
        Set<FeedNode> sources = new LinkedHashSet<>();
        collectSources(sources);
        return sources;
    }

    private void collectSources(Set<FeedNode> sources) {
        if (sources.add(this)) {
            needs.forEach(need -> need.collectSources(sources));
        }
    }

    final boolean isReady() {
        return !done && needs.stream().allMatch(FeedNode::isDone);
    }

    final boolean isDone() {
        return done;
    }

    final void run(int threads) {
        move(threads);
        done = true;
        passed();
    }

    /** Moves all rows through the pipes of the takers. */
    abstract void move(int threads);

    @Override
    public abstract void close();
}
