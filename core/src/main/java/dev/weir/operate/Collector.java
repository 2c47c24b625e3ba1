package dev.weir.operate;

import dev.weir.row.Batch;

/**
 * An operator that must see all its rows before the first one comes out.
 *
 * <p>Several threads push batches, each to its own worker, in any order; labels say the order of the rows. When all
 * workers have ended, {@link #finish} is called once, then {@link #output} gives the rows.
 */
public interface Collector extends AutoCloseable {

    /** A worker for one thread. */
    Worker worker();

    /** All workers have ended. One thread. */
    void finish();

    /** The rows that come out; once, behind {@link #finish}. */
    Batches output();

    /** Gives back memory and files; also after a failure. */
    @Override
    void close();

    /** Takes the rows of one thread. */
    interface Worker {
        /** The batch is valid during the call only. */
        void push(Batch batch);

        /** No more rows come to this worker. */
        void end();
    }
}
