package dev.weir.run;

import dev.weir.operate.Collector;
import dev.weir.process.Whole;
import dev.weir.row.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The small pipes: ends, forks, taps. */
final class Pipes {
    private Pipes() {}

    /** Hands each batch to all of {@code pipes}; null for none. */
    static @Nullable Pipe fork(List<Pipe> pipes) {
        return pipes.isEmpty() ? null : pipes.size() == 1 ? pipes.get(0) : new Fork(pipes);
    }

    /** {@code pipe}, or one that drops what it gets. */
    static Pipe orNone(@Nullable Pipe pipe) {
        return pipe == null ? (batch, ticket) -> {} : pipe;
    }

    private record Fork(List<Pipe> pipes) implements Pipe {
        @Override
        public void push(Batch batch, Ticket ticket) {
            for (Pipe pipe : pipes) {
                pipe.push(batch, ticket);
            }
        }

        @Override
        public void drain(Ticket ticket) {
            pipes.forEach(pipe -> pipe.drain(ticket));
        }

        @Override
        public void end() {
            pipes.forEach(Pipe::end);
        }
    }

    /** Hands each batch to a worker of an operator that collects. */
    static Pipe collect(Collector.Worker worker) {
        return new Pipe() {
            @Override
            public void push(Batch batch, Ticket ticket) {
                worker.push(batch);
            }

            @Override
            public void end() {
                worker.end();
            }
        };
    }

    /** Lets a step see the rows go by: prepared here, taken in order. */
    static Pipe tap(Whole.Table table, @Nullable Pipe next) {
        Whole.Table.Preparer preparer = table.preparer();
        return new Pipe() {
            @Override
            public void push(Batch batch, Ticket ticket) {
                Object prepared = preparer.prepare(batch);
                if (prepared != null) {
                    ticket.defer(table::take, prepared);
                }
                if (next != null) {
                    next.push(batch, ticket);
                }
            }

            @Override
            public void drain(Ticket ticket) {
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
        };
    }
}
