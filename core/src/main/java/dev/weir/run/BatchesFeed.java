package dev.weir.run;

import dev.weir.operate.Batches;
import dev.weir.row.Batch;
import org.jspecify.annotations.Nullable;

/** The rows that an operator gives once it has seen all of its own. */
final class BatchesFeed implements Feed {
    private final Batches batches;
    private final @Nullable Positions positions;
    private final int threads;
    private long sequence;

    /** @param positions to be told of each batch, null where the rows stand elsewhere */
    BatchesFeed(Batches batches, @Nullable Positions positions, int threads) {
        this.batches = batches;
        this.positions = positions;
        this.threads = threads;
    }

    private static final class Held implements Cargo {
        private Batches.@Nullable Part part;
        private long sequence;

        @Override
        public long sequence() {
            return sequence;
        }
    }

    @Override
    public Cargo cargo() {
        return new Held();
    }

    @Override
    public synchronized boolean next(Cargo cargo) {
        Held held = (Held) cargo;
        held.part = batches.next();
        held.sequence = sequence++;
        return held.part != null;
    }

    @Override
    public void settle(Cargo cargo) {
        // Parts come in order and begin where they must.
    }

    @Override
    public boolean deliver(Cargo cargo, Pipe pipe, Ticket ticket) {
        Batches.Part part = ((Held) cargo).part;
        if (part != null) {
            Batch batch = part.batch();
            if (positions != null) {
                ticket.defer(rows -> positions.add(-1, (Integer) rows, 0), batch.rows());
            }
            pipe.push(batch, ticket);
        }
        return false;
    }

    @Override
    public void delivered(Cargo cargo) {
        ((Held) cargo).part = null;
    }

    @Override
    public int threads() {
        return threads;
    }

    @Override
    public void close() {
        batches.close();
    }
}
