package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.refresh.check.WrittenChecks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of rows in a run's graph: what makes it, and who takes it. */
abstract class Node {
    final String resource;
    final Schema schema;
    final List<Node> takers = new ArrayList<>();

    Node(String resource, Schema schema) {
        this.resource = resource;
        this.schema = schema;
    }

    /** The feed that the rows come from, without an operator in between that collects them. */
    abstract FeedNode origin();

    /** The pipe that takes rows into this node, for one thread, with all that stands behind it. */
    abstract @Nullable Pipe open();

    /** The pipes of all takers, for one thread. */
    final @Nullable Pipe openTakers() {
        List<Pipe> pipes = new ArrayList<>();
        for (Node taker : takers) {
            Pipe pipe = taker.open();
            if (pipe != null) {
                pipes.add(pipe);
            }
        }
        return Pipes.fork(pipes);
    }

    /** Where the rows stand: in their source, or behind the operator that collected them. */
    abstract Positions positions();

    /** The node behind which nothing has changed these rows: this one, but for steps that only see rows go by. */
    Node checked() {
        return this;
    }

    /** The tables that these rows were checked with, all that their schema says; null where they were not. */
    @Nullable
    KeyGroup checkedWith() {
        return null;
    }

    /** Whether all rows that were checked went on, those in error too. */
    boolean isWhole() {
        return false;
    }

    /** The rows as they are if they are written now. */
    WrittenChecks.Written written() {
        return new WrittenChecks.Written(schema, checkedWith(), isWhole());
    }

    /** All rows of the node's origin have passed. */
    void passed() {
        takers.forEach(Node::passed);
    }
}
