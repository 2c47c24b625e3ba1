package dev.weir.run;

import dev.weir.descriptor.Schema;
import dev.weir.operate.HashJoin;
import dev.weir.operate.Workspace;
import dev.weir.process.Join;
import dev.weir.process.Output;
import dev.weir.report.ErrorCode;
import dev.weir.row.Batch;
import org.jspecify.annotations.Nullable;

/** A join within the stream of its left rows; the right rows are collected before the first left row comes. */
final class JoinNode extends Node {
    private final Node left;
    private final Index index;
    private final HashJoin join;
    private final boolean keepsLabels;
    private final Positions made;

    JoinNode(String resource, Schema schema, Node left, Node right, Join form, Workspace space) {
        super(resource, schema);
        this.left = left;
        this.join = new HashJoin(form, left.schema, right.schema, space);
        this.index = new Index(right, join);
        this.keepsLabels = form.keep() == Join.Keep.SEMI || form.keep() == Join.Keep.ANTI;
        this.made = new Positions(resource, 1, 1, false);
        left.takers.add(this);
        left.origin().needs.add(index);
    }

    /** The feed that stands for the indexed right side: it has no rows to hand on. */
    FeedNode index() {
        return index;
    }

    /** Takes the right rows, and indexes them when all have come. */
    private static final class Index extends FeedNode {
        private final HashJoin join;

        Index(Node right, HashJoin join) {
            super(right.resource, right.schema);
            this.join = join;
            right.takers.add(new Entry(right, join));
            needs.add(right.origin());
        }

        @Override
        Pipe open() {
            throw new IllegalStateException("an index hands no rows on");
        }

        @Override
        Positions positions() {
            throw new IllegalStateException("an index hands no rows on");
        }

        @Override
        void move(int threads) {
            join.index();
        }

        @Override
        public void close() {
            join.close();
        }
    }

    private static final class Entry extends Node {
        private final Node right;
        private final HashJoin join;

        Entry(Node right, HashJoin join) {
            super(right.resource, right.schema);
            this.right = right;
            this.join = join;
        }

        @Override
        FeedNode origin() {
            return right.origin();
        }

        @Override
        Pipe open() {
            return Pipes.collect(join.build());
        }

        @Override
        Positions positions() {
            return right.positions();
        }
    }

    @Override
    FeedNode origin() {
        return left.origin();
    }

    @Override
    Positions positions() {
        return keepsLabels ? left.positions() : made;
    }

    @Override
    Pipe open() {
        return new Probing(join, keepsLabels ? null : new PlaceLabels(), made, openTakers());
    }

    /** Probes on one thread. A left row may meet several right ones: what comes out has labels of its own. */
    private static final class Probing implements Pipe, Output {
        private final HashJoin join;
        private final HashJoin.Probe probe;
        private final @Nullable PlaceLabels labels;
        private final Positions made;
        private final @Nullable Pipe next;
        private Ticket ticket = new Ticket();

        Probing(HashJoin join, @Nullable PlaceLabels labels, Positions made, @Nullable Pipe next) {
            this.join = join;
            this.probe = join.probe();
            this.labels = labels;
            this.made = made;
            this.next = next;
        }

        @Override
        public void push(Batch batch, Ticket ticket) {
            this.ticket = ticket;
            probe.push(batch, this);
        }

        @Override
        public void emit(Batch batch) {
            if (next == null) {
                return;
            }
            if (labels == null || batch.rows() == 0) {
                next.push(batch, ticket);
                return;
            }
            Batch placed = labels.of(batch);
            long segment = placed.label(0) >>> 32;
            ticket.defer(count -> made.add(segment, (Integer) count), placed.rows());
            next.push(placed, ticket);
        }

        @Override
        public void error(Batch batch, int row, ErrorCode code, String field, String note) {
            throw new IllegalStateException("a join has no errors of rows: " + note);
        }

        @Override
        public void drain(Ticket ticket) {
            this.ticket = ticket;
            join.unmatched(this);
            if (next != null) {
                next.drain(ticket);
            }
        }

        @Override
        public void end() {
            if (next != null) {
                next.end();
            }
        }
    }
}
